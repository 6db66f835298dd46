import CivilCalendar

extension ChineseRules {
    /// Years, months and days of a month.
    static let dates: [Rule] = [
        Rule("zh: <year>-<month>-<day>", .days, numeric(.dash)) { chart in isoDate(&chart) },
        Rule("zh: <year>/<month>/<day>", .days, numeric(.slash)) { chart in isoDate(&chart) },
        Rule("zh: <year>.<month>.<day>", .days, numeric(.dot)) { chart in isoDate(&chart) },
        Rule("zh: <year> <month> <day>", .days, [.one(.number), .one(.number), .one(.number)]) { chart in
            guard let year = chart.item(0), year.digits == 4, let month = chart.item(1), let day = chart.item(2),
                month.digits == 2, day.digits <= 2
            else { return nil }
            return date(&chart, .absolute(Int(year.value)), month: Int(month.value), day: Int(day.value))
        },
        Rule("zh: <yyyymmdd>", .days, [.one(.number)]) { chart in
            guard let number = chart.item(0), number.digits == 8, !number.flags.contains(.hanzi),
                (2000..<2100).contains(number.value / 10_000), isOpen(chart.previous), isOpen(chart.next),
                CivilDate(
                    year: Int(number.value) / 10_000, month: Int(number.value) / 100 % 100,
                    day: Int(number.value) % 100) != nil
            else { return nil }
            return date(
                &chart, .absolute(Int(number.value) / 10_000), month: Int(number.value) / 100 % 100,
                day: Int(number.value) % 100)
        },
        Rule("zh: <month>/<day>[/<year>]", .days, shortNumeric(.slash)) { chart in shortDate(&chart, mark: .slash) },
        Rule("zh: <month>.<day>号", .days, [.one(.number), .any([.dot, .slash]), .one(.number), .one(.daySuffix)]) {
            chart in
            guard let month = chart.item(0), let day = chart.item(2), month.digits <= 2, day.digits <= 2,
                (1...12).contains(month.value), (1...31).contains(day.value)
            else { return nil }
            return date(&chart, .unstated, month: Int(month.value), day: Int(day.value))
        },
        Rule("zh: <month>.<day>", .days, shortNumeric(.dot)) { chart in shortDate(&chart, mark: .dot) },
        Rule("zh: <month>-<day>", .days, shortNumeric(.dash)) { chart in shortDate(&chart, mark: .dash) },
        Rule("zh: <n>、<n>号", .days, [.one(.number)]) { chart in
            guard isDayNumber(chart.item(0)), sharesUnit(chart, .daySuffix) else { return nil }
            return chart.days(.date(.unstated, .unstated, day: chart.value(0), weekday: nil))
        },
        Rule("zh: <n>、<n>月", .days, [.one(.number)]) { chart in
            guard let month = chart.value(0, in: 1...12), sharesUnit(chart, .month) else { return nil }
            return chart.days(.month(.unstated, .number(month)))
        },
        Rule("zh: <n>年", .days, [.one(.number), .one(.year)]) { chart in
            guard let number = chart.item(0), isYear(number, chart), let year = fullYear(number) else { return nil }
            return chart.days(.year(.absolute(year)))
        },
        Rule("zh: 下年", .days, [.one(.shift), .one(.year)]) { chart in
            chart.days(.year(.relative(chart.value(0))))
        },
        Rule("zh: <year> <n>月", .days, [.one(.time), .maybe([.filler]), .one(.number), .one(.month)]) { chart in
            guard case .year(let year)? = chart.node(0).days, let month = chart.value(2, in: 1...12) else { return nil }
            return chart.days(.month(year, .number(month)))
        },
        Rule("zh: <n>月", .days, [.one(.number), .one(.month)]) { chart in
            guard let month = chart.value(0, in: 1...12),
                chart.item(0)?.flags.contains(.leadingZero) != true
                    || chart.item(0)?.digits == 2
            else { return nil }
            return chart.days(.month(.unstated, .number(month)))
        },
        Rule("zh: 下月", .days, [.one(.shift), .any([.month, .monthMeasure])]) { chart in
            chart.days(.month(.unstated, .relative(chart.value(0))))
        },
        Rule("zh: <year> 本月", .days, [.one(.time), .maybe([.filler]), .one(.shift), .one(.month)]) { chart in
            guard case .year(let year)? = chart.node(0).days else { return nil }
            return chart.days(.month(year, .relative(chart.value(2))))
        },
        Rule(
            "zh: <month> <n>到<n>号", .days,
            [.one(.time), .maybe([.filler]), .one(.number), .any(SharedRules.joint), .one(.number), .one(.daySuffix)]
        ) { chart in
            guard case .month(let year, let month)? = chart.node(0).days else { return nil }
            return dayRange(&chart, 2, 4, year, month)
        },
        Rule(
            "zh: <month> <n>号", .days, [.one(.time), .maybe([.filler]), .one(.number), .one(.daySuffix)]
        ) { chart in
            guard case .month(let year, let month)? = chart.node(0).days else { return nil }
            return monthDay(&chart, year, month, element: 2)
        },
        Rule("zh: <month> <n>", .days, [.one(.time), .one(.number)]) { chart in
            guard case .month(let year, let month)? = chart.node(0).days, chart.next?.kind != .month,
                chart.next?.kind != .measure, chart.next?.kind != .oclock, chart.next?.kind != .year
            else { return nil }
            return monthDay(&chart, year, month, element: 1)
        },
        Rule(
            "zh: <n>到<n>号", .days,
            [.one(.number), .any(SharedRules.joint), .one(.number), .one(.daySuffix)]
        ) { chart in
            guard isDayNumber(chart.item(0)) else { return nil }
            return dayRange(&chart, 0, 2, .unstated, .unstated)
        },
        Rule("zh: <n>十<n>号", .days, [.one(.number), .one(.number), .one(.daySuffix)]) { chart in
            guard let first = chart.item(0), let second = chart.item(1), isFollowing(first, second),
                first.value <= 30
            else { return nil }
            return neighbours(&chart, Int(first.value)) { .date(.unstated, .unstated, day: $0, weekday: nil) }
        },
        Rule("zh: <n><n>月", .days, [.one(.number), .one(.month)]) { chart in
            guard let first = firstOfPair(chart.item(0)) else { return nil }
            return neighbours(&chart, first) { .month(.unstated, .number($0)) }
        },
        Rule("zh: <n><n>号", .days, [.one(.number), .one(.daySuffix)]) { chart in
            // 三四号 is the 3rd or the 4th.
            guard let first = firstOfPair(chart.item(0)) else { return nil }
            return neighbours(&chart, first) { .date(.unstated, .unstated, day: $0, weekday: nil) }
        },
        Rule("zh: <n>号", .days, [.one(.number), .one(.daySuffix)]) { chart in
            guard isDayNumber(chart.item(0)), let day = chart.value(0, in: 1...31) else { return nil }
            // 一日三次 and 三日内 count days.
            if chart.value(1) == 1, day == 1 || chart.next?.kind == .within { return nil }
            return chart.days(.date(.unstated, .unstated, day: day, weekday: nil))
        },
        Rule("zh: <month> part", .days, [.one(.time), .maybe([.filler]), .one(.monthPart)]) { chart in
            guard case .month(let year, let month)? = chart.node(0).days,
                let part = MonthPart(rawValue: Int32(chart.value(2)))
            else { return nil }
            return chart.days(.monthPart(year, month, part))
        },
        Rule("zh: <n>月底", .days, [.maybe([.number, .shift]), .one(.monthPart)]) { chart in
            guard let part = MonthPart(rawValue: Int32(chart.value(1))) else { return nil }
            guard let number = chart.item(0) else { return chart.days(.monthPart(.unstated, .unstated, part)) }
            if number.kind == .shift {
                return chart.days(.monthPart(.unstated, .relative(Int(number.value)), part))
            }
            guard let month = chart.value(0, in: 1...12) else { return nil }
            return chart.days(.monthPart(.unstated, .number(month), part))
        },
        Rule("zh: part of a year", .days, [.maybe([.time]), .maybe([.filler]), .one(.yearPart)]) { chart in
            guard let part = YearPart(rawValue: Int32(chart.value(2) % 100)) else { return nil }
            guard chart.has(0) else {
                return chart.has(1) || chart.value(2) >= 100 ? nil : chart.days(.yearPart(.unstated, part))
            }
            guard case .year(let year)? = chart.node(0).days else { return nil }
            return chart.days(.yearPart(year, part))
        },
        Rule("zh: <year>年底", .days, [.one(.number), .one(.yearPart)]) { chart in
            guard let number = chart.item(0), number.digits == 4 || number.digits == 2,
                let year = fullYear(number), chart.value(1) < 100,
                let part = YearPart(rawValue: Int32(chart.value(1)))
            else { return nil }
            return chart.days(.yearPart(.absolute(year), part))
        },
        Rule("zh: quarter", .days, [.maybe([.time]), .any([.position, .number]), .one(.quarter)]) { chart in
            guard let number = chart.value(1, in: 1...4) else { return nil }
            var year = YearSpec.relative(0)
            if chart.has(0) {
                guard case .year(let said)? = chart.node(0).days else { return nil }
                year = said
            }
            return chart.days(.quarter(year, number))
        },
        Rule(
            "zh: n-th of the month", .days,
            [.one(.time), .maybe([.filler]), .one(.position), .any([.weekday, .week, .weekend, .day, .dayClass])]
        ) { chart in nth(&chart, month: 0, position: 2, unit: 3) },
        Rule("zh: last days of the month", .days, [.one(.time), .maybe([.filler]), .one(.position)]) { chart in
            guard case .month(let year, let month)? = chart.node(0).days, abs(chart.value(2)) > 100 else {
                return nil
            }
            return chart.days(
                .nthInMonth(chart.value(2).signum(), .days(abs(chart.value(2)) - 100), year, month))
        },
        Rule("zh: <month>前<n>天", .days, [.one(.time), .one(.before), .one(.duration)]) { chart in
            guard case .month(let year, let month)? = chart.node(0).days, let length = chart.item(2),
                length.unit == .day, !length.isSeconds
            else { return nil }
            return chart.days(.nthInMonth(1, .days(Int(length.value) / 2), year, month))
        },
    ]

