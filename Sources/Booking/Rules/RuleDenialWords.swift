import CivilCalendar

extension RuleDenial {
    /// The denial in plain words: which rule, what was found, from when or by which change it would be allowed.
    ///
    /// - Parameter now: for leaving out the year of dates in this one.
    public func explanation(zone: CivilZone, now: Instant) -> LocalizedText {
        var parts = [reason]
        if let earliestAllowedAt {
            let words = RuleWords.moment(zone.moment(at: earliestAllowedAt), today: zone.moment(at: now).date)
            parts.append(LocalizedText(zh: "\(words.zh)以后可以", en: "possible from \(words.en)"))
        }
        if !blocking.isEmpty {
            parts.append(
                earliestAllowedAt == nil
                    ? LocalizedText(zh: "换一天，或者先取消其中一个就可以", en: "another day would do, or cancelling one of them")
                    : LocalizedText(zh: "或者先取消其中一个", en: "or after cancelling one of them"))
        }
        let en = parts.map(\.en).joined(separator: "; ")
        return LocalizedText(
            zh: parts.map(\.zh).joined(separator: "，") + "。", en: en.prefix(1).uppercased() + en.dropFirst() + ".")
    }

    private var reason: LocalizedText {
        switch RuleParameter(rawValue: parameter) {
        case .releaseTime: LocalizedText(zh: "还没有放号", en: "not released yet")
        case .horizonMaxDays: LocalizedText(zh: "还没到可以预约的日子", en: "too far ahead")
        case .horizonMinDays, .sameDayAllowed: LocalizedText(zh: "不能约当天的号", en: "the same day cannot be booked")
        case .closedHours: LocalizedText(zh: "现在这个时间不能预约", en: "no booking at this hour")
        case .nextDayCutoff, .sameDayHours: LocalizedText(zh: "已经停止预约", en: "booking has closed")
        case .minLeadMinutes: LocalizedText(zh: "离就诊时间太近", en: "too close to the visit")
        case .cancelDeadline: tooLate(LocalizedText(zh: "取消", en: "cancelled"))
        case .rescheduleDeadline: tooLate(LocalizedText(zh: "改约", en: "moved"))
        case .sameDayCancel: LocalizedText(zh: "就诊当天不能取消", en: "it cannot be cancelled on the day of the visit")
        case .rescheduleAllowed:
            LocalizedText(zh: "不能改约，请先取消再预约", en: "it cannot be moved; cancel it and book again")
        case .maxReschedules:
            LocalizedText(
                zh: "最多改约\(value)次，已改过\(observed)次", en: "it can be moved \(value) times and was moved \(observed)")
        case .rescheduleSameDoctorOnly:
            LocalizedText(zh: "只能改约同一位医生", en: "it can only be moved with the same doctor")
        case .minAge: LocalizedText(zh: "只看\(value)岁以上", en: "it sees patients from \(value) years of age")
        case .maxAge: LocalizedText(zh: "只看\(value)岁以下（含）", en: "it sees patients up to \(value) years of age")
        case .sex:
            value == Sex.female.rawValue
                ? LocalizedText(zh: "只看女性", en: "it sees women only")
                : LocalizedText(zh: "只看男性", en: "it sees men only")
        case .noShowSteps:
            LocalizedText(zh: "因为爽约\(observed)次，暂停预约", en: "booking is paused after \(observed) missed visits")
        case .cancelSteps:
            LocalizedText(zh: "因为取消\(observed)次，暂停预约", en: "booking is paused after \(observed) cancellations")
        case .waitlistStopHoursBefore:
            LocalizedText(zh: "离就诊时间太近，不再候补", en: "too close to the visit for the waiting list")
        case .cooldownAfterCancelSeconds: LocalizedText(zh: "刚刚取消过，请稍等", en: "a visit was cancelled just now")
        case .reportEarliestMinutes: LocalizedText(zh: "还没到报到时间", en: "it is too early to check in")
        case .pickupUntilMorning, .pickupUntilAfternoon:
            LocalizedText(zh: "\(value)以后不再报到", en: "check-in closed at \(value)")
        case .lateGraceMinutes:
            LocalizedText(
                zh: "迟到超过\(value)分钟，这个号不能再用", en: "the visit is kept for \(value) minutes and was not taken up")
        case .appealWithinDays:
            LocalizedText(
                zh: "爽约后\(value)天内可以申诉，现在已经第\(observed)天",
                en: "one can appeal within \(value) days of a missed visit, and \(observed) have passed")
        case let quota?:
            LocalizedText(
                zh: "\(RuleWords.counted(quota, value))，现在已有\(observed)",
                en: "\(quota.about.en): at most \(value), now \(observed)")
        case nil: LocalizedText(zh: "医院规定不允许", en: "the hospital's rules do not allow it")
        }
    }

    /// The deadline in words, where the value is one.
    private func tooLate(_ what: LocalizedText) -> LocalizedText {
        guard case .deadline(let deadline)? = try? RuleKind.deadline.value(from: value) else {
            return LocalizedText(zh: "现在不能\(what.zh)了", en: "it can no longer be \(what.en)")
        }
        let words = RuleWords.deadline(deadline)
        return LocalizedText(zh: "\(words.zh)可以\(what.zh)，现在已经过了", en: "it could be \(what.en) \(words.en)")
    }
}
