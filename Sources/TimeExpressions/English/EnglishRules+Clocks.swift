import CivilCalendar

extension EnglishRules {
    /// Clock times in digits, and hours that stand behind a word that asks for one.
    static let clocks: [Rule] = [
        Rule("en: <weekday>, <date>", .clocks, [.one(.time), .several([.comma, .the]), .one(.time)]) { chart in
            // Joined before ranges, so that "to Wednesday, 7 March" has both.
            guard isWeekday(chart.item(0), chart), chart.node(2).isDaysOnly, case .date? = chart.node(2).days,
                let left = chart.node(0).days, let right = chart.node(2).days, let both = Combination.days(left, right)
            else { return nil }
            return chart.days(both)
        },
        Rule("en: <date> - <clock>", .ranges, [.one(.time), .one(.dash), .one(.time)]) { chart in
            guard chart.node(0).isDaysOnly, chart.node(2).isClockOnly,
                let both = Combination.of(chart.node(0), chart.node(2))
            else { return nil }
            return chart.time(both)
        },
        Rule(
            "en: <h>:<mm>:<ss> pm", .clocks,
            [.one(.number), .one(.colon), .one(.number), .one(.colon), .one(.number), .maybe([.meridiem])]
        ) { chart in
            guard let second = chart.item(4), second.digits == 2, second.value < 60,
                var point = digital(chart, meridiem: 5)
            else { return nil }
            point.second = Int(second.value)
            point.grain = .second
            return chart.time(TimeNode(start: point))
        },
        Rule(
            "en: <h>:<mm> pm", .clocks,
            [
                .one(.number), .one(.colon), .one(.number), .maybe([.meridiem, .shortMeridiem, .article, .ish]),
                .maybe([.meridiem]),
            ]
        ) { chart in
            guard let point = digital(chart, meridiem: chart.has(4) ? 4 : 3) else { return nil }
            if chart.item(3)?.kind == .article, chart.item(3)?.flags.contains(.spaced) == true { return nil }
            return chart.time(TimeNode(start: point, isRough: chart.item(3)?.kind == .ish))
        },
        Rule(
            "en: <h>.<mm> pm", .clocks, [.one(.number), .one(.dot), .one(.number), .any([.meridiem, .shortMeridiem])]
        ) {
            chart in
            guard chart.item(2)?.digits == 2,
                let point = clock(chart.value(0), chart.value(2), meridiem: chart.value(3))
            else { return nil }
            return chart.time(TimeNode(start: point))
        },
        Rule("en: at <h>.<mm>", .clocks, [.one(.number), .one(.dot), .one(.number)]) { chart in
            guard isDottedClock(chart), let hour = chart.value(0, in: 0...23), chart.item(0)?.digits ?? 3 <= 2
            else { return nil }
            return chart.time(TimeNode(start: clock(hour, chart.value(2), chart.item(0), grain: .minute)))
        },
        Rule("en: <h>h<mm>", .clocks, [.one(.number), .one(.hourMark), .maybe([.number])]) { chart in
            guard let hour = chart.value(0, in: 0...24), chart.item(1)?.flags.contains(.spaced) == false,
                !chart.has(2) || chart.item(2)?.digits == 2 && chart.value(2) < 60
            else { return nil }
            return chart.time(TimeNode(start: clock(hour, chart.value(2), chart.item(0))))
        },
        Rule("en: <h>ish", .clocks, [.any(numerals), .one(.ish), .maybe([.meridiem])]) { chart in
            guard let (hour, minute) = packed(chart.item(0)) else { return nil }
            guard chart.has(2) else {
                return chart.time(TimeNode(start: clock(hour, minute), isRough: true))
            }
            guard let point = clock(hour, minute, meridiem: chart.value(2)) else { return nil }
            return chart.time(TimeNode(start: point, isRough: true))
        },
        Rule("en: <h> pm", .clocks, [.any(numerals), .maybe([.oclock]), .maybe([.ish]), .one(.meridiem)]) { chart in
            guard let (hour, minute) = packed(chart.item(0)), chart.value(3) < 2 || chart.item(0)?.kind == .number,
                hour <= 12 || minute > 0, let point = clock(hour, minute, meridiem: chart.value(3))
            else { return nil }
            return chart.time(TimeNode(start: point, isRough: chart.has(2)))
        },
        Rule("en: <h>p", .clocks, [.one(.number), .any([.shortMeridiem, .article])]) { chart in
            // "7a" and "7p", but "7 a day" is none.
            guard chart.item(1)?.flags.contains(.spaced) == false, let (hour, minute) = packed(chart.item(0)),
                let point = clock(hour, minute, meridiem: chart.item(1)?.kind == .article ? 0 : 1)
            else { return nil }
            return chart.time(TimeNode(start: point))
        },
        Rule("en: <h> noon", .clocks, [.maybe([.number]), .one(.namedHour), .maybe([.ish])]) { chart in
            let minute = chart.value(1)
            guard minute >= 0 else { return nil }
            if chart.has(0), minute == 0, chart.value(0) != 12 { return nil }
            return chart.time(
                TimeNode(start: ClockPoint(minute: minute, style: .settled, grain: .hour), isRough: chart.has(2)))
        },
        Rule("en: 12 lunchtime", .clocks, [.any(numerals), .one(.partOfDay)]) { chart in
            guard chart.value(1) == PartOfDay.noon.index, let (hour, minute) = packed(chart.item(0)) else { return nil }
            return chart.time(TimeNode(part: .noon, start: clock(hour, minute)))
        },
        Rule("en: same time <day>", .clocks, [.one(.namedHour)]) { chart in
            // "this time next week"
            guard chart.value(0) < 0, let next = chart.next, next.kind == .time,
                chart.nodes[Int(next.value)].isDaysOnly
            else { return nil }
            return chart.time(TimeNode(start: ClockPoint(minute: 0, style: .sameAsNow, grain: .minute)))
        },
        Rule("en: end of the day", .clocks, [.one(.endOfDay)]) { chart in
            chart.time(TimeNode(start: ClockPoint(minute: 1439, style: .settled, grain: .second)))
        },
        Rule("en: after work", .clocks, [.one(.boundPreposition), .maybe([.the]), .one(.workEdge)]) { chart in
            guard chart.value(0) <= 1 else { return nil }
            if chart.value(2) == 2 {
                // School is out in the afternoon.
                return chart.value(0) > 0
                    ? nil
                    : chart.time(TimeNode(start: clock(15, 0, grain: .hour), end: clock(21, 0, grain: .hour)))
            }
            // "after work" is after its end, "before work" before its start; opening and closing time are both.
            let isEnd = chart.value(2) == 1 || chart.value(0) == 0
            return chart.time(
                TimeNode(
                    start: ClockPoint(minute: 0, style: isEnd ? .endOfWork : .startOfWork, grain: .minute),
                    bound: chart.value(0) == 0 ? .after : .before))
        },
        Rule("en: <h> or <h> pm", .clocks, [.any(numerals)]) { chart in either(&chart) },
        Rule("en: at <h>", .clocks, [.any(numerals)]) { chart in
            guard let item = chart.item(0), let (hour, minute) = packed(item) else { return nil }
            // 2014 is a year sooner than a quarter past eight.
            let isYear = item.digits == 4 && item.value >= 1900 && chart.previous?.kind != .at
            guard !isYear, hourIsAsked(chart) || isMilitary(chart) else { return nil }
            return chart.time(TimeNode(start: clock(hour, minute, chart.item(0))))
        },
    ]

