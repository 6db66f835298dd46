import CivilCalendar

extension EnglishRules {
    /// Words and numbers that belong to something else than time: names, fees, ages, rooms, doses.
    static let refusals: [Rule] = [
        Rule(
            "en: a name after a title", .refusals,
            [
                .one(.title), .maybe([.dot]),
                .any([
                    .weekday, .monthName, .weakMonth, .weakWeekday, .festival, .partOfDay, .shortPart, .ordinal,
                    .numberWord, .dayClass, .namedHour,
                ]),
            ]
        ) { chart in chart.made(.other) },
        Rule("en: quantity", .refusals, [.any(numerals), .maybe([.dash, .more]), .one(.quantityNoun)]) { chart in
            chart.made(.other)
        },
        Rule("en: decimal quantity", .refusals, [.one(.number), .one(.dot), .one(.number), .one(.quantityNoun)]) {
            chart in chart.made(.other)
        },
        Rule("en: age", .refusals, [.any(numerals), .any([.year, .monthMeasure, .week]), .one(.quantityNoun)]) {
            chart in chart.made(.other)
        },
        Rule("en: ordinal of something", .refusals, [.one(.ordinal), .any([.numberedNoun, .quantityNoun])]) { chart in
            chart.made(.other)
        },
        Rule(
            "en: ordinal in digits of something", .refusals,
            [.one(.number), .one(.ordinalSuffix), .any([.numberedNoun, .quantityNoun])]
        ) { chart in chart.made(.other) },
        Rule("en: numbered thing", .refusals, [.one(.numberedNoun), .maybe([.colon, .copula]), .any(numerals)]) {
            chart in
            // "the ticket 3pm" keeps its time.
            if let next = chart.next, next.kind == .meridiem || next.kind == .oclock { return nil }
            if chart.next?.kind == .colon, chart.next(1)?.kind == .number { return nil }
            return chart.made(.other)
        },
        Rule("en: all day and night", .refusals, [.one(.number), .one(.slash), .one(.number)]) { chart in
            chart.value(0) == 24 && chart.value(2) == 7 ? chart.made(.other) : nil
        },
        Rule("en: from and to of a move", .pieces, [.any([.from, .to])]) { chart in
            // "move it from Tuesday to Thursday" names two times.
            var place = chart.finished - 1
            var left = 6
            while place >= 0, left > 0 {
                let item = chart.items[place]
                if item.kind == .cue, item.value == 1 { return chart.made(.cue, chart.item(0)?.kind == .to ? 3 : 2) }
                if item.kind == .stop || item.kind == .cue && item.value == 3 { return nil }
                place -= 1
                left -= 1
            }
            return nil
        },
        Rule(
            "en: phone number", .refusals,
            [.one(.number), .any([.dash, .dot]), .one(.number), .any([.dash, .dot]), .one(.number)]
        ) {
            chart in
            guard let first = chart.item(0), let second = chart.item(2), let third = chart.item(4) else { return nil }
            return first.digits == 3 && second.digits >= 3 && third.digits >= 3 ? chart.made(.other) : nil
        },
        Rule("en: phone number in two parts", .refusals, [.one(.number), .one(.dash), .one(.number)]) { chart in
            guard let first = chart.item(0), let second = chart.item(2) else { return nil }
            return first.digits == 3 && second.digits == 4 ? chart.made(.other) : nil
        },
    ]

