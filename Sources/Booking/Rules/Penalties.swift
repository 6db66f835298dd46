import CivilCalendar

/// A restriction that follows from strikes (爽约限制).
public struct Restriction: Hashable, Sendable, Codable {
    /// The rule it follows from, `noShowSteps` or `cancelSteps`.
    public var rule: RuleParameter
    /// Strikes that were counted together.
    public var count: Int
    /// When it began: the instant of the last strike.
    public var since: Instant
    /// The first instant after it.
    public var until: Instant
    /// The appointments that are the strikes, oldest first.
    public var strikes: [AppointmentID]
}

extension Rules {
    /// The restriction that follows from the history at an instant; of several the one that lasts longest.
    ///
    /// A pure function of the recorded events and the rules: a no-show that an appeal turned into an excused
    /// cancellation is no strike any more, and everything that followed from it is gone.
    public func restriction(_ history: [VisitRecord], now: Instant) -> Restriction? {
        restrictions(history, until: now).filter { $0.until > now }.max { $0.until < $1.until }
    }

    /// Every restriction that the history led to up to an instant, in the order in which they began.
    public func restrictions(_ history: [VisitRecord], until now: Instant) -> [Restriction] {
        let exempt = exemptReasons
        let missed = history.filter { $0.status == .noShow }
        let cancelled = history.filter { $0.status == .cancelled && !($0.reason.map(exempt.contains) ?? false) }
        return
            (restrictions(.noShowSteps, .noShowWindow, missed, until: now)
            + restrictions(.cancelSteps, .cancelWindow, cancelled, until: now)).sorted { $0.since < $1.since }
    }

    /// Reasons of a cancellation that is not the patient's doing, or not held against them.
    var exemptReasons: Set<String> {
        VisitRecord.neverStrikes.union(words(.cancelExemptReasons))
            .union(flag(.stopCountsNoStrike) ? [VisitRecord.clinicStopped, VisitRecord.substituted] : [])
    }

    private func restrictions(
        _ stepsRule: RuleParameter, _ windowRule: RuleParameter, _ strikes: [VisitRecord], until now: Instant
    ) -> [Restriction] {
        let steps = steps(stepsRule)
        guard !steps.isEmpty, let window = window(windowRule) else { return [] }
        let ordered = strikes.filter { $0.changedAt <= now }.sorted {
            ($0.changedAt, $0.appointment) < ($1.changedAt, $1.appointment)
        }
        var found: [Restriction] = []
        var windowBegan: CivilDate?
        for (position, strike) in ordered.enumerated() {
            let day = zone.moment(at: strike.changedAt).date
            if case .fromFirst(let days) = window {
                let over = windowBegan.map { day.days(since: $0) >= days } ?? true
                if over { windowBegan = day }
            }
            let counted = ordered[...position].filter {
                window.counts(zone.moment(at: $0.changedAt).date, on: day, began: windowBegan)
            }
            // The step that this strike reaches; past the last step every further strike repeats it.
            let last = steps[steps.count - 1]
            let step = steps.last { $0.count == counted.count } ?? (counted.count > last.count ? last : nil)
            guard let step else { continue }
            found.append(
                Restriction(
                    rule: stepsRule, count: counted.count, since: strike.changedAt,
                    until: step.end(from: day, zone: zone), strikes: counted.map(\.appointment)))
        }
        return found
    }
}

extension PenaltyWindow {
    /// Whether a strike of an earlier day counts together with one of `day`.
    func counts(_ earlier: CivilDate, on day: CivilDate, began: CivilDate?) -> Bool {
        switch self {
        case .rolling(let days): day.days(since: earlier) < days
        case .fromFirst: began.map { earlier >= $0 } ?? true
        case .calendarMonth: earlier.startOfMonth == day.startOfMonth
        case .calendarYear: earlier.year == day.year
        }
    }
}
