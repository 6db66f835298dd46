import CivilCalendar

extension EnglishRules {
    /// What is ruled out: not Friday, any day but Monday, Friday doesn't work.
    static let exclusions: [Rule] = [
        Rule(
            "en: except <time>", .exclusions,
            [.any([.except, .refuse]), .several([.on, .the, .at, .filler, .lasting, .inside, .article]), .one(.time)]
        ) {
            chart in
            if chart.item(0)?.kind == .refuse, chart.value(0) == 1 { return nil }
            return SharedRules.excluded(&chart, 2, isOpen: true)
        },
        Rule("en: <time> I can't", .exclusions, [.one(.time), .maybe([.filler]), .one(.refuse)]) { chart in
            guard chart.value(2) == 2,
                chart.next.map({ $0.kind != .on && $0.kind != .time && $0.kind != .until }) ?? true
            else { return nil }
            return SharedRules.excluded(&chart, 0, isOpen: false)
        },
        Rule("en: no <time>s", .exclusions, [.one(.correction), .one(.time)]) { chart in
            guard chart.value(0) == 1, chart.node(1).isPartOnly || chart.node(1).repeats || isClass(chart.node(1))
            else {
                return nil
            }
            return SharedRules.excluded(&chart, 1, isOpen: true)
        },
        Rule("en: earlier", .exclusions, [.one(.portion)]) { chart in
            chart.value(0) == 100 ? chart.made(.order, 0) : nil
        },
        Rule("en: later", .exclusions, [.one(.fromNow)]) { chart in
            chart.value(0) == 2 ? chart.made(.order, 1) : nil
        },
    ]

    private static func isClass(_ node: TimeNode) -> Bool {
        switch node.days {
        case .dayClass?: true
        case .weekdays(let set, week: nil)?: set.single == nil
        default: false
        }
    }
}
