import CivilCalendar

extension ChineseRules {
    /// Times of day.
    static let clocks: [Rule] = [
        Rule("zh: <part> <h>.<mm>", .days, [.one(.partOfDay), .one(.number), .one(.dot), .one(.number)]) { chart in
            guard let hour = chart.value(1, in: 0...24), let minute = chart.item(3), minute.digits == 2,
                minute.value < 60
            else { return nil }
            return chart.time(
                TimeNode(
                    part: SharedRules.part(chart.value(0)), start: clock(hour, Int(minute.value), chart.item(1))))
        },
        Rule("zh: 下班以后", .clocks, [.one(.workEdge), .any([.after, .before])]) { chart in
            let style: ClockPoint.Style = chart.value(0) == 0 ? .startOfWork : .endOfWork
            return chart.time(
                TimeNode(
                    start: ClockPoint(minute: 0, style: style, grain: .minute),
                    bound: chart.item(1)?.kind == .after ? .after : .before))
        },
        Rule("zh: 今晚", .days, [.one(.shortDay), .any([.shortPart, .partOfDay])]) { chart in
            chart.time(TimeNode(days: .relative(chart.value(0)), part: SharedRules.part(chart.value(1))))
        },
        Rule(
            "zh: <n>到<n>点", .clocks,
            [.one(.number), .any(SharedRules.joint), .one(.number), .one(.oclock), .maybe([.half, .exactly])]
        ) {
            chart in
            guard let from = chart.value(0, in: 0...24), let to = chart.value(2, in: 0...24),
                chart.item(0)?.digits ?? 3 <= 2, chart.item(2)?.digits ?? 3 <= 2
            else { return nil }
            let isHalf = chart.item(4)?.kind == .half
            return chart.time(
                TimeNode(
                    start: clock(from, 0, chart.item(0)), end: clock(to, isHalf ? 30 : 0, chart.item(2))))
        },
        Rule("zh: <n>、<n>点", .clocks, [.one(.number)]) { chart in
            guard let hour = chart.value(0, in: 0...24), chart.item(0)?.digits ?? 3 <= 2, sharesUnit(chart, .oclock)
            else { return nil }
            return point(&chart, hour, 0, chart.item(0))
        },
        Rule("zh: <n>十<n>点", .clocks, [.one(.number), .one(.number), .one(.oclock), .maybe([.exactly])]) { chart in
            // 十一二点 reads as 11 and 2.
            guard let first = chart.item(0), let second = chart.item(1), isFollowing(first, second) else { return nil }
            return chart.time(
                TimeNode(
                    start: clock(Int(first.value), 0, nil), end: clock(Int(first.value) + 1, 0, nil), isRough: true))
        },
        Rule("zh: 九十点", .clocks, [.one(.number), .one(.oclock)]) { chart in
            guard chart.value(0) == 90, chart.item(0)?.flags.contains(.composed) == true else { return nil }
            return chart.time(TimeNode(start: clock(9, 0, nil), end: clock(10, 0, nil), isRough: true))
        },
        Rule("zh: <n><n>点", .clocks, [.one(.number), .one(.oclock), .maybe([.exactly])]) { chart in
            // 三四点 is some time from three to four.
            guard let number = chart.item(0), number.flags.contains(.hanzi), number.digits == 2,
                !number.flags.contains(.leadingZero), number.value % 10 == number.value / 10 + 1
            else { return nil }
            return chart.time(
                TimeNode(
                    start: clock(Int(number.value / 10), 0, nil), end: clock(Int(number.value % 10), 0, nil),
                    isRough: true))
        },
        Rule(
            "zh: 差<n>分<n>点", .clocks,
            [.one(.short), .one(.number), .any([.clockMinute, .minute, .quarterHour]), .one(.number), .one(.oclock)]
        ) {
            chart in
            let unit = chart.item(2)?.kind == .quarterHour ? 15 : 1
            guard let minutes = chart.value(1, in: 1...59), let hour = chart.value(3, in: 1...24) else { return nil }
            return point(&chart, hour, -minutes * unit, chart.item(3))
        },
        Rule("zh: 差一刻<n>点", .clocks, [.one(.short), .one(.duration), .one(.number), .one(.oclock)]) { chart in
            guard let length = chart.item(1), length.isSeconds, length.value < 3600,
                let hour = chart.value(2, in: 1...24)
            else { return nil }
            return point(&chart, hour, -Int(length.value) / 60, chart.item(2))
        },
        Rule(
            "zh: <n>点差<n>分", .clocks,
            [.one(.number), .one(.oclock), .one(.short), .one(.number), .any([.clockMinute, .minute, .quarterHour])]
        ) {
            chart in
            let unit = chart.item(4)?.kind == .quarterHour ? 15 : 1
            guard let hour = chart.value(0, in: 1...24), let minutes = chart.value(3, in: 1...59) else { return nil }
            return point(&chart, hour, -minutes * unit, chart.item(0))
        },
        Rule(
            "zh: <n>点<n>刻", .clocks, [.one(.number), .one(.oclock), .maybe([.past]), .one(.number), .one(.quarterHour)]
        ) {
            chart in
            guard let hour = chart.value(0, in: 0...24), let quarters = chart.value(3, in: 1...3) else { return nil }
            return point(&chart, hour, quarters * 15, chart.item(0))
        },
        Rule("zh: <n>点半", .clocks, [.one(.number), .one(.oclock), .maybe([.past]), .one(.half), .maybe([.exactly])]) {
            chart in
            guard let hour = chart.value(0, in: 0...24), chart.item(0)?.digits ?? 3 <= 2 else { return nil }
            return point(&chart, hour, 30, chart.item(0))
        },
        Rule(
            "zh: <n>点<n>分<n>秒", .clocks,
            [
                .one(.number), .one(.oclock), .one(.number), .one(.clockMinute), .any([.number, .duration]),
                .maybe([.second]),
            ]
        ) { chart in
            guard let hour = chart.value(0, in: 0...24), let minute = chart.value(2, in: 0...59),
                let second = chart.value(4, in: 0...59), chart.has(5) || chart.item(4)?.isSeconds == true
            else { return nil }
            var result = clock(hour, minute, chart.item(0))
            result.second = second
            result.grain = .second
            return chart.time(TimeNode(start: result))
        },
        Rule(
            "zh: <n>点<n>分", .clocks,
            [.one(.number), .one(.oclock), .maybe([.past]), .one(.number), .maybe([.clockMinute, .minute, .exactly])]
        ) {
            chart in
            guard let hour = chart.value(0, in: 0...24), chart.item(0)?.digits ?? 3 <= 2, let number = chart.item(3),
                (0...59).contains(number.value), number.digits <= 2,
                chart.has(4) || number.value >= 10 || number.flags.contains(.leadingZero),
                chart.has(4) || !minuteBreakers.contains(chart.next?.kind ?? .stop)
            else { return nil }
            return point(&chart, hour, Int(number.value), chart.item(0), grain: .minute)
        },
        Rule("yue: <n>点踏<n>", .clocks, [.one(.number), .one(.oclock), .one(.past), .one(.number)]) { chart in
            // The long hand on the 3: a quarter past.
            guard let hour = chart.value(0, in: 0...24), chart.value(2) == 1, let fives = chart.value(3, in: 1...11)
            else { return nil }
            return point(&chart, hour, fives * 5, chart.item(0), grain: .minute)
        },
        Rule("zh: <n>点多", .clocks, [.one(.number), .one(.oclock), .one(.more), .maybe([.exactly])]) { chart in
            guard let hour = chart.value(0, in: 1...23) else { return nil }
            return chart.time(TimeNode(start: clock(hour, 0, chart.item(0)), isRough: true))
        },
        Rule("zh: <n>点整", .clocks, [.one(.number), .one(.oclock), .one(.exactly)]) { chart in
            guard let hour = chart.value(0, in: 0...24), chart.item(0)?.digits ?? 3 <= 2 else { return nil }
            return point(&chart, hour, 0, chart.item(0))
        },
        Rule("zh: <n>点", .clocks, [.one(.number), .one(.oclock)]) { chart in
            guard let number = chart.item(0), let hour = chart.value(0, in: 0...24), number.digits <= 2,
                !number.flags.contains(.hanzi) || number.digits <= 1, isHourPlausible(chart)
            else { return nil }
            return point(&chart, hour, 0, number)
        },
        Rule("zh: <h>:<mm>:<ss>", .clocks, [.one(.number), .one(.colon), .one(.number), .one(.colon), .one(.number)]) {
            chart in
            guard let second = chart.item(4), second.digits == 2, second.value < 60 else { return nil }
            guard var point = digital(chart) else { return nil }
            point.second = Int(second.value)
            point.grain = .second
            return chart.time(TimeNode(start: point))
        },
        Rule("zh: <h>:<mm>", .clocks, [.one(.number), .one(.colon), .one(.number)]) { chart in
            guard let point = digital(chart) else { return nil }
            return chart.time(TimeNode(start: point))
        },
        Rule("zh: <part> <n>到<h>:<mm>", .clocks, [.one(.number), .any(SharedRules.joint), .one(.time)]) { chart in
            let node = chart.node(2)
            guard let number = chart.item(0), number.digits <= 2, let hour = chart.value(0, in: 0...24),
                let end = node.start, node.days == nil, node.end == nil, node.part == nil
            else { return nil }
            return chart.time(TimeNode(start: clock(hour, 0, number), end: end))
        },
    ]

