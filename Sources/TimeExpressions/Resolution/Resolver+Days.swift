import CivilCalendar

extension Resolver {
    /// The days that a spec means when `today` is the reference; `nil` when there are none.
    func daySpan(_ spec: DaySpec, today: CivilDate) -> DaySpan? {
        switch spec {
        case .relative(let days): return .day(today.adding(days: days))
        case .weekdays(let set, let week): return weekdays(set, week: week, today: today)
        case .date(let year, let month, let day, let weekday):
            return date(year, month, day: day, weekday: weekday, today: today)
        case .lunar(let year, let month, let day, let leap):
            return lunar(year, month: month, day: day, leap: leap, today: today)
        case .festival(let id, let year): return festival(id.festival, year, today: today)
        case .holiday(let id, let year): return holiday(id.festival, year, today: today)
        case .week(let week):
            let monday = today.startOfWeek.adding(days: week * 7)
            return .span(monday, monday.adding(days: 6), .week, interval: false)
        case .weekend(let week):
            let saturday = today.startOfWeek.adding(days: (week ?? 0) * 7 + 5)
            return .span(saturday, saturday.adding(days: 1), .weekend, assumed: week == nil ? .week : [])
        case .month(let year, let month):
            guard let (first, assumed) = self.month(year, month, today: today) else { return nil }
            return .span(first, first.adding(months: 1).adding(days: -1), .month, interval: false, assumed: assumed)
        case .monthPart(let year, let month, let part):
            return monthPart(year, month, part, today: today)
        case .quarter(let year, let quarter):
            guard let first = CivilDate(year: number(year, today), month: quarter * 3 - 2, day: 1) else { return nil }
            return .span(first, first.adding(months: 3).adding(days: -1), .quarter, interval: false)
        case .year(let year):
            return months(1...12, of: number(year, today), .year, interval: false)
        case .yearPart(let year, let part): return yearPart(year, part, today: today)
        case .nthInMonth(let count, let unit, let year, let month):
            return nth(count, unit, year, month, today: today)
        case .offset(let halves, let unit): return offset(halves, unit, today: today)
        case .span(let count, let unit, let includesToday):
            return span(count, unit, includesToday: includesToday, today: today)
        case .within(let halves, let unit):
            guard let end = offset(halves, unit, today: today)?.first else { return nil }
            return .span(min(today, end), max(today, end), .day)
        case .shifted(let node, let days, let working):
            return shifted(node, by: days, working: working, today: today)
        case .counted(let node, let halves, let unit):
            guard let days = nodes[node].days, let span = daySpan(days, today: today), let first = span.first,
                var result = offset(halves, unit, today: first)
            else { return nil }
            result.assumed = span.assumed
            return result
        case .nthWeekdayAfter(let node, let count, let weekday):
            return nthWeekday(count, weekday, after: node, today: today)
        case .weekOf(let node):
            guard let days = nodes[node].days, let day = daySpan(days, today: today)?.first else { return nil }
            return .span(day.startOfWeek, day.startOfWeek.adding(days: 6), .week, interval: false)
        case .weekendOf(let node):
            guard let days = nodes[node].days, let day = daySpan(days, today: today)?.first else { return nil }
            return .span(day, day.adding(days: 1), .weekend)
        case .weekdaysIn(let node, let set): return weekdays(set, in: nodes[node], today: today)
        case .festivalAfter(let node, let festival):
            guard let days = nodes[node].days, let day = daySpan(days, today: today)?.first else { return nil }
            let dates = [day.year, day.year + 1].compactMap { festival.festival.date(in: $0) }
            return dates.first { $0 >= day }.map { .day($0) }
        case .monthOf(let node):
            guard let days = nodes[node].days, let day = daySpan(days, today: today)?.first else { return nil }
            let first = day.startOfMonth
            return .span(first, first.adding(months: 1).adding(days: -1), .month, interval: false)
        case .range(let from, let to): return range(from: nodes[from].days, to: nodes[to].days, today: today)
        case .dayClass(let dayClass, let week): return days(of: dayClass, week: week, today: today)
        case .nthOfClass(let dayClass, let count):
            return nth(count, of: dayClass, from: today).map { .day($0) }
        }
    }

    // MARK: Weeks

