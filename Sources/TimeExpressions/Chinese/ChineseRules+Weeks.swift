import CivilCalendar

extension ChineseRules {
    /// Weeks, weekends and days of the week.
    static let weeks: [Rule] = [
        Rule("zh: 每周<set>", .days, [.one(.every), .one(.weekday), .one(.number)]) { chart in
            guard let set = weekdaySet(chart.item(1), chart.item(2), chart) else { return nil }
            return chart.time(TimeNode(days: .weekdays(set, week: nil), repeats: true))
        },
        Rule("zh: 每周三", .days, [.one(.every), .one(.weekday)]) { chart in
            guard let weekday = Weekday(rawValue: chart.value(1)) else { return nil }
            return chart.time(TimeNode(days: .weekdays(WeekdaySet(weekday), week: nil), repeats: true))
        },
        Rule("zh: 每个周末", .days, [.one(.every), .any([.weekend, .dayClass])]) { chart in
            let days: DaySpec =
                chart.item(1)?.kind == .weekend
                ? .weekdays(.saturdayAndSunday, week: nil) : SharedRules.dayClass(chart.value(1))
            return chart.time(TimeNode(days: days, repeats: true))
        },
        Rule("zh: 每天", .days, [.one(.every), .any([.day, .daySuffix])]) { chart in
            if chart.item(1)?.kind == .daySuffix, chart.value(1) != 1 { return nil }
            return chart.time(TimeNode(days: .weekdays(.all, week: nil), repeats: true))
        },
        Rule("zh: 下周一三五", .days, [.maybe([.shift]), .one(.weekday), .maybe([.comma]), .one(.number)]) { chart in
            guard let set = weekdaySet(chart.item(1), chart.item(3), chart) else { return nil }
            return chart.days(.weekdays(set, week: chart.has(0) ? chart.value(0) : nil))
        },
        Rule("zh: 一三五", .days, [.one(.number)]) { chart in
            guard let next = chart.next, next.kind == .partOfDay || next.kind == .cue || next.kind == .filler,
                chart.previous.map({ $0.kind != .number && $0.kind != .dash }) ?? true,
                let number = chart.item(0), number.digits >= 2, let set = weekdaySet(nil, number, chart),
                next.kind == .partOfDay || number.value == 135 || number.value == 246
            else { return nil }
            return chart.days(.weekdays(set, week: nil))
        },
        Rule("zh: 周三、四", .days, [.one(.time), .any([.comma, .or, .and]), .one(.number)]) { chart in
            // The second day shares the 周 of the first; a plain comma does not join (周三，四个人).
            var node = chart.node(0)
            guard case .weekdays(let set, let week)? = node.days, chart.item(1)?.kind != .comma || chart.value(1) == 1,
                let more = weekdaySet(nil, chart.item(2), chart)
            else { return nil }
            node.days = .weekdays(set.union(more), week: week)
            return chart.time(node)
        },
        Rule("zh: 周一到五", .days, [.maybe([.shift]), .one(.weekday), .any(SharedRules.joint), .one(.number)]) { chart in
            guard let first = Weekday(rawValue: chart.value(1)), let number = chart.item(3), number.digits == 1,
                let last = Weekday(rawValue: Int(number.value)), !nearUnits.contains(chart.next?.kind ?? .stop)
            else { return nil }
            let week = chart.has(0) ? chart.value(0) : nil
            let from = chart.store(TimeNode(days: .weekdays(WeekdaySet(first), week: week)))
            let to = chart.store(TimeNode(days: .weekdays(WeekdaySet(last), week: nil)))
            return chart.days(.range(from: from, to: to))
        },
        Rule("zh: 下周三", .days, [.one(.shift), .maybe([.filler]), .one(.weekday)]) { chart in
            guard let weekday = Weekday(rawValue: chart.value(2)) else { return nil }
            return chart.days(.weekdays(WeekdaySet(weekday), week: chart.value(0)))
        },
        Rule("zh: 最近的周三", .days, [.one(.around), .maybe([.number]), .maybe([.measure]), .any([.weekday, .weekend])]) {
            chart in
            if chart.item(3)?.kind == .weekend { return chart.days(.weekend(nil)) }
            guard let weekday = Weekday(rawValue: chart.value(3)) else { return nil }
            return chart.days(.weekdays(WeekdaySet(weekday), week: chart.has(1) || chart.value(0) == 0 ? nil : 0))
        },
        Rule("zh: 明后天", .days, [.one(.shortDay), .one(.relativeDay)]) { chart in
            guard chart.value(1) == chart.value(0) + 1 else { return nil }
            return dayPair(&chart, chart.value(0))
        },
        Rule("zh: 明后两天", .days, [.one(.shortDay), .any([.shortDay, .after]), .one(.duration)]) { chart in
            guard let length = chart.item(2), length.unit == .day, length.value == 4 else { return nil }
            return dayPair(&chart, chart.value(0))
        },
        Rule("zh: 这几天", .days, [.one(.around)]) { chart in
            // "These days" is today and the two days after it.
            guard chart.value(0) > 0 else { return nil }
            return chart.days(.span(chart.value(0), .day, includesToday: true))
        },
        Rule("zh: 周内", .days, [.one(.week), .one(.within)]) { chart in
            guard chart.previous?.kind != .number, chart.previous?.kind != .measure else { return nil }
            return chart.days(.weekdays(.mondayToFriday, week: nil))
        },
        Rule("zh: 下周末", .days, [.one(.shift), .maybe([.filler]), .one(.weekend)]) { chart in
            chart.days(.weekend(chart.value(0)))
        },
        Rule("zh: 下周的工作日", .days, [.one(.shift), .one(.week), .maybe([.filler]), .one(.dayClass)]) { chart in
            chart.days(SharedRules.dayClass(chart.value(3), week: chart.value(0)))
        },
        Rule("zh: 下周3", .days, [.maybe([.shift]), .one(.week), .one(.number)]) { chart in
            guard let number = chart.item(2), number.digits == 1, let weekday = Weekday(rawValue: Int(number.value)),
                !nearUnits.contains(chart.next?.kind ?? .stop)
            else { return nil }
            return chart.days(.weekdays(WeekdaySet(weekday), week: chart.has(0) ? chart.value(0) : nil))
        },
        Rule("zh: 下周日", .days, [.maybe([.shift]), .one(.week), .any([.day, .daySuffix])]) { chart in
            // 星期 天 and 周 日 with a space.
            guard let last = chart.item(2), last.kind == .day || last.value == 1 else { return nil }
            return chart.days(.weekdays(WeekdaySet(.sunday), week: chart.has(0) ? chart.value(0) : nil))
        },
        Rule("zh: 下周", .days, [.one(.shift), .maybe([.number]), .one(.week)]) { chart in
            if chart.has(1), chart.value(1) != 1 { return nil }
            return chart.days(.week(chart.value(0)))
        },
        Rule("zh: 下周前<n>天", .days, [.one(.time), .one(.before), .one(.duration)]) { chart in
            guard let length = chart.item(2), length.unit == .day, !length.isSeconds else { return nil }
            return firstDays(&chart, Int(length.value) / 2)
        },
        Rule("zh: 下周头<n>天", .days, [.one(.time), .maybe([.filler]), .one(.position)]) { chart in
            chart.value(2) > 100 ? firstDays(&chart, chart.value(2) - 100) : nil
        },
        Rule("zh: 第<n>个工作日", .days, [.one(.position), .one(.dayClass)]) { chart in
            guard let count = chart.value(0, in: 1...30), chart.value(1) == -1,
                chart.previous?.kind != .after, chart.previous?.kind != .before
            else { return nil }
            return chart.days(.nthOfClass(.working, count))
        },
        Rule("zh: 下周中", .days, [.one(.shift), .one(.dayClass)]) { chart in
            chart.value(1) > 0 ? chart.days(SharedRules.dayClass(chart.value(1), week: chart.value(0))) : nil
        },
        Rule("zh: 下个工作日", .days, [.one(.shift), .one(.dayClass)]) { chart in
            guard let count = chart.value(0, in: 1...3), chart.value(1) < 0 else { return nil }
            return chart.days(.nthOfClass(chart.value(1) == -1 ? .working : .off, count))
        },
    ]

