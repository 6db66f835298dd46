import CivilCalendar
import Foundation
import Testing

@testable import Booking

/// The pure parts of the day of the visit: who may report, who is called next, how long it takes.
@Suite("The day of the visit")
struct VisitDayTests {
    private static let zone = CivilZone.shanghai
    private static let monday = CivilDate(dayNumber: 20_780)

    private static func at(_ hour: Int, _ minute: Int = 0, day: CivilDate = monday) -> Instant {
        zone.instant(of: CivilMoment(date: day, hour: hour, minute: minute))
    }

    private static func slot(
        _ half: ClinicSession.Half = .morning, start: Int = 540, status: ClinicSession.Status = .scheduled
    ) -> Slot {
        let session = ClinicSession(
            id: ClinicSessionID("s"), practitioner: PractitionerCode("d"), department: DepartmentCode("k"),
            campus: CampusCode("c"), room: LocalizedText(zh: "", en: ""), date: monday, half: half, status: status,
            feeFen: 100, releaseAt: Instant(milliseconds: 0))
        return Slot(
            id: SlotID("s/\(start)"), session: session, startMinute: start, endMinute: start + 30, capacity: 2, held: 0,
            booked: 1, status: .past)
    }

    /// A decision in one word with what it names.
    private static func word(_ decision: Result<Arrival, CheckInObjection>) -> String {
        switch decision {
        case .success(.punctual): "punctual"
        case .success(.late(let minutes, let goesLast)): "late \(minutes)\(goesLast ? " last" : "")"
        case .failure(.tooEarly(let denial)): "too early: \(denial.parameter)"
        case .failure(.tooLate(let denial)): "too late: \(denial.parameter)"
        case .failure(let objection): "\(objection)"
        }
    }

    /// A visit at 09:00 in a clinic that ends at 11:30, one millisecond before, at and after each boundary.
    @Test(
        arguments: [
            (at(7), [:], "punctual"), (at(7).adding(milliseconds: -1), [:], "too early: reportEarliestMinutes"),
            (
                at(8, 30).adding(milliseconds: -1), [.reportEarliestMinutes: .number(30)],
                "too early: reportEarliestMinutes"
            ),
            (at(8, 30), [.reportEarliestMinutes: .number(30)], "punctual"), (at(9, 30), [:], "punctual"),
            (at(9, 30).adding(milliseconds: 1), [:], "late 30 last"),
            (at(10), [.lateTreatment: .words(["keep"])], "late 60"),
            (at(9, 30), [.lateTreatment: .words(["no_show"])], "punctual"),
            (at(9, 30).adding(milliseconds: 1), [.lateTreatment: .words(["no_show"])], "too late: lateGraceMinutes"),
            (at(11).adding(milliseconds: -1), [.pickupUntilMorning: .clock(660)], "late 119 last"),
            (at(11), [.pickupUntilMorning: .clock(660)], "too late: pickupUntilMorning"),
            (at(11), [.pickupUntilAfternoon: .clock(660)], "late 120 last"),
            (at(11, 30).adding(milliseconds: -1), [:], "late 149 last"), (at(11, 30), [:], "over"),
            (at(9, day: monday.adding(days: -1)), [:], "otherDay"), (at(9, day: monday.adding(days: 1)), [:], "over"),
        ] as [(Instant, [RuleParameter: RuleValue], String)])
    func reporting(_ now: Instant, _ values: [RuleParameter: RuleValue], _ expected: String) {
        let rules = Rules(version: "1", values: values)
        let decision = rules.decideCheckIn(Self.slot(), clinicEnds: Self.at(11, 30), now: now)
        #expect(Self.word(decision) == expected)
    }

    @Test func aTooEarlyReportNamesTheInstantThatWouldDo() throws {
        let rules = Rules(version: "1", values: [:])
        let now = Self.at(6)
        guard case .failure(.tooEarly(let denial)) = rules.decideCheckIn(Self.slot(), clinicEnds: Self.at(12), now: now)
        else {
            Issue.record("it was not too early")
            return
        }
        let earliest = try #require(denial.earliestAllowedAt)
        for (instant, expected) in [(earliest.adding(milliseconds: -1), "too early"), (earliest, "punctual")] {
            let decision = rules.decideCheckIn(Self.slot(), clinicEnds: Self.at(12), now: instant)
            #expect(Self.word(decision).hasPrefix(expected))
        }
    }

    @Test func aStoppedClinicTakesNobody() {
        let decision = Rules(version: "1", values: [:]).decideCheckIn(
            Self.slot(status: .stopped), clinicEnds: Self.at(12), now: Self.at(9))
        #expect(Self.word(decision) == "stopped")
    }

    private static func ticket(_ number: Int, start: Int, arrived: Int, letsPass: Int = 0) -> QueueTicket {
        QueueTicket(
            appointment: AppointmentID("a\(number)"), number: number, start: at(start / 60, start % 60),
            arrivedAt: at(arrived / 60, arrived % 60), letsPass: letsPass)
    }

