import CivilCalendar
import Testing

@testable import Booking

private typealias Examples = RuleExamples

@Suite("Rule cards say what the engine does")
struct RuleCardTests {
    /// Random rules, random visits: every printed instant is exactly the boundary.
    @Test(arguments: 0..<500)
    func everyPrintedInstantIsTheBoundary(_ seed: Int) {
        var chance = SplitMix64(seed: UInt64(seed))
        let rules = Self.rules(&chance)
        let day = CivilDate(dayNumber: 20_700 + Int.random(in: 0..<1200, using: &chance))
        let visit = CivilMoment(date: day, hour: Int.random(in: 8...18, using: &chance))
        let slot = Examples.slot(visit.description)
        let now = rules.zone.instant(of: CivilMoment(date: day.adding(days: -30)))
        let card = rules.card(for: slot, now: now)
        func isBookable(_ instant: Instant) -> Bool {
            rules.decideBooking(BookingFacts(slot: slot), now: instant) == .allow
        }
        for point in card.timeline {
            let eve = point.at.adding(milliseconds: -1)
            let words = RuleWords.moment(rules.zone.moment(at: point.at), today: rules.zone.moment(at: now).date)
            #expect(point.text.zh.contains(words.zh) && point.text.en.contains(words.en))
            switch point.turn {
            case .opens: #expect(!isBookable(eve) && isBookable(point.at), "\(point.text.en)")
            case .closes: #expect(isBookable(eve) && !isBookable(point.at), "\(point.text.en)")
            case .cancelEnds:
                #expect(rules.decideCancel(slot, now: eve) == .allow)
                #expect(rules.decideCancel(slot, now: point.at) != .allow)
            case .moveEnds:
                #expect(rules.decideMove(slot, moves: 0, now: eve) == .allow)
                #expect(rules.decideMove(slot, moves: 0, now: point.at) != .allow)
            case .arrive: #expect(point.at < rules.zone.instant(of: visit))
            case .visit: #expect(point.at == rules.zone.instant(of: visit))
            }
        }
        let closings = card.timeline.filter { $0.turn == .closes }
        #expect(closings.last?.at == rules.cutoff(start: slot.start, release: rules.releaseInstant(of: slot.session)))
        #expect(card.timeline == card.timeline.sorted { $0.at < $1.at })
    }

    private static func rules(_ chance: inout SplitMix64) -> Rules {
        func coin() -> Bool { Bool.random(using: &chance) }
        func minute() -> Int { 30 * Int.random(in: 0...47, using: &chance) }
        var values: [RuleParameter: RuleValue] = [:]
        if coin() {
            values[.releaseDaysAhead] = .number(Int.random(in: 1...28, using: &chance))
            values[.releaseTime] = .clock(minute())
        }
        if coin() { values[.releaseWeekday] = .weekday(Weekday.allCases.randomElement(using: &chance) ?? .monday) }
        if coin() { values[.horizonMaxDays] = .number(Int.random(in: 1...90, using: &chance)) }
        if coin() { values[.horizonMinDays] = .number(Int.random(in: 0...2, using: &chance)) }
        if coin() { values[.nextDayCutoff] = .clock(minute()) }
        if coin() {
            let from = Int.random(in: 0...20, using: &chance)
            values[.sameDayHours] = .hours([DailySpan(from: from * 60, to: from * 60 + 180)])
        }
        if coin() {
            let from = minute()
            values[.closedHours] = .hours([DailySpan(from: from, to: (from + 300) % 1440 + 1)])
        }
        if coin() { values[.minLeadMinutes] = .number(15 * Int.random(in: 0...12, using: &chance)) }
        for flag in [
            RuleParameter.horizonInWorkingDays, .releaseOnWorkingDays, .cutoffOnWorkingDays, .sameDayAllowed,
            .sameDayCancel, .rescheduleAllowed,
        ] {
            values[flag] = .flag(coin())
        }
        for deadline in [RuleParameter.cancelDeadline, .rescheduleDeadline] where coin() {
            let days = Int.random(in: 0...3, using: &chance)
            values[deadline] = .deadline(coin() ? .minutes(30 * days) : .days(days, working: coin(), minute: minute()))
        }
        return Rules(version: "random", values: values, calendar: Examples.calendar)
    }

    @Test func aCardCanBeReadOut() throws {
        let card = try Examples.rules("R3").card(
            for: Examples.slot("2026-11-30T09:00"), now: Examples.at("2026-11-20T09:00"))
        #expect(card.sentence.zh == "提前7天上午8:30放号，最多提前7天预约，就诊前一个工作日下午2:00停止预约，不能约当天的号，就诊前1个工作日下午2:00前可以取消。")
        #expect(
            card.sentence.en
                == "Released 7 days ahead at 8:30 am; at most 7 days ahead; booking closes at 2:00 pm on the working day "
                + "before; the same day cannot be booked; can be cancelled until 2:00 pm, 1 working day before the visit."
        )
        #expect(
            card.example.zh
                == "比如11月30日（周一）上午9:00的号：11月23日（周一）上午8:30放号，11月27日（周五）下午2:00停止预约，"
                + "11月27日（周五）下午2:00前可以取消，11月27日（周五）下午2:00前可以改约。")
        #expect(card.further.map(\.zh) == ["一个自然年内爽约3次停约3个月，6次停约6个月。"])
    }

    @Test func aWeeklyReleaseIsToldAsOne() {
        let rules = Rules(
            version: "w",
            values: [.releaseWeekday: .weekday(.monday), .releaseDaysAhead: .number(7), .releaseTime: .clock(420)])
        let card = rules.card(for: Examples.slot("2026-12-02T09:00"), now: Examples.at("2026-11-20T09:00"))
        #expect(card.sentence.zh.hasPrefix("每周一早上7:00放下周的号"))
        #expect(card.timeline.first?.text.zh == "11月23日（周一）早上7:00放号")
    }

    @Test func denialsAreToldWithTheNextChance() {
        let now = Examples.at("2026-11-20T09:00")
        let rows: [(RuleDenial, String, String)] = [
            (
                RuleDenial(
                    parameter: "perPatient7Days", value: "3", observed: "3",
                    earliestAllowedAt: Examples.at("2026-11-21T00:00"), blocking: ["a"]),
                "每人7天内最多约3次，现在已有3，11月21日（周六）凌晨0:00以后可以，或者先取消其中一个。",
                "Bookings for a patient within 7 days: at most 3, now 3; possible from Saturday 21 November at 12:00 am; "
                    + "or after cancelling one of them."
            ),
            (
                RuleDenial(parameter: "cancelDeadline", value: "1 working day 14:00", observed: "2026-11-20T15:00:00"),
                "就诊前1个工作日下午2:00前可以取消，现在已经过了。",
                "It could be cancelled until 2:00 pm, 1 working day before the visit."
            ),
            (
                RuleDenial(parameter: "maxAge", value: "14", observed: "20"), "只看14岁以下（含）。",
                "It sees patients up to 14 years of age."
            ),
        ]
        for (denial, zh, en) in rows {
            #expect(denial.explanation(zone: Examples.zone, now: now) == LocalizedText(zh: zh, en: en))
        }
    }

    @Test func everyParameterHasWords() {
        for parameter in RuleParameter.allCases {
            let denial = RuleDenial(parameter: parameter.rawValue, value: "1", observed: "2")
            let words = denial.explanation(zone: Examples.zone, now: Instant(milliseconds: 0))
            #expect(!words.zh.contains("几") && words.zh.hasSuffix("。") && words.en.hasSuffix("."))
        }
    }
}
