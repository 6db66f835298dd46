import CivilCalendar

/// Times and rule values in plain words of both languages.
enum RuleWords {
    /// `11月30日（周一）`, `Monday 30 November`; with the year where it is not this year.
    static func day(_ date: CivilDate, today: CivilDate) -> LocalizedText {
        let (year, month, day) = date.parts
        let isOtherYear = year != today.year
        return LocalizedText(
            zh: "\(isOtherYear ? "\(year)年" : "")\(month)月\(day)日（\(weekday(date.weekday).zh)）",
            en: "\(weekday(date.weekday).en) \(day) \(months[month - 1])\(isOtherYear ? " \(year)" : "")")
    }

    /// `11月30日（周一）早上7:00`, `Monday 30 November at 7:00 am`.
    static func moment(_ moment: CivilMoment, today: CivilDate) -> LocalizedText {
        let day = day(moment.date, today: today)
        let clock = clock(moment.minuteOfDay)
        return LocalizedText(zh: day.zh + clock.zh, en: "\(day.en) at \(clock.en)")
    }

    /// `早上7:00`, `7:00 am`; 1440 is the midnight at the end of the day.
    static func clock(_ minute: Int) -> LocalizedText {
        if minute == 1440 { return LocalizedText(zh: "24:00", en: "midnight at the end of the day") }
        let (hour, rest) = (minute / 60, minute % 60)
        let part =
            switch hour {
            case 0..<5: "凌晨"
            case 5..<8: "早上"
            case 8..<12: "上午"
            case 12: "中午"
            case 13..<18: "下午"
            default: "晚上"
            }
        let digits = rest < 10 ? "0\(rest)" : "\(rest)"
        let twelve = hour % 12 == 0 ? 12 : hour % 12
        return LocalizedText(
            zh: "\(part)\(hour > 12 ? hour - 12 : hour):\(digits)", en: "\(twelve):\(digits) \(hour < 12 ? "am" : "pm")"
        )
    }

    /// `周一`, `Monday`.
    static func weekday(_ day: Weekday) -> LocalizedText {
        let zh = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
        let en = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        return LocalizedText(zh: zh[day.rawValue - 1], en: en[day.rawValue - 1])
    }

    /// `就诊前1个工作日下午2:00前`, `until 2:00 pm on the working day before the visit`.
    static func deadline(_ deadline: RuleDeadline) -> LocalizedText {
        switch deadline {
        case .minutes(0): return LocalizedText(zh: "就诊开始前", en: "until the visit starts")
        case .minutes(let minutes):
            let span = minutesSpan(minutes)
            return LocalizedText(zh: "就诊前\(span.zh)之前", en: "until \(span.en) before the visit")
        case .days(let days, let working, let minute):
            let clock = clock(minute)
            if days == 0 {
                return LocalizedText(zh: "就诊当天\(clock.zh)前", en: "until \(clock.en) on the day of the visit")
            }
            let unit = days == 1 ? "day" : "days"
            return LocalizedText(
                zh: working ? "就诊前\(days)个工作日\(clock.zh)前" : "就诊前\(days)天\(clock.zh)前",
                en: "until \(clock.en), \(days) \(working ? "working " : "")\(unit) before the visit")
        }
    }

    /// `30分钟`, `2小时`.
    static func minutesSpan(_ minutes: Int) -> LocalizedText {
        if minutes > 0, minutes % 60 == 0 {
            let hours = minutes / 60
            return LocalizedText(zh: "\(hours)小时", en: "\(hours) hour\(hours == 1 ? "" : "s")")
        }
        return LocalizedText(zh: "\(minutes)分钟", en: "\(minutes) minute\(minutes == 1 ? "" : "s")")
    }

    /// `90天内`, `within 90 days`.
    static func window(_ window: PenaltyWindow) -> LocalizedText {
        switch window {
        case .rolling(let days): LocalizedText(zh: "\(days)天内", en: "within \(days) days")
        case .fromFirst(let days): LocalizedText(zh: "从第一次起\(days)天内", en: "within \(days) days of the first")
        case .calendarMonth: LocalizedText(zh: "一个自然月内", en: "within a calendar month")
        case .calendarYear: LocalizedText(zh: "一个自然年内", en: "within a calendar year")
        }
    }

    /// `3次限制90天，6次限制6个月`.
    static func steps(_ steps: [PenaltyStep]) -> LocalizedText {
        let words = steps.map { step in
            switch step.span {
            case .days(let days): ("\(step.count)次停约\(days)天", "\(step.count) stop booking for \(days) days")
            case .months(let months):
                (
                    "\(step.count)次停约\(months)个月",
                    "\(step.count) stop booking for \(months) month\(months == 1 ? "" : "s")"
                )
            case .restOfMonth: ("\(step.count)次当月停约", "\(step.count) stop booking for the rest of the month")
            }
        }
        return LocalizedText(
            zh: words.map(\.0).joined(separator: "，"), en: words.map(\.1).joined(separator: ", "))
    }

    /// `7:00到10:00`, joined by 和.
    static func hours(_ spans: [DailySpan]) -> LocalizedText {
        LocalizedText(
            zh: spans.map { "\(clock($0.from).zh)到\(clock($0.to).zh)" }.joined(separator: "和"),
            en: spans.map { "\(clock($0.from).en) to \(clock($0.to).en)" }.joined(separator: " and "))
    }

    /// The parameter's meaning with the number in the place of 几: `每人每天最多2个号`.
    static func counted(_ parameter: RuleParameter, _ number: String) -> String {
        parameter.about.zh.map { $0 == "几" ? number : String($0) }.joined()
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
