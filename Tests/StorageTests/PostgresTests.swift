import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Storage
import StoragePostgres
import Testing

/// What only a server shared by several processes can do.
@Suite struct PostgresTests {
    private let record = ConversationRecord(
        id: "c1", tokenHash: "t", channel: .http, key: nil, state: [1], turns: 0, version: 1, openedAt: TestWorld.now,
        changedAt: TestWorld.now)

    private func replica(of test: TestStore, seed: UInt64) async throws -> SQLDeskStore {
        try await SQLDeskStore(
            database: test.engine.open(test.path), configuration: TestWorld.configuration(seed: seed))
    }

    @Test func aConnectionCutAtAnyInstantLosesAndDoublesNothing() async throws {
        try await Engine.postgres.withStore { test in
            var visitors: [(account: AccountID, patient: PatientID)] = []
            for number in 0..<8 { visitors.append(try await test.visitor(phone: "1380000010\(number)")) }
            let slots = try await test.store.read { try $0.slots(SlotQuery(), now: TestWorld.now) }
                .filter { $0.status == .open && $0.session.department == "cardio" }.map(\.id)
            let cutter = Task {
                while !Task.isCancelled {
                    try PrivatePostgres.shared.get().cutConnections(to: test.path)
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
            let booked = try await withThrowingTaskGroup(of: [AppointmentID].self) { group in
                for (number, visitor) in visitors.enumerated() {
                    group.addTask {
                        var made: [AppointmentID] = []
                        for round in 0..<10 {
                            let key = "\(number)-\(round)"
                            let slot = slots[(number + round * 3) % slots.count]
                            // Whoever gets no answer asks again with the same key.
                            while true {
                                do {
                                    if case .success(let answer) = try await test.book(slot, for: visitor, key: key) {
                                        made.append(answer.id)
                                    }
                                    break
                                } catch let error as StorageError where error.isTemporary {
                                    continue
                                }
                            }
                        }
                        return made
                    }
                }
                return try await group.reduce(into: [AppointmentID]()) { $0 += $1 }
            }
            cutter.cancel()
            _ = await cutter.result
            let kept = try await test.database.read { sql in
                try sql.run("SELECT id FROM appointment ORDER BY id").map { AppointmentID(try $0.text(0)) }
            }
            #expect(kept == booked.sorted())
            #expect(!booked.isEmpty)
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test func replicasWriteAConversationOneAfterTheOther() async throws {
        try await Engine.postgres.withStore { [record] test in
            try await test.store.write { try $0.insert(record) }
            let second = try await replica(of: test, seed: 2)
            await withTaskGroup(of: Void.self) { group in
                for store in [test.store, second, test.store, second] {
                    group.addTask {
                        for _ in 0..<20 {
                            var isWritten = false
                            while !isWritten {
                                isWritten =
                                    (try? await store.write { desk throws in
                                        guard var next = try desk.conversation("c1") else { return false }
                                        next.version += 1
                                        next.turns += 1
                                        return try desk.update(next)
                                    }) ?? false
                            }
                        }
                    }
                }
            }
            let last = try await second.read { try $0.conversation("c1") }
            #expect(last?.turns == 80)
            #expect(last?.version == 81)
            await second.close()
        }
    }

    @Test func aTurnIsHeardByTheOtherReplicas() async throws {
        try await Engine.postgres.withStore { [record] test in
            let second = try await replica(of: test, seed: 2)
            try await test.store.write { try $0.insert(record) }
            let heard = Task { () -> ConversationID? in
                for await case .conversation(let conversation) in second.changedElsewhere() { return conversation }
                return nil
            }
            // The listener connects in its own time: turns are kept until one is heard.
            let speaker = Task {
                for number in 1..<400 {
                    let turn = TurnRecord(
                        conversation: "c1", number: number, messageID: nil, textHash: "", kind: "push", answer: [],
                        at: TestWorld.now)
                    try await test.store.write { try $0.insert(turn) }
                    try await Task.sleep(for: .milliseconds(50))
                }
                heard.cancel()
            }
            #expect(await heard.value == "c1")
            speaker.cancel()
            _ = await speaker.result
            await second.close()
        }
    }

    @Test func sweepersShareTheirWork() async throws {
        try await Engine.postgres.withStore { test in
            let slots = try await test.store.read { try $0.slots(SlotQuery(), now: TestWorld.now) }
                .filter { $0.status == .open }.map(\.id)
            let until = test.now.adding(seconds: 60)
            for (number, slot) in slots.enumerated() {
                _ = try await test.store.write {
                    try $0.hold(slot, holder: Holder(conversation: "c\(number)"), until: until, now: TestWorld.now)
                }.get()
            }
            let second = try await replica(of: test, seed: 2)
            async let one = test.store.sweep(now: until)
            async let other = second.sweep(now: until)
            #expect(try await one + other == slots.count)
            #expect(try await test.store.verify().problems == [])
            await second.close()
        }
    }

    @Test func aServerThatIsNotThereIsSaidToBe() async throws {
        await #expect(throws: StorageError.self) { () async throws in
            _ = try PostgresDatabase(url: "postgres://nobody@%2Ftmp%2Fno-such-folder/none")
        }
    }
}
