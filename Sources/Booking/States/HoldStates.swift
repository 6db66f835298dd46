/// The states of a hold (锁号): reserved first, then resolved exactly once.
public enum HoldState: String, Hashable, Sendable, Codable, CaseIterable {
    case pending
    /// Became a booking.
    case posted
    /// Given back by its holder.
    case voided
    /// Its time was over.
    case expired
}

/// What can happen to a hold.
public enum HoldEvent: String, Hashable, Sendable, Codable, CaseIterable {
    case extend, book, release, expire
}

extension HoldState {
    /// Where an event leads; `nil` when nothing of the kind can happen in this state.
    public func after(_ event: HoldEvent) -> HoldState? {
        Self.transitions.after(self, event)
    }

    private static let transitions = Transitions<HoldState, HoldEvent>([
        ([.pending], .extend, .pending), ([.pending], .book, .posted), ([.pending], .release, .voided),
        ([.pending], .expire, .expired),
    ])
}
