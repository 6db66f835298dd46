import Booking
import CivilCalendar
import Testing

@testable import HospitalFiles

@Suite("From hospital files to clinic sessions")
struct HospitalPlanTests {
    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

    private func lines(_ plan: HospitalPlan) -> [String] {
        plan.sessions.map { planned in
            let session = planned.session
            let segments = planned.segments.map { "\($0.startMinute)+\($0.endMinute - $0.startMinute)x\($0.capacity)" }
            return "\(session.id) \(session.feeFen) \(segments.joined(separator: " "))"
        }
    }

    @Test("a week of the small hospital, segment by segment")
    func week() throws {
        // 2026-11-23 is a Monday of ISO week 48, so the clinic of odd weeks does not take place.
        let plan = try read().plan(from: day("2026-11-23"), days: 7)
        #expect(
            lines(plan) == [
                "s-20261123-am-zw01 6000 480+30x2 510+30x2 540+30x2 570+30x2",
                "s-20261123-pm-zw01 6250 810+20x1 830+20x1 850+20x1 870+20x1",
                "s-20261125-am-zw01 6000 480+30x2 510+30x2 540+30x2 570+30x2",
            ])
        let odd = try read().plan(from: day("2026-12-01"), days: 1)
        #expect(lines(odd) == ["s-20261201-am-lw01 3000 480+30x2 510+30x2 540+30x2 570+30x2"])
    }

    @Test("the same day is planned the same whenever it is planned")
    func stable() throws {
        let files = try HospitalFiles(directory: demoDirectory)
        let target = try day("2026-12-10")
        let early = files.plan(from: try day("2026-11-21")).sessions.filter { $0.session.date == target }
        let late = files.plan(from: target, days: 1).sessions
        #expect(!early.isEmpty && early == late)
    }

    @Test("holidays are closed, opened by exception, and make-up days take another weekday's clinics")
    func holidays() throws {
        let files = try read([
            "holidays": """
            - {kind: holiday, name: 休, date: 2026-11-23, until: 2026-11-25}
            - {kind: working, name: 调休, date: 2026-11-28, as: mon}
            """,
            "exceptions": "- {kind: open, practitioner: zw01, date: 2026-11-25}",
        ])
        let ids = files.plan(from: try day("2026-11-23"), days: 7).sessions.map(\.session.id.rawValue)
        #expect(ids == ["s-20261125-am-zw01", "s-20261128-am-zw01", "s-20261128-pm-zw01"])
    }

    @Test("停诊, 停约, 替诊 and 加诊")
    func exceptions() throws {
        let files = try read([
            "exceptions": """
            - {kind: stop, practitioner: zw01, half: morning, monthly: 4 mon}
            - {kind: suspend, practitioner: zw01, half: afternoon, date: 2026-11-23}
            - {kind: substitute, practitioner: zw01, by: lw01, date: 2026-11-25}
            - {kind: add, practitioner: lw01, department: ent, date: 2026-11-27, half: morning, room: 9, minutes: 60, capacity: 1}
            """
        ])
        let sessions = files.plan(from: try day("2026-11-23"), days: 7).sessions.map(\.session)
        #expect(sessions.map(\.status) == [.stopped, .suspended, .scheduled, .scheduled])
        #expect(sessions[2].practitioner == PractitionerCode("lw01"))
        #expect(sessions[2].insteadOf == PractitionerCode("zw01"))
        #expect(sessions[2].id == ClinicSessionID("s-20261125-am-zw01"))
        #expect(sessions[3].id == ClinicSessionID("s-20261127-am-lw01-ent"))
        let before = files.plan(from: try day("2026-11-16"), days: 1).sessions.map(\.session.status)
        #expect(before == [.scheduled, .scheduled])
    }

    @Test("places known to be taken elsewhere")
    func known() throws {
        let files = try read([
            "other_channels": """
            seed: 1
            known:
              - {practitioner: zw01, date: 2026-11-23, half: morning}
              - {practitioner: zw01, date: 2026-11-25, time: 08:00-08:30, places: 1}
            """
        ])
        let plan = files.plan(from: try day("2026-11-23"), days: 3)
        #expect(plan.sessions.map { $0.segments.map(\.preBooked) } == [[2, 2, 2, 2], [0, 0, 0, 0], [1, 0, 0, 0]])
    }

    @Test("places are released so many days ahead at the hour of the rules")
    func release() throws {
        let files = try read([
            "rules": """
            planned_days: 14
            versions:
              - {version: a, rules: {hospital: {releaseDaysAhead: 7, releaseTime: 07:30}, doctor lw01: {releaseDaysAhead: 3}}}
            """
        ])
        let plan = files.plan(from: try day("2026-11-23"))
        #expect(plan.sessions.last?.session.date == (try day("2026-12-02")))
        let release = CivilZone.shanghai.moment(at: try #require(plan.sessions.first).session.releaseAt)
        #expect(release.description == "2026-11-16T07:30:00")
        let own = try #require(plan.sessions.first { $0.session.practitioner == PractitionerCode("lw01") })
        #expect(CivilZone.shanghai.moment(at: own.session.releaseAt).description == "2026-11-28T07:30:00")
    }
}