    /// The first of "3 or 4 pm": what settles the second settles it too.
    private static func either(_ chart: inout Chart) -> Item? {
        guard let (hour, minute) = packed(chart.item(0)), chart.next?.kind == .or, let second = chart.next(1),
            numerals.contains(second.kind), let third = chart.next(2)
        else { return nil }
        if third.kind == .colon, chart.next(3)?.kind == .number {
            // "9 or 9:30"
            return second.digits <= 2 ? chart.time(TimeNode(start: clock(hour, minute, chart.item(0)))) : nil
        }
        if third.kind == .meridiem {
            return clock(hour, minute, meridiem: Int(third.value)).map { chart.time(TimeNode(start: $0)) }
        }
        guard third.kind == .inside, let part = chart.next(3)?.kind == .the ? chart.next(4) : chart.next(3),
            part.kind == .partOfDay
        else { return nil }
        return chart.time(TimeNode(part: SharedRules.part(Int(part.value)), start: clock(hour, minute)))
    }

    /// Whether the dot of 9.30 parts hours from minutes: behind "at", or in front of a day.
    static func isDottedClock(_ chart: Chart) -> Bool {
        guard let minute = chart.item(2), minute.digits == 2, minute.value < 60 else { return false }
        if chart.previous?.kind == .at { return true }
        let day = chart.next?.kind == .on ? chart.next(1) : chart.next
        return day?.kind == .weekday || day?.kind == .relativeDay || day?.kind == .time
    }