    /// Kinds before which a number after 点 is no minute: 三点二十号, 八点两个人.
    private static let minuteBreakers: KindSet = [
        .daySuffix, .month, .measure, .day, .week, .monthMeasure, .hour, .oclock, .year, .dot, .quantityNoun,
    ]

    /// Hours of the day ranges that only the two sides together settle.
    static let rangesOfHours: [Rule] = [
        Rule("zh: <h>点到<n>:<nn>", .ranges, [.one(.time), .any(SharedRules.joint), .one(.number)]) { chart in
            // 7点到7点30 is a time already; 3点到5 lacks the last 点.
            var node = chart.node(0)
            guard node.start != nil, node.end == nil, node.days == nil, let number = chart.item(2),
                number.digits <= 2, let hour = chart.value(2, in: 1...24), isOpen(chart.next)
            else { return nil }
            node.end = clock(hour, 0, number)
            return chart.time(node)
        }
    ]

    /// Whether two numbers are 十一 and 二 of 十一二: the second is the next after the first's last digit.
    static func isFollowing(_ first: Item, _ second: Item) -> Bool {
        first.flags.contains([.hanzi, .composed]) && second.flags.contains(.hanzi) && second.digits == 1
            && first.end == second.start && first.value % 10 != 0 && second.value == first.value % 10 + 1
    }

