import CivilCalendar

/// The life of a clinic session (出诊班次).
public enum ClinicSessionState: String, Hashable, Sendable, Codable, CaseIterable {
    /// Planned, not public.
    case draft
    /// Public, not yet on sale.
    case scheduled
    /// On sale.
    case released
    /// 停约: takes place, takes no more bookings for now.
    case suspended
    /// 停诊: does not take place.
    case stopped
    case finished
}

/// What can happen to a clinic session.
public enum ClinicSessionEvent: String, Hashable, Sendable, Codable, CaseIterable {
    case publish, release, suspend, resume, stop, restore, finish
}

extension ClinicSessionState {
    /// Where an event leads; `nil` when nothing of the kind can happen in this state.
    public func after(_ event: ClinicSessionEvent) -> ClinicSessionState? {
        Self.transitions.after(self, event)
    }

    private static let transitions = Transitions<ClinicSessionState, ClinicSessionEvent>([
        ([.draft], .publish, .scheduled), ([.scheduled], .release, .released), ([.released], .suspend, .suspended),
        ([.suspended], .resume, .released), ([.scheduled, .released, .suspended], .stop, .stopped),
        ([.stopped], .restore, .scheduled),
        ([.released, .suspended], .finish, .finished),
    ])
}

extension ClinicSession {
    /// The state at an instant. What is kept tells only what staff or the schedule decided; release and end come with
    /// time.
    /// - Parameters:
    ///   - release: when its places are first sold.
    ///   - end: when its last slot ends.
    public func state(release: Instant, end: Instant, now: Instant) -> ClinicSessionState {
        switch status {
        case .stopped: .stopped
        case _ where now >= end: .finished
        case .suspended: .suspended
        case .scheduled: now < release ? .scheduled : .released
        }
    }
}
