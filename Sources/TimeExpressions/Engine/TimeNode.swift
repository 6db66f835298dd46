import CivilCalendar

/// A year as it was said.
enum YearSpec: Sendable, Hashable {
    case unstated
    case absolute(Int)
    /// Years from the running one.
    case relative(Int)
    /// The year of the last time it was: last Christmas.
    case lastTime
}

/// A month as it was said.
enum MonthSpec: Sendable, Hashable {
    case unstated
    case number(Int)
    /// Months from the running one.
    case relative(Int)
}

/// A unit of time in which people count.
enum TimeUnit: Int32, Sendable {
    case second, minute, hour, day, workday, week, month, quarter, year, weekend
}

/// A part of a month.
enum MonthPart: Int32, Sendable {
    case early, middle, late, firstHalf, secondHalf, end
}

/// A part of a year.
enum YearPart: Int32, Sendable {
    case early, middle, end, firstHalf, secondHalf
}

/// Which days are meant, before any reference moment is known.
enum DaySpec: Sendable {
    /// Days from today.
    case relative(Int)
    /// Days of the week; weeks from the running one, or `nil` when no week was said.
    case weekdays(WeekdaySet, week: Int?)
    /// A day of a month; the weekday that was said with it settles the year.
    case date(YearSpec, MonthSpec, day: Int, weekday: Weekday?)
    /// A day of the lunar calendar; day 30 stands for the last one.
    case lunar(YearSpec, month: Int, day: Int, leap: Bool)
    case festival(FestivalID, YearSpec)
    /// The days off that belong to a festival.
    case holiday(FestivalID, YearSpec)
    /// Weeks from the running one.
    case week(Int)
    /// Weekends from the running week's; `nil` when no week was said.
    case weekend(Int?)
    case month(YearSpec, MonthSpec)
    case monthPart(YearSpec, MonthSpec, MonthPart)
    case quarter(YearSpec, Int)
    case year(YearSpec)
    case yearPart(YearSpec, YearPart)
    /// The n-th weekday, week, weekend or day of a month, from the end when negative; with `count` > 1 so many days.
    case nthInMonth(Int, NthUnit, YearSpec, MonthSpec)
    /// Half units from now: 3 half months ahead.
    case offset(halves: Int, TimeUnit)
    /// So many units from tomorrow or, when `includesToday`, from today; past when negative.
    case span(Int, TimeUnit, includesToday: Bool)
    /// From now until so many half units ahead.
    case within(halves: Int, TimeUnit)
    /// Days from the days of another node; working days when `working`. Counted from its end, or from its start when
    /// negative.
    case shifted(node: Int, by: Int, working: Bool)
    /// Half units counted from the first day of another node: two weeks from Tuesday.
    case counted(node: Int, halves: Int, TimeUnit)
    /// The n-th day of the week after another node's days (before when negative).
    case nthWeekdayAfter(node: Int, Int, Weekday)
    /// A week that starts with or holds another node's first day.
    case weekOf(node: Int)
    /// The weekend that starts with another node's first day.
    case weekendOf(node: Int)
    /// The days of the week that lie within another node's days, its bound counted in: 12月的周三, 20号以后的周末.
    case weekdaysIn(node: Int, WeekdaySet)
    /// The first date of a festival on or after another node's first day: Easter in a year.
    case festivalAfter(node: Int, FestivalID)
    /// The month that holds another node's first day.
    case monthOf(node: Int)
    /// From the days of one node to those of another, both included.
    case range(from: Int, to: Int)
    /// Working days or days off, in the week given or in any.
    case dayClass(TimeConstraint.DayClass, week: Int?)
    /// The n-th working day (or day off) from today on; 1 is the first one after today.
    case nthOfClass(TimeConstraint.DayClass, Int)
}

extension DaySpec {
    /// Whether it runs from one node's days to another's.
    var isRange: Bool {
        if case .range = self { true } else { false }
    }
}

/// What is counted within a month.
enum NthUnit: Sendable, Hashable {
    case weekday(Weekday)
    case week
    /// A day of the n-th week.
    case dayOfWeek(Weekday)
    case weekend
    case day
    case workday
    /// The first or last so many days.
    case days(Int)
}

/// A time of day as it was said.
struct ClockPoint: Sendable, Hashable {
    /// How the hour has to be read.
    enum Style: Sendable {
        /// May be the hour named or twelve hours later.
        case twelveHour
        /// Settled: written with 24 hours, am or pm.
        case settled
        /// The start or end of the working day, as the hospital's conventions have it.
        case startOfWork, endOfWork
        /// The hour that it is now.
        case sameAsNow
        /// The hour before which it is too early, or after which it is too late.
        case notEarly, notLate
    }

    /// Minutes since midnight as said; beyond 1440 for the small hours of the next day.
    var minute: Int
    /// Seconds of the minute.
    var second = 0
    var style: Style
    var grain: TimeReading.Grain

    /// Whether only 别太早 or 别太晚 was said.
    var isLoose: Bool { style == .notEarly || style == .notLate }
}

/// On which side of the named time the wish lies.
enum Bound: Sendable {
    case none
    /// 三点以后: what was named is the start.
    case after
    /// 周五之前: what was named is the end.
    case before
    /// 周五起: what was named is the start and belongs to it.
    case since
    /// 截至周五: what was named is the end and belongs to it.
    case until
}

/// What one phrase means, before any reference moment is known. Every part may be missing.
struct TimeNode: Sendable {
    var days: DaySpec?
    var part: PartOfDay?
    var start: ClockPoint?
    /// The end of a range of hours.
    var end: ClockPoint?
    /// The part of the day that was said with the end.
    var endPart: PartOfDay?
    /// The end of the range lies on other days (`end` is then a time of that node).
    var endNode: Int?
    var bound = Bound.none
    /// 左右, 来钟: the hour is not exact.
    var isRough = false
    /// 每周二: the days repeat.
    var repeats = false
    /// Seconds from now, for 半小时后; days are then empty.
    var offsetSeconds: Int?
    /// A span of so many seconds that starts (or, when negative, ends) now.
    var spanSeconds: Int?
    /// 现在.
    var isNow = false

    /// Whether hours are named.
    var hasClock: Bool { part != nil || start != nil }
    /// Whether the node is complete in itself and takes no further part.
    var isAbsolute: Bool { offsetSeconds != nil || spanSeconds != nil || isNow || endNode != nil }
}
