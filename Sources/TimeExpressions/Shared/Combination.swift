import CivilCalendar

/// How two parts of one wish become one: "下周三" and "上午", "3pm" and "Friday".
enum Combination {
    /// The two nodes as one, or `nil` when both say the same thing differently and stay two alternatives.
    /// - Parameter apart: A comma stands between them: a week then no longer belongs to the weekday before it
    ///   (除了周一，下周都可以).
    static func of(_ left: TimeNode, _ right: TimeNode, apart: Bool = false) -> TimeNode? {
        if left.isAbsolute || right.isAbsolute { return nil }
        guard left.bound == .none || right.bound == .none else { return bounds(left, right) }
        // A bound belongs to hours; days that stand apart do not move it.
        if left.bound != .none, left.days != nil || right.hasClock { return nil }
        if right.bound != .none, right.days != nil || left.hasClock { return nil }
        var result = left
        result.repeats = left.repeats || right.repeats
        result.isRough = left.isRough || right.isRough
        if right.bound != .none { result.bound = right.bound }
        switch (left.days, right.days) {
        case (nil, let days): result.days = days
        case (_, nil): break
        case (let first?, let second?):
            guard !left.hasClock || !right.hasClock, let both = days(first, second) else { return nil }
            if apart, case .weekdays = first, case .week = second { return nil }
            result.days = both
        }
        if left.hasClock, right.hasClock { return hours(left, right, into: result) }
        if right.hasClock {
            result.part = right.part
            result.start = right.start
            result.end = right.end
            result.endPart = right.endPart
        }
        return result
    }

    /// A part of the day with a clock time, in either order.
    private static func hours(_ left: TimeNode, _ right: TimeNode, into node: TimeNode) -> TimeNode? {
        var result = node
        if left.start == nil, right.start != nil {
            guard right.part == nil || right.part == left.part else { return nil }
            result.start = right.start
            result.end = right.end
            result.endPart = right.endPart
            result.part = left.part
            return result
        }
        if left.start != nil, right.start == nil, left.part == nil {
            result.part = right.part
            return result
        }
        return left.start == nil && right.start == nil && left.part == right.part ? result : nil
    }

    /// 三点以后五点以前: two bounds make a range.
    private static func bounds(_ left: TimeNode, _ right: TimeNode) -> TimeNode? {
        guard left.bound == .after || left.bound == .since, right.bound == .before || right.bound == .until,
            left.end == nil, right.end == nil, let start = left.start, let end = right.start, right.days == nil
        else { return nil }
        var result = left
        result.bound = .none
        result.start = start
        result.end = end
        result.endPart = right.part
        return result
    }

    /// Two specs of days as one.
    static func days(_ left: DaySpec, _ right: DaySpec) -> DaySpec? {
        finer(left, right) ?? finer(right, left)
    }

    /// A coarse spec, and a fine one that lies in it.
    private static func finer(_ coarse: DaySpec, _ fine: DaySpec) -> DaySpec? {
        switch (coarse, fine) {
        case (.week(let week), .weekdays(let set, week: nil)): return .weekdays(set, week: week)
        case (.offset(let halves, .week), .weekdays(let set, week: nil)) where halves % 2 == 0:
            return .weekdays(set, week: halves / 2)
        case (.week(let week), .relative(let days)): return .relative(week * 7 + days)
        case (.offset, .relative(0)): return coarse
        case (.week(let week), .weekend(nil)): return .weekend(week)
        case (.week(let week), .dayClass(let dayClass, week: nil)): return .dayClass(dayClass, week: week)
        case (.date(let year, let month, let day, nil), .weekdays(let set, _)):
            guard let weekday = set.single else { return nil }
            return .date(year, month, day: day, weekday: weekday)
        case (.month(let year, let month), .date(.unstated, .unstated, let day, let weekday)):
            return .date(year, month, day: day, weekday: weekday)
        case (.month(let year, let month), .monthPart(.unstated, .unstated, let part)):
            return .monthPart(year, month, part)
        case (.nthInMonth(let count, .week, let year, let month), .weekdays(let set, week: nil)):
            guard let weekday = set.single else { return nil }
            return .nthInMonth(count, .dayOfWeek(weekday), year, month)
        case (.month(let year, let month), .nthInMonth(let count, let unit, .unstated, .unstated)):
            return .nthInMonth(count, unit, year, month)
        case (.year(let year), .month(.unstated, let month)): return .month(year, month)
        case (.year(let year), .date(.unstated, let month, let day, let weekday)):
            if case .unstated = month { return nil }
            return .date(year, month, day: day, weekday: weekday)
        case (.year(let year), .monthPart(.unstated, let month, let part)):
            if case .unstated = month { return nil }
            return .monthPart(year, month, part)
        case (.year(let year), .festival(let festival, .unstated)): return .festival(festival, year)
        case (.year(let year), .lunar(.unstated, let month, let day, let leap)):
            return .lunar(year, month: month, day: day, leap: leap)
        case (.year(let year), .quarter(.unstated, let quarter)): return .quarter(year, quarter)
        case (.year(let year), .yearPart(.unstated, let part)): return .yearPart(year, part)
        case (.year(let year), .nthInMonth(let count, let unit, .unstated, let month)):
            return .nthInMonth(count, unit, year, month)
        // 今天周三, 明天3月5号: said twice; the calendar date is the more exact.
        case (.relative, .weekdays(_, week: nil)): return coarse
        case (.relative, .date): return fine
        case (.date, .festival): return coarse
        default: return nil
        }
    }
}

extension WeekdaySet {
    /// The only day of the set; `nil` when there are several or none.
    var single: Weekday? {
        rawValue.nonzeroBitCount == 1 ? Weekday(rawValue: rawValue.trailingZeroBitCount + 1) : nil
    }
}
