import CivilCalendar

extension EnglishRules {
    /// Days of a month, with the month's name or without.
    static let dates: [Rule] = [
        Rule(
            "en: <day> of <month>", .days,
            [
                .maybe([.the]), .any(dayNumbers), .maybe([.day]), .maybe([.of, .dash, .dot]), .one(.monthName),
                .maybe([.dot]),
            ]
        ) { chart in
            guard let day = day(chart.item(1)), chart.next?.kind != .ordinal,
                !isDayAhead(chart, unless: chart.item(1))
            else { return nil }
            return date(&chart, .unstated, month: chart.value(4), day: day)
        },
        Rule(
            "en: <month> <day>", .days,
            [.one(.monthName), .maybe([.dot, .dash]), .maybe([.the]), .any(dayNumbers)]
        ) { chart in
            guard let day = day(chart.item(3)), let number = chart.item(3) else { return nil }
            if number.kind != .ordinal, let next = chart.next {
                let hours: KindSet = [.colon, .meridiem, .oclock, .hourMark, .ordinalSuffix, .quantityNoun, .ish]
                if hours.contains(next.kind) { return nil }
                if next.kind == .dot, chart.next(1)?.kind == .number, chart.next(2)?.kind == .meridiem { return nil }
            }
            return date(&chart, .unstated, month: chart.value(0), day: day)
        },
        Rule("en: <month> <year>", .days, [.one(.monthName), .several([.comma, .of, .the, .dot]), .one(.number)]) {
            chart in
            guard let year = fullYear(chart.item(2)) else { return nil }
            return chart.days(.month(.absolute(year), .number(chart.value(0))))
        },
        Rule("en: <month> '<yy>", .days, [.one(.monthName), .one(.apostrophe), .one(.number)]) { chart in
            guard let number = chart.item(2), number.digits == 2, let year = anyYear(number) else { return nil }
            return chart.days(.month(.absolute(year), .number(chart.value(0))))
        },
        Rule("en: <year> <month>", .days, [.one(.number), .maybe([.comma, .dash]), .one(.monthName)]) { chart in
            guard let year = fullYear(chart.item(0)) else { return nil }
            return chart.days(.month(.absolute(year), .number(chart.value(2))))
        },
        Rule("en: next <month>", .days, [.any([.shift, .coming]), .one(.monthName)]) { chart in
            let isLast = chart.item(0)?.kind == .shift && chart.value(0) < 0
            if chart.item(0)?.kind == .shift, chart.value(0) == 0 {
                return chart.days(.month(.relative(0), .number(chart.value(1))))
            }
            return chart.days(.month(isLast ? .lastTime : .unstated, .number(chart.value(1))))
        },
        Rule("en: <month> after next", .days, [.one(.monthName), .one(.afterNext)]) { chart in
            let month = chart.store(TimeNode(days: .month(.unstated, .number(chart.value(0)))))
            let next = chart.store(TimeNode(days: .counted(node: month, halves: 2, .year)))
            return chart.days(.monthOf(node: next))
        },
        Rule("en: <month>", .days, [.one(.monthName), .maybe([.dot])]) { chart in
            chart.days(.month(.unstated, .number(chart.value(0))))
        },
        Rule("en: <days> <year>", .days, [.one(.time), .several([.comma, .of, .inside]), .any(numerals)]) { chart in
            guard chart.node(0).isDaysOnly, let days = chart.node(0).days, let year = fullYear(chart.item(2)),
                chart.next?.kind != .slash, chart.next?.kind != .dash || chart.next?.flags.contains(.spaced) == true,
                let dated = Combination.days(.year(.absolute(year)), days)
            else { return nil }
            return checked(&chart, dated)
        },
        Rule("en: <days> '<yy>", .days, [.one(.time), .one(.apostrophe), .one(.number)]) { chart in
            guard chart.node(0).isDaysOnly, let days = chart.node(0).days, let number = chart.item(2),
                number.digits == 2, let year = anyYear(number),
                let dated = Combination.days(.year(.absolute(year)), days)
            else { return nil }
            return checked(&chart, dated)
        },
        Rule("en: <date> <yy>", .days, [.one(.time), .one(.number)]) { chart in
            guard case .date(.unstated, .number, _, _)? = chart.node(0).days, let days = chart.node(0).days,
                let number = chart.item(1), number.digits == 2, number.value > 12,
                chart.next == nil || chart.next?.kind == .comma || chart.next?.kind == .stop,
                let year = anyYear(number), let dated = Combination.days(.year(.absolute(year)), days)
            else { return nil }
            return checked(&chart, dated)
        },
        Rule(
            "en: the <day> of next month", .days,
            [
                .maybe([.the]), .any(dayNumbers), .maybe([.day]), .maybe([.of, .inside]), .maybe([.the]),
                .any([.shift, .coming]), .one(.monthMeasure),
            ]
        ) { chart in
            guard let day = day(chart.item(1)) else { return nil }
            if !chart.has(3), chart.item(1)?.kind != .ordinal { return nil }
            return chart.days(.date(.unstated, .relative(chart.value(5)), day: day, weekday: nil))
        },
        Rule(
            "en: the <day> of the month", .days,
            [.maybe([.the]), .any(dayNumbers), .maybe([.day]), .one(.of), .maybe([.the]), .one(.monthMeasure)]
        ) {
            chart in
            guard let day = day(chart.item(1)) else { return nil }
            return chart.days(.date(.unstated, .unstated, day: day, weekday: nil))
        },
        Rule("en: the <n>th", .days, [.maybe([.the]), .one(.ordinal)]) { chart in
            guard let day = day(chart.item(1)), let ordinal = chart.item(1), isOpen(chart.next),
                chart.next?.kind != .dot || chart.next(1)?.kind != .number,
                !countsUnits(chart)
            else { return nil }
            if ordinal.digits == 0 {
                // Ordinals in words are numbers of many things; a day only after a word that asks for one.
                // Nothing is chosen from a list of more than twelve.
                if day > 12, chart.previous == nil {
                    return chart.days(.date(.unstated, .unstated, day: day, weekday: nil))
                }
                guard let previous = chart.previous, chart.has(0) || previous.kind == .on,
                    dayWords.contains(previous.kind)
                else { return nil }
                if case .time = previous.kind, !isWeekday(previous, chart) { return nil }
            }
            return chart.days(.date(.unstated, .unstated, day: day, weekday: nil))
        },
        Rule("en: the <n>", .days, [.maybe([.the]), .any(numerals)]) { chart in
            guard let day = day(chart.item(1)), let number = chart.item(1), number.value > 0 else { return nil }
            let previous = chart.previous?.kind
            let isWeekdayBefore = chart.previous.map { isWeekday($0, chart) } ?? false
            if chart.has(0) {
                guard isEnd(chart.next),
                    previous == .on || previous == .lasting || isWeekdayBefore
                        || previous == nil && number.kind == .number
                        || number.kind == .number && previous == .boundPreposition
                else { return nil }
            } else {
                guard previous == .on, number.kind == .number, number.digits > 0, isEnd(chart.next) else { return nil }
            }
            return chart.days(.date(.unstated, .unstated, day: day, weekday: nil))
        },
        Rule("en: <weekday> the <n>th", .days, [.one(.time), .several([.comma, .the]), .one(.ordinal)]) { chart in
            guard isWeekday(chart.item(0), chart), let day = day(chart.item(2)), !countsUnits(chart),
                case .weekdays(let set, _)? = chart.node(0).days
            else { return nil }
            return chart.days(.date(.unstated, .unstated, day: day, weekday: set.single))
        },
    ]

