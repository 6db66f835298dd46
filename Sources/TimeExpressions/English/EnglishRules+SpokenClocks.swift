import CivilCalendar

extension EnglishRules {
    /// Clock times in words: half past two, ten to nine, three thirty, seven in the evening.
    static let spokenClocks: [Rule] = [
        Rule(
            "en: half past <h> pm", .clocks,
            [
                .maybe([.article]), .any([.half, .quarterHour, .number, .numberWord, .duration]),
                .maybe([.minute, .quarterHour]), .any([.past, .boundPreposition]),
                .any([.number, .numberWord, .namedHour]), .maybe([.colon, .numberWord, .number]), .maybe([.oclock]),
                .maybe([.meridiem]),
            ]
        ) { chart in
            guard chart.item(3)?.kind == .past || chart.value(3) == 0, let minutes = minutes(chart), !chart.has(5)
            else {
                return nil
            }
            if chart.item(3)?.kind == .boundPreposition, chart.item(1)?.kind == .duration { return nil }
            return shifted(&chart, by: minutes, hour: 4, meridiem: 7)
        },
        Rule(
            "en: ten to <h> pm", .clocks,
            [
                .maybe([.article]), .any([.quarterHour, .number, .numberWord, .duration]),
                .maybe([.minute, .quarterHour]), .any([.to, .boundPreposition, .until, .of]),
                .any([.number, .numberWord, .namedHour]), .maybe([.numberWord]), .maybe([.oclock]), .maybe([.meridiem]),
            ]
        ) { chart in
            guard chart.item(3)?.kind != .boundPreposition || chart.value(3) == 1,
                chart.item(3)?.kind != .of || chart.item(1)?.kind == .quarterHour && !chart.has(2),
                let minutes = minutes(chart),
                minutes <= 30, isCountdown(chart, minutes)
            else { return nil }
            return shifted(&chart, by: chart.value(5) - minutes, hour: 4, meridiem: 7)
        },
        Rule("en: <duration> from <h> pm", .clocks, [.one(.duration), .one(.from), .any(numerals), .one(.meridiem)]) {
            chart in
            guard let length = chart.item(0), length.isSeconds, length.value < 3600, chart.previous?.kind != .lasting
            else { return nil }
            return shifted(&chart, by: Int(length.value) / 60, hour: 2, meridiem: 3)
        },
        Rule("en: half <h>", .clocks, [.one(.half), .any(numerals), .maybe([.oclock]), .maybe([.meridiem])]) { chart in
            guard chart.value(1, in: 1...12) != nil, chart.item(1)?.digits ?? 0 <= 2,
                chart.has(2) || chart.has(3) || isOpen(chart.next)
            else { return nil }
            return shifted(&chart, by: 30, hour: 1, meridiem: 3)
        },
        Rule(
            "en: <h> oh <m> pm", .clocks,
            [
                .one(.numberWord), .any([.numberWord, .number]), .one(.numberWord), .maybe([.oclock]),
                .maybe([.meridiem]),
            ]
        ) { chart in
            guard let hour = chart.value(0, in: 1...23), chart.value(1) == 0, let minute = chart.value(2, in: 1...9)
            else { return nil }
            return spoken(&chart, hour, minute, meridiem: 4)
        },
        Rule("en: <h> <m> pm", .clocks, [.one(.numberWord), .one(.numberWord), .maybe([.oclock]), .maybe([.meridiem])])
        {
            chart in
            // "two three" is no time; "eleven five" is one only behind "at".
            guard let hour = chart.value(0, in: 1...23), let minute = chart.value(1, in: 1...59),
                minute >= 10 || chart.previous?.kind == .at, chart.has(3) || isOpen(chart.next)
            else { return nil }
            return spoken(&chart, hour, minute, meridiem: 3)
        },
        Rule("en: at <h> <mm>", .clocks, [.one(.number), .one(.number), .maybe([.meridiem])]) { chart in
            guard let hour = chart.value(0, in: 1...23), let minute = chart.item(1), minute.digits == 2,
                minute.value < 60, chart.item(0)?.digits ?? 3 <= 2, minute.flags.contains(.spaced),
                chart.has(2) || chart.previous?.kind == .at && isOpen(chart.next)
            else { return nil }
            return spoken(&chart, hour, Int(minute.value), meridiem: 2)
        },
        Rule(
            "en: <h> in the <part>", .clocks,
            [.any(numerals), .maybe([.oclock]), .maybe([.exactly]), .one(.inside), .maybe([.the]), .one(.partOfDay)]
        ) {
            chart in
            guard let (hour, minute) = packed(chart.item(0)), chart.item(0)?.value ?? 0 > 0 else { return nil }
            return chart.time(TimeNode(part: SharedRules.part(chart.value(5)), start: clock(hour, minute)))
        },
        Rule(
            "en: <h> o'clock <part>", .clocks,
            [.any(numerals), .one(.oclock), .maybe([.inside, .at]), .maybe([.the]), .any([.partOfDay, .namedHour])]
        ) {
            chart in
            guard let hour = chart.value(0, in: 1...24), chart.value(1) == 12 else { return nil }
            if chart.item(4)?.kind == .namedHour {
                guard chart.value(4) == 0 else { return nil }
                return chart.time(TimeNode(start: clock(hour % 12, 0, meridiem: 0)))
            }
            return chart.time(TimeNode(part: SharedRules.part(chart.value(4)), start: clock(hour, 0)))
        },
        Rule("en: <h> sharp", .clocks, [.any(numerals), .one(.exactly)]) { chart in
            guard let (hour, minute) = packed(chart.item(0)), chart.item(0)?.flags.contains(.hanzi) == false else {
                return nil
            }
            return chart.time(TimeNode(start: clock(hour, minute, chart.item(0))))
        },
        Rule("en: <h> o'clock", .clocks, [.any(numerals), .one(.oclock), .maybe([.exactly])]) { chart in
            guard let hour = chart.value(0, in: 1...24), chart.item(0)?.digits ?? 0 <= 2, chart.value(1) == 12,
                chart.next?.kind != .meridiem
            else { return nil }
            return chart.time(TimeNode(start: clock(hour, 0, chart.item(0))))
        },
    ]

