import CivilCalendar

extension EnglishRules {
    /// Months, years, and parts of them and of weeks.
    static let months: [Rule] = [
        Rule(
            "en: end of next <unit>", .days,
            [
                .maybe([.the]), .one(.portion), .maybe([.the]), .maybe([.shift, .coming]),
                .any([.monthMeasure, .week, .year]),
            ]
        ) { chart in
            guard let part = MonthPart(rawValue: Int32(chart.value(1) % 100)) else { return nil }
            let steps = chart.value(3)
            switch chart.item(4)?.kind {
            case .monthMeasure: return chart.days(.monthPart(.unstated, .relative(steps), part))
            case .year: return chart.days(.yearPart(.relative(steps), yearPart(part)))
            default: return weekPart(&chart, part, week: steps)
            }
        },
        Rule(
            "en: end of <month>", .days,
            [.maybe([.the]), .one(.portion), .maybe([.dash]), .maybe([.the, .of]), .one(.monthName)]
        ) { chart in
            guard let part = MonthPart(rawValue: Int32(chart.value(1) % 100)) else { return nil }
            return chart.days(.monthPart(.unstated, .number(chart.value(4)), part))
        },
        Rule(
            "en: later this <unit>", .days,
            [.one(.fromNow), .maybe([.inside]), .any([.the, .shift]), .any([.week, .monthMeasure, .year])]
        ) { chart in
            guard chart.value(0) == 2, chart.item(2)?.kind == .the ? chart.has(1) : chart.value(2) == 0 else {
                return nil
            }
            let unit: DaySpec =
                switch chart.item(3)?.kind {
                case .week: .week(0)
                case .monthMeasure: .month(.unstated, .relative(0))
                default: .year(.relative(0))
                }
            let from = chart.store(TimeNode(days: .relative(0)))
            return chart.days(.range(from: from, to: chart.store(TimeNode(days: unit))))
        },
        Rule(
            "en: rest of the <unit>", .days,
            [
                .one(.rest), .several([.the, .of, .filler]), .maybe([.shift]),
                .any([.week, .monthMeasure, .year, .weekend]),
            ]
        ) { chart in
            let steps = chart.value(2)
            let unit: DaySpec
            switch chart.item(3)?.kind {
            case .week: unit = .week(steps)
            case .weekend: unit = .weekend(steps == 0 ? nil : steps)
            case .monthMeasure: unit = .month(.unstated, .relative(steps))
            default: unit = .year(.relative(steps))
            }
            if chart.value(0) == 1 || steps != 0 { return chart.days(unit) }
            let from = chart.store(TimeNode(days: .relative(0)))
            let to = chart.store(TimeNode(days: unit))
            return chart.days(.range(from: from, to: to))
        },
        Rule("en: rest of the day", .days, [.one(.rest), .several([.the, .of, .shift, .filler]), .one(.day)]) { chart in
            // "all day Tuesday" is Tuesday.
            if chart.value(0) == 1 { return chart.made(.filler) }
            let end = chart.store(
                TimeNode(days: .relative(0), start: ClockPoint(minute: 1440, style: .settled, grain: .minute)))
            return chart.time(TimeNode(endNode: end, isNow: true))
        },
        Rule("en: rest of today", .days, [.one(.rest), .one(.relativeDay)]) { chart in
            if chart.value(0) == 1 || chart.value(1) != 0 { return chart.days(.relative(chart.value(1))) }
            let end = chart.store(
                TimeNode(days: .relative(0), start: ClockPoint(minute: 1440, style: .settled, grain: .minute)))
            return chart.time(TimeNode(endNode: end, isNow: true))
        },
        Rule("en: next month", .days, [.any([.shift, .coming]), .any([.monthMeasure, .year])]) { chart in
            let steps = chart.value(0)
            return chart.days(
                chart.item(1)?.kind == .year ? .year(.relative(steps)) : .month(.unstated, .relative(steps)))
        },
        Rule("en: past month", .days, [.one(.past), .any([.week, .monthMeasure, .year, .weekend])]) { chart in
            switch chart.item(1)?.kind {
            case .week: chart.days(.week(-1))
            case .weekend: chart.days(.weekend(-1))
            case .monthMeasure: chart.days(.month(.unstated, .relative(-1)))
            default: chart.days(.year(.relative(-1)))
            }
        },
        Rule(
            "en: the month after next", .days,
            [.maybe([.the]), .any([.monthMeasure, .week, .weekend, .year]), .one(.afterNext)]
        ) {
            chart in
            switch chart.item(1)?.kind {
            case .week: chart.days(.week(2))
            case .weekend: chart.days(.weekend(2))
            case .monthMeasure: chart.days(.month(.unstated, .relative(2)))
            default: chart.days(.year(.relative(2)))
            }
        },
        Rule("en: half of a year", .days, [.maybe([.number]), .one(.yearPart), .maybe([.number])]) { chart in
            guard let part = YearPart(rawValue: Int32(chart.value(1))) else { return nil }
            if let year = fullYear(chart.item(2)) ?? fullYear(chart.item(0)) {
                return chart.days(.yearPart(.absolute(year), part))
            }
            return chart.has(0) || chart.has(2) ? nil : chart.days(.yearPart(.unstated, part))
        },
        Rule("en: q3", .days, [.one(.quarter)]) { chart in
            guard let quarter = chart.value(0, in: 1...4) else { return nil }
            return chart.days(.quarter(.unstated, quarter))
        },
        Rule("en: third quarter", .days, [.maybe([.the]), .one(.ordinal), .one(.quarterHour), .maybe([.of])]) { chart in
            guard let quarter = chart.value(1, in: 1...4) else { return nil }
            return chart.days(.quarter(.unstated, quarter))
        },
        Rule("en: <month> in <n> years", .days, [.one(.time), .one(.inside), .one(.duration)]) { chart in
            guard case .month(.unstated, .number(let month))? = chart.node(0).days, let length = chart.item(2),
                length.unit == .year, !length.isSeconds, length.value % 2 == 0
            else { return nil }
            return chart.days(.month(.relative(Int(length.value) / 2), .number(month)))
        },
    ]

