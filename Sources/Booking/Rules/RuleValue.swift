import CivilCalendar

/// What a parameter of the rules is set to.
public enum RuleValue: Hashable, Sendable {
    /// A count, or a length in the parameter's own unit.
    case number(Int)
    case flag(Bool)
    /// Minutes since midnight, 0...1440; 1440 is the midnight at the day's end.
    case clock(Int)
    case weekday(Weekday)
    /// Spans of every day.
    case hours([DailySpan])
    case deadline(RuleDeadline)
    case window(PenaltyWindow)
    case steps([PenaltyStep])
    case recycling(Recycling)
    /// One or several words.
    case words([String])
    /// Said to be without limit, where a wider scope has one.
    case unlimited
}

/// A span of every day, in minutes since midnight; one that ends before it begins goes over midnight.
public struct DailySpan: Hashable, Sendable {
    /// First minute, 0..<1440.
    public var from: Int
    /// End minute, exclusive, 1...1440.
    public var to: Int

    /// Makes a span.
    public init(from: Int, to: Int) {
        self.from = from
        self.to = to
    }

    /// Whether a second of the day lies in the span.
    public func contains(second: Int) -> Bool {
        let (from, to) = (from * 60, to * 60)
        return from < to ? second >= from && second < to : second >= from || second < to
    }
}

/// Until when something can be done before a visit; the instant itself is too late.
public enum RuleDeadline: Hashable, Sendable {
    /// So many minutes before the visit starts.
    case minutes(Int)
    /// At a minute (0...1440) of the day that lies so many days, or working days, before the day of the visit.
    case days(Int, working: Bool, minute: Int)

    /// The first instant at which it is too late for a visit that starts then.
    public func instant(before start: CivilMoment, calendar: WorkCalendar, zone: CivilZone) -> Instant {
        switch self {
        case .minutes(let minutes):
            return zone.instant(of: start).adding(seconds: -60 * minutes)
        case .days(let days, let working, let minute):
            let day = working ? calendar.workingDay(-days, from: start.date) : start.date.adding(days: -days)
            return zone.instant(of: CivilMoment(date: day, second: minute * 60))
        }
    }
}

/// Over which time strikes are counted together.
public enum PenaltyWindow: Hashable, Sendable {
    /// The days up to and including the day of the newest strike.
    case rolling(days: Int)
    /// Days that begin with the first strike; the first after them begins anew.
    case fromFirst(days: Int)
    case calendarMonth
    case calendarYear
}

/// What so many strikes lead to.
public struct PenaltyStep: Hashable, Sendable {
    /// How long a restriction lasts; it ends at midnight.
    public enum Span: Hashable, Sendable {
        case days(Int)
        case months(Int)
        case restOfMonth
    }

    /// Strikes in the window, 1 or more.
    public var count: Int
    /// How long the patient is restricted, from the day of the last of them.
    public var span: Span

    /// Makes a step.
    public init(count: Int, span: Span) {
        self.count = count
        self.span = span
    }

    /// The first instant after the restriction that a strike on that day leads to.
    public func end(from day: CivilDate, zone: CivilZone) -> Instant {
        let end =
            switch span {
            case .days(let days): day.adding(days: days)
            case .months(let months): day.adding(months: months)
            case .restOfMonth: day.startOfMonth.adding(months: 1)
            }
        return zone.instant(of: CivilMoment(date: end))
    }
}

/// What happens to a place that was given back. Unless it is not sold again, whoever waits for it on the waitlist is
/// offered it first; the rest says when it is everybody's where nobody waits.
public enum Recycling: Hashable, Sendable {
    /// At once.
    case immediate
    /// At a random instant between so many minutes from now.
    case random(minutes: ClosedRange<Int>)
    /// At once: the rules only name the waitlist.
    case waitlist
    /// Not sold again, to those who wait neither.
    case never
}
