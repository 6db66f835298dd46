import CivilCalendar
import Testing

@testable import Booking

private typealias Examples = RuleExamples

@Suite("Quotas, strikes and restrictions follow from history")
struct RuleHistoryTests {
    private func record(
        _ id: AppointmentID, visit: String, booked: String = "2026-11-01T09:00", status: Appointment.Status = .booked,
        changed: String? = nil, reason: String? = nil, department: DepartmentCode = "skin",
        practitioner: PractitionerCode = "zhao"
    ) -> VisitRecord {
        let moment = CivilMoment(iso: visit) ?? CivilMoment(date: CivilDate(dayNumber: 0))
        return VisitRecord(
            appointment: id, patient: "p", account: "a", department: department, practitioner: practitioner,
            date: moment.date, half: moment.hour < 12 ? .morning : .afternoon, status: status,
            bookedAt: Examples.at(booked), changedAt: Examples.at(changed ?? booked), reason: reason)
    }

    private func denials(
        _ rules: Rules, _ history: [VisitRecord], visit: String, now: String, moving: AppointmentID? = nil
    ) -> [RuleDenial] {
        let facts = BookingFacts(
            slot: Examples.slot(visit), patientHistory: history, accountHistory: history, moving: moving)
        return rules.decideBooking(facts, now: Examples.at(now)).denials
    }

