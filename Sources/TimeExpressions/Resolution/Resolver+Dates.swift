import CivilCalendar

extension Resolver {
    // MARK: Dates

    func number(_ year: YearSpec, _ today: CivilDate) -> Int {
        switch year {
        case .unstated: today.year
        case .absolute(let year): year
        case .relative(let years): today.year + years
        case .lastTime: today.year - 1
        }
    }

    func date(_ year: YearSpec, _ month: MonthSpec, day: Int, weekday: Weekday?, today: CivilDate) -> DaySpan? {
        if case .number(let month) = month {
            guard case .unstated = year else {
                return CivilDate(year: number(year, today), month: month, day: day).map { .day($0) }
            }
            return dayOfYear(month, day, weekday, today)
        }
        if case .relative(let months) = month {
            let base = today.startOfMonth.adding(months: months)
            let shifted = if case .relative(let years) = year { base.adding(months: years * 12) } else { base }
            return CivilDate(year: shifted.year, month: shifted.month, day: day).map { .day($0) }
        }
        return dayOfMonth(day, weekday, today)
    }

    /// 3月5日 without a year: the next to come, in a year that has the day; a weekday said with it may point to this
    /// year's even when it is over.
    private func dayOfYear(_ month: Int, _ day: Int, _ weekday: Weekday?, _ today: CivilDate) -> DaySpan? {
        let year = today.year
        if let weekday {
            for candidate in [year, year + 1, year - 1] {
                if let date = CivilDate(year: candidate, month: month, day: day), date.weekday == weekday {
                    return .day(date, assumed: .year)
                }
            }
        }
        for candidate in year...(year + 8) {
            if let date = CivilDate(year: candidate, month: month, day: day), date >= today {
                return .day(date, assumed: .year)
            }
        }
        return nil
    }

    /// 15号 without a month: the next to come, in a month that has the day.
    private func dayOfMonth(_ day: Int, _ weekday: Weekday?, _ today: CivilDate) -> DaySpan? {
        var first: CivilDate?
        if let weekday, let date = CivilDate(year: today.year, month: today.month, day: day), date.weekday == weekday {
            // "Thursday the 21st" fits the running month even when it is over.
            return .day(date, assumed: .month)
        }
        for months in 0...12 {
            let base = today.startOfMonth.adding(months: months)
            guard let date = CivilDate(year: base.year, month: base.month, day: day), date >= today else { continue }
            if weekday == nil || date.weekday == weekday { return .day(date, assumed: .month) }
            if first == nil { first = date }
        }
        return first.map { .day($0, assumed: .month) }
    }

    func lunar(_ year: YearSpec, month: Int, day: Int, leap: Bool, today: CivilDate) -> DaySpan? {
        if month == 0 {
            // 初五 alone: of the next lunar month that has it still to come.
            for lunarYear in [today.year - 1, today.year] {
                for month in 1...12 {
                    if let date = LunarCalendar.date(year: lunarYear, month: month, day: day), date >= today {
                        return .day(date, assumed: .month)
                    }
                }
            }
            return nil
        }
        guard case .unstated = year else {
            return LunarCalendar.date(year: number(year, today), month: month, day: day, leap: leap).map { .day($0) }
        }
        for lunarYear in (today.year - 1)...(today.year + 3) {
            if let date = LunarCalendar.date(year: lunarYear, month: month, day: day, leap: leap), date >= today {
                return .day(date, assumed: .year)
            }
        }
        return nil
    }

    func festival(_ festival: Festival, _ year: YearSpec, today: CivilDate) -> DaySpan? {
        if case .lastTime = year, let date = festival.date(in: today.year), date < today { return .day(date) }
        guard case .unstated = year else {
            return festival.date(in: number(year, today)).map { .day($0) }
        }
        for candidate in (today.year)...(today.year + 1) {
            if let date = festival.date(in: candidate), date >= today { return .day(date, assumed: .year) }
        }
        return nil
    }

    /// The days off around a festival; a holiday that is still running counts as the next.
    func holiday(_ festival: Festival, _ year: YearSpec, today: CivilDate) -> DaySpan? {
        let years: [Int]
        if case .unstated = year { years = [today.year, today.year + 1] } else { years = [number(year, today)] }
        for candidate in years {
            guard let span = festival.holidaySpan(in: candidate, calendar: conventions.calendar),
                span.upperBound >= today || years.count == 1
            else { continue }
            return .span(span.lowerBound, span.upperBound, .day, assumed: years.count == 1 ? [] : .year)
        }
        return nil
    }

    // MARK: Months and years

