import CivilCalendar

/// One place in a text that speaks about time, with everything it can mean.
public struct TimeMention: Hashable, Sendable {
    /// Where it stands, in UTF-8 bytes of the text that was given.
    public var range: Range<Int>
    /// Readings, the likeliest first; never empty.
    public var readings: [TimeReading]
    /// Names of the rules that fired, in order; for the trace.
    public var rules: [String]

    /// Makes a mention.
    public init(range: Range<Int>, readings: [TimeReading], rules: [String]) {
        self.range = range
        self.readings = readings
        self.rules = rules
    }
}

/// One meaning of a time expression.
public struct TimeReading: Hashable, Sendable {
    /// How fine the expression is.
    public enum Grain: String, Hashable, Sendable, Codable {
        case second, minute, hour
        case partOfDay = "part_of_day"
        case day, weekend, week
        case tenDays = "ten_days"
        case month, quarter, year
    }

    /// What sort of expression it is.
    public enum Kind: String, Hashable, Sendable, Codable {
        /// One point, or one calendar unit (a day, a week).
        case instant
        /// A stated span.
        case interval
        /// From a bound on (三点以后).
        case openAfter = "open_after"
        /// Up to a bound (周五之前).
        case openBefore = "open_before"
        /// A set that repeats (每周二, 工作日).
        case recurring
        /// Only an order (最早, as soon as possible).
        case order
        /// Only a time that is ruled out (周五不行); `from` and `to` are those of that time.
        case exclusion
    }

    /// A part of the reading that nobody said and a convention supplied.
    public enum Assumption: String, Hashable, Sendable, Codable, CaseIterable {
        /// The year was supplied.
        case year
        /// The month was supplied.
        case month
        /// The day was supplied ("三点" is today or tomorrow).
        case day
        /// The week was supplied (a bare weekday is the next one).
        case week
        /// Morning or afternoon was supplied from clinic hours.
        case meridiem
        /// The hour was supplied that is meant by "not too early" or "not too late"; who says so only prefers it.
        case looseBound
    }

    /// The constraint on bookable time.
    public var wish: TimeWish
    /// First moment, inclusive; `nil` when open or when there is only an order.
    public var from: CivilMoment?
    /// End, exclusive; `nil` for a clock point and for open ends.
    public var to: CivilMoment?
    /// How fine it is.
    public var grain: Grain
    /// What sort it is.
    public var kind: Kind
    /// What was supplied by convention.
    public var assumed: Set<Assumption>
    /// Whether it lies wholly before now.
    public var isPast: Bool

    /// Makes a reading.
    public init(
        wish: TimeWish, from: CivilMoment?, to: CivilMoment?, grain: Grain, kind: Kind,
        assumed: Set<Assumption> = [], isPast: Bool = false
    ) {
        self.wish = wish
        self.from = from
        self.to = to
        self.grain = grain
        self.kind = kind
        self.assumed = assumed
        self.isPast = isPast
    }
}

extension Sequence<TimeMention> {
    /// The mention that says most: one with days and hours before one that has either; of equals, the longest.
    public var fullest: TimeMention? {
        self.max { ($0.weight, $0.range.count) < ($1.weight, $1.range.count) }
    }
}

extension TimeMention {
    fileprivate var weight: Int {
        guard let reading = readings.first, reading.from != nil || reading.to != nil else { return 0 }
        return reading.wish.anyOf.contains { $0.hasDays && $0.hasClock } ? 2 : 1
    }
}
