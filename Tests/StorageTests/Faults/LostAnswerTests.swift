import Booking
import CivilCalendar
import FrontDesk
import Storage
import StoragePostgres
import Testing

/// A connection to PostgreSQL that breaks around a commit: nobody knows whether it was done, and the one answer is found.
@Suite struct LostAnswerTests {
    @Test("the program finds out by itself", arguments: [CuttingProxy.Cut.beforeItArrives, .beforeItsAnswer])
    func itFindsOut(_ cut: CuttingProxy.Cut) async throws {
        try await Engine.postgres.withStore { test in
            let visitor = try await test.visitor()
            let proxy = try PrivatePostgres.shared.get().proxy()
            let store = try await store(through: proxy, to: test)
            for number in 0..<6 {
                proxy.arm(cut)
                let slot = SlotID("m1-0\(8 + number / 2)\(number % 2 == 0 ? "00" : "30")")
                let key = "key-\(number)"
                let first = try await book(slot, for: visitor, key: key, on: store)
                let again = try await book(slot, for: visitor, key: key, on: store)
                #expect(first == again, "the same key has one answer")
            }
            #expect(proxy.cuts == 6)
            #expect(try await test.store.census(now: test.now).liveAppointments <= 1, "one visit of a session each")
            #expect(try await test.store.verify().problems == [])
            await store.close()
        }
    }

    @Test(
        "nobody can be asked for a long time: the caller does not know, and the same key finds the one answer",
        arguments: [CuttingProxy.Cut.beforeItArrives, .beforeItsAnswer])
    func theCallerAsksAgain(_ cut: CuttingProxy.Cut) async throws {
        try await Engine.postgres.withStore { test in
            let visitor = try await test.visitor()
            let proxy = try PrivatePostgres.shared.get().proxy()
            let store = try await store(through: proxy, to: test)
            proxy.arm(cut, staysDown: true)
            await #expect(throws: StorageError.self) {
                _ = try await book("m1-0800", for: visitor, key: "key", on: store)
            }
            let kept = try await test.store.census(now: test.now).liveAppointments
            #expect(kept == (cut == .beforeItsAnswer ? 1 : 0))
            proxy.mend()
            let answer = try await book("m1-0800", for: visitor, key: "key", on: store).get()
            #expect(answer.status == .booked)
            #expect(try await test.store.census(now: test.now).liveAppointments == 1)
            #expect(try await test.slot("m1-0800")?.booked == 1)
            #expect(try await test.store.verify().problems == [])
            await store.close()
        }
    }

    @Test("a move is cut off at every one of its statements, also between giving back and taking: all of it or nothing")
    func aMoveCutAnywhere() async throws {
        try await Engine.postgres.withStore { test in
            let visitor = try await test.visitor()
            let visit = try await test.book("m1-0800", for: visitor).get()
            let proxy = try PrivatePostgres.shared.get().proxy()
            let store = try await store(through: proxy, to: test)
            var slots: [SlotID] = ["m1-0800", "t1-0800"]
            var number = 0
            var wasCut = true
            while wasCut {
                number += 1
                // Now and then nobody can be reached for long, and the caller has to ask again.
                let isLong = [4, 9].contains(number)
                let before = proxy.cuts
                proxy.arm(.atMessage(number), staysDown: isLong)
                let request = RescheduleRequest(
                    key: "move-\(number)", appointment: visit.id, slot: slots[1], account: visitor.account,
                    holder: Holder(conversation: "c1"), consent: Consent(conversation: "c1", turn: 2, channel: "http"))
                if isLong {
                    await #expect(throws: StorageError.self) {
                        try await store.write { try $0.reschedule(request, now: TestWorld.now) }.get()
                    }
                    #expect(try await test.slot(slots[0])?.booked == 1, "cut at message \(number)")
                    #expect(try await test.slot(slots[1])?.booked == 0)
                    #expect(try await test.store.verify().problems == [])
                    proxy.mend()
                }
                let moved = try await store.write { try $0.reschedule(request, now: TestWorld.now) }.get()
                #expect(try await store.write { try $0.reschedule(request, now: TestWorld.now) }.get() == moved)
                #expect(moved.id == visit.id)
                #expect(try await test.slot(slots[0])?.booked == 0, "cut at message \(number)")
                #expect(try await test.slot(slots[1])?.booked == 1, "cut at message \(number)")
                slots.swapAt(0, 1)
                wasCut = proxy.cuts > before
                proxy.disarm()
            }
            #expect(number > 10, "a move has more statements than that")
            #expect(try await test.store.verify().problems == [])
            await store.close()
        }
    }

    private func store(through proxy: CuttingProxy, to test: TestStore) async throws -> SQLDeskStore {
        let name = test.path.split(separator: "/").last ?? ""
        let address = try PostgresAddress("postgres://postgres@127.0.0.1:\(proxy.port)/\(name)")
        let database = try PostgresDatabase(address, writers: 1, readers: 1, patience: .seconds(1))
        return try await SQLDeskStore(database: database, configuration: TestWorld.configuration(seed: 9))
    }

    private func book(
        _ slot: SlotID, for visitor: (account: AccountID, patient: PatientID), key: String, on store: SQLDeskStore
    ) async throws -> Result<Appointment, BookingRefusal> {
        let request = BookRequest(
            key: key, slot: slot, patient: visitor.patient, account: visitor.account,
            holder: Holder(conversation: "c1"), consent: Consent(conversation: "c1", turn: 1, channel: "http"))
        return try await store.write { try $0.book(request, now: TestWorld.now) }
    }
}
