import CivilCalendar

/// What a decision about the waitlist depends on beside the rules and the clock.
public struct WaitFacts: Hashable, Sendable {
    /// A slot that is waited for.
    public var slot: Slot
    /// Entries of the patient that wait or have an offer.
    public var ofPatient: Int
    /// Those of them that wait for the slot's doctor.
    public var withDoctor: Int

    /// Makes facts.
    public init(slot: Slot, ofPatient: Int, withDoctor: Int) {
        self.slot = slot
        self.ofPatient = ofPatient
        self.withDoctor = withDoctor
    }
}

extension Rules {
    /// The first instant from which on no place of a visit is given to the waitlist any more: some hours before it, or
    /// when its sale is closed.
    public func waitlistEnds(for slot: Slot) -> Instant {
        let stop = zone.instant(of: slot.start).adding(seconds: -3600 * (number(.waitlistStopHoursBefore) ?? 0))
        guard let cutoff = cutoff(start: slot.start, release: releaseInstant(of: slot.session)) else { return stop }
        return min(stop, cutoff)
    }

    /// Until when an offer that is made now stands: the hospital's minutes, but not after the place can be had.
    public func offerEnds(for slot: Slot, now: Instant) -> Instant {
        let minutes = number(.waitlistOfferMinutes) ?? 30
        let window = now.adding(seconds: 60 * minutes)
        guard let cutoff = cutoff(start: slot.start, release: releaseInstant(of: slot.session)) else { return window }
        return min(window, cutoff)
    }

    /// How far in front a patient waits for a slot: 1 who lost a visit in its department to a stopped clinic within the
    /// last `stopRebookPriorityDays` days and has booked none there since; everybody else 0.
    public func waitPriority(_ history: [VisitRecord], for slot: Slot, now: Instant) -> Int {
        guard let days = number(.stopRebookPriorityDays), days > 0 else { return 0 }
        let there = history.filter { $0.department == slot.session.department && $0.changedAt <= now }
        let lost = there.filter { $0.status == .cancelled && $0.reason == VisitRecord.clinicStopped }
        guard let last = lost.map(\.changedAt).max() else { return 0 }
        let passed = zone.moment(at: now).date.days(since: zone.moment(at: last).date)
        let hasOther = there.contains { $0.status.occupiesPlace && $0.bookedAt >= last }
        return passed <= days && !hasOther ? 1 : 0
    }

    /// Whether a patient may wait for a slot.
    public func decideWaiting(_ facts: WaitFacts, now: Instant) -> RuleDecision {
        var denials: [RuleDenial] = []
        if now >= waitlistEnds(for: facts.slot) {
            denials.append(denial(.waitlistStopHoursBefore, observed: zone.moment(at: now).description))
        }
        if let most = number(.waitlistPerPatient), facts.ofPatient >= most {
            denials.append(denial(.waitlistPerPatient, observed: String(facts.ofPatient)))
        }
        if let most = number(.waitlistPerDoctor), facts.withDoctor >= most {
            denials.append(denial(.waitlistPerDoctor, observed: String(facts.withDoctor)))
        }
        return RuleDecision(denials)
    }
}
