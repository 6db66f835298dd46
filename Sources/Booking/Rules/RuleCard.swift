import CivilCalendar

/// The rules of booking as somebody would tell them: one sentence, a timeline for one visit, an example with dates.
///
/// Made from the same data and the same functions that decide, so that the words cannot drift from the behaviour: every
/// instant of the timeline is exactly the boundary of a decision.
public struct RuleCard: Hashable, Sendable, Codable {
    /// What changes at an instant of the timeline.
    public enum Turn: String, Hashable, Sendable, Codable, CaseIterable {
        /// From here on the visit can be booked.
        case opens
        /// From here on it cannot be booked any more, or not until it opens again.
        case closes
        /// From here on it cannot be cancelled any more.
        case cancelEnds = "cancel_ends"
        /// From here on it cannot be moved any more.
        case moveEnds = "move_ends"
        /// When to be there.
        case arrive
        /// When it starts.
        case visit
    }

    /// One instant of the timeline.
    public struct Point: Hashable, Sendable, Codable {
        /// What changes.
        public var turn: Turn
        /// When.
        public var at: Instant
        /// Both in words.
        public var text: LocalizedText
    }

    /// The times of the sale and of cancelling in one sentence, without dates.
    public var sentence: LocalizedText
    /// Release, cut-off, deadlines and visit, in order of time.
    public var timeline: [Point]
    /// The timeline of the visit as a sentence with dates.
    public var example: LocalizedText
    /// What else is set: quotas, no-shows and the like, a sentence each.
    public var further: [LocalizedText]
}

extension Rules {
    /// The card of a visit.
    ///
    /// - Parameters:
    ///   - slot: the visit that serves as the example.
    ///   - now: for leaving out the year of dates in this one.
    public func card(for slot: Slot, now: Instant) -> RuleCard {
        let timeline = timeline(for: slot, now: now)
        let visit = RuleWords.moment(slot.start, today: zone.moment(at: now).date)
        let told = timeline.filter { $0.turn != .visit && $0.turn != .arrive }
        return RuleCard(
            sentence: sentence, timeline: timeline,
            example: LocalizedText(
                zh: "比如\(visit.zh)的号：" + told.map(\.text.zh).joined(separator: "，") + "。",
                en: "For example, a visit on \(visit.en): " + told.map(\.text.en).joined(separator: "; ") + "."),
            further: further)
    }