    /// 0800 beside a day, or alone.
    private static func isMilitary(_ chart: Chart) -> Bool {
        guard let number = chart.item(0), number.digits == 4, number.value < 1900, isOpen(chart.next) else {
            return false
        }
        guard let previous = chart.previous else {
            return chart.next.map { [.time, .on, .to, .dash].contains($0.kind) } ?? true
        }
        return previous.kind == .time && chart.nodes[Int(previous.value)].isDaysOnly
    }

    /// The hour and minute of a number as it stands: 3, 930, 1530; `nil` when it is no time.
    static func packed(_ item: Item?) -> (hour: Int, minute: Int)? {
        guard let item else { return nil }
        let value = Int(item.value)
        if item.kind == .numberWord || item.digits <= 2 { return (1...24).contains(value) ? (value, 0) : nil }
        guard item.digits <= 4, value / 100 < 24, value % 100 < 60, value >= 100 || item.digits == 4 else { return nil }
        return (value / 100, value % 100)
    }

    private static func digital(_ chart: Chart, meridiem element: Int) -> ClockPoint? {
        guard let hour = chart.item(0), let minute = chart.item(2), (1...2).contains(hour.digits), minute.digits == 2,
            hour.value <= 24, minute.value < 60, hour.value < 24 || minute.value == 0, chart.previous?.kind != .colon
        else { return nil }
        switch chart.item(element)?.kind {
        case .meridiem?, .shortMeridiem?:
            return clock(Int(hour.value), Int(minute.value), meridiem: chart.value(element), grain: .minute)
        case .article?: return clock(Int(hour.value), Int(minute.value), meridiem: 0, grain: .minute)
        default: return clock(Int(hour.value), Int(minute.value), hour, grain: .minute)
        }
    }

    /// Whether the words beside a bare number make it an hour.
    private static func hourIsAsked(_ chart: Chart) -> Bool {
        let number = chart.item(0)
        let isWord = number?.kind == .numberWord
        let refused: KindSet = [
            .quantityNoun, .numberedNoun, .slash, .ordinalSuffix, .colon, .month, .day, .week, .monthMeasure, .year,
            .hour, .minute, .second, .monthName, .more, .weekdayPlural, .duration, .numberWord, .number, .dot, .oclock,
        ]
        if let next = chart.next, refused.contains(next.kind) {
            let isFullStop = next.kind == .dot && chart.next(1)?.kind != .number
            guard isFullStop else { return false }
        }
        if let previous = chart.previous {
            // "the afternoon one" is no hour.
            if isWord, number?.value == 1,
                previous.kind == .partOfDay
                    || previous.kind == .time && chart.nodes[Int(previous.value)].part != nil
            {
                return false
            }
            switch previous.kind {
            case .at: return isWord || isEnd(chart.next) || isOpen(chart.next)
            case .cue where previous.value >= 2:
                // "move it from 2 to 4"
                return isOpen(chart.next)
            case .roughly, .boundPreposition, .until:
                return isOpen(chart.next) && chart.next?.kind != .and && chart.next?.kind != .to
                    || isOpen(chart.next) && previous.kind == .roughly
            case .from:
                return isEnd(chart.next) && chart.next?.kind != .to && chart.next?.kind != .dash
                    && chart.next?.kind != .until
            case .time:
                let node = chart.nodes[Int(previous.value)]
                return node.part != nil && node.start == nil && isEnd(chart.next) && !isWord
                    || isWord && node.isPartOnly && isEnd(chart.next)
            case .or, .and:
                // "tomorrow at 10 or 11"
                guard chart.finished > 1, isEnd(chart.next) else { break }
                let before = chart.items[chart.finished - 2]
                if before.kind == .time, chart.nodes[Int(before.value)].start != nil,
                    chart.nodes[Int(before.value)].end == nil
                {
                    return true
                }
            case .comma, .on, .the, .number, .dash, .to, .slash, .dot, .between, .lasting: break
            default: break
            }
            if previous.kind == .number || previous.kind == .dot || previous.kind == .slash || previous.kind == .dash {
                return false
            }
        }
        // "8 tonight", "9 tomorrow morning", "7, this morning"
        let ahead = chart.next?.kind == .comma ? 1 : 0
        guard let day = chart.next(ahead), day.kind == .time, chart.previous?.kind != .to, chart.previous?.kind != .and,
            case .relative? = chart.nodes[Int(day.value)].days
        else { return false }
        let node = chart.nodes[Int(day.value)]
        return node.start == nil && !node.isAbsolute && (ahead == 0 || node.part != nil)
    }
}