    /// Words that are a day or a month only where one is expected.
    static let words: [Rule] = [
        Rule("en: sat, sun", .pieces, [.one(.weakWeekday)]) { chart in
            let before: KindSet = [
                .on, .shift, .coming, .comma, .from, .to, .dash, .or, .and, .until, .boundPreposition, .every, .cue,
                .lasting, .between, .filler, .except, .refuse, .meridiem, .number, .ordinal, .weekday, .stop,
                .correction, .at, .slash, .relativeDay, .duration,
            ]
            let after: KindSet = [
                .comma, .stop, .partOfDay, .monthName, .weakMonth, .ordinal, .at, .from, .to, .dash, .or, .and, .number,
                .cue, .filler, .the, .boundPreposition, .until, .weekday, .weakWeekday, .between, .numberWord, .slash,
                .around, .roughly, .inside, .since, .dot, .shift, .correction, .refuse, .copula,
            ]
            guard chart.previous.map({ before.contains($0.kind) }) ?? true,
                chart.next.map({ after.contains($0.kind) }) ?? true
            else { return nil }
            return chart.made(.weekday, chart.value(0))
        },
        Rule("en: may, march", .pieces, [.one(.weakMonth)]) { chart in
            let before: KindSet = [
                .of, .inside, .shift, .coming, .ordinal, .portion, .until, .boundPreposition, .from, .between, .every,
                .on, .within, .dash, .slash,
            ]
            let after: KindSet = [.ordinal, .afterNext]
            let isNamed =
                chart.previous.map { before.contains($0.kind) || isDayBefore($0) } ?? false
                || chart.next.map { after.contains($0.kind) || isDayAfter($0, chart) } ?? false
                || chart.previous == nil && (chart.next == nil || chart.next?.kind == .stop)
            return isNamed ? chart.made(.monthName, chart.value(0)) : nil
        },
    ]

    /// "5 may", but not "people 5 may": a day of the month in front.
    private static func isDayBefore(_ item: Item) -> Bool {
        item.kind == .number && item.digits <= 2 && (1...31).contains(item.value)
    }

    private static func isDayAfter(_ item: Item, _ chart: Chart) -> Bool {
        switch item.kind {
        case .number, .numberWord: (1...31).contains(item.value) || fullYear(item) != nil
        case .the: chart.next(1).map { [.ordinal, .number, .numberWord].contains($0.kind) } ?? false
        case .inside: chart.next(1).map { [.numberWord, .article, .number].contains($0.kind) } ?? false
        case .comma, .shift, .coming, .apostrophe, .dash: true
        case .to, .until, .and, .or: chart.next(1)?.kind == .monthName
        default: false
        }
    }

