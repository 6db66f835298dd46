import CivilCalendar

extension ChineseRules {
    /// Numbers that belong to something else than time: fees, ages, rooms, doses, places in a queue.
    static let refusals: [Rule] = [
        Rule("zh: fee or quantity", .refusals, [.one(.number), .one(.quantityNoun)]) { chart in
            chart.made(.other)
        },
        Rule(
            "zh: decimal quantity", .refusals,
            [.one(.number), .any([.dot, .oclock]), .one(.number), .any([.quantityNoun])]
        ) { chart in chart.made(.other) },
        Rule("zh: points of something", .refusals, [.one(.number), .one(.oclock), .one(.quantityNoun)]) { chart in
            chart.made(.other)
        },
        Rule("zh: half quantity", .refusals, [.one(.number), .one(.half), .one(.quantityNoun)]) { chart in
            chart.made(.other)
        },
        Rule("zh: numbered thing", .refusals, [.one(.number), .one(.numberedNoun)]) { chart in chart.made(.other) },
        Rule("zh: numbered thing with 号", .refusals, [.one(.number), .one(.daySuffix), .one(.numberedNoun)]) {
            chart in chart.made(.other)
        },
        Rule("zh: weeks and days", .refusals, [.one(.number), .one(.weekday), .one(.day)]) { chart in
            // 五周五天 is an age of 5 weeks and 5 days, not a Friday.
            chart.made(.other)
        },
        Rule(
            "zh: place in a queue", .refusals,
            [.one(.queue), .several([.filler, .copula]), .one(.number), .one(.daySuffix)]
        ) {
            chart in chart.made(.other)
        },
        Rule("zh: ordinal of something", .refusals, [.one(.ordinalPrefix), .one(.number), .any([.quantityNoun])]) {
            chart in chart.made(.other)
        },
        Rule("zh: a bit", .refusals, [.one(.adjective), .maybe([.filler]), .one(.number), .one(.oclock)]) { chart in
            chart.value(2) == 1 && chart.item(2)?.flags.contains(.hanzi) == true ? chart.made(.other) : nil
        },
    ]

    /// Ordinals and lengths of time.
    static let pieces: [Rule] = [
        Rule("zh: position", .pieces, [.one(.ordinalPrefix), .one(.number), .maybe([.measure])]) { chart in
            guard let number = chart.value(1, in: 1...366) else { return nil }
            return chart.made(.position, number)
        },
        Rule("zh: the first or last n days", .pieces, [.one(.position), .one(.number), .one(.day)]) { chart in
            // 最后三天, 头两天: coded as ±(100 + n) for the rules of months and weeks.
            guard abs(chart.value(0)) == 1, let count = chart.value(1, in: 1...31), chart.value(2) == 0 else {
                return nil
            }
            return chart.made(.position, chart.value(0) * (100 + count))
        },
        Rule("zh: number and a half units", .pieces, [.one(.number), .any(wholeUnits), .one(.half)]) { chart in
            guard chart.next.map({ $0.kind != .oclock }) ?? true else { return nil }
            return duration(&chart, halves: chart.value(0) * 2 + 1, unit: 1)
        },
        Rule("zh: number halves units", .pieces, [.one(.number), .maybe([.measure]), .one(.half), .any(halvedUnits)]) {
            chart in duration(&chart, halves: chart.value(0) * 2 + 1, unit: 3)
        },
        Rule("zh: number units", .pieces, [.one(.number), .maybe([.measure]), .any(wholeUnits)]) { chart in
            if chart.has(1), chart.item(2)?.kind != .week { return nil }
            return duration(&chart, halves: chart.value(0) * 2, unit: 2)
        },
        Rule("zh: number more units", .pieces, [.one(.number), .one(.more), .any(wholeUnits)]) { chart in
            duration(&chart, halves: chart.value(0) * 2, unit: 2)
        },
        Rule("zh: half a unit", .pieces, [.one(.half), .maybe([.measure]), .any(halvedUnits)]) { chart in
            if chart.previous?.kind == .oclock || chart.previous?.kind == .number { return nil }
            return duration(&chart, halves: 1, unit: 2)
        },
        Rule("zh: quarters of an hour", .pieces, [.one(.number), .one(.quarterHour)]) { chart in
            guard chart.previous?.kind != .oclock, chart.previous?.kind != .short, chart.previous?.kind != .past,
                let count = chart.value(0, in: 1...3)
            else { return nil }
            return seconds(count * 900, chart)
        },
        Rule("zh: hours and minutes", .pieces, [.one(.duration), .maybe([.filler, .and]), .one(.duration)]) { chart in
            guard let first = chart.item(0), let second = chart.item(2), first.isSeconds, second.isSeconds,
                second.value < 3600, first.value % 3600 == 0
            else { return nil }
            return seconds(Int(first.value + second.value), chart)
        },
    ]

