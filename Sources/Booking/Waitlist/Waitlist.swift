import CivilCalendar

/// The waitlist (候补) and the release alerts, as one transaction sees them; a part of the booking core.
///
/// Whoever joins waits for any place that fits the wish. A place that comes free goes to the first entry that may have
/// it, by priority, then by when it joined; from then on a hold keeps the place, so that nobody else can take it, until
/// the offer is accepted or declined or its time is over. Then it is the next one's.
public protocol Waitlist {
    /// Joins. The same wish of the same patient again is the entry that is there already.
    func join(_ request: WaitRequest, now: Instant) throws -> Result<WaitlistEntry, WaitlistRefusal>

    /// Leaves: a waiting entry is withdrawn, an offer declined.
    func leave(_ request: WaitlistAnswer, now: Instant) throws -> Result<WaitlistEntry, WaitlistRefusal>

    /// Takes the place that is kept for an entry. Where the entry stands in for an appointment, that one moves: the new
    /// place is taken and the old one given up in one step, or neither.
    func accept(_ request: WaitlistAnswer, now: Instant) throws -> Result<Appointment, WaitlistRefusal>

    /// The entries of an account that wait or have an offer, the oldest first.
    func waitlist(of account: AccountID, now: Instant) throws -> [WaitlistEntry]

    /// Asks for a message when the places that fit a wish are released.
    func alert(_ request: AlertRequest, now: Instant) throws -> Result<ReleaseAlert, WaitlistRefusal>

    /// Takes promises to say when places are released back; those that were, the oldest first.
    func dropAlerts(_ request: AlertDrop, now: Instant) throws -> [ReleaseAlert]

    /// What conversations are still to be told, the oldest first.
    func waitlistNews(limit: Int, now: Instant) throws -> [WaitlistNews]

    /// Notes that a conversation was told, or cannot be; false when that was noted before.
    @discardableResult
    func settleNews(_ id: WaitlistNewsID, now: Instant) throws -> Bool
}

/// A place on the waitlist; the id of an entry.
public typealias WaitlistEntryID = Identifier<WaitlistEntry>
/// A promise to say when places are released.
public typealias ReleaseAlertID = Identifier<ReleaseAlert>
/// Something that a conversation is to be told.
public typealias WaitlistNewsID = Identifier<WaitlistNews>

/// A request to join the waitlist.
public struct WaitRequest: Hashable, Sendable, Codable {
    /// What is waited for.
    public var wish: WaitWish
    /// Who is to be seen.
    public var patient: PatientID
    /// Who asks.
    public var account: AccountID
    /// The appointment that is given up when a place is accepted.
    public var replaces: AppointmentID?
    /// What it rests on; news go to this conversation.
    public var consent: Consent

    /// Makes a request.
    public init(
        wish: WaitWish, patient: PatientID, account: AccountID, replaces: AppointmentID? = nil, consent: Consent
    ) {
        self.wish = wish
        self.patient = patient
        self.account = account
        self.replaces = replaces
        self.consent = consent
    }
}

/// A yes or no to an offer of the waitlist.
public struct WaitlistAnswer: Hashable, Sendable, Codable {
    /// Which entry.
    public var entry: WaitlistEntryID
    /// Who answers.
    public var account: AccountID
    /// What it rests on.
    public var consent: Consent

    /// Makes an answer.
    public init(entry: WaitlistEntryID, account: AccountID, consent: Consent) {
        self.entry = entry
        self.account = account
        self.consent = consent
    }
}

/// A place on the waitlist, as it stands.
public struct WaitlistEntry: Hashable, Sendable, Codable {
    /// Its id.
    public var id: WaitlistEntryID
    /// Its state.
    public var state: WaitlistState
    /// What is waited for.
    public var wish: WaitWish
    /// Who is to be seen.
    public var patient: Patient
    /// Who asked.
    public var account: AccountID
    /// The appointment that is given up when a place is accepted.
    public var replaces: AppointmentID?
    /// Place in line, 1 or more, among those who wait for what this one waits for; 0 when nobody waits any more.
    public var position: Int
    /// From this instant on no place can come any more.
    public var lapsesAt: Instant
    /// What is kept for it, while there is an offer.
    public var offer: WaitlistOffer?

