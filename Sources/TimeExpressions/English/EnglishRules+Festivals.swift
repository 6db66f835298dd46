import CivilCalendar

extension EnglishRules {
    /// Holidays by name.
    static let festivals: [Rule] = [
        Rule(
            "en: <festival>", .days,
            [.maybe([.the]), .maybe([.shift, .coming]), .one(.festival), .maybe([.festivalTail])]
        ) {
            chart in
            let festival = FestivalID(chart.value(2))
            var year = YearSpec.unstated
            if chart.item(1)?.kind == .shift, chart.value(1) < 0 { year = .lastTime }
            return chart.days(
                chart.has(3) ? .holiday(festival, year) : .festival(festival, year))
        },
        Rule("en: <year> <festival>", .days, [.one(.number), .one(.festival)]) { chart in
            guard let year = fullYear(chart.item(0)) else { return nil }
            return chart.days(.festival(FestivalID(chart.value(1)), .absolute(year)))
        },
        Rule(
            "en: <festival> of last year", .days,
            [.one(.time), .maybe([.of, .inside, .comma]), .any([.shift, .coming]), .one(.year)]
        ) {
            chart in
            guard let days = chart.node(0).days, chart.node(0).isDaysOnly,
                let dated = Combination.days(.year(.relative(chart.value(2))), days)
            else { return nil }
            return chart.days(dated)
        },
        Rule("en: <festival> in a year", .days, [.one(.time), .maybe([.inside]), .one(.duration), .maybe([.fromNow])]) {
            chart in
            guard case .festival(let festival, .unstated)? = chart.node(0).days, chart.node(0).isDaysOnly,
                let length = chart.item(2), chart.has(1) || chart.has(3), !length.isSeconds,
                length.unit == .year || length.unit == .month
            else { return nil }
            // Said twice: the next festival from the day that the length of time leads to.
            let sign = chart.has(3) ? chart.value(3) : 1
            let day = chart.store(TimeNode(days: .offset(halves: Int(length.value) * sign, length.unit)))
            return chart.days(.festivalAfter(node: day, festival))
        },
    ]
}
