import CivilCalendar

/// Rules that hold in every language: parts of one wish that stand side by side, ranges, bounds and corrections.
enum SharedRules {
    /// What may stand between two parts of one wish.
    static let glue: KindSet = [.comma, .filler, .roughly, .copula, .at, .on, .the, .of]
    /// What joins the two ends of a range.
    static let joint: KindSet = [.to, .dash]

    static let rules: [Rule] = words + ranges + merges + bounds + spans + corrections + exclusions

    // MARK: Single words

    private static let words: [Rule] = [
        Rule("relative day", .days, [.one(.relativeDay)]) { chart in chart.days(.relative(chart.value(0) % 100)) },
        Rule("weekday", .days, [.one(.weekday)]) { chart in
            guard let weekday = Weekday(rawValue: chart.value(0)) else { return nil }
            return chart.days(.weekdays(WeekdaySet(weekday), week: nil))
        },
        Rule("weekend", .days, [.one(.weekend)]) { chart in chart.days(.weekend(nil)) },
        Rule("class of days", .days, [.one(.dayClass)]) { chart in chart.days(dayClass(chart.value(0))) },
        Rule("relative year", .days, [.one(.relativeYear)]) { chart in
            chart.days(.year(.relative(chart.value(0))))
        },
        Rule("part of the day", .clocks, [.one(.partOfDay)]) { chart in
            chart.time(TimeNode(part: part(chart.value(0))))
        },
        Rule("not too early", .clocks, [.one(.looseBound)]) { chart in
            let isEarly = chart.value(0) == 0
            return chart.time(
                TimeNode(
                    start: ClockPoint(minute: 0, style: isEarly ? .notEarly : .notLate, grain: .partOfDay),
                    bound: isEarly ? .since : .until))
        },
        Rule("now", .clocks, [.one(.now)]) { chart in
            // 明天这个时候: the hour that it is now.
            if chart.value(0) == 1 {
                return chart.time(TimeNode(start: ClockPoint(minute: 0, style: .sameAsNow, grain: .minute)))
            }
            return chart.time(TimeNode(isNow: true))
        },
        Rule("around a time", .merges, [.one(.roughly), .one(.time)]) { chart in rough(&chart, 1) },
        Rule("a time or so", .merges, [.one(.time), .one(.roughly)]) { chart in rough(&chart, 0) },
    ]

    /// The part of the day that a word's value stands for.
    static func part(_ value: Int) -> PartOfDay { PartOfDay.allCases[value] }

    /// The days that the value of a ``ItemKind/dayClass`` word stands for.
    static func dayClass(_ value: Int, week: Int? = nil) -> DaySpec {
        switch value {
        case -1: .dayClass(.working, week: week)
        case -2: .dayClass(.off, week: week)
        default: .weekdays(WeekdaySet(rawValue: UInt8(value)), week: week)
        }
    }

    private static func rough(_ chart: inout Chart, _ element: Int) -> Item? {
        var node = chart.node(element)
        guard node.hasClock || element == 0 && node.days != nil, !node.isAbsolute else { return nil }
        node.isRough = true
        return chart.time(node)
    }

    // MARK: Ranges of one kind

    private static let ranges: [Rule] = [
        Rule(
            "hours … to part hours", .ranges,
            [.maybe([.from]), .one(.time), .any(joint), .one(.time), .one(.time), .maybe([.between])]
        ) { chart in
            var node = chart.node(1)
            let (part, end) = (chart.node(3), chart.node(4))
            guard node.days == nil, node.start != nil, node.end == nil, part.days == nil, part.start == nil,
                part.part != nil, end.days == nil, end.part == nil, let last = end.start, end.end == nil
            else { return nil }
            node.end = last
            node.endPart = part.part
            return chart.time(node)
        },
        Rule(
            "… to …", .ranges,
            [.maybe([.from]), .one(.time), .any(joint), .one(.time), .maybe([.between])]
        ) { chart in range(&chart, 1, 3) },
        Rule(
            "between … and …", .ranges,
            [.one(.between), .one(.time), .any([.and, .to, .dash]), .one(.time)]
        ) { chart in range(&chart, 1, 3) },
        Rule(
            "… and … in between", .ranges, [.one(.time), .any([.and, .to, .dash]), .one(.time), .one(.between)]
        ) { chart in range(&chart, 0, 2) },
    ]