    private func weekdays(_ set: WeekdaySet, week: Int?, today: CivilDate) -> DaySpan? {
        let single = Weekday.allCases.filter { set.contains($0) }
        guard let weekday = single.first else { return nil }
        if single.count > 1 {
            guard let week else { return DaySpan(grain: .day, weekdays: set) }
            let monday = today.startOfWeek.adding(days: week * 7)
            let last = single.last?.rawValue ?? 7
            var span = DaySpan.span(monday.adding(days: weekday.rawValue - 1), monday.adding(days: last - 1), .day)
            span.weekdays = set
            return span
        }
        if let week {
            return .day(today.startOfWeek.adding(days: week * 7 + weekday.rawValue - 1))
        }
        var day = today.next(weekday)
        var span = DaySpan.day(day, assumed: .week)
        if day == now.date {
            // Said on the day itself: today while patients are still seen, and possibly a week from now.
            let other = day.adding(days: 7)
            if now.minuteOfDay >= conventions.clinicMinutes.upperBound {
                day = other
                span = .day(day, assumed: .week)
            } else {
                span.alternative = other...other
            }
        }
        return span
    }

    /// Days of the week within a stretch of days, from today on.
    private func weekdays(_ set: WeekdaySet, in node: TimeNode, today: CivilDate) -> DaySpan? {
        guard let spec = node.days, var span = daySpan(spec, today: today), var first = span.first, let last = span.last
        else { return nil }
        if node.bound == .after || node.bound == .since {
            first = node.bound == .after ? last.adding(days: 1) : first
            span.last = nil
        }
        first = max(first, min(today, last))
        let days = (0..<7).map { first.adding(days: $0) }.filter { set.contains($0.weekday) }
        guard let start = days.first else { return nil }
        // 月中周日 on the last day of that stretch: none is left.
        if let last = span.last, start > last { return nil }
        span.first = start
        span.weekdays = set
        span.grain = set == .saturdayAndSunday ? .weekend : .day
        span.isInterval = true
        if span.last == nil {
            // 20号以后的周末: the first of them.
            span.last = days.last.map { $0.days(since: start) > 1 ? start : $0 }
        }
        return span
    }

    private func days(of dayClass: TimeConstraint.DayClass, week: Int?, today: CivilDate) -> DaySpan {
        guard let week else { return DaySpan(grain: .day, dayClass: dayClass) }
        let monday = today.startOfWeek.adding(days: week * 7)
        var span = DaySpan.span(monday, monday.adding(days: dayClass == .working ? 4 : 6), .day)
        span.dayClass = dayClass
        return span
    }

    private func nth(_ count: Int, of dayClass: TimeConstraint.DayClass, from date: CivilDate) -> CivilDate? {
        var left = abs(count)
        var day = date
        // No calendar has a year without a working day or a day off.
        for _ in 0..<(left + 1) * 370 where left > 0 {
            day = day.adding(days: count < 0 ? -1 : 1)
            if conventions.calendar.isWorkingDay(day) == (dayClass == .working) { left -= 1 }
        }
        return left == 0 ? day : nil
    }

    // MARK: Relative to now

    private func offset(_ halves: Int, _ unit: TimeUnit, today: CivilDate) -> DaySpan? {
        switch unit {
        case .day: return .day(today.adding(days: halves / 2))
        case .workday:
            return .day(conventions.calendar.workingDay(halves / 2, from: today))
        case .week, .weekend: return .day(today.adding(days: halves * 7 / 2))
        case .month:
            // Half a month is 15 days.
            let whole = today.adding(months: halves / 2)
            return .day(halves % 2 == 0 ? whole : whole.adding(days: halves < 0 ? -15 : 15))
        case .quarter: return .day(today.adding(months: halves * 3 / 2))
        case .year: return .day(today.adding(months: halves * 6))
        case .second, .minute, .hour: return nil
        }
    }

    private func span(_ count: Int, _ unit: TimeUnit, includesToday: Bool, today: CivilDate) -> DaySpan? {
        let ahead = count > 0
        if unit == .weekend, ahead {
            let saturday = today.startOfWeek.adding(days: 5)
            return .span(saturday, saturday.adding(days: (count - 1) * 7 + 1), .weekend)
        }
        if unit == .workday, ahead {
            let first = includesToday ? today : today.adding(days: 1)
            let last = conventions.calendar.workingDay(count, from: first.adding(days: -1))
            var result = DaySpan.span(first, last, .day)
            result.dayClass = .working
            return result
        }
        guard let end = offset(count * 2, unit, today: today)?.first else { return nil }
        if ahead {
            return includesToday
                ? .span(today, end.adding(days: -1), .day) : .span(today.adding(days: 1), end, .day)
        }
        return includesToday ? .span(end.adding(days: 1), today, .day) : .span(end, today.adding(days: -1), .day)
    }

    // MARK: Relative to other days

    private func shifted(_ node: Int, by days: Int, working: Bool, today: CivilDate) -> DaySpan? {
        let base = nodes[node]
        guard let spec = base.days, let span = daySpan(spec, today: today), var first = span.first,
            var last = span.last
        else { return nil }
        if working, case .festival(let id, _) = spec,
            let holiday = id.festival.holidaySpan(in: first.year, calendar: conventions.calendar)
        {
            // 国庆后第一个工作日 counts from the end of the holiday.
            (first, last) = (holiday.lowerBound, holiday.upperBound)
        }
        let edge = days < 0 ? first : last
        if working {
            return nth(days, of: .working, from: edge).map { .day($0, assumed: span.assumed) }
        }
        return .day(edge.adding(days: days), assumed: span.assumed)
    }