    /// A day from today and the one after it.
    private static func dayPair(_ chart: inout Chart, _ first: Int) -> Item {
        let from = chart.store(TimeNode(days: .relative(first)))
        let to = chart.store(TimeNode(days: .relative(first + 1)))
        return chart.days(.range(from: from, to: to))
    }

    /// The first days of a week, from Monday on.
    private static func firstDays(_ chart: inout Chart, _ count: Int) -> Item? {
        guard case .week(let week)? = chart.node(0).days, let last = Weekday(rawValue: count) else { return nil }
        let from = chart.store(TimeNode(days: .weekdays(WeekdaySet(.monday), week: week)))
        let to = chart.store(TimeNode(days: .weekdays(WeekdaySet(last), week: week)))
        return chart.days(.range(from: from, to: to))
    }

    /// Kinds that make a single digit after 周 a number of their own.
    private static let nearUnits: KindSet = [
        .oclock, .daySuffix, .month, .measure, .day, .number, .colon, .dot, .slash, .dash, .quantityNoun, .hour,
        .week, .monthMeasure, .year,
    ]

    /// The days of 周一三五: digits 1…7 that rise; `nil` when the digits are something else.
    private static func weekdaySet(_ first: Item?, _ digits: Item?, _ chart: Chart) -> WeekdaySet? {
        guard let digits, digits.flags.contains(.hanzi), digits.digits > 0,
            !nearUnits.contains(chart.next?.kind ?? .stop)
        else { return nil }
        var set = WeekdaySet()
        var last = 8
        var value = Int(digits.value)
        while value > 0 {
            guard let weekday = Weekday(rawValue: value % 10), weekday.rawValue < last else { return nil }
            set.insert(WeekdaySet(weekday))
            last = weekday.rawValue
            value /= 10
        }
        guard let first else { return set }
        guard let weekday = Weekday(rawValue: Int(first.value)), weekday.rawValue < last else { return nil }
        set.insert(WeekdaySet(weekday))
        return set
    }
}
