import CivilCalendar

extension EnglishRules {
    /// Days counted from other days, once those are known: a week from Tuesday, the day after Christmas.
    static let relations: [Rule] = [
        Rule(
            "en: week of <day>", .merges,
            [
                .maybe([.the]), .any([.week, .monthMeasure]), .any([.of, .boundPreposition, .lasting]),
                .several([.on, .the]), .one(.time),
            ]
        ) { chart in
            guard chart.node(4).isDaysOnly, chart.item(2)?.kind != .boundPreposition || chart.value(2) == 2 else {
                return nil
            }
            return chart.item(1)?.kind == .week
                ? chart.days(.weekOf(node: chart.value(4))) : chart.days(.monthOf(node: chart.value(4)))
        },
        Rule("en: week commencing <day>", .merges, [.maybe([.the]), .one(.week), .several([.on, .the]), .one(.time)]) {
            chart in
            guard chart.value(1) == 3, chart.node(3).isDaysOnly else { return nil }
            return chart.days(.weekOf(node: chart.value(3)))
        },
        Rule("en: next week from <day> to <day>", .merges, [.one(.time), .maybe([.comma]), .one(.time)]) { chart in
            switch (chart.node(0).days, chart.node(2).days) {
            case (.week(let week)?, .range(let from, let to)?), (.range(let from, let to)?, .week(let week)?):
                guard case .weekdays(let first, week: nil)? = chart.nodes[from].days,
                    case .weekdays(let last, week: nil)? = chart.nodes[to].days, chart.node(0).isDaysOnly,
                    chart.node(2).isDaysOnly
                else { return nil }
                let start = chart.store(TimeNode(days: .weekdays(first, week: week)))
                let end = chart.store(TimeNode(days: .weekdays(last, week: week)))
                return chart.days(.range(from: start, to: end))
            default: return nil
            }
        },
        Rule(
            "en: <n>th <weekday> after <day>", .merges,
            [
                .maybe([.the]), .maybe([.ordinal]), .one(.time), .one(.boundPreposition), .maybe([.the]), .one(.time),
            ]
        ) { chart in
            guard chart.value(3) <= 1, isWeekday(chart.item(2), chart), chart.node(5).isDaysOnly,
                case .weekdays(let set, _)? = chart.node(2).days, let weekday = set.single,
                (0...20).contains(chart.value(1))
            else { return nil }
            let count = max(chart.value(1), 1)
            return chart.days(
                .nthWeekdayAfter(node: chart.value(5), chart.value(3) == 0 ? count : -count, weekday))
        },
        Rule(
            "en: <n>th day after <day>", .merges,
            [
                .maybe([.the]), .maybe([.ordinal, .shift]), .one(.day), .one(.boundPreposition), .maybe([.the]),
                .one(.time),
            ]
        ) { chart in
            guard chart.value(3) <= 1, chart.node(5).isDaysOnly, chart.has(0) || chart.has(1) || chart.value(2) == 0
            else { return nil }
            let sign = chart.value(3) == 0 ? 1 : -1
            let count = chart.has(1) ? abs(chart.value(1)) : 1
            return chart.days(
                .shifted(node: chart.value(5), by: count * sign, working: chart.value(2) == 1))
        },
        Rule(
            "en: the week after <day>", .merges,
            [.maybe([.the]), .one(.week), .one(.boundPreposition), .maybe([.the]), .one(.time)]
        ) {
            chart in
            guard chart.value(2) <= 1, chart.value(1) == 0, chart.node(4).isDaysOnly else { return nil }
            let shift = chart.value(2) == 0 ? 2 : -2
            let day = chart.store(TimeNode(days: .counted(node: chart.value(4), halves: shift, .week)))
            return chart.days(.weekOf(node: day))
        },
        Rule("en: two weeks on Monday", .merges, [.one(.duration), .one(.time)]) { chart in
            // British: two weeks today, a week tomorrow.
            guard let length = chart.item(0), !length.isSeconds, length.unit == .week || length.unit == .month,
                chart.previous?.kind != .lasting, chart.node(1).isDaysOnly
            else { return nil }
            switch chart.node(1).days {
            case .relative?, .weekdays(_, week: nil)?:
                return chart.days(.counted(node: chart.value(1), halves: Int(length.value), length.unit))
            default: return nil
            }
        },
        Rule(
            "en: <duration> from <day>", .merges,
            [.one(.duration), .any([.from, .boundPreposition, .on]), .maybe([.the]), .one(.time)]
        ) { chart in
            guard let length = chart.item(0), !length.isSeconds, chart.node(3).isDaysOnly, chart.value(1) <= 1,
                chart.item(1)?.kind != .on || length.unit == .week, chart.previous?.kind != .lasting
            else { return nil }
            let sign = chart.item(1)?.kind == .boundPreposition && chart.value(1) == 1 ? -1 : 1
            if length.unit == .workday {
                return chart.days(.shifted(node: chart.value(3), by: Int(length.value) / 2 * sign, working: true))
            }
            return chart.days(.counted(node: chart.value(3), halves: Int(length.value) * sign, length.unit))
        },
        Rule("en: the weekend of <day>", .merges, [.one(.time), .one(.of), .maybe([.the]), .one(.time)]) { chart in
            guard case .weekend(nil)? = chart.node(0).days, chart.node(0).isDaysOnly, chart.node(3).isDaysOnly else {
                return nil
            }
            switch chart.node(3).days {
            case .date?, .festival?, .weekdays?:
                let week = chart.store(TimeNode(days: .weekOf(node: chart.value(3))))
                return chart.days(.weekdaysIn(node: week, .saturdayAndSunday))
            default: return nil
            }
        },
        Rule("en: <day> from last week", .merges, [.one(.time), .one(.from), .one(.time)]) { chart in
            guard case .week(let week)? = chart.node(2).days, case .weekdays(let set, nil)? = chart.node(0).days,
                chart.node(0).isDaysOnly, chart.node(2).isDaysOnly
            else { return nil }
            return chart.days(.weekdays(set, week: week))
        },
        Rule("en: <time> of <days>", .merges, [.one(.time), .one(.of), .maybe([.the]), .one(.time)]) { chart in
            guard let both = Combination.of(chart.node(0), chart.node(3)) else { return nil }
            return chart.time(both)
        },
        Rule(
            "en: <time> for <time>", .merges,
            [.one(.time), .any([.lasting, .inside, .colon]), .several([.the, .roughly]), .one(.time)]
        ) {
            chart in
            guard chart.node(0).days != nil, chart.node(3).days == nil || chart.node(0).isPartOnly,
                let both = Combination.of(chart.node(0), chart.node(3))
            else { return nil }
            return chart.time(both)
        },
        Rule("en: today in <duration>", .merges, [.one(.time), .maybe([.comma]), .one(.time)]) { chart in
            guard case .relative(0)? = chart.node(0).days, chart.node(0).isDaysOnly,
                chart.node(2).offsetSeconds != nil
            else { return nil }
            return chart.time(chart.node(2))
        },
        Rule("en: <days> am", .merges, [.one(.time), .maybe([.comma]), .one(.meridiem)]) { chart in
            var node = chart.node(0)
            guard node.isDaysOnly, chart.value(2) < 2 else { return nil }
            node.part = chart.value(2) == 0 ? .morning : .afternoon
            return chart.time(node)
        },
    ]

