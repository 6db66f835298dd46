import CivilCalendar

extension EnglishRules {
    /// Ranges of hours or days in which one end is a bare number.
    static let ranges: [Rule] = [
        Rule(
            "en: <days> between <n> and <n>", .ranges,
            [
                .one(.between), .any([.time, .number, .numberWord, .ordinal]), .any([.and, .to, .dash, .until]),
                .any([.time, .number, .numberWord, .ordinal]),
            ]
        ) {
            chart in range(&chart, 1, 3, isStated: true)
        },
        Rule(
            "en: from <n> to <n>", .ranges,
            [
                .one(.from), .any([.time, .number, .numberWord]), .any(joints),
                .any([.time, .number, .numberWord, .ordinal]),
            ]
        ) { chart in range(&chart, 1, 3, isStated: true) },
        Rule(
            "en: <n> to <n>", .ranges,
            [.any([.time, .number, .numberWord]), .any(joints), .any([.time, .number, .numberWord, .ordinal])]
        ) {
            chart in range(&chart, 0, 2, isStated: chart.previous?.kind == .at || chart.previous?.kind == .roughly)
        },
    ]

    private static func range(_ chart: inout Chart, _ left: Int, _ right: Int, isStated: Bool) -> Item? {
        guard let first = chart.item(left), let last = chart.item(right) else { return nil }
        if first.kind == .time, last.kind == .time {
            // "Tuesday to Thursday between 9 and 11": the shared rule would take "between" for its own.
            let isOurs = chart.item(right - 1)?.kind == .until || isStated || chart.next?.kind == .between
            return isOurs ? both(&chart, left, right) : nil
        }
        if let item = days(&chart, first, last, left, right) { return item }
        if last.kind == .ordinal { return nil }
        var node: TimeNode
        if first.kind == .time {
            node = chart.node(left)
            // "Monday 9 to 11": the days stay where they are.
            guard node.start != nil, node.end == nil, node.bound == .none, !node.isAbsolute, !node.repeats,
                let (hour, minute) = packed(last), isOpen(chart.next)
            else { return nil }
            node.end = clock(hour, minute, last)
            return chart.time(node)
        }
        guard let (hour, minute) = packed(first) else { return nil }
        let start = clock(hour, minute, first)
        if last.kind == .time {
            node = chart.node(right)
            guard let end = node.start, node.end == nil, node.bound == .none, !node.isAbsolute else { return nil }
            node.start = start
            node.end = end
            node.endPart = node.part
            node.part = nil
            return chart.time(node)
        }
        guard let (endHour, endMinute) = packed(last), isHours(chart, isStated), first.digits <= 2 || isStated else {
            return nil
        }
        return chart.time(TimeNode(start: start, end: clock(endHour, endMinute, last)))
    }

    /// Whether two bare numbers are hours: "9 to 11" beside a day or behind "from" or "between".
    private static func isHours(_ chart: Chart, _ isStated: Bool) -> Bool {
        if isStated { return isOpen(chart.next) }
        if let previous = chart.previous, previous.kind == .time, chart.nodes[Int(previous.value)].days != nil {
            return isOpen(chart.next)
        }
        guard let next = chart.next, next.kind == .time || next.kind == .on else { return false }
        return next.kind == .on ? chart.next(1)?.kind == .time : chart.nodes[Int(next.value)].days != nil
    }

    /// July 13 to 15, 13 to 15 July, the 13th to the 15th.
    private static func days(_ chart: inout Chart, _ first: Item, _ last: Item, _ left: Int, _ right: Int) -> Item? {
        if first.kind == .time, chart.node(left).isDaysOnly, let day = day(last),
            last.digits > 0 || last.kind == .ordinal
        {
            switch chart.node(left).days {
            case .month(let year, let month)?:
                return isEnd(chart.next) ? nil : dayRange(&chart, year, month, 0, day)
            case .date(let year, let month, let start, _)? where start < day:
                if let next = chart.next, next.kind == .meridiem || next.kind == .colon { return nil }
                return dayRange(&chart, year, month, start, day)
            default: return nil
            }
        }
        guard last.kind == .time, chart.node(right).isDaysOnly, let day = day(first), first.kind != .time,
            case .date(let year, let month, let end, _)? = chart.node(right).days, day != end
        else { return nil }
        if case .unstated = month, first.kind != .ordinal, last.kind != .time { return nil }
        return dayRange(&chart, year, month, day, end)
    }