    private static func numeric(_ mark: ItemKind) -> [Rule.Element] {
        [.one(.number), .one(mark), .one(.number), .one(mark), .one(.number), .maybe([.daySuffix])]
    }

    private static func shortNumeric(_ mark: ItemKind) -> [Rule.Element] {
        [
            .one(.number), .one(mark), .one(.number), .maybe([KindSet(mark)].reduce(KindSet(bits: 0), |)),
            .maybe([.number]),
        ]
    }

    /// A whole date; one that no calendar has is noted as impossible and is no time.
    static func date(_ chart: inout Chart, _ year: YearSpec, month: Int, day: Int) -> Item? {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        let exists =
            switch year {
            case .absolute(let number): CivilDate(year: number, month: month, day: day) != nil
            default: day <= CivilDate.daysIn(month: month, year: 2000)
            }
        if exists { return chart.days(.date(year, .number(month), day: day, weekday: nil)) }
        var number: Int?
        if case .absolute(let said) = year { number = said }
        let end = Int(chart.items[chart.matchedRange.upperBound - 1].end)
        let start = Int(chart.items[chart.matchedRange.lowerBound].start)
        chart.impossible.append(ImpossibleDate(range: start..<end, year: number, month: month, day: day))
        return chart.made(.other)
    }

    private static func isoDate(_ chart: inout Chart) -> Item? {
        guard let year = chart.item(0), let month = chart.item(2), let day = chart.item(4), month.digits <= 2,
            chart.next?.kind != .dot, chart.previous?.kind != .dot
        else { return nil }
        if year.digits == 4, day.digits <= 2 {
            return date(&chart, .absolute(Int(year.value)), month: Int(month.value), day: Int(day.value))
        }
        // 12/5/2026: month, day, year; read as day first when only that can be.
        let mark = chart.item(1)?.kind
        guard year.digits <= 2, day.digits == 4 || day.digits == 2 && mark == .slash else { return nil }
        let full = day.digits == 4 ? Int(day.value) : Int(day.value) + (day.value < 70 ? 2000 : 1900)
        let (first, second) = (Int(year.value), Int(month.value))
        if first > 12, second <= 12 { return date(&chart, .absolute(full), month: second, day: first) }
        return date(&chart, .absolute(full), month: first, day: second)
    }

