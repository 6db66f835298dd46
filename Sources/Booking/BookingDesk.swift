import CivilCalendar

/// The booking core as one transaction sees it: synchronous, and nothing can interleave.
///
/// Every call takes the same `now`; answers reflect the calls made before in the same transaction. A refusal changes
/// nothing. Implemented by `Storage` for SQL and by the in-memory model of the simulations.
///
/// Of several reasons to refuse a booking the first in this order is told: the key, the patient, whether the slot exists,
/// whether the department sees the patient, a visit at that time, whether the slot is on sale, the hospital's rules, the
/// stock. A change asks first for the appointment, its state, whether it has begun, and the rules it was made under.
public protocol BookingDesk {
    /// Slots that match, ordered by start then id, with their status at `now`; full and past ones included.
    func slots(_ query: SlotQuery, now: Instant) throws -> [Slot]

    /// One slot.
    func slot(_ id: SlotID, now: Instant) throws -> Slot?

    /// Keeps one unit of a slot for a holder until an instant.
    ///
    /// A second hold of the same slot by the same holder extends the first.
    func hold(_ slot: SlotID, holder: Holder, until: Instant, now: Instant) throws -> Result<Hold, BookingRefusal>

    /// Gives back every hold of the holder but those on `keeping`; returns how many were given back.
    @discardableResult
    func releaseHolds(of holder: Holder, keeping: Set<SlotID>, now: Instant) throws -> Int

    /// Books; consumes the holder's hold on the slot where there is one.
    func book(_ request: BookRequest, now: Instant) throws -> Result<Appointment, BookingRefusal>

    /// Cancels.
    func cancel(_ request: CancelRequest, now: Instant) throws -> Result<Appointment, BookingRefusal>

    /// Moves an appointment to another slot in one step; on refusal the old one stands.
    func reschedule(_ request: RescheduleRequest, now: Instant) throws -> Result<Appointment, BookingRefusal>

    /// Appointments of the account, by start; only live future ones unless `includingPast`.
    func appointments(of account: AccountID, includingPast: Bool, now: Instant) throws -> [Appointment]

    /// Whether rules would let the appointment be cancelled or moved now.
    func mayCancel(
        _ appointment: AppointmentID, account: AccountID, now: Instant
    ) throws -> Result<Void, BookingRefusal>

    /// Patients of an account, the owner first.
    func patients(of account: AccountID) throws -> [Patient]

    /// Registers a patient of an account.
    func register(_ patient: NewPatient, account: AccountID, now: Instant) throws -> Result<Patient, BookingRefusal>

    /// Corrects the name of a patient of an account for whom no visit was ever booked.
    ///
    /// Once a visit was booked the name stands for a proven identity, and is changed at the hospital only: refused with
    /// the rule `realNameLevel`.
    func rename(
        _ patient: PatientID, to name: String, account: AccountID, now: Instant
    ) throws -> Result<Patient, BookingRefusal>

    /// Makes a code for a phone and puts the message into the outbox.
    func issueCode(_ request: CodeRequest, now: Instant) throws -> CodeIssue

    /// Checks a code; a right one opens (or makes) the account of the phone and cannot be used again.
    func checkCode(_ code: String, request: CodeRequest, now: Instant) throws -> CodeCheck
}

/// Who holds: a conversation, and the address it comes from, for the limits on open holds.
public struct Holder: Hashable, Sendable, Codable {
    /// The conversation.
    public var conversation: String
    /// Network address or line, if known.
    public var address: String?

    /// Makes a holder.
    public init(conversation: String, address: String? = nil) {
        self.conversation = conversation
        self.address = address
    }
}

/// What consent a change rests on; kept in the audit record.
public struct Consent: Hashable, Sendable, Codable {
    /// The conversation.
    public var conversation: String
    /// The turn in which the person said yes, 1 or more.
    public var turn: Int
    /// Where the conversation took place (`http`, `line`, `repl` …).
    public var channel: String

    /// Makes a consent.
    public init(conversation: String, turn: Int, channel: String) {
        self.conversation = conversation
        self.turn = turn
        self.channel = channel
    }
}

