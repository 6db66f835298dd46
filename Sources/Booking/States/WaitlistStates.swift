/// The states of a place on the waitlist (候补).
public enum WaitlistState: String, Hashable, Sendable, Codable, CaseIterable {
    case waiting
    /// A place is kept for it until an instant.
    case offered
    case accepted
    case declined
    /// The offer's time was over.
    case expired
    /// Taken back by the patient.
    case withdrawn
    /// The session began and no place came free.
    case lapsed
}

/// What can happen to a place on the waitlist.
public enum WaitlistEvent: String, Hashable, Sendable, Codable, CaseIterable {
    case offer, accept, decline, expire, withdraw, lapse
}

extension WaitlistState {
    /// Where an event leads; `nil` when nothing of the kind can happen in this state.
    public func after(_ event: WaitlistEvent) -> WaitlistState? {
        Self.transitions.after(self, event)
    }

    private static let transitions = Transitions<WaitlistState, WaitlistEvent>([
        ([.waiting], .offer, .offered), ([.offered], .accept, .accepted), ([.offered], .decline, .declined),
        ([.offered], .expire, .expired), ([.waiting], .withdraw, .withdrawn), ([.waiting], .lapse, .lapsed),
    ])
}
