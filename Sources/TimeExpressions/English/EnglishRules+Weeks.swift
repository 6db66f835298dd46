import CivilCalendar

extension EnglishRules {
    /// Weeks, weekends and days of the week.
    static let weeks: [Rule] = [
        Rule("en: every <weekday>", .days, [.one(.every), .maybe([.shift]), .any([.weekday, .weekdayPlural])]) {
            chart in
            guard let weekday = Weekday(rawValue: chart.value(2)) else { return nil }
            return chart.time(TimeNode(days: .weekdays(WeekdaySet(weekday), week: nil), repeats: true))
        },
        Rule("en: every weekend", .days, [.one(.every), .any([.weekend, .dayClass])]) { chart in
            let days: DaySpec =
                chart.item(1)?.kind == .weekend
                ? .weekdays(.saturdayAndSunday, week: nil) : SharedRules.dayClass(chart.value(1))
            return chart.time(TimeNode(days: days, repeats: true))
        },
        Rule("en: every day", .days, [.one(.every), .one(.day)]) { chart in
            chart.value(1) == 1
                ? chart.time(TimeNode(days: .dayClass(.working, week: nil), repeats: true))
                : chart.time(TimeNode(days: .weekdays(.all, week: nil), repeats: true))
        },
        Rule("en: every <part>", .days, [.one(.every), .one(.partOfDay)]) { chart in
            chart.time(
                TimeNode(
                    days: .weekdays(.all, week: nil), part: SharedRules.part(chart.value(1)), repeats: true))
        },
        Rule("en: <n> <weekday>s from now", .days, [.any(numerals), .any([.weekday, .weekdayPlural]), .one(.fromNow)]) {
            chart in
            guard let weekday = Weekday(rawValue: chart.value(1)), let count = chart.value(0, in: 1...60) else {
                return nil
            }
            let today = chart.store(TimeNode(days: .relative(0)))
            return chart.days(.nthWeekdayAfter(node: today, count * chart.value(2).signum(), weekday))
        },
        Rule("en: in <n> <weekday>s", .days, [.one(.inside), .any(numerals), .one(.weekdayPlural)]) { chart in
            guard let weekday = Weekday(rawValue: chart.value(2)), let count = chart.value(1, in: 1...60) else {
                return nil
            }
            let today = chart.store(TimeNode(days: .relative(0)))
            return chart.days(.nthWeekdayAfter(node: today, count, weekday))
        },
        Rule(
            "en: <n> weekends ago", .days,
            [.any([.number, .numberWord, .article]), .any([.weekend, .dayClass]), .one(.fromNow)]
        ) {
            chart in
            guard chart.item(1)?.kind == .weekend || chart.value(1) == 0b110_0000 else { return nil }
            return chart.days(.weekend(chart.value(0) * chart.value(2).signum()))
        },
        Rule("en: <weekday>s", .days, [.one(.weekdayPlural)]) { chart in
            guard let weekday = Weekday(rawValue: chart.value(0)) else { return nil }
            return chart.time(TimeNode(days: .weekdays(WeekdaySet(weekday), week: nil), repeats: true))
        },
        Rule("en: next <weekday>", .days, [.one(.shift), .one(.weekday)]) { chart in
            guard let weekday = Weekday(rawValue: chart.value(1)) else { return nil }
            switch chart.value(0) {
            case 0: return chart.days(.weekdays(WeekdaySet(weekday), week: nil))
            case 1: return chart.days(.weekdays(WeekdaySet(weekday), week: 1))
            default:
                let today = chart.store(TimeNode(days: .relative(0)))
                return chart.days(.nthWeekdayAfter(node: today, -1, weekday))
            }
        },
        Rule("en: the coming <weekday>", .days, [.one(.coming), .one(.weekday)]) { chart in
            guard let weekday = Weekday(rawValue: chart.value(1)) else { return nil }
            return chart.days(.weekdays(WeekdaySet(weekday), week: nil))
        },
        Rule("en: <weekday> after next", .days, [.one(.weekday), .one(.afterNext)]) { chart in
            weekdayAfter(&chart, 0, count: 2)
        },
        Rule("en: this week <weekday>", .days, [.one(.shift), .one(.week), .maybe([.on, .comma]), .one(.weekday)]) {
            chart in
            guard chart.value(1) == 0, let weekday = Weekday(rawValue: chart.value(3)) else { return nil }
            return chart.days(.weekdays(WeekdaySet(weekday), week: chart.value(0)))
        },
        Rule(
            "en: <weekday> next week", .days,
            [
                .one(.weekday), .maybe([.of, .inside, .from]), .maybe([.the]), .any([.shift, .coming]),
                .one(.week),
            ]
        ) { chart in
            guard chart.value(4) == 0, let weekday = Weekday(rawValue: chart.value(0)) else { return nil }
            return chart.days(.weekdays(WeekdaySet(weekday), week: chart.value(3)))
        },
        Rule("en: <weekday> week", .days, [.one(.weekday), .one(.week)]) { chart in
            // British: Friday week is a week after Friday.
            guard isEnd(chart.next), let weekday = Weekday(rawValue: chart.value(0)) else { return nil }
            let day = chart.store(TimeNode(days: .weekdays(WeekdaySet(weekday), week: nil)))
            return chart.days(.counted(node: day, halves: chart.value(1) == 2 ? 4 : 2, .week))
        },
        Rule("en: next week", .days, [.any([.shift, .coming]), .one(.week)]) { chart in
            chart.value(1) == 0 ? chart.days(.week(chart.value(0))) : nil
        },
        Rule("en: next weekend", .days, [.any([.shift, .coming]), .one(.weekend)]) { chart in
            let steps = chart.item(0)?.kind == .coming ? 0 : chart.value(0)
            return chart.days(.weekend(steps))
        },
        Rule(
            "en: weekdays next week", .days,
            [.one(.dayClass), .maybe([.of, .inside]), .any([.shift, .coming]), .one(.week)]
        ) { chart in chart.days(SharedRules.dayClass(chart.value(0), week: chart.value(2))) },
        Rule("en: the week", .days, [.any([.the, .cue]), .one(.week)]) { chart in
            chart.previous == nil && chart.next == nil && chart.value(1) == 0 ? chart.days(.week(0)) : nil
        },
        Rule("en: a workday", .days, [.one(.shift), .one(.day)]) { chart in
            guard chart.value(1) == 1, chart.value(0) != 0 else { return nil }
            return chart.days(.nthOfClass(.working, chart.value(0)))
        },
        Rule("en: working days", .days, [.one(.day)]) { chart in
            let before: KindSet = [
                .on, .cue, .except, .refuse, .boundPreposition, .comma, .or, .and, .correction, .filler,
            ]
            guard chart.value(0) == 1, chart.previous.map({ before.contains($0.kind) }) ?? true, isOpen(chart.next)
            else { return nil }
            return chart.days(.dayClass(.working, week: nil))
        },
        Rule("en: first workday", .days, [.maybe([.the]), .one(.ordinal), .one(.day)]) { chart in
            guard chart.value(2) == 1, chart.next?.kind != .boundPreposition, let count = chart.value(1, in: 1...20),
                chart.next?.kind != .of
            else { return nil }
            return chart.days(.nthOfClass(.working, count))
        },
    ]

    private static func weekdayAfter(_ chart: inout Chart, _ element: Int, count: Int) -> Item? {
        guard let weekday = Weekday(rawValue: chart.value(element)) else { return nil }
        let today = chart.store(TimeNode(days: .relative(0)))
        return chart.days(.nthWeekdayAfter(node: today, count, weekday))
    }
}
