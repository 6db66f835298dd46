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
        Rule("en: early tomorrow morning", .days, [.one(.portion), .any([.relativeDay, .weekday]), .one(.partOfDay)]) {
            chart in
            var part = SharedRules.part(chart.value(2))
            let isEarly = chart.value(0) == Int(MonthPart.early.rawValue)
            guard isEarly || chart.value(0) == Int(MonthPart.late.rawValue) else { return nil }
            switch part {
            case .morning where isEarly: part = .earlyMorning
            case .afternoon where isEarly: part = .earlyAfternoon
            case .evening where !isEarly: part = .night
            default: break
            }
            if chart.item(1)?.kind == .relativeDay {
                return chart.time(TimeNode(days: .relative(chart.value(1)), part: part))
            }
            guard let weekday = Weekday(rawValue: chart.value(1)) else { return nil }
            return chart.time(TimeNode(days: .weekdays(WeekdaySet(weekday), week: nil), part: part))
        },
        Rule("en: in the morning", .clocks, [.one(.inside), .maybe([.the]), .any([.partOfDay])]) { chart in
            chart.time(TimeNode(part: SharedRules.part(chart.value(2))))
        },
        Rule("en: at lunch", .clocks, [.any([.at, .roughly, .inside]), .one(.shortPart)]) { chart in
            chart.time(TimeNode(part: SharedRules.part(chart.value(1))))
        },
    ]
}