    /// The first day of a month; without a year the running month or the next to come.
    func month(_ year: YearSpec, _ month: MonthSpec, today: CivilDate) -> (CivilDate, Assumptions)? {
        switch month {
        case .unstated:
            guard case .unstated = year else {
                return CivilDate(year: number(year, today), month: today.month, day: 1).map { ($0, .month) }
            }
            return (today.startOfMonth, .month)
        case .relative(let months):
            let base = today.startOfMonth.adding(months: months)
            if case .relative(let years) = year { return (base.adding(months: years * 12), []) }
            return (base, [])
        case .number(let number):
            if case .lastTime = year, number < today.month {
                return CivilDate(year: today.year, month: number, day: 1).map { ($0, []) }
            }
            guard case .unstated = year else {
                return CivilDate(year: self.number(year, today), month: number, day: 1).map { ($0, []) }
            }
            return CivilDate(year: number < today.month ? today.year + 1 : today.year, month: number, day: 1)
                .map { ($0, .year) }
        }
    }

    /// The days of a part of a month, by thirds; halves for 上半月.
    static func days(of part: MonthPart, length: Int) -> ClosedRange<Int> {
        switch part {
        case .early: 1...10
        case .middle: 11...20
        case .late, .end: 21...length
        case .firstHalf: 1...15
        case .secondHalf: 16...length
        }
    }

    func monthPart(_ year: YearSpec, _ month: MonthSpec, _ part: MonthPart, today: CivilDate) -> DaySpan? {
        guard let (start, assumed) = self.month(year, month, today: today) else { return nil }
        var first = start
        var days = Resolver.days(of: part, length: CivilDate.daysIn(month: first.month, year: first.year))
        if assumed.contains(.month), first.adding(days: days.upperBound - 1) < today {
            first = first.adding(months: 1)
            days = Resolver.days(of: part, length: CivilDate.daysIn(month: first.month, year: first.year))
        } else if assumed.contains(.year), first.adding(days: days.upperBound - 1) < today {
            first = first.adding(months: 12)
            days = Resolver.days(of: part, length: CivilDate.daysIn(month: first.month, year: first.year))
        }
        return .span(
            first.adding(days: days.lowerBound - 1), first.adding(days: days.upperBound - 1), .tenDays,
            assumed: assumed)
    }

    func months(
        _ months: ClosedRange<Int>, of year: Int, _ grain: TimeReading.Grain, interval: Bool = true
    ) -> DaySpan? {
        guard let first = CivilDate(year: year, month: months.lowerBound, day: 1) else { return nil }
        return .span(first, first.adding(months: months.count).adding(days: -1), grain, interval: interval)
    }

    func yearPart(_ year: YearSpec, _ part: YearPart, today: CivilDate) -> DaySpan? {
        let range: ClosedRange<Int> =
            switch part {
            case .early: 1...2
            case .middle: 6...7
            case .end: 11...12
            case .firstHalf: 1...6
            case .secondHalf: 7...12
            }
        var number = number(year, today)
        if case .unstated = year, range.upperBound < today.month { number += 1 }
        var span = months(range, of: number, .month)
        if case .unstated = year { span?.assumed = .year }
        return span
    }

    // MARK: The n-th of a month

    func nth(_ count: Int, _ unit: NthUnit, _ year: YearSpec, _ month: MonthSpec, today: CivilDate) -> DaySpan? {
        guard let (start, assumed) = self.month(year, month, today: today) else { return nil }
        guard let span = nth(count, unit, in: start) else { return nil }
        if let last = span.last, last < today, !assumed.isEmpty {
            return nth(count, unit, in: start.adding(months: assumed.contains(.year) ? 12 : 1)).map {
                var later = $0
                later.assumed = assumed
                return later
            }
        }
        var result = span
        result.assumed = assumed
        return result
    }

    private func nth(_ count: Int, _ unit: NthUnit, in first: CivilDate) -> DaySpan? {
        let length = CivilDate.daysIn(month: first.month, year: first.year)
        let last = first.adding(days: length - 1)
        switch unit {
        case .weekday(let weekday):
            return CivilDate.nth(count, weekday, month: first.month, year: first.year).map { .day($0) }
        case .day:
            let day = count > 0 ? count : length + count + 1
            return (1...length).contains(day) ? .day(first.adding(days: day - 1)) : nil
        case .days(1): return .day(count > 0 ? first : last)
        case .days(let many):
            return count > 0
                ? .span(first, first.adding(days: many - 1), .day)
                : .span(last.adding(days: 1 - many), last, .day)
        case .workday:
            let edge = count > 0 ? first.adding(days: -1) : last.adding(days: 1)
            return .day(conventions.calendar.workingDay(count, from: edge))
        case .week:
            // The first full week is week 1; the last week is the last full one.
            let monday =
                count > 0
                ? first.next(.monday).adding(days: (count - 1) * 7)
                : last.adding(days: -6).startOfWeek.adding(days: (count + 1) * 7)
            return .span(monday, monday.adding(days: 6), .week, interval: false)
        case .dayOfWeek(let weekday):
            return nth(count, .week, in: first)?.first.map { .day($0.adding(days: weekday.rawValue - 1)) }
        case .weekend:
            guard let saturday = CivilDate.nth(count, .saturday, month: first.month, year: first.year) else {
                return nil
            }
            return .span(saturday, saturday.adding(days: 1), .weekend)
        }
    }
}
