import CivilCalendar

/// What people ask about the rules.
public enum RuleTopic: String, Hashable, Sendable, Codable, CaseIterable {
    case release, cancel, refund, reschedule
    case noShow = "no_show"
    case quota, late
    case missedCall = "missed_call"
    case proxy
    case sameDay = "same_day"
    case arrival
}

extension Rules {
    /// What the rules say to a topic, in plain sentences with an example of real dates where a time is at stake.
    ///
    /// - Parameters:
    ///   - slot: the visit that serves as the example.
    ///   - now: for leaving out the year of dates in this one.
    public func answer(to topic: RuleTopic, example slot: Slot, now: Instant) -> LocalizedText {
        switch topic {
        case .release: released(example: slot, now: now)
        case .cancel: cancelled(example: slot, now: now)
        case .refund: refunded
        case .reschedule: moved(example: slot, now: now)
        case .noShow: missed
        case .quota: quotas
        case .late: late
        case .missedCall: missedCall
        case .proxy: proxy
        case .sameDay: sameDay
        case .arrival: arrival
        }
    }

    /// The turns of the example's timeline in one sentence; empty when the timeline has none of them.
    private func example(_ turns: Set<RuleCard.Turn>, _ slot: Slot, _ now: Instant) -> LocalizedText {
        let points = card(for: slot, now: now).timeline.filter { turns.contains($0.turn) }
        guard !points.isEmpty else { return LocalizedText(zh: "", en: "") }
        let visit = RuleWords.moment(slot.start, today: zone.moment(at: now).date)
        return LocalizedText(
            zh: "比如\(visit.zh)的号，" + points.map(\.text.zh).joined(separator: "，") + "。",
            en: " For example, a visit on \(visit.en) " + points.map(\.text.en).joined(separator: "; ") + ".")
    }

    private func released(example slot: Slot, now: Instant) -> LocalizedText {
        var text = LocalizedText(zh: "号源随班次公布就能约。", en: "Places can be booked as soon as a clinic is published.")
        if let ahead = number(.releaseDaysAhead) {
            let clock = RuleWords.clock(clock(.releaseTime) ?? 0)
            if let weekday = weekday(.releaseWeekday).map(RuleWords.weekday) {
                text = LocalizedText(
                    zh: "每\(weekday.zh)\(clock.zh)统一放号。",
                    en: "New places are released every \(weekday.en) at \(clock.en).")
            } else {
                let unit = flag(.horizonInWorkingDays) ? ("个工作日", "working days") : ("天", "days")
                text = LocalizedText(
                    zh: "每天\(clock.zh)放号，提前\(ahead)\(unit.0)。",
                    en: "New places are released every day at \(clock.en), \(ahead) \(unit.1) ahead.")
            }
        }
        return text + example([.opens], slot, now)
    }

    private func cancelled(example slot: Slot, now: Instant) -> LocalizedText {
        let deadline = RuleWords.deadline(deadline(.cancelDeadline) ?? .minutes(0))
        var text = LocalizedText(zh: "\(deadline.zh)都可以取消", en: "A visit can be cancelled \(deadline.en)")
        text +=
            flag(.sameDayCancel)
            ? LocalizedText(zh: "。", en: ".")
            : LocalizedText(zh: "，就诊当天不能取消。", en: ", but not on the day itself.")
        text += example([.cancelEnds], slot, now)
        return text + penalty(.cancelSteps, .cancelWindow, LocalizedText(zh: "取消", en: "Cancellations"))
    }

    private var refunded: LocalizedText {
        let (before, after) = (number(.refundPercentBefore) ?? 0, number(.refundPercentAfter) ?? 0)
        let deadline = RuleWords.deadline(deadline(.cancelDeadline) ?? .minutes(0))
        let pay =
            flag(.payOnArrivalAllowed)
            ? LocalizedText(
                zh: "挂号费到医院再交，没交过就没有退款的问题。",
                en: "The fee is paid at the hospital; what was not paid need not be refunded. ")
            : LocalizedText(zh: "", en: "")
        return pay
            + LocalizedText(
                zh: "交过费的，\(deadline.zh)取消退\(before)%，之后退\(after)%。",
                en: "Of a fee that was paid, \(before)% is refunded \(deadline.en), \(after)% after that.")
    }

    private func moved(example slot: Slot, now: Instant) -> LocalizedText {
        guard flag(.rescheduleAllowed) else {
            return LocalizedText(zh: "不能直接改约，请先取消再预约。", en: "A visit cannot be moved; cancel it and book again.")
        }
        let deadline = RuleWords.deadline(deadline(.rescheduleDeadline) ?? deadline(.cancelDeadline) ?? .minutes(0))
        var text = LocalizedText(zh: "\(deadline.zh)都可以改约", en: "A visit can be moved \(deadline.en)")
        if let most = number(.maxReschedules) {
            text += LocalizedText(zh: "，最多改\(most)次", en: ", at most \(most) times")
        }
        if flag(.rescheduleSameDoctorOnly) {
            text += LocalizedText(zh: "，只能改约同一位医生", en: ", with the same doctor only")
        }
        return text + LocalizedText(zh: "。", en: ".") + example([.moveEnds], slot, now)
    }

    private var missed: LocalizedText {
        let steps = penalty(.noShowSteps, .noShowWindow, LocalizedText(zh: "爽约", en: "Missed visits"))
        guard !steps.zh.isEmpty else {
            return LocalizedText(
                zh: "约了没来会记一次爽约。来不了的话，请提前取消，把号留给别人。",
                en:
                    "A visit that is missed is recorded. If you cannot come, please cancel in time for somebody else to have it."
            )
        }
        var text = LocalizedText(zh: "约了没来算爽约。", en: "Not coming counts as a missed visit.") + steps
        if let days = number(.appealWithinDays), days > 0 {
            let place = words(.appealAuthority).joined(separator: "、")
            text += LocalizedText(
                zh: "有特殊情况，\(days)天内可以申诉\(place.isEmpty ? "" : "（\(place)）")。",
                en: " If there was a good reason, you can appeal within \(days) days.")
        }
        return text
    }