    /// Two days as a span of days, or two clock times as a range of hours.
    private static func range(_ chart: inout Chart, _ left: Int, _ right: Int) -> Item? {
        var from = chart.node(left)
        let to = chart.node(right)
        guard from.bound == .none, to.bound == .none, !from.isAbsolute, !to.isAbsolute else { return nil }
        if let first = from.days, let last = to.days, !from.hasClock, !to.hasClock {
            // A range of ranges says nothing, and would make resolving it costly.
            if first.isRange || last.isRange { return nil }
            return chart.days(.range(from: chart.value(left), to: chart.value(right)))
        }
        guard from.days == nil, to.days == nil else { return nil }
        if let end = to.start, from.start != nil, from.end == nil, to.end == nil {
            from.end = end
            from.endPart = to.part
            return chart.time(from)
        }
        if from.start == nil, to.start == nil, from.part != nil, let last = to.part, from.part != last {
            // 上午到下午: from the start of the one to the end of the other.
            from.endPart = last
            return chart.time(from)
        }
        return nil
    }

    // MARK: Parts of one wish

    private static let merges: [Rule] = [
        Rule("time + time", .merges, [.one(.time), .one(.time)]) { chart in merge(&chart, 1) },
        Rule("weekdays of a stretch of days", .merges, [.one(.time), .maybe([.filler, .of]), .one(.time)]) { chart in
            weekdays(&chart, bounded: false)
        },
        Rule("time, time", .merges, [.one(.time), .several(glue), .one(.time)]) { chart in merge(&chart, 2) },
    ]

    /// 12月的周三, 20号以后的周末: days of the week that lie in a month or beyond a bound.
    private static func weekdays(_ chart: inout Chart, bounded: Bool) -> Item? {
        let (outer, inner) = (chart.node(0), chart.node(2))
        guard !outer.hasClock, !outer.isAbsolute, inner.bound == .none, !inner.isAbsolute else { return nil }
        if bounded {
            guard outer.bound == .after || outer.bound == .since, outer.days != nil else { return nil }
        } else {
            switch outer.days {
            case .month?, .monthPart?, .yearPart?, .quarter?: break
            default: return nil
            }
        }
        var result = inner
        switch inner.days {
        case .weekdays(let set, week: nil)?: result.days = .weekdaysIn(node: chart.value(0), set)
        case .weekend(nil)?: result.days = .weekdaysIn(node: chart.value(0), .saturdayAndSunday)
        default: return nil
        }
        result.repeats = false
        return chart.time(result)
    }

    private static func merge(_ chart: inout Chart, _ right: Int) -> Item? {
        let apart = right == 2 && chart.item(1)?.kind == .comma
        // 三点以后，周五除外: what is ruled out stands for itself.
        if apart, let next = chart.next, next.kind == .outside || next.kind == .refuse && next.value != 0 { return nil }
        guard let both = Combination.of(chart.node(0), chart.node(right), apart: apart) else { return nil }
        return chart.time(both)
    }

    // MARK: Open ends

    private static let bounds: [Rule] = [
        Rule("since …", .bounds, [.maybe([.from]), .one(.time), .one(.since)]) { chart in bound(&chart, 1, .since) },
        Rule("until …", .bounds, [.one(.until), .several([.to, .filler]), .one(.time)]) { chart in
            bound(&chart, 2, .until)
        },
    ]

