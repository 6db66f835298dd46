import CivilCalendar

extension EnglishRules {
    /// Parts of the day with what belongs to them.
    static let partsOfDay: [Rule] = [
        Rule("en: tonight", .days, [.one(.dayWithPart)]) { chart in
            chart.time(
                TimeNode(
                    days: .relative(chart.value(0) / 16 - 8), part: SharedRules.part(chart.value(0) % 16)))
        },
        Rule("en: this morning", .days, [.any([.shift, .coming]), .maybe([.filler]), .one(.partOfDay)]) { chart in
            let days = chart.item(0)?.kind == .coming ? 0 : chart.value(0)
            guard abs(days) <= 1 else { return nil }
            return chart.time(TimeNode(days: .relative(days), part: SharedRules.part(chart.value(2))))
        },
        Rule("en: in the morning", .clocks, [.one(.inside), .maybe([.the]), .any([.partOfDay])]) { chart in
            chart.time(TimeNode(part: SharedRules.part(chart.value(2))))
        },
        Rule("en: at lunch", .clocks, [.any([.at, .roughly, .inside]), .one(.shortPart)]) { chart in
            chart.time(TimeNode(part: SharedRules.part(chart.value(1))))
        },
    ]
}