    /// Ordinals, years in words and lengths of time.
    static let pieces: [Rule] = [
        Rule("en: <n>th", .pieces, [.one(.number), .one(.ordinalSuffix)]) { chart in
            guard let number = chart.item(0), number.digits <= 2, chart.item(1)?.flags.contains(.spaced) == false,
                number.value >= 1
            else { return nil }
            var item = chart.made(.ordinal, Int(number.value))
            item.digits = number.digits
            return item
        },
        Rule("en: two thousand fourteen", .pieces, [.one(.numberWord), .maybe([.and]), .one(.numberWord)]) { chart in
            guard chart.value(0) == 2000, let rest = chart.value(2, in: 1...99) else { return nil }
            return chart.made(.numberWord, 2000 + rest)
        },
        Rule("en: twenty twenty-six", .pieces, [.one(.numberWord), .one(.numberWord)]) { chart in
            guard chart.value(0) == 20, let rest = chart.value(1, in: 10...99), let previous = chart.previous,
                [.ordinal, .monthName, .comma, .number, .numberWord].contains(previous.kind)
            else { return nil }
            return chart.made(.numberWord, 2000 + rest)
        },
        Rule(
            "en: a half <unit>", .pieces,
            [.any([.numberWord, .number, .article]), .maybe([.and]), .maybe([.article]), .one(.half), .any(units)]
        ) {
            chart in
            // "two and a half days", "a half hour"
            let isArticle = chart.item(0)?.kind == .article
            return duration(&chart, halves: (isArticle ? 0 : chart.value(0) * 2) + 1, unit: 4)
        },
        Rule("en: half a <unit>", .pieces, [.one(.half), .several([.article, .of]), .any(units)]) { chart in
            duration(&chart, halves: 1, unit: 2)
        },
        Rule(
            "en: <n> <units> and a half", .pieces,
            [.any([.number, .numberWord, .article]), .any(units), .one(.and), .one(.article), .one(.half)]
        ) {
            chart in duration(&chart, halves: chart.value(0) * 2 + 1, unit: 1)
        },
        Rule("en: <n>.<n> <units>", .pieces, [.one(.number), .one(.dot), .one(.number), .any(units)]) { chart in
            guard chart.value(2) == 5 || chart.value(2) == 0 else { return nil }
            return duration(&chart, halves: chart.value(0) * 2 + (chart.value(2) == 5 ? 1 : 0), unit: 3)
        },
        Rule(
            "en: a quarter of an hour", .pieces,
            [.maybe([.article]), .one(.quarterHour), .several([.of, .article]), .one(.hour)]
        ) {
            chart in seconds(chart, 900)
        },
        Rule(
            "en: three quarters of an hour", .pieces,
            [.any(numerals), .maybe([.dash]), .one(.quarterHour), .several([.of, .article]), .one(.hour)]
        ) {
            chart in
            guard let count = chart.value(0, in: 1...3) else { return nil }
            return seconds(chart, count * 900)
        },
        Rule(
            "en: 3/4 hour", .pieces,
            [.one(.number), .one(.slash), .one(.number), .several([.of, .article]), .one(.hour)]
        ) {
            chart in
            guard chart.value(2) == 4, let count = chart.value(0, in: 1...3) else { return nil }
            return seconds(chart, count * 900)
        },
        Rule(
            "en: <n> <units>", .pieces,
            [.any([.number, .numberWord, .article]), .maybe([.more, .shift]), .maybe([.dash]), .any(units)]
        ) {
            chart in
            if chart.item(1)?.kind == .shift { return nil }
            // "2 sundays" are no lengths; "a second" and 2014 neither.
            guard chart.item(0)?.digits ?? 0 < 4 else { return nil }
            return duration(&chart, halves: chart.value(0) * 2, unit: 3)
        },
        Rule("en: <n>'", .pieces, [.one(.number), .one(.apostrophe)]) { chart in
            chart.previous?.kind == .lasting ? seconds(chart, chart.value(0) * 60) : nil
        },
        Rule("en: in <n>h", .pieces, [.one(.number), .one(.hourMark)]) { chart in
            let before: KindSet = [.inside, .within, .coming]
            guard let previous = chart.previous, before.contains(previous.kind), chart.next?.kind != .number else {
                return nil
            }
            return seconds(chart, chart.value(0) * 3600)
        },
        Rule("en: h1", .pieces, [.one(.hourMark), .one(.number)]) { chart in
            guard let half = chart.value(1, in: 1...2), chart.item(1)?.digits == 1,
                chart.next?.kind != .other || chart.next?.flags.contains(.spaced) == true,
                chart.previous.map({ $0.kind != .number || fullYear($0) != nil }) ?? true
            else { return nil }
            return chart.made(.yearPart, Int((half == 1 ? YearPart.firstHalf : .secondHalf).rawValue))
        },
        Rule(
            "en: <duration> and <n> <units>", .pieces,
            [
                .one(.duration), .maybe([.and, .comma]), .any([.number, .numberWord, .article]),
                .any([.hour, .minute, .second]),
            ]
        ) { chart in
            guard let first = chart.item(0), let second = duration(&chart, halves: chart.value(2) * 2, unit: 3) else {
                return nil
            }
            if first.isSeconds {
                return second.value < first.value ? seconds(chart, Int(first.value + second.value)) : nil
            }
            switch first.unit {
            case .day: return seconds(chart, Int(first.value) * 43_200 + Int(second.value))
            case .week: return seconds(chart, Int(first.value) * 302_400 + Int(second.value))
            default: return nil
            }
        },
    ]

    static let units: KindSet = [.day, .week, .monthMeasure, .year, .hour, .minute, .second]
}
