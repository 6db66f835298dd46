import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

/// What is remembered of the stock is what the database says, whoever asks and whatever happened before.
@Suite struct StockBoardTests {
    private static let query = SlotQuery(departments: ["cardio", "gynaecology"], from: TestWorld.friday)

    /// The same slots without the board, which only answers queries that name departments.
    private func expectAgreement(_ test: TestStore, at now: Instant, _ step: String) async throws {
        let (asked, all) = try await test.store.write { desk in
            (try desk.slots(Self.query, now: now), try desk.slots(SlotQuery(from: TestWorld.friday), now: now))
        }
        let wanted = all.filter { Self.query.departments.contains($0.session.department) }
        #expect(asked == wanted, "\(step)")
        let read = try await test.store.read { try $0.slots(Self.query, now: now) }
        #expect(read == wanted, "\(step), reading")
        let one = SlotQuery(
            departments: ["cardio"], practitioners: ["d1"], from: TestWorld.monday, through: TestWorld.monday)
        let narrowed = try await test.store.write { try $0.slots(one, now: now) }
        #expect(narrowed == all.filter { $0.session.id == "m1" }, "\(step), narrowed")
    }

    @Test(arguments: Engine.allCases)
    func itFollowsEveryChange(_ engine: Engine) async throws {
        try await engine.withStore { test in
            var random = SplitMix64(seed: 5)
            var now = test.now
            let visitor = try await test.visitor(sex: .female)
            let ids = try await test.store.read { try $0.slots(SlotQuery(), now: TestWorld.now).map(\.id) }
            var booked: [AppointmentID] = []
            try await expectAgreement(test, at: now, "at first")
            for step in 0..<120 {
                let slot = ids[Int.random(in: ids.indices, using: &random)]
                let holder = Holder(conversation: "c\(Int.random(in: 0..<5, using: &random))")
                let consent = Consent(conversation: holder.conversation, turn: 1, channel: "http")
                let at = now
                let choice = Int.random(in: 0..<6, using: &random)
                switch choice {
                case 0, 1:
                    _ = try await test.store.write {
                        try $0.hold(slot, holder: holder, until: at.adding(seconds: 600), now: at)
                    }
                case 2:
                    _ = try await test.store.write { try $0.releaseHolds(of: holder, keeping: [slot], now: at) }
                case 3:
                    let request = BookRequest(
                        key: "b\(step)", slot: slot, patient: visitor.patient, account: visitor.account, holder: holder,
                        consent: consent)
                    if case .success(let made) = try await test.store.write({ try $0.book(request, now: at) }) {
                        booked.append(made.id)
                    }
                case 4:
                    guard let last = booked.popLast() else { break }
                    let request = CancelRequest(
                        key: "x\(step)", appointment: last, account: visitor.account, reason: "ill", consent: consent)
                    _ = try await test.store.write { try $0.cancel(request, now: at) }
                default:
                    // A body that fails after changing the stock leaves no trace on the board.
                    _ = try? await test.store.write { desk in
                        _ = try desk.hold(slot, holder: holder, until: at.adding(seconds: 600), now: at)
                        _ = try desk.slots(Self.query, now: at)
                        throw TestFailure(reason: "on purpose")
                    }
                }
                // Past releases, past starts of slots, past the end of holds.
                if step % 10 == 9 { now = now.adding(seconds: Int.random(in: 1..<7200, using: &random)) }
                try await expectAgreement(test, at: now, "step \(step), choice \(choice)")
            }
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func itHeedsImportsOfItsOwnAndOfOthers(_ engine: Engine) async throws {
        try await engine.withStore { test in
            try await expectAgreement(test, at: test.now, "at first")
            let later = HospitalPlan(
                catalogue: TestWorld.catalogue,
                sessions: TestWorld.sessions + [TestWorld.session("new", doctor: "d4", department: "gynaecology")])
            _ = try await test.store.importPlan(later, now: test.now)
            try await expectAgreement(test, at: test.now, "after an import")

            // Another process, such as `frontdesk import`, on the same database.
            let other = try await SQLDeskStore(
                database: test.engine.open(test.path), configuration: TestWorld.configuration(seed: 9))
            let evenLater = HospitalPlan(
                catalogue: TestWorld.catalogue,
                sessions: TestWorld.sessions + [TestWorld.session("newer", doctor: "d4", department: "gynaecology")])
            _ = try await other.importPlan(evenLater, now: test.now)
            await other.close()
            try await expectAgreement(test, at: test.now, "after an import elsewhere")
        }
    }
}
