import CivilCalendar

extension ChineseRules {
    /// Open ends: in Chinese the word stands after the time.
    static let bounds: [Rule] = [
        Rule("zh: 从<time>", .bounds, [.one(.from), .one(.time)]) { chart in
            // 从周三改到周五: 从 alone opens nothing; 从周三起 does.
            chart.value(0) == 1 ? chart.time(chart.node(1)) : nil
        },
        Rule("zh: <time>以后", .bounds, [.maybe([.from]), .one(.time), .maybe([.filler]), .one(.after)]) { chart in
            SharedRules.bound(&chart, 1, .after)
        },
        Rule("zh: <time>以前", .bounds, [.one(.time), .maybe([.filler]), .one(.before)]) { chart in
            SharedRules.bound(&chart, 0, .before)
        },
        Rule("zh: <time>为止", .bounds, [.one(.time), .one(.until)]) { chart in
            SharedRules.bound(&chart, 0, .until)
        },
        Rule("zh: <time>以内", .bounds, [.one(.time), .one(.within)]) { chart in
            // 下周内 is any time of that week, 周五以内 up to Friday.
            switch chart.node(0).days {
            case .week?, .weekend?, .month?, .monthPart?, .year?, .yearPart?, .quarter?, .holiday?, .range?,
                .weekdaysIn?:
                return chart.time(chart.node(0))
            case .relative?: return chart.time(chart.node(0))
            case nil: return nil
            default: return SharedRules.bound(&chart, 0, .until)
            }
        },
    ]

    /// What is ruled out: 不要周五, 周五不行, 不是周三是周四.
    static let exclusions: [Rule] = [
        Rule(
            "zh: 不是 A 是 B", .corrections,
            [.one(.refuse), .one(.time), .several([.comma, .filler]), .one(.copula), .one(.time)]
        ) { chart in SharedRules.corrected(&chart, from: 1, to: 4) },
        Rule(
            "zh: A 不是, B", .corrections,
            [.one(.time), .several([.comma, .filler]), .one(.refuse), .one(.comma), .one(.time)]
        ) { chart in chart.value(2) == 2 ? SharedRules.corrected(&chart, from: 0, to: 4) : nil },
        Rule("zh: 不要<time>", .exclusions, [.one(.refuse), .several([.filler, .copula]), .one(.time)]) { chart in
            chart.value(0) == 1 ? nil : SharedRules.excluded(&chart, 2, isOpen: true)
        },
        Rule("zh: <time>不行", .exclusions, [.one(.time), .several([.filler]), .one(.refuse)]) { chart in
            // 周三不要 stands alone; 周三不要早上 rules the morning out.
            guard chart.value(2) == 1 || chart.value(2) == 3 && chart.next?.kind != .time, !chart.node(0).isNow else {
                return nil
            }
            return SharedRules.excluded(&chart, 0, isOpen: false)
        },
    ]
}
