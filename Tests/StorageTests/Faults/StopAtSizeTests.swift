import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Storage
import Testing

/// A clinic with five hundred visits is stopped, and whatever works it off is killed again and again.
@Suite struct StopAtSizeTests {
    private static let visits = 500
    private static let order = StaffOrder(staff: "li.wei", reason: "doctor ill")

    @Test(
        "killed again and again, on a server by two replicas at a time: everybody is told once and refunded once",
        arguments: Engine.allCases)
    func everybodyIsToldOnce(_ engine: Engine) async throws {
        var random = SplitMix64(seed: 23)
        try await engine.withStore { test in
            let visitors = try await fullClinic(test)
            let plan = try await test.store.write {
                try $0.stopClinic("m1", offerHours: 24, order: Self.order, now: TestWorld.now)
            }.get().plan
            var told = 0
            var runs = 0
            while try await !test.store.read({ try $0.unfinishedStops() }).isEmpty {
                runs += 1
                try #require(runs < 100, "no end: \(told) of \(Self.visits) after \(runs) runs")
                let lines = (0..<2).map { _ in Int.random(in: 1...120, using: &random) }
                let seconds = Double.random(in: 0..<0.01, using: &random)
                async let one = DoomedDesk.run(
                    "stops", on: test.path, killedAfterLines: lines[0], andSeconds: seconds)
                if engine == .postgres {
                    _ = try await DoomedDesk.run(
                        "stops", on: test.path, killedAfterLines: lines[1], andSeconds: seconds)
                }
                let said = try await one.lines.compactMap { Int($0.dropFirst(5)) }.max() ?? told
                let report = try #require(
                    try await test.store.write { try $0.carryOn(stop: plan, limit: 0, now: TestWorld.now) })
                #expect(report.told >= max(said, told), "what was acknowledged is kept")
                told = report.told
            }
            #expect(runs > 2, "it was never killed in the middle")
            try await check(plan, visitors, test)
        }
    }

    private func check(
        _ plan: StopPlanID, _ visitors: [(phone: String, account: AccountID)], _ test: TestStore
    ) async throws {
        let report = try #require(
            try await test.store.write { try $0.carryOn(stop: plan, limit: 1, now: TestWorld.now) })
        #expect((report.planned, report.told, report.spared) == (Self.visits, Self.visits, 0))
        #expect(report.refundFen == Self.visits * 5000)
        let sent = try await test.store.read { desk in
            try desk.outbox(after: nil, limit: 10_000).filter { $0.kind == "stopped" }
        }
        #expect(sent.map(\.to).sorted() == visitors.map(\.phone).sorted(), "one message for each")
        let live = try await test.store.census(now: TestWorld.now)
        #expect(live.liveAppointments == 0)
        let offered = try await test.store.read { desk in
            try visitors.map { try desk.stopOffers(of: $0.account, now: TestWorld.now).count }
        }
        #expect(offered.allSatisfy { $0 == 1 })
        #expect(live.liveHolds == report.offered, "a place is kept for whoever was offered one, and for nobody else")
        #expect(try await test.store.verify().problems == [])
    }

    /// Fills a clinic; there is other room for some of its patients, not for all.
    private func fullClinic(_ test: TestStore) async throws -> [(phone: String, account: AccountID)] {
        let share = Self.visits / 4
        let large = TestWorld.session("m1", capacities: [share, share, share, share])
        let other = TestWorld.session("t1", date: TestWorld.tuesday, capacities: [50, 50, 50, 50])
        let rest = TestWorld.sessions.filter { !["m1", "t1"].contains($0.session.id.rawValue) }
        _ = try await test.store.importPlan(
            HospitalPlan(catalogue: TestWorld.catalogue, sessions: [large, other] + rest), now: test.now)
        let slots: [SlotID] = ["m1-0800", "m1-0830", "m1-0900", "m1-0930"]
        return try await test.store.write { desk in
            var last: String?
            return try (0..<Self.visits).map { number in
                let phone = String(13_700_000_000 + number)
                let now = TestWorld.now.adding(milliseconds: Int64(number))
                let visitor = try TestStore.visitor(phone: phone, name: "病人", on: desk, at: now, after: last)
                let request = BookRequest(
                    key: "k\(number)", slot: slots[number % 4], patient: visitor.patient, account: visitor.account,
                    holder: Holder(conversation: "c\(number)"),
                    consent: Consent(conversation: "c\(number)", turn: 1, channel: "http"))
                _ = try desk.book(request, now: now).get()
                last = try desk.outbox(after: last, limit: 100).last?.id
                return (phone, visitor.account)
            }
        }
    }
}
