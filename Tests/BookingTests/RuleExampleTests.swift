import CivilCalendar
import Testing

@testable import Booking

private typealias Examples = RuleExamples

@Suite("Every example is there and decides")
struct RuleExampleTests {
    @Test("R1 to R24 are read, each value by its kind")
    func all() throws {
        #expect(Set(Examples.texts.keys) == Set((1...24).map { "R\($0)" }))
        for name in Examples.texts.keys.sorted() {
            let set = try Examples.set(name)
            let count = set.values.values.reduce(0) { $0 + $1.count }
            #expect(count == Examples.texts[name]?.values.reduce(0) { $0 + $1.count }, "\(name)")
        }
    }

    /// An example, a visit of today, until when one can report, and by which rule not any more.
    static let reports: [(String, String, String, RuleParameter)] = [
        ("R3", "2026-11-30T10:00", "2026-11-30T09:00", .pickupUntilMorning),
        ("R3", "2026-02-28T14:30", "2026-02-28T13:30", .pickupUntilAfternoon),
        ("R11", "2028-02-29T11:30", "2028-02-29T11:20", .pickupUntilMorning),
        ("R11", "2026-11-30T16:30", "2026-11-30T16:20", .pickupUntilAfternoon),
        ("R14", "2026-12-31T11:45", "2026-12-31T11:30", .pickupUntilMorning),
        ("R14", "2026-10-10T15:45", "2026-10-10T15:30", .pickupUntilAfternoon),
    ]