    private static func dayRange(
        _ chart: inout Chart, _ year: YearSpec, _ month: MonthSpec, _ first: Int, _ last: Int
    ) -> Item? {
        guard first > 0 else { return nil }
        let from = chart.store(TimeNode(days: .date(year, month, day: first, weekday: nil)))
        let to = chart.store(TimeNode(days: .date(year, month, day: last, weekday: nil)))
        return chart.days(.range(from: from, to: to))
    }

    /// Two whole times joined by until, or by between … and.
    private static func both(_ chart: inout Chart, _ left: Int, _ right: Int) -> Item? {
        var from = chart.node(left)
        let to = chart.node(right)
        guard from.bound == .none, to.bound == .none, !from.isAbsolute, !to.isAbsolute, !from.repeats, !to.repeats
        else { return nil }
        if from.isDaysOnly, to.isDaysOnly {
            return chart.days(.range(from: chart.value(left), to: chart.value(right)))
        }
        guard from.isClockOnly, to.isClockOnly, let end = to.start else { return nil }
        from.end = end
        from.endPart = to.part
        return chart.time(from)
    }

    /// Numbers of days in front of their month: 13 to 15 July, 4 to 22 this month.
    static let dayRanges: [Rule] = [
        Rule(
            "en: <n> to <n> of this month", .days,
            [
                .maybe([.from, .between]), .maybe([.the]), .any(dayNumbers), .any([.to, .dash, .until, .and]),
                .maybe([.the]),
                .any(dayNumbers), .maybe([.of, .inside]), .maybe([.the]), .any([.shift, .coming]), .one(.monthMeasure),
            ]
        ) { chart in
            guard let first = day(chart.item(2)), let last = day(chart.item(5)) else { return nil }
            return dayRange(&chart, .unstated, .relative(chart.value(8)), first, last)
        },
        Rule(
            "en: <n> to <n> of <month>", .days,
            [
                .maybe([.from, .between]), .maybe([.the]), .any(dayNumbers), .any([.to, .dash, .until, .and]),
                .maybe([.the]),
                .any(dayNumbers), .maybe([.of]), .one(.monthName),
            ]
        ) { chart in
            guard let first = day(chart.item(2)), let last = day(chart.item(5)), first < last,
                chart.item(3)?.kind != .and || chart.has(0)
            else { return nil }
            return dayRange(&chart, .unstated, .number(chart.value(7)), first, last)
        },
        Rule(
            "en: <month> <n> to <n>", .days,
            [
                .one(.monthName), .maybe([.dot]), .maybe([.from, .between]), .maybe([.the]), .any(dayNumbers),
                .any([.to, .dash, .until, .and]), .maybe([.the]), .any(dayNumbers),
            ]
        ) { chart in
            guard let first = day(chart.item(4)), let last = day(chart.item(7)), first < last,
                chart.item(5)?.kind != .and || chart.has(2),
                isOpen(chart.next) || chart.item(7)?.kind == .ordinal || fullYear(chart.next) != nil
            else { return nil }
            if let next = chart.next, next.kind == .colon || next.kind == .meridiem { return nil }
            return dayRange(&chart, .unstated, .number(chart.value(0)), first, last)
        },
        Rule("en: <range> <year>", .days, [.one(.time), .maybe([.comma]), .any(numerals)]) { chart in
            guard case .range(let from, let to)? = chart.node(0).days, let year = fullYear(chart.item(2)),
                case .date(.unstated, let month, let first, _)? = chart.nodes[from].days,
                case .date(.unstated, _, let last, _)? = chart.nodes[to].days
            else { return nil }
            return dayRange(&chart, .absolute(year), month, first, last)
        },
    ]
}