    /// 12/5, 12.5 or 12-5 with nothing beside it that makes it a fraction, a version or a score.
    private static func shortDate(_ chart: inout Chart, mark: ItemKind) -> Item? {
        guard let month = chart.item(0), let day = chart.item(2), !chart.has(3), !chart.has(4), month.digits <= 2,
            day.digits <= 2, month.digits > 0, day.digits > 0, !month.flags.contains(.hanzi),
            isOpen(chart.previous), isOpen(chart.next), !beforeNoDate.contains(chart.previous?.kind ?? .stop),
            chart.next?.kind != .number, chart.next?.kind != .measure,
            (1...12).contains(month.value), (1...31).contains(day.value)
        else { return nil }
        // 孕酮是4.18: a decimal needs more beside it than a comma or 是.
        if mark == .dot, let before = chart.previous?.kind, before == .comma || before == .copula,
            ![.partOfDay, .weekday, .cue, .shortPart].contains(chart.next?.kind ?? .stop)
        {
            return nil
        }
        // 11/25-11/27 is a range; behind any other dash a number is part of something else.
        if chart.previous?.kind == .dash, chart.finished < 2 || chart.items[chart.finished - 2].kind != .time {
            return nil
        }
        if mark == .dash, chart.next?.kind != .partOfDay, chart.next?.kind != .weekday { return nil }
        if chart.next?.kind == .dash, let far = chart.next(1), far.kind != .number { return nil }
        return date(&chart, .unstated, month: Int(month.value), day: Int(day.value))
    }