    private func timeline(for slot: Slot, now: Instant) -> [RuleCard.Point] {
        let today = zone.moment(at: now).date
        var points: [RuleCard.Point] = []
        func add(_ turn: RuleCard.Turn, _ at: Instant, _ zh: (String) -> String, _ en: (String) -> String) {
            let words = RuleWords.moment(zone.moment(at: at), today: today)
            points.append(RuleCard.Point(turn: turn, at: at, text: LocalizedText(zh: zh(words.zh), en: en(words.en))))
        }
        let release = releaseInstant(of: slot.session)
        let intervals = openIntervals(start: slot.start, release: release)
        for (index, interval) in intervals.enumerated() {
            let isFirst = index == 0
            add(
                .opens, interval.from, { "\($0)\(isFirst ? "放号" : "再次开放预约")" },
                {
                    "\(isFirst ? "opens" : "opens again") on \($0)"
                })
            add(.closes, interval.to, { "\($0)停止预约" }, { "booking closes on \($0)" })
        }
        add(.cancelEnds, cancelDeadline(start: slot.start), { "\($0)前可以取消" }, { "can be cancelled until \($0)" })
        if flag(.rescheduleAllowed) {
            add(.moveEnds, rescheduleDeadline(start: slot.start), { "\($0)前可以改约" }, { "can be moved until \($0)" })
        }
        let start = zone.instant(of: slot.start)
        if let early = number(.arriveEarlyMinutes), early > 0 {
            add(.arrive, start.adding(seconds: -60 * early), { "请在\($0)前到院" }, { "please be there by \($0)" })
        }
        add(.visit, start, { "\($0)就诊" }, { "the visit is on \($0)" })
        return points.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    private var sentence: LocalizedText {
        var parts: [LocalizedText] = []
        if let ahead = number(.releaseDaysAhead) {
            let clock = RuleWords.clock(clock(.releaseTime) ?? 0)
            if let weekday = weekday(.releaseWeekday) {
                let weeks = max(1, (ahead + 6) / 7)
                let day = RuleWords.weekday(weekday)
                parts.append(
                    LocalizedText(
                        zh: "每\(day.zh)\(clock.zh)放\(weeks == 1 ? "下周" : "\(weeks)周后")的号",
                        en: weeks == 1
                            ? "every \(day.en) at \(clock.en) the next week is released"
                            : "every \(day.en) at \(clock.en) the week \(weeks) weeks ahead is released"))
            } else {
                let unit = flag(.horizonInWorkingDays) ? ("个工作日", "working days") : ("天", "days")
                parts.append(
                    LocalizedText(
                        zh: "提前\(ahead)\(unit.0)\(clock.zh)放号", en: "released \(ahead) \(unit.1) ahead at \(clock.en)"))
            }
        }
        if let most = number(.horizonMaxDays) {
            let unit = flag(.horizonInWorkingDays) ? ("个工作日", "working days") : ("天", "days")
            parts.append(LocalizedText(zh: "最多提前\(most)\(unit.0)预约", en: "at most \(most) \(unit.1) ahead"))
        }
        if let minute = clock(.nextDayCutoff) {
            let clock = RuleWords.clock(minute)
            parts.append(
                flag(.cutoffOnWorkingDays)
                    ? LocalizedText(
                        zh: "就诊前一个工作日\(clock.zh)停止预约", en: "booking closes at \(clock.en) on the working day before")
                    : LocalizedText(zh: "前一天\(clock.zh)停止预约", en: "booking closes at \(clock.en) on the day before"))
        }
        if !flag(.sameDayAllowed) || (number(.horizonMinDays) ?? 0) > 0 {
            parts.append(LocalizedText(zh: "不能约当天的号", en: "the same day cannot be booked"))
        } else if !hours(.sameDayHours).isEmpty {
            let hours = RuleWords.hours(hours(.sameDayHours))
            parts.append(LocalizedText(zh: "当天的号\(hours.zh)可约", en: "the same day can be booked \(hours.en)"))
        }
        if !hours(.closedHours).isEmpty {
            let hours = RuleWords.hours(hours(.closedHours))
            parts.append(LocalizedText(zh: "每天\(hours.zh)不能预约", en: "no booking \(hours.en)"))
        }
        let cancel = RuleWords.deadline(deadline(.cancelDeadline) ?? .minutes(0))
        parts.append(LocalizedText(zh: "\(cancel.zh)可以取消", en: "can be cancelled \(cancel.en)"))
        if !flag(.sameDayCancel) {
            parts.append(LocalizedText(zh: "当天不能取消", en: "not on the day itself"))
        }
        let en = parts.map(\.en).joined(separator: "; ")
        return LocalizedText(
            zh: parts.map(\.zh).joined(separator: "，") + "。", en: en.prefix(1).uppercased() + en.dropFirst() + ".")
    }

    private var further: [LocalizedText] {
        let quotas: [RuleParameter] = [
            .perPatientDay, .perPatientDepartmentDay, .perPatientDepartmentHalfDay, .perPatientDoctorDay,
            .departmentsPerDay, .perPatient7Days, .perPatient90Days, .perAccountDay, .perAccountMonth, .maxReschedules,
        ]
        var lines = quotas.compactMap { parameter in
            number(parameter).map { number in
                LocalizedText(
                    zh: "\(RuleWords.counted(parameter, String(number)))。",
                    en: "\(parameter.about.en): at most \(number).")
            }
        }
        if !flag(.rescheduleAllowed) {
            lines.append(LocalizedText(zh: "不能改约，请先取消再预约。", en: "A visit cannot be moved; cancel it and book again."))
        }
        for (what, stepsRule, windowRule) in [
            (LocalizedText(zh: "爽约", en: "Missed visits"), RuleParameter.noShowSteps, RuleParameter.noShowWindow),
            (LocalizedText(zh: "取消", en: "Cancellations"), .cancelSteps, .cancelWindow),
        ] {
            guard !steps(stepsRule).isEmpty, let window = window(windowRule).map(RuleWords.window) else { continue }
            let steps = RuleWords.steps(steps(stepsRule))
            lines.append(
                LocalizedText(zh: "\(window.zh)\(what.zh)\(steps.zh)。", en: "\(what.en) \(window.en): \(steps.en)."))
        }
        return lines
    }
}