    @Test func threeInSevenDays() throws {
        let rules = try Examples.rules("R1")
        let history = [
            record("1", visit: "2026-12-01T09:00", booked: "2026-11-14T23:59"),
            record("2", visit: "2026-12-02T09:00", booked: "2026-11-16T10:00"),
            record("3", visit: "2026-12-03T09:00", booked: "2026-11-20T08:00"),
            record("4", visit: "2026-12-04T09:00", booked: "2026-11-20T08:00", status: .cancelled),
        ]
        let denied = denials(rules, history, visit: "2026-12-09T09:00", now: "2026-11-20T09:00")
        #expect(denied.map(\.parameter) == ["perPatient7Days"])
        #expect(denied.first?.earliestAllowedAt == Examples.at("2026-11-21T00:00"))
        #expect(denied.first?.blocking == ["1", "2", "3"])
        #expect(denials(rules, history, visit: "2026-12-09T09:00", now: "2026-11-21T00:00").isEmpty)
        let last = Examples.at("2026-11-21T00:00").adding(milliseconds: -1)
        let facts = BookingFacts(slot: Examples.slot("2026-12-09T09:00"), patientHistory: history)
        #expect(rules.decideBooking(facts, now: last) != .allow)
        #expect(rules.earliestAllowed(facts, now: last) == Examples.at("2026-11-21T00:00"))
        #expect(
            denials(rules, history, visit: "2026-12-09T09:00", now: "2026-11-20T09:00", moving: "1").isEmpty,
            "a visit that moves was counted when it was made")
    }

    @Test func quotasOfTheVisitDay() throws {
        let history = [
            record("1", visit: "2026-12-01T09:00"),
            record("2", visit: "2026-12-01T14:00", department: "cardio", practitioner: "zhang"),
        ]
        let rows: [(String, [String])] = [
            ("R1", ["perPatientDay", "perPatientDepartmentDay"]), ("R4", []),
            ("R11", ["perPatientDepartmentDay", "perPatientDoctorDay"]), ("R12", ["perPatientDoctorDay"]),
            ("R16", ["perPatientDay"]), ("R18", ["perPatientDepartmentDay"]),
        ]
        for (example, expected) in rows {
            let denied = denials(
                try Examples.rules(example), history, visit: "2026-12-01T10:00", now: "2026-11-25T09:00")
            #expect(denied.map(\.parameter) == expected, "\(example)")
            #expect(denied.allSatisfy { $0.earliestAllowedAt == nil && !$0.blocking.isEmpty })
        }
        for (campus, limit) in [(CampusCode("main"), ["departmentsPerDay"]), ("east", [])] {
            let others = [record("1", visit: "2026-12-01T09:00", department: "cardio")]
            let denied = denials(
                try Examples.rules("R6", campus: campus), others, visit: "2026-12-01T14:00", now: "2026-11-25T09:00")
            #expect(denied.map(\.parameter) == limit, "\(campus)")
        }
    }

    @Test func eightAMonthOfOnePhone() throws {
        let rules = try Examples.rules("R15")
        let history = (1...8).map {
            record(AppointmentID("\($0)"), visit: "2026-12-0\($0)T09:00", booked: "2026-11-0\($0)T09:00")
        }
        let denied = denials(rules, history, visit: "2026-12-20T09:00", now: "2026-11-30T23:59")
        #expect(denied.map(\.parameter) == ["perAccountMonth"])
        #expect(denied.first?.earliestAllowedAt == Examples.at("2026-12-01T00:00"))
    }

    @Test func aCancellationCoolsDown() throws {
        let rules = try Examples.rules("R15")
        let history = [record("1", visit: "2026-12-01T09:00", status: .cancelled, changed: "2026-11-20T09:00")]
        let facts = BookingFacts(slot: Examples.slot("2026-12-01T09:00"), patientHistory: history)
        let end = Examples.at("2026-11-20T09:01")
        #expect(
            rules.decideBooking(facts, now: end.adding(milliseconds: -1)).denials.map(\.parameter)
                == ["cooldownAfterCancelSeconds"])
        #expect(rules.decideBooking(facts, now: end) == .allow)
        let stopped = [
            record(
                "1", visit: "2026-12-01T09:00", status: .cancelled, changed: "2026-11-20T09:00",
                reason: "clinic_stopped")
        ]
        #expect(denials(rules, stopped, visit: "2026-12-01T09:00", now: "2026-11-20T09:00").isEmpty)
    }

    /// An example, the days of strikes, and until when the last of them restricts.
    static let restrictions: [(String, [String], String?)] = [
        ("R2", ["2026-01-10", "2026-02-10", "2026-04-09"], "2026-10-09"),
        ("R2", ["2026-01-10", "2026-02-10", "2026-04-10"], nil),
        ("R3", ["2026-01-10", "2026-06-10", "2026-12-31"], "2027-03-31"),
        ("R3", ["2025-12-31", "2026-06-10", "2026-11-30"], nil),
        ("R4", ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01"], "2026-11-28"),
        ("R5", ["2026-01-01", "2026-02-01", "2026-03-31"], "2026-06-29"),
        ("R5", ["2026-01-01", "2026-02-01", "2026-04-01"], nil),
        ("R6", ["2026-01-01", "2026-01-31"], "2026-07-31"), ("R6", ["2026-01-01"], nil),
        ("R9", ["2026-01-01", "2026-01-02", "2026-01-03"], nil),
        ("R11", ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"], "2026-12-01"),
        ("R11", ["2026-10-31", "2026-11-02", "2026-11-03", "2026-11-04"], nil),
        ("R13", ["2026-11-05"], "2026-11-19"), ("R13", ["2028-01-10", "2028-01-31"], "2028-02-29"),
        ("R13", ["2026-01-10", "2026-01-31", "2026-11-30"], "2027-02-28"),
        ("R23", ["2026-08-01", "2026-08-02", "2026-08-31"], "2027-02-28"),
    ]

    @Test(arguments: restrictions)
    func strikesRestrict(_ example: String, _ days: [String], _ until: String?) throws {
        let rules = try Examples.rules(example)
        let history = days.enumerated().map { index, day in
            record(
                AppointmentID("\(index)"), visit: "\(day)T09:00", status: .noShow, changed: "\(day)T12:00")
        }
        let now = Examples.at("\(days[days.count - 1])T12:00")
        let restriction = rules.restriction(history, now: now)
        #expect(restriction?.until == until.map { Examples.at($0) })
        guard let end = restriction?.until else { return }
        #expect(rules.restriction(history, now: end.adding(milliseconds: -1))?.until == end)
        #expect(rules.restriction(history, now: end) == nil)
        var excused = history
        excused[0].status = .cancelled
        excused[0].reason = "excused"
        #expect(rules.restriction(excused, now: now)?.until != end, "an appeal undoes what followed")
    }

    @Test func manyCancellationsRestrictButStoppedClinicsDoNot() throws {
        let rules = try Examples.rules("R10")
        let history = (1...3).map {
            record(
                AppointmentID("\($0)"), visit: "2026-12-0\($0)T09:00", status: .cancelled,
                changed: "2026-11-1\($0)T09:00", reason: "patient")
        }
        let denied = denials(rules, history, visit: "2026-11-30T09:00", now: "2026-11-20T09:00")
        #expect(denied.map(\.parameter) == ["cancelSteps"])
        #expect(denied.first?.earliestAllowedAt == Examples.at("2027-02-13T00:00"))
        var stopped = history
        stopped[1].reason = "clinic_stopped"
        #expect(denials(rules, stopped, visit: "2026-11-30T09:00", now: "2026-11-20T09:00").isEmpty)
    }

    @Test func agesCountOnTheDayOfTheVisit() throws {
        let rules = try Examples.rules("R7")
        var patient = SmallHospital.patient()
        patient.birthDate = CivilDate(iso: "2012-11-25")
        for (visit, expected) in [("2026-11-24T09:00", ["minAge"]), ("2026-11-25T09:00", [])] {
            let facts = BookingFacts(slot: Examples.slot(visit), patient: patient)
            let denied = rules.decideBooking(facts, now: Examples.at("2026-11-20T09:00")).denials
            #expect(denied.map(\.parameter) == expected)
        }
    }
}