    private var quotas: LocalizedText {
        let parameters: [RuleParameter] = [
            .perPatientDay, .perPatientDepartmentDay, .perPatientDoctorDay, .perPatient7Days, .perPatient90Days,
            .perAccountDay, .perAccountMonth,
        ]
        let known = parameters.compactMap { parameter in number(parameter).map { (parameter, $0) } }
        guard !known.isEmpty else { return LocalizedText(zh: "没有数量限制。", en: "There is no limit on the number.") }
        return LocalizedText(
            zh: known.map { RuleWords.counted($0.0, String($0.1)) }.joined(separator: "，") + "。",
            en: known.map { "\($0.0.about.en): at most \($0.1)" }.joined(separator: "; ") + ".")
    }

    private var late: LocalizedText {
        guard let grace = number(.lateGraceMinutes) else {
            return LocalizedText(zh: "迟到了请先到分诊台报到。", en: "If you are late, please report at the triage desk first.")
        }
        let span = RuleWords.minutesSpan(grace)
        let after =
            switch words(.lateTreatment).first {
            case "keep": LocalizedText(zh: "过了也尽量安排", en: "after that we do what we can")
            case "no_show": LocalizedText(zh: "过了算爽约", en: "after that it counts as missed")
            default: LocalizedText(zh: "过了要排到最后", en: "after that you are seen last")
            }
        return LocalizedText(
            zh: "迟到\(span.zh)以内照样看，\(after.zh)。请到分诊台报到。",
            en: "Up to \(span.en) late you are still seen in your turn; \(after.en). Please report at the triage desk.")
    }

    private var missedCall: LocalizedText {
        let (places, most) = (number(.missedCallPositions) ?? 0, number(.missedCallMax) ?? 0)
        return LocalizedText(
            zh: "过号了请到分诊台重新报到，往后顺延\(places)位，最多\(most)次。",
            en: "If you missed your call, report at the triage desk: you lose \(places) places, at most \(most) times.")
    }

    private var proxy: LocalizedText {
        guard flag(.proxyAllowed) else {
            return LocalizedText(zh: "不能代别人预约，要本人手机号来约。", en: "Nobody can book for somebody else here.")
        }
        let most = number(.patientsPerAccount).map(String.init)
        return LocalizedText(
            zh: "可以替家人朋友约，就诊时带就诊人本人的证件\(most.map { "；一个手机号最多\($0)位就诊人" } ?? "")。",
            en:
                "You can book for family and friends; bring the patient's own ID\(most.map { ". A phone has at most \($0) patients" } ?? "")."
        )
    }

    private var sameDay: LocalizedText {
        guard flag(.sameDayAllowed), (number(.horizonMinDays) ?? 0) == 0 else {
            return LocalizedText(zh: "当天的号不能约，最早约明天。", en: "The same day cannot be booked; the earliest is tomorrow.")
        }
        let lead = number(.minLeadMinutes) ?? 0
        let hours = hours(.sameDayHours)
        var text =
            hours.isEmpty
            ? LocalizedText(zh: "当天的号有空就能约", en: "The same day can be booked while places are free")
            : LocalizedText(
                zh: "当天的号\(RuleWords.hours(hours).zh)可以约", en: "The same day can be booked \(RuleWords.hours(hours).en)"
            )
        if lead > 0 {
            let span = RuleWords.minutesSpan(lead)
            text += LocalizedText(zh: "，最晚提前\(span.zh)", en: ", until \(span.en) before the visit")
        }
        return text + LocalizedText(zh: "。", en: ".")
    }

    private var arrival: LocalizedText {
        let early = number(.arriveEarlyMinutes) ?? 0
        var text = LocalizedText(
            zh: early > 0 ? "请提前\(early)分钟到，先报到再候诊。" : "请按时到，先报到再候诊。",
            en: early > 0
                ? "Please come \(early) minutes early and check in first." : "Please come in time and check in first.")
        for (parameter, zh, en) in [
            (RuleParameter.pickupUntilMorning, "上午", "morning"), (.pickupUntilAfternoon, "下午", "afternoon"),
        ] {
            guard let clock = clock(parameter).map(RuleWords.clock) else { continue }
            text += LocalizedText(
                zh: "\(zh)号最晚\(clock.zh)取号。", en: " For the \(en), pick your number up by \(clock.en).")
        }
        return text
    }

    /// What so many strikes lead to; empty when nothing does.
    private func penalty(
        _ stepsRule: RuleParameter, _ windowRule: RuleParameter, _ what: LocalizedText
    ) -> LocalizedText {
        guard !steps(stepsRule).isEmpty, let window = window(windowRule).map(RuleWords.window) else {
            return LocalizedText(zh: "", en: "")
        }
        let steps = RuleWords.steps(steps(stepsRule))
        return LocalizedText(
            zh: "\(window.zh)\(what.zh)\(steps.zh)。", en: " \(what.en) \(window.en): \(steps.en).")
    }
}

extension LocalizedText {
    /// Both languages, one after the other.
    static func + (left: LocalizedText, right: LocalizedText) -> LocalizedText {
        LocalizedText(zh: left.zh + right.zh, en: left.en + right.en)
    }

    static func += (left: inout LocalizedText, right: LocalizedText) { left = left + right }
}