    /// The minutes before or after the hour that the first words of the pattern name.
    private static func minutes(_ chart: Chart) -> Int? {
        guard let item = chart.item(1) else { return nil }
        switch item.kind {
        case .half: return chart.has(2) ? nil : 30
        case .quarterHour: return chart.has(2) ? nil : 15
        case .duration: return item.isSeconds && item.value < 3600 && !chart.has(2) ? Int(item.value) / 60 : nil
        default:
            if chart.item(2)?.kind == .quarterHour { return (1...3).contains(item.value) ? Int(item.value) * 15 : nil }
            guard (1...59).contains(item.value), item.digits <= 2 else { return nil }
            return Int(item.value)
        }
    }

    /// Whether "ten to nine" counts down: "nine to five" and "from 10 to 11" are ranges.
    private static func isCountdown(_ chart: Chart, _ minutes: Int) -> Bool {
        guard let item = chart.item(1) else { return false }
        if item.kind == .quarterHour || item.kind == .duration || chart.has(2) { return chart.item(3)?.kind != .until }
        guard chart.item(3)?.kind != .until || item.kind == .numberWord, minutes % 5 == 0,
            !chart.has(5) || chart.value(5) > 0,
            chart.previous?.kind != .from, chart.previous?.kind != .between
        else { return false }
        if chart.item(4)?.kind == .namedHour { return true }
        if let previous = chart.previous, previous.kind == .time, chart.nodes[Int(previous.value)].isDaysOnly,
            item.kind == .number
        {
            return false
        }
        let isWord = item.kind == .numberWord
        return minutes >= chart.value(4) || minutes > 12 || chart.previous?.kind == .at && isWord
            || isWord && chart.value(4) - minutes > 3
    }

    private static func shifted(
        _ chart: inout Chart, by minutes: Int, hour element: Int, meridiem: Int
    ) -> Item? {
        guard let item = chart.item(element) else { return nil }
        if item.kind == .namedHour {
            guard item.value >= 0 else { return nil }
            let minute = (Int(item.value) + minutes + 1440) % 1440
            return chart.time(TimeNode(start: ClockPoint(minute: minute, style: .settled, grain: .minute)))
        }
        guard (1...23).contains(item.value), item.digits <= 2 else { return nil }
        if let next = chart.next, next.kind == .colon || next.kind == .monthName || next.kind == .ordinalSuffix {
            return nil
        }
        var point = clock(Int(item.value), 0, grain: .minute)
        if chart.has(meridiem) {
            guard let settled = clock(Int(item.value), 0, meridiem: chart.value(meridiem), grain: .minute) else {
                return nil
            }
            point = settled
        }
        // A quarter to one is 12:45, and noon and midnight lie apart.
        if point.style == .twelveHour, point.minute + minutes < 60 { point.minute += 720 }
        point.minute = (point.minute + minutes + 1440) % 1440
        return chart.time(TimeNode(start: point))
    }

    private static func spoken(_ chart: inout Chart, _ hour: Int, _ minute: Int, meridiem: Int) -> Item? {
        guard chart.has(meridiem) else { return chart.time(TimeNode(start: clock(hour, minute, grain: .minute))) }
        guard let point = clock(hour, minute, meridiem: chart.value(meridiem), grain: .minute) else { return nil }
        return chart.time(TimeNode(start: point))
    }
}