    private func nthWeekday(_ count: Int, _ weekday: Weekday, after node: Int, today: CivilDate) -> DaySpan? {
        guard let spec = nodes[node].days, let span = daySpan(spec, today: today), var first = span.first,
            var last = span.last
        else { return nil }
        if case .festival(let id, _) = spec,
            let holiday = id.festival.holidaySpan(in: first.year, calendar: conventions.calendar)
        {
            (first, last) = (holiday.lowerBound, holiday.upperBound)
        }
        if count > 0 {
            return .day(
                last.adding(days: 1).next(weekday).adding(days: (count - 1) * 7), assumed: span.assumed)
        }
        let before = first.adding(days: -7).next(weekday)
        return .day(before.adding(days: (count + 1) * 7), assumed: span.assumed)
    }

    // MARK: Ranges of days

    private func range(from: DaySpec?, to: DaySpec?, today: CivilDate) -> DaySpan? {
        guard let from, let to else { return nil }
        let (left, right) = inherited(from, to)
        guard var start = daySpan(left, today: today), var first = start.first else { return nil }
        let isWeekday = if case .weekdays = left { true } else { false }
        guard var end = daySpan(right, today: today), var last = end.last else { return nil }
        if !end.assumed.isEmpty, start.assumed.isEmpty || isWeekday, first > today {
            guard let later = daySpan(right, today: first), let day = later.last else { return nil }
            end = later
            last = day
        }
        if first > last, !start.assumed.isEmpty {
            // Both ends are "the next to come" but in the wrong order: the range holds today, or lies in the last
            // year before its end.
            var back = today
            for _ in 0..<24 where first > last {
                back = back.adding(months: start.assumed.contains(.month) ? -1 : -12)
                guard let earlier = daySpan(left, today: back), let day = earlier.first else { return nil }
                start = earlier
                first = day
            }
        } else if first > last {
            guard let later = daySpan(right, today: first), let day = later.last else { return nil }
            end = later
            last = day
        }
        guard first <= last else { return nil }
        let grain: TimeReading.Grain = start.grain == end.grain ? end.grain : .day
        return .span(first, last, grain, assumed: start.assumed.union(end.assumed))
    }

    /// Both ends with what one says and the other leaves out: 12月3号到5号, 下周三到周五.
    private func inherited(_ from: DaySpec, _ to: DaySpec) -> (DaySpec, DaySpec) {
        switch (from, to) {
        case (.date(let year, let month, let day, let weekday), .date(.unstated, let endMonth, let endDay, let other)):
            if case .unstated = endMonth {
                return (from, .date(year, month, day: endDay, weekday: other))
            }
            if case .unstated = month, day <= endDay {
                return (.date(year, endMonth, day: day, weekday: weekday), to)
            }
            if case .absolute(let number) = year, case .number(let first) = month, case .number(let last) = endMonth {
                let endYear = YearSpec.absolute(last < first ? number + 1 : number)
                return (from, .date(endYear, endMonth, day: endDay, weekday: other))
            }
            return (from, to)
        case (.date(.unstated, .unstated, let day, let weekday), .date(let year, let month, let endDay, _))
        where day <= endDay:
            return (.date(year, month, day: day, weekday: weekday), to)
        case (.date(.unstated, let month, let day, let weekday), .date(.absolute(let year), let endMonth, _, _)):
            if case .number(let first) = month, case .number(let last) = endMonth {
                return (.date(.absolute(first > last ? year - 1 : year), month, day: day, weekday: weekday), to)
            }
            return (from, to)
        case (.month(let year, .number(let first)), .month(.unstated, .number(let last))):
            if case .unstated = year { return (from, to) }
            if case .absolute(let number) = year {
                return (from, .month(.absolute(last < first ? number + 1 : number), .number(last)))
            }
            return (from, .month(year, .number(last)))
        case (.weekdays(let first, week: nil), .weekdays(let last, let week?)) where first.rawValue < last.rawValue:
            return (.weekdays(first, week: week), to)
        case (.weekdays(let first, let week?), .weekdays(let last, week: nil)):
            return (from, .weekdays(last, week: last.rawValue < first.rawValue ? week + 1 : week))
        case (.lunar(let year, let month, _, let leap), .lunar(.unstated, month: 0, let day, _)):
            return (from, .lunar(year, month: month, day: day, leap: leap))
        default: return (from, to)
        }
    }
}