    /// A start and a length: for three days from Monday, from 4pm for two hours.
    static let lasting: [Rule] = [
        Rule(
            "en: <time> for <duration>", .spans,
            [.maybe([.from, .boundPreposition]), .one(.time), .one(.lasting), .one(.duration)]
        ) {
            chart in
            guard chart.value(0) == 0 || chart.value(0) == 2 else { return nil }
            return stretch(&chart, 1, 3)
        },
        Rule(
            "en: for <duration> from <time>", .spans,
            [
                .maybe([.lasting]), .one(.duration), .any([.from, .boundPreposition]), .maybe([.from]),
                .maybe([.at, .on]), .one(.time),
            ]
        ) { chart in
            guard chart.item(2)?.kind == .from || chart.value(2) == 2 else { return nil }
            return stretch(&chart, 5, 1)
        },
        Rule("en: for <duration> since <time>", .spans, [.maybe([.lasting]), .one(.duration), .one(.time)]) { chart in
            guard chart.node(2).bound == .since, chart.has(0) || chart.previous?.kind == .lasting else { return nil }
            return stretch(&chart, 2, 1)
        },
        Rule("en: <days> for <duration> <time>", .spans, [.one(.time), .one(.lasting), .one(.duration), .one(.time)]) {
            chart in
            guard chart.node(0).isDaysOnly, chart.node(3).bound == .since else { return nil }
            guard let item = stretch(&chart, 3, 2),
                let both = Combination.of(chart.node(0), chart.nodes[Int(item.value)])
            else { return nil }
            return chart.time(both)
        },
    ]

    private static func stretch(_ chart: inout Chart, _ element: Int, _ length: Int) -> Item? {
        var node = chart.node(element)
        guard let length = chart.item(length), node.bound == .none || node.bound == .since, !node.isAbsolute,
            node.end == nil, !node.repeats
        else { return nil }
        node.bound = .none
        if let start = node.start {
            let minutes = length.isSeconds ? Int(length.value) / 60 : length.unit == .day ? Int(length.value) * 720 : 0
            guard minutes > 0 else { return nil }
            let style: ClockPoint.Style = node.part == nil && start.minute + minutes <= 720 ? start.style : .settled
            var from = start.minute
            if style == .settled, start.style == .twelveHour, node.part == .afternoon || node.part == .evening {
                from = from % 720 + 720
            }
            node.end = ClockPoint(minute: from + minutes, style: style, grain: .minute)
            return chart.time(node)
        }
        guard node.part == nil, node.days != nil, !length.isSeconds else { return nil }
        let first = chart.store(node)
        if length.unit == .day {
            let last = chart.store(
                TimeNode(days: .shifted(node: first, by: Int(length.value) / 2 - 1, working: false)))
            return chart.days(.range(from: first, to: last))
        }
        let end = chart.store(TimeNode(days: .counted(node: first, halves: Int(length.value), length.unit)))
        let last = chart.store(TimeNode(days: .shifted(node: end, by: -1, working: false)))
        return chart.days(.range(from: first, to: last))
    }
}
