/// The rules of English time expressions.
enum EnglishRules {
    static let rules: [Rule] = [
        Rule("en: <h> pm", .clocks, [.one(.number), .one(.meridiem)]) { chart in
            guard let hour = chart.value(0, in: 1...12), chart.item(0)?.digits ?? 3 <= 2 else { return nil }
            return chart.time(TimeNode(start: clock(hour, 0, isAfternoon: chart.value(1) == 1)))
        },
        Rule("en: <h>:<mm> pm", .clocks, [.one(.number), .one(.colon), .one(.number), .one(.meridiem)]) { chart in
            guard let hour = chart.value(0, in: 1...12), let minute = chart.item(2), minute.digits == 2,
                minute.value < 60
            else { return nil }
            return chart.time(TimeNode(start: clock(hour, Int(minute.value), isAfternoon: chart.value(3) == 1)))
        },
    ]

    private static func clock(_ hour: Int, _ minute: Int, isAfternoon: Bool) -> ClockPoint {
        ClockPoint(
            minute: (hour % 12 + (isAfternoon ? 12 : 0)) * 60 + minute, style: .settled,
            grain: minute == 0 ? .hour : .minute)
    }
}
