import CivilCalendar

/// A slot with everything that ever changed its places: the answer to "why is it full?".
public struct SlotLedger: Hashable, Sendable, Codable {
    /// One change of the counters.
    public struct Line: Hashable, Sendable, Codable {
        /// Position in the ledger, from 1 without a gap.
        public var entry: Int
        /// When.
        public var at: Instant
        /// Why: `opened`, `capacity`, `elsewhere`, `held`, `released`, `expired`, `booked`, `booked_from_hold`,
        /// `cancelled`, `moved_away`.
        public var cause: String
        /// By how much the places in all changed.
        public var capacity: Int
        /// By how much the held places changed.
        public var held: Int
        /// By how much the booked places changed.
        public var booked: Int
        /// What it was about, such as `appointment/…`.
        public var subject: String
        /// Who did it, such as `account/…`, `staff/…` or `import`.
        public var actor: String

        /// Makes a line.
        public init(
            entry: Int, at: Instant, cause: String, capacity: Int, held: Int, booked: Int, subject: String,
            actor: String
        ) {
            self.entry = entry
            self.at = at
            self.cause = cause
            self.capacity = capacity
            self.held = held
            self.booked = booked
            self.subject = subject
            self.actor = actor
        }
    }

    /// The slot as it is now.
    public var slot: Slot
    /// Places taken through other channels; part of those booked.
    public var elsewhere: Int
    /// Places that staff added to what the schedule gives.
    public var added: Int
    /// Holds that still last.
    public var holds: [Hold]
    /// Appointments that have a place, by number.
    public var appointments: [AppointmentID]
    /// Every change, oldest first.
    public var lines: [Line]

    /// Makes a ledger.
    public init(
        slot: Slot, elsewhere: Int, added: Int, holds: [Hold], appointments: [AppointmentID], lines: [Line]
    ) {
        self.slot = slot
        self.elsewhere = elsewhere
        self.added = added
        self.holds = holds
        self.appointments = appointments
        self.lines = lines
    }
}