    @Test(arguments: reports)
    func reportingEndsExactly(_ name: String, _ visit: String, _ end: String, _ rule: RuleParameter) throws {
        let rules = try Examples.rules(name)
        let slot = Examples.slot(visit)
        let clinicEnds = Examples.zone.instant(of: slot.end)
        let last = Examples.at(end)
        #expect(
            rules.decideCheckIn(slot, clinicEnds: clinicEnds, now: last.adding(milliseconds: -1))
                == .success(.punctual))
        for late in [last, last.adding(milliseconds: 1)] {
            guard case .failure(.tooLate(let denial)) = rules.decideCheckIn(slot, clinicEnds: clinicEnds, now: late)
            else {
                Issue.record("\(name) lets report at \(late)")
                continue
            }
            #expect(denial.parameter == rule.rawValue)
        }
    }

    @Test("R22: half an hour late is still seen, a millisecond more is not")
    func lateness() throws {
        let rules = try Examples.rules("R22")
        let slot = Examples.slot("2026-11-30T09:00")
        let clinicEnds = Examples.at("2026-11-30T12:00")
        let end = Examples.at("2026-11-30T09:30")
        for offset in [-1, 0] as [Int64] {
            #expect(
                rules.decideCheckIn(slot, clinicEnds: clinicEnds, now: end.adding(milliseconds: offset))
                    == .success(.punctual))
        }
        guard
            case .failure(.tooLate(let denial)) = rules.decideCheckIn(
                slot, clinicEnds: clinicEnds, now: end.adding(milliseconds: 1))
        else {
            Issue.record("still seen after half an hour")
            return
        }
        #expect(denial.parameter == RuleParameter.lateGraceMinutes.rawValue)
    }

    /// An example, days of strikes, and the first instant after what follows from them; `nil` for nothing.
    static let penalties: [(String, Appointment.Status, [String], String?)] = [
        ("R7", .noShow, ["2026-01-31", "2026-06-01", "2026-12-31"], "2027-01-31"),
        ("R7", .noShow, ["2025-12-31", "2026-06-01", "2026-12-31"], nil),
        ("R7", .cancelled, ["2026-01-05", "2026-01-20", "2026-01-31"], "2026-02-28"),
        ("R7", .cancelled, ["2026-01-30", "2026-01-31", "2026-02-01"], nil),
        ("R8", .noShow, ["2026-01-01", "2026-03-01", "2026-07-01"], "2027-01-01"),
        ("R8", .noShow, ["2026-01-01", "2026-03-01", "2026-07-02"], nil),
        ("R8", .cancelled, ["2028-02-01", "2028-02-10", "2028-02-29"], "2028-03-01"),
        ("R12", .noShow, ["2026-03-01", "2026-04-01", "2026-05-01"], nil),
        ("R12", .noShow, ["2026-03-01", "2026-04-01", "2026-05-01", "2026-05-02"], "2026-11-02"),
        ("R14", .noShow, ["2026-06-10", "2026-07-10", "2026-08-31"], "2027-02-28"),
        ("R17", .noShow, ["2026-09-10", "2026-10-10", "2026-11-30"], "2027-02-28"),
        ("R18", .noShow, ["2027-12-10", "2028-01-10", "2028-02-29"], "2029-02-28"),
        ("R22", .noShow, ["2026-01-01", "2026-02-01", "2026-03-31"], "2026-06-30"),
        ("R22", .noShow, ["2026-01-01", "2026-02-01", "2026-04-01"], nil),
    ]

    @Test(arguments: penalties)
    func penaltiesEndExactly(
        _ name: String, _ status: Appointment.Status, _ days: [String], _ until: String?
    ) throws {
        let rules = try Examples.rules(name)
        let history = days.enumerated().map { index, day in
            VisitRecord(
                appointment: AppointmentID("\(index)"), patient: "p", account: "a", department: "skin",
                practitioner: "zhao", date: CivilDate(iso: day) ?? CivilDate(dayNumber: 0), half: .morning,
                status: status, bookedAt: Examples.at("2025-12-01T09:00"), changedAt: Examples.at("\(day)T12:00"))
        }
        let last = Examples.at("\(days[days.count - 1])T12:00")
        #expect(rules.restriction(history, now: last)?.until == until.map { Examples.at($0) })
        guard let end = until.map({ Examples.at($0) }) else { return }
        #expect(rules.restriction(history, now: last.adding(milliseconds: -1)) == nil, "the last strike is to come")
        #expect(rules.restriction(history, now: end.adding(milliseconds: -1)) != nil)
        #expect(rules.restriction(history, now: end) == nil)
        #expect(rules.restriction(history, now: end.adding(milliseconds: 1)) == nil)
    }

    @Test("R19: one place in line a patient, booked at once, and returned places go there first")
    func waitlist() throws {
        let rules = try Examples.rules("R19")
        let slot = Examples.slot("2026-11-30T09:00")
        let now = Examples.at("2026-11-23T09:00")
        #expect(rules.decideWaiting(WaitFacts(slot: slot, ofPatient: 0, withDoctor: 0), now: now) == .allow)
        #expect(
            rules.decideWaiting(WaitFacts(slot: slot, ofPatient: 1, withDoctor: 1), now: now).denials.map(\.parameter)
                == ["waitlistPerPatient", "waitlistPerDoctor"])
        #expect(rules.flag(.waitlistAutoBook))
        #expect(rules.recycling == .waitlist)
        let end = rules.waitlistEnds(for: slot)
        #expect(
            rules.decideWaiting(WaitFacts(slot: slot, ofPatient: 0, withDoctor: 0), now: end.adding(milliseconds: -1))
                == .allow)
        #expect(rules.decideWaiting(WaitFacts(slot: slot, ofPatient: 0, withDoctor: 0), now: end) != .allow)
    }

    @Test("R15, R16, R17, R18, R20 and R21 say what they say")
    func values() throws {
        #expect(try Examples.rules("R15").number(.payWithinMinutes) == 10)
        #expect(try Examples.rules("R15", practitioner: "star").number(.refundPercentBefore) == 0)
        #expect(try Examples.rules("R16").recycling == .random(minutes: 60...120))
        #expect(try Examples.rules("R17").words(.appealAuthority) == ["12320"])
        #expect(
            try Examples.rules("R18").appealAnswerDay(from: CivilDate(iso: "2026-09-30") ?? CivilDate(dayNumber: 0))
                == CivilDate(iso: "2026-10-09"), "two working days, the holiday left out")
        #expect(try Examples.rules("R20").flag(.serialGoesLast))
        #expect(try Examples.rules("R20").recycling == .immediate)
        #expect(try Examples.rules("R21").number(.earlySharePercent) == 30)
        #expect(try Examples.rules("R21", class: .expert).number(.earlySharePercent) == 50)
    }
}