/// A request to book.
public struct BookRequest: Hashable, Sendable, Codable {
    /// Same key and same request: same answer, one effect.
    public var key: String
    /// The slot.
    public var slot: SlotID
    /// Who is seen.
    public var patient: PatientID
    /// Who books.
    public var account: AccountID
    /// Whose hold is consumed.
    public var holder: Holder
    /// What it rests on.
    public var consent: Consent

    /// Makes a request.
    public init(
        key: String, slot: SlotID, patient: PatientID, account: AccountID, holder: Holder, consent: Consent
    ) {
        self.key = key
        self.slot = slot
        self.patient = patient
        self.account = account
        self.holder = holder
        self.consent = consent
    }
}

/// A request to cancel.
public struct CancelRequest: Hashable, Sendable, Codable {
    /// Same key and same request: same answer, one effect.
    public var key: String
    /// Which appointment.
    public var appointment: AppointmentID
    /// Who cancels.
    public var account: AccountID
    /// Why, as a code (`patient`, `ill`, `mistake` …).
    public var reason: String
    /// What it rests on.
    public var consent: Consent

    /// Makes a request.
    public init(key: String, appointment: AppointmentID, account: AccountID, reason: String, consent: Consent) {
        self.key = key
        self.appointment = appointment
        self.account = account
        self.reason = reason
        self.consent = consent
    }
}

/// A request to move an appointment.
public struct RescheduleRequest: Hashable, Sendable, Codable {
    /// Same key and same request: same answer, one effect.
    public var key: String
    /// Which appointment.
    public var appointment: AppointmentID
    /// Where to.
    public var slot: SlotID
    /// Who moves it.
    public var account: AccountID
    /// Whose hold is consumed.
    public var holder: Holder
    /// What it rests on.
    public var consent: Consent

    /// Makes a request.
    public init(
        key: String, appointment: AppointmentID, slot: SlotID, account: AccountID, holder: Holder, consent: Consent
    ) {
        self.key = key
        self.appointment = appointment
        self.slot = slot
        self.account = account
        self.holder = holder
        self.consent = consent
    }
}

/// A patient to be registered.
public struct NewPatient: Hashable, Sendable, Codable {
    /// The name as on the identity document.
    public var name: String
    /// The relation to the account's owner.
    public var relation: Relation
    /// The day of birth.
    public var birthDate: CivilDate?
    /// The sex.
    public var sex: Sex?
    /// The Chinese resident identity number, 18 characters with a right check digit; sealed at rest.
    public var idNumber: String?

    /// Makes a patient to be registered.
    public init(
        name: String, relation: Relation, birthDate: CivilDate? = nil, sex: Sex? = nil, idNumber: String? = nil
    ) {
        self.name = name
        self.relation = relation
        self.birthDate = birthDate
        self.sex = sex
        self.idNumber = idNumber
    }
}

/// Who asks for or enters a one-time code.
public struct CodeRequest: Hashable, Sendable, Codable {
    /// The phone, digits only.
    public var phone: String
    /// The conversation the code is bound to.
    public var conversation: String
    /// Network address or line, if known; limits count by it too.
    public var address: String?
    /// Language of the message, `zh` or `en`.
    public var language: String

    /// Makes a request.
    public init(phone: String, conversation: String, address: String? = nil, language: String) {
        self.phone = phone
        self.conversation = conversation
        self.address = address
        self.language = language
    }
}

/// What became of asking for a code.
public enum CodeIssue: Hashable, Sendable, Codable {
    /// A code is on its way and works until the instant.
    case sent(until: Instant)
    /// One was just sent; another may be asked for at the instant.
    case tooSoon(next: Instant)
    /// Too many for this phone or address; may be tried again at the instant.
    case tooMany(next: Instant)
}

/// What became of entering a code.
public enum CodeCheck: Hashable, Sendable, Codable {
    /// The phone is proven.
    case proven(Account)
    /// Wrong; so many tries are left.
    case wrong(left: Int)
    /// Expired, used up by wrong tries, or never sent: a new one is needed.
    case over
}
