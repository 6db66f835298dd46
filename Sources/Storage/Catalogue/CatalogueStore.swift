import Booking
import CivilCalendar

/// The hospital's catalogue and schedule as they are kept.
public protocol CatalogueStore: Sendable {
    /// Brings catalogue, rules, clinic sessions and slots to what a hospital says; running it again changes nothing.
    ///
    /// Bookings are never touched: what a plan would take away from them is kept and reported.
    /// - Parameter rules: the hospital's rules; `nil` leaves them as they are.
    func importPlan(_ plan: HospitalPlan, rules: RuleBook?, now: Instant) async throws -> ImportReport

    /// The catalogue in force; `nil` before the first import.
    func catalogue() async throws -> Catalogue?

    /// The rules in force and to come, as last imported.
    func rules() async throws -> RuleBook

    /// Clinic sessions from one day through another, by day, doctor and half.
    func clinicSessions(from: CivilDate, through: CivilDate) async throws -> [ClinicSession]
}

/// What an import did.
public struct ImportReport: Sendable, Hashable {
    /// Something that bookings or holds kept from being done.
    public struct Kept: Sendable, Hashable {
        /// What the plan wanted.
        public enum Wish: String, Sendable, Hashable {
            /// The plan has no such session any more; it stays as it is.
            case withdrawn
            /// The clinic does not take place or takes no bookings; the change was made, its patients need to be told.
            case stopped
            /// Another doctor, department, campus or day; the change was made, its patients need to be told.
            case changed
            /// The plan has less room, or no such time any more; the places already taken stay.
            case reduced
        }

        /// The session.
        public var session: ClinicSessionID
        /// The slot, where one slot is meant.
        public var slot: SlotID?
        /// What the plan wanted.
        public var wish: Wish
        /// Places that are booked or held.
        public var taken: Int

        /// Makes an entry.
        public init(session: ClinicSessionID, slot: SlotID?, wish: Wish, taken: Int) {
            self.session = session
            self.slot = slot
            self.wish = wish
            self.taken = taken
        }
    }

    /// Sessions that are new.
    public var addedSessions = 0
    /// Sessions that were changed.
    public var changedSessions = 0
    /// Sessions that the plan has no more and that nobody had booked.
    public var withdrawnSessions = 0
    /// Slots that are new.
    public var addedSlots = 0
    /// Slots whose places were changed.
    public var changedSlots = 0
    /// Versions of the rules whose contents changed although appointments were made under them; a change should get a
    /// version of its own.
    public var rewrittenRules: [String] = []
    /// What bookings were in the way of, by session.
    public var kept: [Kept] = []

    /// Makes a report of nothing done.
    public init() {}

    /// Whether nothing had to be done.
    public var isEmpty: Bool { self == ImportReport() }

    mutating func add(_ other: ImportReport) {
        addedSessions += other.addedSessions
        changedSessions += other.changedSessions
        withdrawnSessions += other.withdrawnSessions
        addedSlots += other.addedSlots
        changedSlots += other.changedSlots
        kept += other.kept
    }
}
