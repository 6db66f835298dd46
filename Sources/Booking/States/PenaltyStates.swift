/// How a patient stands with regard to no-shows and cancellations.
public enum PenaltyState: String, Hashable, Sendable, Codable, CaseIterable {
    case none
    /// Some strikes, no restriction.
    case strikes
    case restricted
    /// A restriction ended by time or appeal.
    case lifted
}

/// What can happen to that standing.
public enum PenaltyEvent: String, Hashable, Sendable, Codable, CaseIterable {
    /// A strike that reaches no step.
    case strike
    /// A strike that reaches a step.
    case restrict
    /// The restriction's time is over.
    case end
    /// An appeal was accepted.
    case appeal
    /// The last strike left the window.
    case forget
}

extension PenaltyState {
    /// Where an event leads; `nil` when nothing of the kind can happen in this state.
    public func after(_ event: PenaltyEvent) -> PenaltyState? {
        Self.transitions.after(self, event)
    }

    private static let transitions = Transitions<PenaltyState, PenaltyEvent>([
        ([.none, .strikes, .lifted], .strike, .strikes), ([.none, .strikes, .lifted], .restrict, .restricted),
        ([.restricted], .strike, .restricted), ([.restricted], .restrict, .restricted),
        ([.restricted], .end, .lifted), ([.restricted], .appeal, .lifted), ([.strikes], .appeal, .none),
        ([.strikes, .lifted], .forget, .none),
    ])
}