    private static let wholeUnits: KindSet = [.day, .week, .monthMeasure, .year, .hour, .minute, .second]

    /// Units after 半: 半月 is half a month, though 三月 is March.
    private static let halvedUnits: KindSet = wholeUnits | [.month]

    /// A length of time in half units; hours, minutes and seconds become seconds.
    private static func duration(_ chart: inout Chart, halves: Int, unit element: Int) -> Item? {
        guard halves > 0, halves < 20_000, let word = chart.item(element) else { return nil }
        var halves = halves
        var isPair = false
        if let number = chart.item(0), number.kind == .number, number.flags.contains(.hanzi), number.digits > 1 {
            // 两三天 counts two or three; other digits in a row count nothing (一二三).
            guard number.digits == 2, number.value % 10 == number.value / 10 + 1, halves == number.value * 2,
                word.kind != .year
            else { return nil }
            isPair = true
            halves = Int(number.value % 10) * 2
        }
        // 08年, 2015年 and 二零一五年 are years, not lengths of time.
        if word.kind == .year, let number = chart.item(0), number.kind == .number, isYear(number, chart) {
            return nil
        }
        switch word.kind {
        case .hour: return seconds(halves * 1800, chart)
        case .minute: return seconds(halves * 30, chart)
        case .second: return seconds(halves / 2, chart)
        default: break
        }
        var item = chart.made(.duration, halves)
        let unit: TimeUnit =
            switch word.kind {
            case .week: .week
            case .monthMeasure, .month: .month
            case .year: .year
            default: word.value == 1 ? .workday : .day
            }
        item.digits = UInt8(unit.rawValue)
        if isPair { item.flags.insert(.pair) }
        return item
    }

    private static func seconds(_ seconds: Int, _ chart: Chart) -> Item {
        var item = chart.made(.duration, seconds)
        item.digits = UInt8(TimeUnit.second.rawValue)
        return item
    }

    /// Whether a number before 年 names a year: four digits, two with a leading zero, or two before a month.
    static func isYear(_ number: Item, _ chart: Chart) -> Bool {
        if number.digits == 4 || (number.flags.contains(.composed) && number.value >= 1900) { return true }
        guard number.digits == 2 else { return false }
        return number.flags.contains(.leadingZero) || number.value >= 10 && isMonthAhead(chart)
    }

    private static func isMonthAhead(_ chart: Chart) -> Bool {
        guard let next = chart.next(0) else { return false }
        if next.kind == .festival || next.kind == .lunarMonth || next.kind == .lunarMark { return true }
        return next.kind == .number && chart.next(1)?.kind == .month
    }
}

extension Item {
    /// Whether a duration is counted in seconds.
    var isSeconds: Bool { kind == .duration && digits == UInt8(TimeUnit.second.rawValue) }
    /// The unit of a duration.
    var unit: TimeUnit { TimeUnit(rawValue: Int32(digits)) ?? .day }
}
