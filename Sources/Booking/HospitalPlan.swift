/// A hospital as its files describe it: the catalogue and every clinic session of the horizon with its segments.
///
/// Made by whoever reads the files, imported by the store as a whole and again whenever the files or the horizon change.
public struct HospitalPlan: Sendable {
    /// Who and where.
    public var catalogue: Catalogue
    /// The clinic sessions; their ids must be the same each time the same half-day is planned.
    public var sessions: [PlannedSession]

    /// Makes a plan.
    public init(catalogue: Catalogue, sessions: [PlannedSession]) {
        self.catalogue = catalogue
        self.sessions = sessions
    }
}

/// A clinic session with the times into which it is divided.
public struct PlannedSession: Hashable, Sendable {
    /// A bookable time of the session.
    public struct Segment: Hashable, Sendable {
        /// First minute of the day, 0..<1440.
        public var startMinute: Int
        /// End minute of the day, exclusive, above `startMinute`, at most 1440.
        public var endMinute: Int
        /// Places in all, 0 or more.
        public var capacity: Int
        /// Places already taken through other channels (window, partner platform), 0...`capacity`.
        public var preBooked: Int

        /// Makes a segment.
        public init(startMinute: Int, endMinute: Int, capacity: Int, preBooked: Int = 0) {
            self.startMinute = startMinute
            self.endMinute = endMinute
            self.capacity = capacity
            self.preBooked = preBooked
        }
    }

    /// The session.
    public var session: ClinicSession
    /// Its times, none overlapping another, each start once.
    public var segments: [Segment]

    /// Makes a planned session.
    public init(session: ClinicSession, segments: [Segment]) {
        self.session = session
        self.segments = segments
    }
}
