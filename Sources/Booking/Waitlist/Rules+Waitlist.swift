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
