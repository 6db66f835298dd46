import CivilCalendar

extension EnglishRules {
    /// Lengths of time counted from now: in three days, two weeks ago, within a month, the next three hours.
    static let offsets: [Rule] = [
        Rule(
            "en: in <duration> from now", .days,
            [
                .one(.inside), .maybe([.roughly, .filler, .exactly, .boundPreposition]), .one(.duration),
                .maybe([.fromNow]),
            ]
        ) {
            chart in
            guard chart.value(3) >= 0, chart.next?.kind != .from, chart.next?.kind != .boundPreposition,
                !chart.has(1) || chart.item(1)?.kind != .boundPreposition
            else { return nil }
            return offset(&chart, 2, sign: 1)
        },
        Rule(
            "en: <duration> and <duration> ago", .days,
            [.one(.duration), .maybe([.and, .comma]), .one(.duration), .one(.fromNow)]
        ) { chart in
            guard let first = chart.item(0), let second = chart.item(2), !first.isSeconds, !second.isSeconds else {
                return nil
            }
            let sign = chart.value(3).signum()
            let node = chart.store(TimeNode(days: .offset(halves: Int(first.value) * sign, first.unit)))
            return chart.days(.counted(node: node, halves: Int(second.value) * sign, second.unit))
        },
        Rule("en: <duration> ago", .days, [.one(.duration), .one(.fromNow)]) { chart in
            offset(&chart, 0, sign: chart.value(1).signum())
        },
        Rule(
            "en: within <duration>", .days,
            [.one(.within), .maybe([.the]), .maybe([.shift, .coming]), .one(.duration), .maybe([.fromNow])]
        ) {
            chart in
            guard let length = chart.item(3), chart.value(4) >= 0 else { return nil }
            if chart.next?.kind == .from || chart.next?.kind == .boundPreposition,
                let day = chart.next(1), day.kind == .relativeDay
            {
                return nil
            }
            return within(&chart, length, sign: 1)
        },
        Rule(
            "en: within <duration> from today", .days,
            [
                .one(.within), .several([.the, .shift]), .one(.duration), .any([.from, .boundPreposition]),
                .one(.relativeDay),
            ]
        ) { chart in
            guard let length = chart.item(2), !length.isSeconds, chart.value(4) == 0 else { return nil }
            let isBack = chart.item(3)?.kind == .boundPreposition && chart.value(3) == 1
            return within(&chart, length, sign: isBack ? -1 : 1)
        },
        Rule("en: after <duration>", .days, [.one(.boundPreposition), .one(.duration)]) { chart in
            guard chart.value(0) == 0, let length = chart.item(1), chart.next?.kind != .fromNow,
                chart.next?.kind != .from
            else { return nil }
            return length.isSeconds
                ? chart.time(TimeNode(bound: .since, offsetSeconds: Int(length.value)))
                : chart.time(TimeNode(days: .offset(halves: Int(length.value), length.unit), bound: .since))
        },
        Rule("en: next <duration>", .days, [.any([.shift, .coming, .past]), .maybe([.numberWord]), .one(.duration)]) {
            chart in
            let isPast = chart.item(0)?.kind == .past || chart.value(0) < 0
            if chart.item(0)?.kind == .shift, chart.value(0) == 0 { return nil }
            return span(&chart, 2, ahead: !isPast)
        },
        Rule("en: next <n> <units>", .days, [.any([.shift, .coming, .past]), .any(numerals), .one(.weekend)]) { chart in
            guard chart.item(0)?.kind != .past, chart.value(0) == 1, let count = chart.value(1, in: 1...20) else {
                return nil
            }
            return chart.days(.span(count, .weekend, includesToday: false))
        },
        Rule("en: next hour", .days, [.any([.shift, .coming, .past]), .any([.hour, .minute])]) { chart in
            let unit = chart.item(1)?.kind == .hour ? 3600 : 60
            let steps = chart.item(0)?.kind == .past ? -1 : chart.value(0)
            return steps == 0 ? nil : chart.time(TimeNode(spanSeconds: steps * unit))
        },
        Rule(
            "en: <duration> from <day>", .days,
            [.one(.duration), .any([.from, .boundPreposition]), .one(.relativeDay)]
        ) {
            chart in
            guard let length = chart.item(0), !length.isSeconds, chart.value(1) <= 1 else { return nil }
            let sign = chart.item(1)?.kind == .boundPreposition && chart.value(1) == 1 ? -1 : 1
            let day = chart.store(TimeNode(days: .relative(chart.value(2))))
            return chart.days(.counted(node: day, halves: Int(length.value) * sign, length.unit))
        },
        Rule("en: <duration> from right now", .days, [.one(.duration), .one(.from), .one(.now)]) { chart in
            // "a day from right now" keeps the hour of now.
            guard let length = chart.item(0) else { return nil }
            switch length.unit {
            case .day: return chart.time(TimeNode(offsetSeconds: Int(length.value) * 43_200))
            case .week: return chart.time(TimeNode(offsetSeconds: Int(length.value) * 302_400))
            default: return offset(&chart, 0, sign: 1)
            }
        },
        Rule("en: last day", .days, [.maybe([.the]), .any([.shift, .past]), .one(.day)]) { chart in
            guard chart.value(2) == 0, chart.next?.kind != .of, chart.next?.kind != .inside else { return nil }
            return chart.days(.relative(chart.item(1)?.kind == .past ? -1 : chart.value(1)))
        },
    ]

    private static func offset(_ chart: inout Chart, _ element: Int, sign: Int) -> Item? {
        guard let item = chart.item(element) else { return nil }
        if item.isSeconds { return chart.time(TimeNode(offsetSeconds: Int(item.value) * sign)) }
        return chart.days(.offset(halves: Int(item.value) * sign, item.unit))
    }

    private static func within(_ chart: inout Chart, _ length: Item, sign: Int) -> Item? {
        length.isSeconds
            ? chart.time(TimeNode(spanSeconds: Int(length.value) * sign))
            : chart.days(.within(halves: Int(length.value) * sign, length.unit))
    }

    private static func span(_ chart: inout Chart, _ element: Int, ahead: Bool) -> Item? {
        guard let item = chart.item(element) else { return nil }
        let sign = ahead ? 1 : -1
        if item.isSeconds { return chart.time(TimeNode(spanSeconds: Int(item.value) * sign)) }
        if item.value == 1 { return chart.days(.within(halves: sign, item.unit)) }
        return chart.days(.span(Int(item.value) / 2 * sign, item.unit, includesToday: false))
    }
}