    private static func clock(_ hour: Int, _ minute: Int, _ number: Item?) -> ClockPoint {
        // 零点, 08点 and 13点 are written with 24 hours; 3点 and 十二点 are not.
        let settled = hour == 0 || hour > 12 || number?.flags.contains(.leadingZero) == true
        return ClockPoint(
            minute: hour * 60 + minute, style: settled ? .settled : .twelveHour, grain: minute == 0 ? .hour : .minute)
    }

    private static func point(
        _ chart: inout Chart, _ hour: Int, _ minute: Int, _ number: Item?, grain: TimeReading.Grain? = nil
    ) -> Item? {
        var point = clock(hour, minute, number)
        if let grain { point.grain = grain }
        return chart.time(TimeNode(start: point))
    }

    private static func digital(_ chart: Chart) -> ClockPoint? {
        guard let hour = chart.item(0), let minute = chart.item(2), hour.digits > 0, hour.digits <= 2,
            minute.digits == 2, hour.value <= 24, minute.value < 60, hour.value < 24 || minute.value == 0,
            chart.previous?.kind != .colon, chart.next?.kind != .meridiem
        else { return nil }
        var point = clock(Int(hour.value), Int(minute.value), hour)
        point.grain = .minute
        return point
    }

    /// Whether <n>点 without anything finer is a time and not "a bit" (一点) or a point of something.
    private static func isHourPlausible(_ chart: Chart) -> Bool {
        guard let number = chart.item(0) else { return false }
        // 时 is also "when": 小于2时.
        if chart.value(1) == 1, !isOpen(chart.previous) || chart.previous?.kind == .adjective { return false }
        if chart.next?.kind == .number, let next = chart.next, next.digits == 1, next.flags.contains(.hanzi),
            !next.flags.contains(.leadingZero)
        {
            // 三点五 is a decimal; 三点五号 is an hour and a day.
            guard let far = chart.next(1), [.daySuffix, .month, .measure, .oclock].contains(far.kind) else {
                return false
            }
        }
        guard number.value == 1, number.flags.contains(.hanzi) else { return true }
        let before: KindSet = [
            .time, .partOfDay, .shortPart, .from, .to, .roughly, .or, .dash, .until, .correction,
        ]
        if let previous = chart.previous {
            if before.contains(previous.kind) { return true }
            guard isOpen(previous), chart.items[chart.matchedRange.lowerBound].start == previous.end else {
                return isOpen(previous) && isOpen(chart.next)
            }
        }
        return isOpen(chart.next) && (chart.previous == nil || chart.previous?.kind != .cue)
    }

    /// Words for a part of the day that stand beside a day or a clock time.
    static let merges: [Rule] = [
        Rule("zh: 周日晚", .merges, [.one(.time), .maybe([.filler]), .one(.shortPart)]) { chart in
            var node = chart.node(0)
            guard node.days != nil, !node.hasClock, !node.isAbsolute, node.bound == .none else { return nil }
            node.part = SharedRules.part(chart.value(2))
            return chart.time(node)
        },
        Rule("zh: 早八点", .merges, [.one(.shortPart), .one(.time)]) { chart in
            var node = chart.node(1)
            guard node.days == nil, node.part == nil, node.start != nil else { return nil }
            node.part = SharedRules.part(chart.value(0))
            return chart.time(node)
        },
    ]
}