    /// Makes an entry.
    public init(
        id: WaitlistEntryID, state: WaitlistState, wish: WaitWish, patient: Patient, account: AccountID,
        replaces: AppointmentID?, position: Int, lapsesAt: Instant, offer: WaitlistOffer?
    ) {
        self.id = id
        self.state = state
        self.wish = wish
        self.patient = patient
        self.account = account
        self.replaces = replaces
        self.position = position
        self.lapsesAt = lapsesAt
        self.offer = offer
    }
}

/// A place that is kept for an entry.
public struct WaitlistOffer: Hashable, Sendable, Codable {
    /// The slot it is on.
    public var slot: Slot
    /// From this instant on it goes to the next, swept or not.
    public var until: Instant

    /// Makes an offer.
    public init(slot: Slot, until: Instant) {
        self.slot = slot
        self.until = until
    }
}

/// A request to be told of a release.
public struct AlertRequest: Hashable, Sendable, Codable {
    /// What is waited for.
    public var wish: WaitWish
    /// Who asks.
    public var account: AccountID
    /// What it rests on; the news go to this conversation, and to the account's phone.
    public var consent: Consent

    /// Makes a request.
    public init(wish: WaitWish, account: AccountID, consent: Consent) {
        self.wish = wish
        self.account = account
        self.consent = consent
    }
}

/// A request not to be told of a release any more.
public struct AlertDrop: Hashable, Sendable, Codable {
    /// Who asks.
    public var account: AccountID
    /// Only of these departments; of any where there are none.
    public var departments: [DepartmentCode]
    /// Only of these doctors; of any where there are none.
    public var practitioners: [PractitionerCode]
    /// What it rests on.
    public var consent: Consent

    /// Makes a request.
    public init(
        account: AccountID, departments: [DepartmentCode] = [], practitioners: [PractitionerCode] = [],
        consent: Consent
    ) {
        self.account = account
        self.departments = departments
        self.practitioners = practitioners
        self.consent = consent
    }

    /// Whether an alert is meant.
    public func means(_ wish: WaitWish) -> Bool {
        (departments.isEmpty || wish.department.map(departments.contains) == true)
            && (practitioners.isEmpty || wish.practitioner.map(practitioners.contains) == true)
    }
}

/// A promise to say when places are released.
public struct ReleaseAlert: Hashable, Sendable, Codable {
    /// Its id.
    public var id: ReleaseAlertID
    /// What is waited for.
    public var wish: WaitWish
    /// When the first places that fit are released.
    public var at: Instant

    /// Makes a promise.
    public init(id: ReleaseAlertID, wish: WaitWish, at: Instant) {
        self.id = id
        self.wish = wish
        self.at = at
    }
}

/// Something that a conversation is to be told.
public struct WaitlistNews: Hashable, Sendable {
    /// What happened.
    public enum Event: Hashable, Sendable {
        /// A place is kept for an entry.
        case offered(WaitlistEntry)
        /// A place was booked for an entry at once, as the hospital's rules have it.
        case booked(WaitlistEntry, Appointment)
        /// Nobody answered an offer in time.
        case expired(WaitlistEntry)
        /// No place came in time.
        case lapsed(WaitlistEntry)
        /// The release that was waited for.
        case released(ReleaseAlert)
    }

    /// Its id.
    public var id: WaitlistNewsID
    /// The conversation.
    public var conversation: String
    /// Whom it concerns; a conversation with somebody else must not be told.
    public var account: AccountID
    /// What happened.
    public var event: Event

    /// Makes news.
    public init(id: WaitlistNewsID, conversation: String, account: AccountID, event: Event) {
        self.id = id
        self.conversation = conversation
        self.account = account
        self.event = event
    }
}

/// Why the waitlist refused; nothing was changed.
public enum WaitlistRefusal: Error, Hashable, Sendable, Codable {
    /// A place is free: there is nothing to wait for.
    case placeFree(SlotID)
    /// What fits is released only at this instant; an alert can be had.
    case unreleased(Instant)
    /// What fits is released already: there is nothing to be told.
    case released
    /// No clinic fits, or none that takes place.
    case noClinic
    /// A rule forbids it.
    case rule(RuleDenial)
    /// No such patient for this account.
    case unknownPatient
    /// No such entry for this account.
    case unknownEntry
    /// The offer's time is over.
    case over
    /// The entry's state has no such transition.
    case wrongState(WaitlistState)
    /// The place that was kept could not be booked.
    case booking(BookingRefusal)
}