    /// What may stand before "the third" when it is a day of the month.
    private static let dayWords: KindSet = [
        .on, .lasting, .until, .boundPreposition, .from, .to, .between, .and, .or, .time, .comma, .at, .dash,
    ]

    /// "January 5th" holds the day of its own month: "3 January 5th" is no 3 January.
    private static func isDayAhead(_ chart: Chart, unless item: Item?) -> Bool {
        guard chart.next?.kind == .ordinal else { return false }
        return item?.kind != .ordinal
    }

    /// Whether the ordinal before the next item counts weekdays, weeks or days rather than naming a day.
    private static func countsUnits(_ chart: Chart) -> Bool {
        let units: KindSet = [
            .weekday, .weekdayPlural, .week, .weekend, .day, .monthMeasure, .year, .quarterHour, .dayClass, .of, .hour,
        ]
        guard let next = chart.next else { return false }
        if next.kind == .of { return chart.next(1)?.kind == .monthName }
        return units.contains(next.kind) && next.kind != .of && next.kind != .weekday
            || next.kind == .weekday && chart.item(1)?.digits == 0
    }

    static func isWeekday(_ item: Item?, _ chart: Chart) -> Bool {
        guard let item, item.kind == .time, chart.nodes[Int(item.value)].isDaysOnly,
            case .weekdays(let set, _)? = chart.nodes[Int(item.value)].days
        else { return false }
        return set.single != nil
    }

    /// Whether a bare number ends its phrase here.
    static func isEnd(_ item: Item?) -> Bool {
        let ends: KindSet = [
            .comma, .stop, .cue, .filler, .at, .or, .and, .partOfDay, .inside, .boundPreposition, .dayWithPart, .to,
            .until, .dash, .refuse, .correction, .copula, .lasting, .between, .roughly, .dot, .on, .from, .of,
        ]
        return item.map { ends.contains($0.kind) } ?? true
    }

    /// Days with a year; a day that the year does not have is impossible.
    private static func checked(_ chart: inout Chart, _ days: DaySpec) -> Item? {
        guard case .date(let year, .number(let month), let day, let weekday) = days else { return chart.days(days) }
        return date(&chart, year, month: month, day: day, weekday: weekday)
    }
}