    /// Kinds before which 12.5 is no date although they may stand before other times.
    private static let beforeNoDate: KindSet = [.number, .shift, .week, .half, .every, .within, .time]

    /// The four digits of a year that may be written with two.
    static func fullYear(_ number: Item) -> Int? {
        let value = Int(number.value)
        if number.digits == 2 { return value + (value < 70 ? 2000 : 1900) }
        return (1...9999).contains(value) ? value : nil
    }

    private static func monthDay(
        _ chart: inout Chart, _ year: YearSpec, _ month: MonthSpec, element: Int
    ) -> Item? {
        guard isDayNumber(chart.item(element)), let day = chart.value(element, in: 1...31) else { return nil }
        if case .number(let number) = month { return date(&chart, year, month: number, day: day) }
        return chart.days(.date(year, month, day: day, weekday: nil))
    }

    private static func dayRange(
        _ chart: inout Chart, _ left: Int, _ right: Int, _ year: YearSpec, _ month: MonthSpec
    ) -> Item? {
        guard isDayNumber(chart.item(left)), isDayNumber(chart.item(right)) else { return nil }
        let from = chart.store(TimeNode(days: .date(year, month, day: chart.value(left), weekday: nil)))
        let to = chart.store(TimeNode(days: .date(year, month, day: chart.value(right), weekday: nil)))
        return chart.days(.range(from: from, to: to))
    }

    /// The first digit of 三四, 六七: two digits in a row that count on.
    private static func firstOfPair(_ item: Item?) -> Int? {
        guard let item, item.flags.contains(.hanzi), item.digits == 2, !item.flags.contains(.leadingZero),
            item.value % 10 == item.value / 10 + 1
        else { return nil }
        return Int(item.value / 10)
    }

    private static func neighbours(_ chart: inout Chart, _ first: Int, _ days: (Int) -> DaySpec) -> Item {
        let from = chart.store(TimeNode(days: days(first)))
        let to = chart.store(TimeNode(days: days(first + 1)))
        return chart.days(.range(from: from, to: to))
    }

    /// A number as days of a month are written: one or two digits, or 十五, 廿三; not 一二.
    private static func isDayNumber(_ item: Item?) -> Bool {
        guard let item, (1...31).contains(item.value) else { return false }
        if item.flags.contains(.hanzi), item.digits == 2 { return item.flags.contains(.leadingZero) }
        return item.digits <= 2
    }

    private static func nth(_ chart: inout Chart, month element: Int, position: Int, unit: Int) -> Item? {
        guard case .month(let year, let month)? = chart.node(element).days, let word = chart.item(unit) else {
            return nil
        }
        let count = chart.value(position)
        guard (1...31).contains(count) || (-5 ... -1).contains(count) else { return nil }
        let counted: NthUnit
        switch word.kind {
        case .weekday:
            guard let weekday = Weekday(rawValue: Int(word.value)) else { return nil }
            counted = .weekday(weekday)
        case .week: counted = .week
        case .weekend: counted = .weekend
        case .day: counted = word.value == 1 ? .workday : .day
        default:
            guard word.value == -1 else { return nil }
            counted = .workday
        }
        return chart.days(.nthInMonth(count, counted, year, month))
    }
}
