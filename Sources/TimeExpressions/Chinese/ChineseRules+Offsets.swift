import CivilCalendar

extension ChineseRules {
    /// Lengths of time counted from now: 三天后, 两周以前, 半小时内, 未来三天.
    static let offsets: [Rule] = [
        Rule("zh: <duration>后", .days, [.one(.duration), .maybe([.filler]), .one(.after)]) { chart in
            offset(&chart, 0, sign: 1)
        },
        Rule("zh: <duration>前", .days, [.one(.duration), .maybe([.filler]), .one(.before)]) { chart in
            offset(&chart, 0, sign: -1)
        },
        Rule("zh: <n>日后", .days, [.one(.number), .one(.daySuffix), .any([.after, .before])]) { chart in
            guard chart.value(1) == 1, let count = chart.value(0, in: 1...60), chart.previous?.kind != .month,
                chart.previous?.kind != .time
            else { return nil }
            let sign = chart.item(2)?.kind == .after ? 1 : -1
            return chart.days(.offset(halves: count * 2 * sign, .day))
        },
        Rule(
            "zh: <duration>内", .days,
            [.maybe([.coming, .around, .after, .from]), .one(.duration), .maybe([.filler]), .one(.within)]
        ) { chart in
            guard let item = chart.item(1) else { return nil }
            if item.isSeconds { return chart.time(TimeNode(spanSeconds: Int(item.value))) }
            return chart.days(.within(halves: Int(item.value), item.unit))
        },
        Rule("zh: 再过<duration>", .days, [.one(.past), .one(.duration)]) { chart in
            chart.value(0) == 0 && !hangsOnText(chart) ? offset(&chart, 1, sign: 1) : nil
        },
        Rule("zh: 未来<duration>", .days, [.one(.coming), .maybe([.filler]), .one(.duration)]) { chart in
            span(&chart, 2, ahead: chart.value(0) > 0, includesToday: false)
        },
        Rule("zh: 最近<duration>", .days, [.one(.around), .maybe([.filler]), .one(.duration)]) { chart in
            span(&chart, 2, ahead: true, includesToday: true)
        },
        Rule("zh: 后<duration>", .days, [.one(.after), .one(.duration)]) { chart in
            // 国庆后三天 counts from the festival, 术后三天 from something that is no time.
            if chart.previous?.kind == .time || chart.previous?.kind == .festival || hangsOnText(chart) { return nil }
            if chart.item(1)?.unit == .month, chart.item(1)?.value != 1 { return calendarSpan(&chart, 1, first: 1) }
            return span(&chart, 1, ahead: true, includesToday: false)
        },
        Rule("zh: 前<duration>", .days, [.one(.before), .one(.duration)]) { chart in
            guard chart.previous?.kind != .time, let unit = chart.item(1)?.unit else { return nil }
            if unit == .month || unit == .year { return calendarSpan(&chart, 1, first: -1) }
            return span(&chart, 1, ahead: false, includesToday: false)
        },
        Rule("zh: 下<duration>", .days, [.one(.shift), .one(.duration)]) { chart in
            guard let item = chart.item(1), item.value != 0, !hangsOnText(chart) else { return nil }
            switch chart.value(0) {
            case 1: return calendarSpan(&chart, 1, first: 1)
            case -1: return calendarSpan(&chart, 1, first: -1)
            case 0: return span(&chart, 1, ahead: true, includesToday: true)
            default: return nil
            }
        },
    ]

    /// Whether the match goes on from other text without a break: 术后, 怀上, 去过.
    private static func hangsOnText(_ chart: Chart) -> Bool {
        guard let previous = chart.previous, previous.kind == .other || previous.kind == .cue else { return false }
        return previous.end == chart.items[chart.matchedRange.lowerBound].start
    }

    private static func offset(_ chart: inout Chart, _ element: Int, sign: Int) -> Item? {
        guard let item = chart.item(element) else { return nil }
        if item.isSeconds { return chart.time(TimeNode(offsetSeconds: Int(item.value) * sign)) }
        if item.flags.contains(.pair) {
            let near = chart.store(TimeNode(days: .offset(halves: Int(item.value - 2) * sign, item.unit)))
            let far = chart.store(TimeNode(days: .offset(halves: Int(item.value) * sign, item.unit)))
            return chart.days(sign > 0 ? .range(from: near, to: far) : .range(from: far, to: near))
        }
        return chart.days(.offset(halves: Int(item.value) * sign, item.unit))
    }

    private static func span(_ chart: inout Chart, _ element: Int, ahead: Bool, includesToday: Bool) -> Item? {
        guard let item = chart.item(element) else { return nil }
        let sign = ahead ? 1 : -1
        if item.isSeconds { return chart.time(TimeNode(spanSeconds: Int(item.value) * sign)) }
        if item.value == 1 { return chart.days(.within(halves: sign, item.unit)) }
        return chart.days(.span(Int(item.value) / 2 * sign, item.unit, includesToday: includesToday))
    }

    /// 下三周, 下两个月: whole calendar units.
    private static func calendarSpan(_ chart: inout Chart, _ element: Int, first: Int) -> Item? {
        guard let item = chart.item(element), !item.isSeconds else {
            return span(&chart, element, ahead: first > 0, includesToday: false)
        }
        let count = Int(item.value) / 2
        let (near, far) = first > 0 ? (1, count) : (-count, -1)
        let ends: (DaySpec, DaySpec)
        switch item.unit {
        case .week: ends = (.week(near), .week(far))
        case .year: ends = (.year(.relative(near)), .year(.relative(far)))
        case .month: ends = (.month(.unstated, .relative(near)), .month(.unstated, .relative(far)))
        default: return span(&chart, element, ahead: first > 0, includesToday: false)
        }
        let from = chart.store(TimeNode(days: ends.0))
        let to = chart.store(TimeNode(days: ends.1))
        return chart.days(.range(from: from, to: to))
    }
}