    private static func yearPart(_ part: MonthPart) -> YearPart {
        switch part {
        case .early: .early
        case .middle: .middle
        case .late, .end: .end
        case .firstHalf: .firstHalf
        case .secondHalf: .secondHalf
        }
    }

    /// The beginning of a week is Monday to Wednesday, its middle Tuesday to Thursday, its end Friday to Sunday.
    private static func weekPart(_ chart: inout Chart, _ part: MonthPart, week: Int) -> Item? {
        let ends: (Weekday, Weekday) =
            switch part {
            case .early, .firstHalf: (.monday, .wednesday)
            case .middle: (.tuesday, .thursday)
            case .late, .secondHalf: (.thursday, .sunday)
            case .end: (.friday, .sunday)
            }
        let from = chart.store(TimeNode(days: .weekdays(WeekdaySet(ends.0), week: week)))
        let to = chart.store(TimeNode(days: .weekdays(WeekdaySet(ends.1), week: week)))
        return chart.days(.range(from: from, to: to))
    }

    /// The n-th weekday, week, weekend or day of a month.
    static let counted: [Rule] = [
        Rule(
            "en: first <unit> of <month>", .days,
            [
                .maybe([.the]), .any([.ordinal, .shift]), .any(countedUnits),
                .any([.of, .inside, .boundPreposition, .comma]), .maybe([.the]), .one(.monthName),
            ]
        ) { chart in
            guard chart.item(3)?.kind != .boundPreposition, let count = position(chart, 1),
                let unit = unit(chart.item(2))
            else { return nil }
            return chart.days(.nthInMonth(count, unit, .unstated, .number(chart.value(5))))
        },
        Rule(
            "en: first <unit> of next month", .days,
            [
                .maybe([.the]), .any([.ordinal, .shift]), .any(countedUnits), .any([.of, .inside]), .maybe([.the]),
                .maybe([.shift, .coming]), .one(.monthMeasure),
            ]
        ) { chart in
            guard let count = position(chart, 1), let unit = unit(chart.item(2)), chart.has(4) || chart.has(5) else {
                return nil
            }
            return chart.days(.nthInMonth(count, unit, .unstated, .relative(chart.value(5))))
        },
        Rule(
            "en: first week of <year>", .days,
            [
                .maybe([.the]), .any([.ordinal, .shift]), .one(.week), .any([.of, .inside]), .maybe([.shift, .the]),
                .any([.number, .year]),
            ]
        ) { chart in
            guard let count = position(chart, 1), abs(count) <= 53 else { return nil }
            var year = YearSpec.relative(chart.has(4) ? chart.value(4) : 0)
            if chart.item(5)?.kind == .number {
                guard let number = fullYear(chart.item(5)) else { return nil }
                year = .absolute(number)
            }
            // ISO 8601: 4 January lies in week 1, 28 December in the last.
            let anchor = chart.store(
                TimeNode(
                    days: count > 0
                        ? .date(year, .number(1), day: 4, weekday: nil)
                        : .date(year, .number(12), day: 28, weekday: nil)))
            let steps = count > 0 ? count - 1 : count + 1
            let counted = chart.store(TimeNode(days: .counted(node: anchor, halves: steps * 2, .week)))
            return chart.days(.weekOf(node: counted))
        },
        Rule(
            "en: last <n> days of <month>", .days,
            [
                .maybe([.the]), .any([.ordinal, .shift]), .one(.duration), .one(.of), .several([.the, .shift]),
                .any([.monthName, .monthMeasure]),
            ]
        ) {
            chart in
            guard let count = position(chart, 1), abs(count) == 1, let length = chart.item(2), length.unit == .day
            else {
                return nil
            }
            let month: MonthSpec =
                chart.item(5)?.kind == .monthName
                ? .number(chart.value(5)) : .relative(chart.item(4)?.kind == .shift ? chart.value(4) : 0)
            return chart.days(.nthInMonth(count, .days(Int(length.value) / 2), .unstated, month))
        },
    ]

    private static let countedUnits: KindSet = [.weekday, .week, .weekend, .day]

    /// A place counted from the start, or from the end for "last".
    private static func position(_ chart: Chart, _ element: Int) -> Int? {
        guard let item = chart.item(element) else { return nil }
        if item.kind == .shift { return item.value == -1 ? -1 : nil }
        return (1...31).contains(item.value) ? Int(item.value) : nil
    }

    private static func unit(_ item: Item?) -> NthUnit? {
        switch item?.kind {
        case .weekday: Weekday(rawValue: Int(item?.value ?? 0)).map { .weekday($0) }
        case .week: .week
        case .weekend: .weekend
        case .day: item?.value == 1 ? .workday : .day
        default: nil
        }
    }
}
