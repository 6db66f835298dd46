import CivilCalendar

extension EnglishRules {
    /// Open ends: in English the word stands before the time.
    static let bounds: [Rule] = [
        Rule("en: more than <duration> from <day>", .bounds, [.one(.more), .one(.time)]) { chart in
            guard chart.value(0) == 1 else { return nil }
            switch chart.node(1).days {
            case .counted(_, let halves, _)?, .offset(let halves, _)?:
                return SharedRules.bound(&chart, 1, halves < 0 ? .before : .since)
            default: return nil
            }
        },
        Rule(
            "en: <time> until <time>", .bounds,
            [.maybe([.from]), .one(.time), .one(.until), .several([.the, .on, .at]), .one(.time)]
        ) { chart in
            var from = chart.node(1)
            let to = chart.node(4)
            guard from.bound == .none, to.bound == .none, !from.repeats, !to.repeats, from.endNode == nil else {
                return nil
            }
            if from.isDaysOnly, to.isClockOnly {
                // "tomorrow until noon"
                guard var both = Combination.of(from, to) else { return nil }
                both.bound = .until
                return chart.time(both)
            }
            from.endNode = chart.value(4)
            return chart.time(from)
        },
        Rule("en: from <days> on", .bounds, [.one(.from), .one(.time), .one(.on)]) { chart in
            SharedRules.bound(&chart, 1, .since)
        },
        Rule(
            "en: after <time>", .bounds,
            [.one(.boundPreposition), .several([.the, .at, .on, .filler, .roughly, .from]), .one(.time)]
        ) {
            chart in
            if chart.value(0) == 4 { return pastSince(&chart, 2) }
            let bounds: [Bound] = [.after, .before, .since, .until]
            return SharedRules.bound(&chart, 2, bounds[min(chart.value(0), 3)])
        },
        Rule("en: until <time>", .bounds, [.one(.until), .several([.the, .at, .on, .filler, .roughly]), .one(.time)]) {
            chart in
            if let previous = chart.previous, previous.kind == .time, chart.node(2).days != nil {
                // Two whole times are a span.
                let start = chart.nodes[Int(previous.value)]
                if start.days != nil || start.isNow, start.bound == .none { return nil }
            }
            return SharedRules.bound(&chart, 2, .until)
        },
        Rule("en: through <time>", .bounds, [.one(.to), .several([.the, .at]), .one(.time)]) { chart in
            chart.previous == nil ? SharedRules.bound(&chart, 2, .until) : nil
        },
        Rule("en: from <time>", .bounds, [.one(.from), .several([.the, .at, .on]), .one(.time)]) { chart in
            if let next = chart.next, joints.contains(next.kind) { return nil }
            if chart.node(2).end != nil { return chart.time(chart.node(2)) }
            if case .range? = chart.node(2).days { return chart.time(chart.node(2)) }
            return SharedRules.bound(&chart, 2, .since)
        },
        Rule(
            "en: can't until <time>", .bounds,
            [.one(.refuse), .any([.until, .boundPreposition]), .several([.the, .at, .on]), .one(.time)]
        ) {
            chart in
            // "can't come until 4" and "can't come before 4" start at 4.
            guard chart.value(0) != 1 else { return nil }
            if chart.item(1)?.kind == .until { return SharedRules.bound(&chart, 3, .since) }
            switch chart.value(1) {
            case 1: return SharedRules.bound(&chart, 3, .since)
            case 0: return SharedRules.bound(&chart, 3, .before)
            default: return nil
            }
        },
        Rule("en: <time> or after", .bounds, [.one(.time), .any([.or, .and]), .one(.boundPreposition)]) { chart in
            guard chart.value(2) <= 1, isEnd(chart.next) else { return nil }
            return SharedRules.bound(&chart, 0, chart.value(2) == 0 ? .since : .until)
        },
        Rule("en: or on <time>", .spans, [.any([.at, .on]), .maybe([.the]), .one(.time)]) { chart in
            // "Monday or on Tuesday", "at 3, no wait, at 4": the preposition must not part the two.
            guard let previous = chart.previous else { return nil }
            let links: KindSet = [.or, .and, .correction, .order]
            let follows =
                links.contains(previous.kind)
                || previous.kind == .comma && chart.finished > 1
                    && [.time, .correction, .exclusion].contains(chart.items[chart.finished - 2].kind)
            return follows ? chart.time(chart.node(2)) : nil
        },
        Rule("en: after <time>, before <time>", .spans, [.one(.time), .several([.copula, .and, .comma]), .one(.time)]) {
            chart in
            guard chart.node(0).bound != .none, chart.node(2).bound != .none else { return nil }
            var right = chart.node(2)
            let days = right.days
            right.days = nil
            guard var both = Combination.of(chart.node(0), right) else { return nil }
            if both.days == nil { both.days = days }
            return chart.time(both)
        },
        Rule("en: tomorrow morning after <h>", .spans, [.one(.time), .several([.comma, .copula]), .one(.time)]) {
            chart in
            var node = chart.node(0)
            let bounded = chart.node(2)
            guard node.part != nil, node.start == nil, node.bound == .none, !node.isAbsolute, bounded.bound != .none,
                bounded.days == nil, bounded.part == nil, let start = bounded.start, bounded.end == nil
            else { return nil }
            node.start = start
            node.bound = bounded.bound
            return chart.time(node)
        },
        Rule("en: between now and <time>", .spans, [.one(.between), .one(.time), .any([.and, .to]), .one(.time)]) {
            chart in
            guard chart.node(1).bound == .none, chart.node(3).bound == .none else { return nil }
            var from = chart.node(1)
            from.endNode = chart.value(3)
            return chart.time(from)
        },
    ]

    /// Since Monday: the last one, when no week was said.
    private static func pastSince(_ chart: inout Chart, _ element: Int) -> Item? {
        if case .weekdays(let set, week: nil)? = chart.node(element).days, let weekday = set.single {
            var node = chart.node(element)
            let today = chart.store(TimeNode(days: .relative(0)))
            node.days = .nthWeekdayAfter(node: today, -1, weekday)
            node.bound = .since
            return chart.time(node)
        }
        if case .month(.unstated, let month)? = chart.node(element).days {
            var node = chart.node(element)
            node.days = .month(.lastTime, month)
            node.bound = .since
            return chart.time(node)
        }
        return SharedRules.bound(&chart, element, .since)
    }
}