    /// The node of an element with a bound.
    static func bound(_ chart: inout Chart, _ element: Int, _ bound: Bound) -> Item? {
        var node = chart.node(element)
        guard node.bound == .none, node.spanSeconds == nil, node.endNode == nil, !node.repeats else { return nil }
        if node.isNow {
            guard bound == .after || bound == .since else { return nil }
            node = TimeNode(bound: bound, offsetSeconds: 0)
        }
        node.bound = bound
        return chart.time(node)
    }

    // MARK: Complete times

    private static let spans: [Rule] = [
        Rule("weekdays beyond a bound", .spans, [.one(.time), .maybe([.filler]), .one(.time)]) { chart in
            weekdays(&chart, bounded: true)
        },
        Rule("time + bound", .spans, [.one(.time), .several(glue), .one(.time)]) { chart in merge(&chart, 2) },
        Rule(
            "from time to time", .spans,
            [.maybe([.from]), .one(.time), .any(joint), .one(.time), .maybe([.between])]
        ) { chart in complete(&chart, 1, 3) },
        Rule("time and time in between", .spans, [.one(.time), .one(.and), .one(.time), .one(.between)]) { chart in
            complete(&chart, 0, 2)
        },
    ]

    private static func complete(_ chart: inout Chart, _ left: Int, _ right: Int) -> Item? {
        var from = chart.node(left)
        let to = chart.node(right)
        guard from.bound == .none, to.bound == .none, from.endNode == nil, to.endNode == nil, !from.repeats,
            !to.repeats, from.spanSeconds == nil
        else { return nil }
        if from.days == nil, to.days == nil, from.end == nil, to.end == nil, from.start != nil, let end = to.start {
            // 早8点到晚5点: hours alone, whatever the day.
            from.end = end
            from.endPart = to.part
            return chart.time(from)
        }
        from.endNode = chart.value(right)
        return chart.time(from)
    }

    // MARK: Corrections

    private static let corrections: [Rule] = [
        Rule(
            "time, no, time", .corrections,
            [
                .one(.time), .several([.comma, .filler, .stop]), .one(.correction),
                .several([.comma, .filler, .copula, .correction]), .one(.time),
            ]
        ) { chart in
            // A bare 不 corrects only between pauses.
            if chart.value(2) == 1, !chart.has(1) || !chart.has(3) { return nil }
            return corrected(&chart, from: 0, to: 4)
        }
    ]

    /// What is said last holds; parts of the day and days that it leaves out stay.
    static func corrected(_ chart: inout Chart, from left: Int, to right: Int) -> Item {
        let old = chart.node(left)
        var new = chart.node(right)
        guard !new.isAbsolute, !old.isAbsolute else { return chart.time(new) }
        if new.days == nil {
            new.days = old.days
            if new.part == nil, new.start != nil { new.part = old.part }
        } else if !new.hasClock {
            new.part = old.part
            new.start = old.start
            new.end = old.end
            new.endPart = old.endPart
            if new.bound == .none { new.bound = old.bound }
        }
        if case .weekdays(let set, week: nil)? = new.days, case .weekdays(_, let week?)? = old.days {
            new.days = .weekdays(set, week: week)
        }
        return chart.time(new)
    }

    // MARK: Exclusions

    private static let exclusions: [Rule] = [
        Rule(
            "except …", .exclusions,
            [.one(.except), .several([.filler, .copula]), .one(.time), .maybe([.outside])]
        ) { chart in excluded(&chart, 2, isOpen: !chart.has(3)) },
        Rule("other than …", .exclusions, [.one(.time), .one(.outside)]) { chart in
            excluded(&chart, 0, isOpen: false)
        },
    ]

    /// A time that is ruled out. An open one started with a word of exclusion, so that a list may go on behind it
    /// (除了周一和周二); otherwise the list stands before it (周一和周二不行).
    static func excluded(_ chart: inout Chart, _ element: Int, isOpen: Bool) -> Item {
        var item = chart.made(.exclusion, chart.value(element))
        item.digits = isOpen ? 1 : 0
        return item
    }
}
