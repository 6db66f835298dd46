/// What a check of a whole database found.
public struct VerificationReport: Sendable, Hashable {
    /// What is checked, in this order.
    public enum Check: String, Sendable, Hashable, CaseIterable {
        /// No slot has more places taken than it has.
        case oversell
        /// Each slot's ledger is unbroken: no line edited, missing or moved.
        case ledger
        /// A slot's counters are the sums of its ledger.
        case ledgerSums = "ledger_sums"
        /// A slot's counters are the number of its pending holds and of its live appointments.
        case counters
        /// A hold that became a booking has its booking in the ledger.
        case holds
        /// An appointment's history is unbroken and ends where the appointment stands.
        case history
        /// No number of a clinic session was given twice, and none above the next one.
        case serials
        /// No patient has two live visits at the same time.
        case overlap
        /// Each audit chain is unbroken and as long as it should be.
        case audit
        /// Each event of an appointment has its audit record.
        case audited
        /// An offer of the waitlist has exactly one pending hold, on its slot, and such a hold has its offer.
        case waitlistOffers = "waitlist_offers"
        /// Each entry of the waitlist has the audit record of the state it is in; who got a place has the appointment.
        case waitlist
        /// A stopped clinic has dealt with each of its visits exactly as its plan says.
        case stops
        /// Who reported has a number in the queue of the clinic, nobody else has, and none was given twice.
        case queue
        /// An accepted appeal took its strike back, and each appeal has its audit record.
        case appeals
        /// Each row of what happened says what it said when it was sealed: no event, entry, pass, alert, stop, step, number
        /// or appeal was edited, swapped or added with other tools.
        case seals
        /// Each entry, pass, alert, appeal and stop that the audit knows is there.
        case records
    }

    /// A record that breaks a check.
    public struct Problem: Sendable, Hashable {
        /// The check.
        public var check: Check
        /// The first record that breaks it, as `slot/ID`, `appointment/ID` …
        public var record: String
        /// What is wrong with it.
        public var detail: String
    }

    /// The first bad record of each check that failed, in the order of the checks.
    public var problems: [Problem] = []
    /// How many slots, ledger lines, appointments and audit records were looked at.
    public var slots = 0
    /// Lines of all ledgers.
    public var ledgerLines = 0
    /// Appointments of every status.
    public var appointments = 0
    /// Records of all audit chains.
    public var auditRecords = 0

    /// Whether every check passed.
    public var isClean: Bool { problems.isEmpty }
}
