import CivilCalendar

/// The rules that hold for one subject, ready to be asked.
public struct Rules: Sendable {
    /// The version they come from.
    public let version: String
    /// Working days.
    public let calendar: WorkCalendar
    /// The hospital's wall clock.
    public let zone: CivilZone
    private let values: [RuleParameter: RuleValue]

    /// Makes rules from what is set; what is not set has its standard.
    public init(
        version: String, values: [RuleParameter: RuleValue], calendar: WorkCalendar = WorkCalendar(),
        zone: CivilZone = .shanghai
    ) {
        self.version = version
        self.values = values
        self.calendar = calendar
        self.zone = zone
    }

    /// What holds: the value that is set, else the standard; `nil` when there is no such rule.
    public func value(_ parameter: RuleParameter) -> RuleValue? {
        let value = values[parameter] ?? parameter.standard
        return value == .unlimited ? nil : value
    }

    /// A number; `nil` when there is no such rule.
    public func number(_ parameter: RuleParameter) -> Int? {
        if case .number(let number)? = value(parameter) { number } else { nil }
    }

    /// Whether a flag is set; a flag without a rule is not.
    public func flag(_ parameter: RuleParameter) -> Bool {
        value(parameter) == .flag(true)
    }

    /// A time of day in minutes, 0...1440.
    public func clock(_ parameter: RuleParameter) -> Int? {
        if case .clock(let minute)? = value(parameter) { minute } else { nil }
    }

    /// A day of the week.
    public func weekday(_ parameter: RuleParameter) -> Weekday? {
        if case .weekday(let day)? = value(parameter) { day } else { nil }
    }

    /// Spans of every day; empty when there is no such rule.
    public func hours(_ parameter: RuleParameter) -> [DailySpan] {
        if case .hours(let spans)? = value(parameter) { spans } else { [] }
    }

    /// A deadline.
    public func deadline(_ parameter: RuleParameter) -> RuleDeadline? {
        if case .deadline(let deadline)? = value(parameter) { deadline } else { nil }
    }

    /// A counting window.
    public func window(_ parameter: RuleParameter) -> PenaltyWindow? {
        if case .window(let window)? = value(parameter) { window } else { nil }
    }

    /// Penalties by count, fewest strikes first.
    public func steps(_ parameter: RuleParameter) -> [PenaltyStep] {
        if case .steps(let steps)? = value(parameter) { steps.sorted { $0.count < $1.count } } else { [] }
    }

    /// Words; empty when there is no such rule.
    public func words(_ parameter: RuleParameter) -> [String] {
        if case .words(let words)? = value(parameter) { words } else { [] }
    }

    /// What happens to a returned place.
    public var recycling: Recycling {
        if case .recycling(let recycling)? = value(.recycling) { recycling } else { .immediate }
    }

    /// A denial by a parameter of these rules.
    func denial(
        _ parameter: RuleParameter, observed: String, from instant: Instant? = nil, blocking: [AppointmentID] = []
    ) -> RuleDenial {
        RuleDenial(
            parameter: parameter.rawValue, value: value(parameter)?.text ?? "none", observed: observed,
            earliestAllowedAt: instant, blocking: blocking)
    }

    /// Midnight at the beginning of a day.
    func midnight(_ day: CivilDate) -> Instant {
        zone.instant(of: CivilMoment(date: day))
    }
}
