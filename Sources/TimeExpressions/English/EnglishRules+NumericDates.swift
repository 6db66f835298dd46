import CivilCalendar

extension EnglishRules {
    /// Dates in digits. Month first; day first where only that can be, and where dots part the numbers.
    static let numericDates: [Rule] = [
        Rule("en: <n>/<n>/<year>", .days, three(.slash)) { chart in full(&chart) },
        Rule("en: <n>-<n>-<year>", .days, three(.dash)) { chart in full(&chart) },
        Rule("en: <n>.<n>.<year>", .days, three(.dot)) { chart in full(&chart) },
        Rule("en: <n>/<n>, <year>", .days, [.one(.number), .one(.slash), .one(.number), .one(.comma), .one(.number)]) {
            chart in
            guard let year = fullYear(chart.item(4)) else { return nil }
            return monthFirst(&chart, .absolute(year))
        },
        Rule("en: <month>/<year>", .days, [.one(.number), .any([.slash, .dash]), .one(.number)]) { chart in
            guard let month = chart.value(0, in: 1...12), chart.item(0)?.digits ?? 9 <= 2,
                let year = fullYear(chart.item(2)), isFree(chart)
            else { return nil }
            return chart.days(.month(.absolute(year), .number(month)))
        },
        Rule("en: <year>-<month>", .days, [.one(.number), .any([.slash, .dash]), .one(.number)]) { chart in
            guard let month = chart.value(2, in: 1...12), chart.item(2)?.digits == 2 || chart.item(1)?.kind == .slash,
                let year = fullYear(chart.item(0)), isFree(chart)
            else { return nil }
            return chart.days(.month(.absolute(year), .number(month)))
        },
        Rule("en: <n>/<n>", .days, [.one(.number), .one(.slash), .one(.number)]) { chart in
            guard let first = chart.item(0), let second = chart.item(2), (1...2).contains(first.digits),
                (1...2).contains(second.digits), isOpen(chart.previous), isOpen(chart.next), isFree(chart),
                !second.flags.contains(.spaced)
            else { return nil }
            return monthFirst(&chart, .unstated)
        },
        Rule("en: a decimal number", .days, [.one(.number), .one(.dot), .one(.number)]) { chart in
            // 2.5 is no 5 February; "at 9.30" and "9.30 pm" are clock times.
            guard let whole = chart.item(0), let part = chart.item(2), whole.digits <= 3,
                !part.flags.contains(.spaced), !isDottedClock(chart), chart.previous?.kind != .dot
            else { return nil }
            if let next = chart.next, next.kind == .meridiem || next.kind == .shortMeridiem || next.kind == .dot {
                return nil
            }
            return chart.made(.other)
        },
        Rule(
            "en: <year>-<month name>-<day>", .days,
            [
                .one(.number), .any([.dash, .slash, .dot]), .one(.monthName), .any([.dash, .slash, .dot]),
                .one(.number),
            ]
        ) {
            chart in
            guard let year = fullYear(chart.item(0)), let day = day(chart.item(4)) else { return nil }
            return date(&chart, .absolute(year), month: chart.value(2), day: day)
        },
        Rule(
            "en: <day>-<month name>-<year>", .days,
            [.one(.number), .any([.dash, .slash]), .one(.monthName), .any([.dash, .slash]), .one(.number)]
        ) {
            chart in
            guard let day = day(chart.item(0)), let number = chart.item(4), let year = anyYear(number) else {
                return nil
            }
            return date(&chart, .absolute(year), month: chart.value(2), day: day)
        },
    ]

    private static func three(_ mark: ItemKind) -> [Rule.Element] {
        [.one(.number), .one(mark), .one(.number), .one(mark), .one(.number)]
    }

    /// A year of four digits, or of two as people write this century's.
    static func anyYear(_ item: Item) -> Int? {
        if item.digits == 2 { return Int(item.value) + (item.value < 70 ? 2000 : 1900) }
        return fullYear(item)
    }

    private static func full(_ chart: inout Chart) -> Item? {
        guard let first = chart.item(0), let second = chart.item(2), let third = chart.item(4), second.digits <= 2,
            isFree(chart)
        else { return nil }
        if first.digits == 4 {
            guard let year = fullYear(first), third.digits <= 2 else { return nil }
            return date(&chart, .absolute(year), month: Int(second.value), day: Int(third.value))
        }
        guard first.digits <= 2, third.digits == 2 || third.digits == 4, let year = anyYear(third) else { return nil }
        // A version such as 1.2.10 has no leading zero and no full year.
        if chart.item(1)?.kind == .dot {
            guard third.digits == 4 || first.digits == 2 && second.digits == 2 else { return nil }
            if (1...12).contains(second.value) {
                return date(&chart, .absolute(year), month: Int(second.value), day: Int(first.value))
            }
        }
        return monthFirst(&chart, .absolute(year))
    }

    private static func monthFirst(_ chart: inout Chart, _ year: YearSpec) -> Item? {
        let (first, second) = (chart.value(0), chart.value(2))
        if first > 12, second <= 12 { return date(&chart, year, month: second, day: first) }
        return date(&chart, year, month: first, day: second)
    }

    /// Whether no further number hangs on either side.
    private static func isFree(_ chart: Chart) -> Bool {
        let marks: KindSet = [.slash, .dash, .dot]
        if let previous = chart.previous, marks.contains(previous.kind) || previous.kind == .number,
            previous.end == Int32(chart.items[chart.matchedRange.lowerBound].start)
        {
            return false
        }
        if let next = chart.next, marks.contains(next.kind), !next.flags.contains(.spaced), let far = chart.next(1),
            far.kind == .number, !far.flags.contains(.spaced)
        {
            return false
        }
        return true
    }
}
