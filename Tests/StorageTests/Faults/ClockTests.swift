import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

/// Clocks that are changed by law: a hospital with summer time, and a country that gives itself another hour.
@Suite struct ClockTests {
    /// The Sunday on which clocks in New York go from 02:00 to 03:00.
    private static let sunday = CivilDate(dayNumber: 20_891)
    private static let newYork = CivilZone(identifier: "America/New_York")

    private static func catalogue(in zone: String) -> Catalogue {
        let world = TestWorld.catalogue
        var hospital = world.hospital
        hospital.zone = zone
        return Catalogue(
            hospital: hospital, campuses: world.campuses, departments: world.departments,
            practitioners: world.practitioners, calendar: world.calendar)
    }

    @Test("summer time: visits before and after the change keep the time on the wall", arguments: Engine.allCases)
    func summerTime(_ engine: Engine) async throws {
        let zone = try #require(Self.newYork)
        let now = zone.instant(of: CivilMoment(date: Self.sunday.adding(days: -3), hour: 9))
        try await engine.withStore(rules: Self.dayBefore) { test in
            // The night shift begins in the old time and ends in the new one.
            let sessions = [
                TestWorld.session("before", date: Self.sunday.adding(days: -1), releaseAt: now),
                TestWorld.session("after", date: Self.sunday, releaseAt: now),
            ]
            let night = PlannedSession(
                session: TestWorld.session("night", doctor: "d2", date: Self.sunday, releaseAt: now).session,
                segments: [
                    .init(startMinute: 60, endMinute: 120, capacity: 1),
                    .init(startMinute: 180, endMinute: 240, capacity: 1),
                ])
            _ = try await test.store.importPlan(
                HospitalPlan(catalogue: Self.catalogue(in: "America/New_York"), sessions: sessions + [night]),
                rules: Self.dayBefore, now: now)
            let first = try await test.visitor(at: now)
            let second = try await test.visitor(phone: "13800000002", name: "李梅", at: now)
            let saturday = try await test.book("before-0800", for: first, at: now).get()
            let visit = try await test.book("after-0800", for: first, at: now).get()
            #expect(visit.slot.start == CivilMoment(date: Self.sunday, hour: 8))
            let hours = try await test.database.read { sql in
                let rows = try sql.run(
                    "SELECT starts_at FROM appointment WHERE id IN ($1, $2) ORDER BY starts_at", saturday.id, visit.id)
                return (try rows[1].integer(0) - rows[0].integer(0)) / 3_600_000
            }
            #expect(hours == 23, "that night had one hour less")
            // 01:00 to 02:00 and 03:00 to 04:00 touch each other on that night, and do not overlap.
            _ = try await test.book("night-0100", for: second, conversation: "n1", at: now).get()
            _ = try await test.book("night-0300", for: first, conversation: "n2", at: now).get()
            // "Until 20:00 the day before" is a time on the wall.
            let deadline = zone.instant(of: CivilMoment(date: Self.sunday.adding(days: -1), hour: 20))
            for (instant, isAllowed) in [(deadline.adding(milliseconds: -1), true), (deadline, false)] {
                let answer = try await test.store.read {
                    try $0.mayCancel(visit.id, account: first.account, now: instant)
                }
                if case .success = answer { #expect(isAllowed) } else { #expect(!isAllowed) }
            }
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test("a country changes its clocks: booked visits keep the time on the wall", arguments: Engine.allCases)
    func anotherHour(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor()
            let visit = try await test.book("m1-0800", for: visitor).get()
            func start() async throws -> Int {
                try await test.database.read { sql in
                    try sql.run(
                        """
                        SELECT a.starts_at FROM appointment a CROSS JOIN slot s
                        WHERE a.id = $1 AND s.id = a.slot AND s.hospital = a.hospital AND s.starts_at = a.starts_at
                        """, visit.id)[0].integer(0)
                }
            }
            let before = try await start()
            let report = try await test.store.importPlan(
                HospitalPlan(catalogue: Self.catalogue(in: "Asia/Tokyo"), sessions: TestWorld.sessions), now: test.now)
            #expect(report.kept.isEmpty)
            #expect(try await start() == before - 3_600_000, "one hour further east")
            let kept = try await test.store.read {
                try $0.appointments(of: visitor.account, includingPast: false, now: TestWorld.now)
            }
            #expect(kept.map(\.slot.start) == [visit.slot.start])
            #expect(try await test.store.verify().problems == [])
        }
    }

    private static var dayBefore: RuleBook {
        let value = try? RuleParameter.cancelDeadline.kind.value(from: "1 day 20:00")
        let values = value.map { [RuleParameter.cancelDeadline: $0] } ?? [:]
        return RuleBook([RuleSet(version: "v1", values: [.hospital(TestWorld.code): values])])
    }
}