    @Test func calledByBookedTimeThenByArrival() {
        let order = CallingOrder.sorted([
            Self.ticket(1, start: 570, arrived: 480), Self.ticket(2, start: 540, arrived: 530),
            Self.ticket(3, start: 540, arrived: 520), Self.ticket(4, start: 510, arrived: 545),
        ])
        #expect(order.map(\.number) == [4, 3, 2, 1])
    }

    @Test func whoLetsOthersPassIsCalledAfterSoManyWhoeverComes() {
        let passing = Self.ticket(1, start: 480, arrived: 530, letsPass: 2)
        let early = (2...5).map { Self.ticket($0, start: 540, arrived: 480 + $0) }
        #expect(CallingOrder.sorted([passing] + early).map(\.number) == [2, 3, 1, 4, 5])
        let earlier = (6...9).map { Self.ticket($0, start: 500, arrived: 540 + $0) }
        #expect(CallingOrder.sorted([passing] + early + earlier).firstIndex { $0.number == 1 } == 2)
        #expect(CallingOrder.sorted([passing]).map(\.number) == [1])
        let two = [passing, Self.ticket(10, start: 490, arrived: 531, letsPass: 2)]
        #expect(CallingOrder.sorted(two + early).map(\.number) == [2, 3, 1, 10, 4, 5])
    }

    @Test func theWaitFollowsTheClinicsPace() {
        var pace = ClinicPace(startsAt: Self.at(8), plannedMinutes: 10)
        #expect(pace.minutesUntilCalled(ahead: 2, now: Self.at(7, 30)) == 50)
        #expect(pace.minutesUntilCalled(ahead: 0, now: Self.at(8)) == 0)
        pace.busySince = Self.at(8)
        #expect(pace.minutesUntilCalled(ahead: 1, now: Self.at(8, 4)) == 16)
        // Two gaps are not enough to learn from; three are.
        pace.calls = [0, 20, 40].map { Self.at(8, $0) }
        #expect(pace.minutesPerVisit == 10)
        pace.calls.append(Self.at(9))
        #expect(pace.minutesPerVisit == 20)
        pace.calls = [0, 1, 2, 3, 4].map { Self.at(8, $0) }
        #expect(pace.minutesPerVisit == 5)
    }

    @Test func aCodeIsFoundInASentence() throws {
        for bits in [7, 123_456_789, 34_359_738_367] as [UInt64] {
            let code = VisitCode(bits: bits)
            for sentence in [
                "我到了，码是\(code.text)", "I'm here, code \(code)", "\(code.text.lowercased())",
                "报到 \(code.text.prefix(4))-\(code.text.suffix(4)) 谢谢", "my code is \(code).",
            ] {
                #expect(VisitCode(in: sentence) == code, "\(sentence)")
            }
        }
        for sentence in ["我到了", "I'm here for my appointment", "13800001111", ""] {
            #expect(VisitCode(in: sentence) == nil, "\(sentence)")
        }
    }

    @Test func anAppealHasItsTime() {
        let rules = Rules(version: "1", values: [.appealWithinDays: .number(7), .appealAnswerWorkingDays: .number(2)])
        let missed = Self.at(12)
        #expect(rules.decideAppeal(missedAt: missed, now: Self.at(23, 59, day: Self.monday.adding(days: 7))) == .allow)
        let late = rules.decideAppeal(missedAt: missed, now: Self.at(0, day: Self.monday.adding(days: 8)))
        #expect(late.denials.map(\.parameter) == ["appealWithinDays"])
        #expect(rules.appealAnswerDay(from: Self.monday) == Self.monday.adding(days: 2))
        #expect(Rules(version: "1", values: [:]).appealAnswerDay(from: Self.monday) == nil)
    }
}

extension VisitDayTests {
    @Test func aPassReadsBackAndNothingInItCanBeChanged() throws {
        let pass = VisitPass(
            hospital: HospitalCode("h1"), code: VisitCode(bits: 99), start: CivilMoment(date: Self.monday, hour: 9),
            department: DepartmentCode("cardio"), campus: CampusCode("east"), practitioner: PractitionerCode("d1"))
        // A checksum stands in for the signature: what matters here is which bytes are signed.
        func sum(_ bytes: [UInt8]) -> [UInt8] {
            withUnsafeBytes(of: bytes.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }) { Array($0) }
        }
        let text = pass.text(sign: sum)
        #expect(try VisitPass(text: text) { sum($0) == $1 } == pass)
        for index in text.indices {
            for other in ["A", "b", "."] where String(text[index]) != other {
                let changed = text.replacingCharacters(in: index...index, with: other)
                #expect(throws: VisitPass.Problem.self) { try VisitPass(text: changed) { sum($0) == $1 } }
            }
        }
        #expect(throws: VisitPass.Problem.form) { try VisitPass(text: "FD1.x") { _, _ in true } }
        #expect(throws: VisitPass.Problem.payload) { try VisitPass(text: "FD1.QUJD.QUJD") { _, _ in true } }
    }
}
