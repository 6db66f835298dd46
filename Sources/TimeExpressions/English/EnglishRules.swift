import CivilCalendar

/// The rules of English time expressions, and what they share.
enum EnglishRules {
    /// Numbers in digits and in words.
    static let numerals: KindSet = [.number, .numberWord]
    /// Days of a month: 3, three, 3rd, third.
    static let dayNumbers: KindSet = [.number, .numberWord, .ordinal]
    /// What joins the two ends of a range.
    static let joints: KindSet = [.to, .dash, .until]
    /// What may stand between a length and its unit's name or a month and its day.
    static let articles: KindSet = [.the, .article]
    /// Words that link a day to its month.
    static let links: KindSet = [.of, .inside, .comma]

    /// Whether what stands beside a number or ordinal lets it be a day of the month or an hour: nothing, a mark, or
    /// a word of time or of booking.
    static let open: KindSet = [
        .comma, .stop, .dot, .filler, .cue, .partOfDay, .shortPart, .relativeDay, .dayWithPart, .weekday,
        .weekdayPlural,
        .weakWeekday, .time, .from, .to, .until, .or, .and, .boundPreposition, .since, .except, .refuse, .correction,
        .copula, .order, .roughly, .now, .festival, .shift, .coming, .weekend, .between, .dash, .every, .within, .of,
        .at, .on, .the, .inside, .lasting, .monthName, .exactly, .meridiem, .dayClass, .namedHour, .endOfDay, .colon,
        .fromNow,
    ]

    /// Whether an item leaves its neighbour free; no item does.
    static func isOpen(_ item: Item?) -> Bool {
        guard let item else { return true }
        return open.contains(item.kind)
    }

    /// A day of the month that was written as digits, a word or an ordinal; `nil` for anything else.
    static func day(_ item: Item?) -> Int? {
        guard let item, (1...31).contains(item.value), item.digits <= 2 else { return nil }
        return Int(item.value)
    }

    /// A year as it is written in full: 2014, or the words two thousand fourteen.
    static func fullYear(_ item: Item?) -> Int? {
        guard let item, (1900..<2200).contains(item.value), item.digits == 4 || item.kind == .numberWord else {
            return nil
        }
        return Int(item.value)
    }

    /// A clock time of which it was not said whether it is before or after noon.
    static func clock(_ hour: Int, _ minute: Int, _ item: Item? = nil, grain: TimeReading.Grain? = nil) -> ClockPoint {
        let settled = hour == 0 || hour > 12 || item?.flags.contains(.leadingZero) == true
        return ClockPoint(
            minute: hour * 60 + minute, style: settled ? .settled : .twelveHour,
            grain: grain ?? (minute == 0 ? .hour : .minute))
    }

    /// A clock time with am (0), pm (1) or the undecided "am/pm" (2); hours beyond 12 keep their value.
    static func clock(
        _ hour: Int, _ minute: Int, meridiem: Int, grain: TimeReading.Grain? = nil
    ) -> ClockPoint? {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        guard meridiem < 2 else { return clock(hour, minute, grain: grain) }
        if hour > 12, meridiem == 0 { return nil }
        let settled = hour > 12 ? hour : hour % 12 + 12 * meridiem
        return ClockPoint(
            minute: settled * 60 + minute, style: .settled, grain: grain ?? (minute == 0 ? .hour : .minute))
    }

    /// A length of time in half units; hours, minutes and seconds become seconds.
    static func duration(_ chart: inout Chart, halves: Int, unit element: Int) -> Item? {
        guard halves > 0, halves < 20_000, let word = chart.item(element) else { return nil }
        // 18年 is a year of the Chinese rules, "18 years" a length.
        if word.kind == .year, word.value != 12 { return nil }
        var item: Item
        var unit = TimeUnit.second
        switch word.kind {
        case .hour: item = chart.made(.duration, halves * 1800)
        case .minute: item = chart.made(.duration, halves * 30)
        case .second: item = chart.made(.duration, halves / 2)
        case .week where word.value == 2:
            item = chart.made(.duration, halves * 2)
            unit = .week
        default:
            item = chart.made(.duration, halves)
            unit =
                switch word.kind {
                case .week: .week
                case .monthMeasure: .month
                case .year: .year
                case .weekend: .weekend
                case .quarterHour: .quarter
                default: word.value == 1 ? .workday : .day
                }
        }
        item.digits = UInt8(unit.rawValue)
        return item
    }

    /// A duration of so many seconds.
    static func seconds(_ chart: Chart, _ seconds: Int) -> Item {
        var item = chart.made(.duration, seconds)
        item.digits = UInt8(TimeUnit.second.rawValue)
        return item
    }

    /// A whole date; one that no calendar has is noted as impossible and is no time.
    static func date(
        _ chart: inout Chart, _ year: YearSpec, month: Int, day: Int, weekday: Weekday? = nil
    ) -> Item? {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        var number: Int?
        if case .absolute(let said) = year { number = said }
        if day <= CivilDate.daysIn(month: month, year: number ?? 2000) {
            return chart.days(.date(year, .number(month), day: day, weekday: weekday))
        }
        let start = Int(chart.items[chart.matchedRange.lowerBound].start)
        let end = Int(chart.items[chart.matchedRange.upperBound - 1].end)
        chart.impossible.append(ImpossibleDate(range: start..<end, year: number, month: month, day: day))
        return chart.made(.other)
    }
}

extension TimeNode {
    /// Whether the node names days and nothing else.
    var isDaysOnly: Bool { days != nil && !hasClock && !isAbsolute && bound == .none && !repeats }
    /// Whether the node names a part of the day and nothing else.
    var isPartOnly: Bool { days == nil && part != nil && start == nil && !isAbsolute && bound == .none }
    /// Whether the node names one clock time, with or without a part of the day, and no days.
    var isClockOnly: Bool { days == nil && start != nil && end == nil && !isAbsolute && bound == .none }
}
