/// What somebody asked for in time, as constraints on bookable time rather than as one instant.
///
/// A moment is wanted when at least one of `anyOf` admits it (or `anyOf` is empty) and none of `except` does.
/// "周三或周四下午" is two constraints in `anyOf`; "除了周五" is one in `except`; "最早" is only an `order`.
public struct TimeWish: Hashable, Sendable, Codable {
    /// Alternatives; empty means any time.
    public var anyOf: [TimeConstraint]
    /// What is ruled out.
    public var except: [TimeConstraint]
    /// Which of several fitting times is preferred.
    public var order: TimeOrder?

    /// Makes a wish.
    public init(anyOf: [TimeConstraint] = [], except: [TimeConstraint] = [], order: TimeOrder? = nil) {
        self.anyOf = anyOf
        self.except = except
        self.order = order
    }

    /// Whether nothing at all is asked.
    public var isEmpty: Bool { anyOf.isEmpty && except.isEmpty && order == nil }

    /// Whether a visit that starts at this moment is wanted.
    public func admits(_ moment: CivilMoment, calendar: WorkCalendar = WorkCalendar()) -> Bool {
        if except.contains(where: { $0.admits(moment, calendar: calendar) }) { return false }
        return anyOf.isEmpty || anyOf.contains { $0.admits(moment, calendar: calendar) }
    }
}

/// Which of several fitting times is preferred.
public enum TimeOrder: String, Hashable, Sendable, Codable {
    /// 最早, 越快越好, as soon as possible.
    case earliest
    /// 晚一点的, 越晚越好, the later the better.
    case latest
}

/// One conjunction of constraints on time: a span of days, days of the week, a class of day and hours of the day.
///
/// Every part that is `nil` is open. Days and clock are kept apart so that a later "下午呢" can replace the clock and
/// keep the days.
public struct TimeConstraint: Hashable, Sendable, Codable {
    /// Whether working days or days off are meant.
    public enum DayClass: String, Hashable, Sendable, Codable {
        /// 工作日, a working day by the calendar with 调休.
        case working
        /// 休息日, 节假日: any day that is not worked.
        case off
    }

    /// First day, inclusive.
    public var firstDay: CivilDate?
    /// Last day, inclusive.
    public var lastDay: CivilDate?
    /// Days of the week.
    public var weekdays: WeekdaySet?
    /// Working days or days off.
    public var dayClass: DayClass?
    /// First minute of the day, inclusive, 0..<1440.
    public var fromMinute: Int?
    /// End minute of the day, exclusive, 1...1440.
    public var toMinute: Int?
    /// The minute of the day that was named as a point ("三点", "两点半左右"): nearest first, `fromMinute` and
    /// `toMinute` then bound what still counts as that time.
    public var aroundMinute: Int?

    /// Makes a constraint; what is left out is open.
    public init(
        firstDay: CivilDate? = nil, lastDay: CivilDate? = nil, weekdays: WeekdaySet? = nil, dayClass: DayClass? = nil,
        fromMinute: Int? = nil, toMinute: Int? = nil, aroundMinute: Int? = nil
    ) {
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.weekdays = weekdays
        self.dayClass = dayClass
        self.fromMinute = fromMinute
        self.toMinute = toMinute
        self.aroundMinute = aroundMinute
    }

    /// Whether days are constrained.
    public var hasDays: Bool { firstDay != nil || lastDay != nil || weekdays != nil || dayClass != nil }
    /// Whether hours are constrained.
    public var hasClock: Bool { fromMinute != nil || toMinute != nil || aroundMinute != nil }

    /// Whether the day satisfies the day parts.
    public func admits(day: CivilDate, calendar: WorkCalendar) -> Bool {
        if let firstDay, day < firstDay { return false }
        if let lastDay, day > lastDay { return false }
        if let weekdays, !weekdays.contains(day.weekday) { return false }
        switch dayClass {
        case .working?: return calendar.isWorkingDay(day)
        case .off?: return !calendar.isWorkingDay(day)
        case nil: return true
        }
    }

    /// Whether the minute of the day lies within the hours; `aroundMinute` alone does not exclude.
    public func admits(minuteOfDay minute: Int) -> Bool {
        if let fromMinute, minute < fromMinute { return false }
        if let toMinute, minute >= toMinute { return false }
        return true
    }

    /// Whether a visit that starts at this moment satisfies the constraint.
    public func admits(_ moment: CivilMoment, calendar: WorkCalendar) -> Bool {
        admits(minuteOfDay: moment.minuteOfDay) && admits(day: moment.date, calendar: calendar)
    }
}
