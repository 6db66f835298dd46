import CivilCalendar

/// A booked visit (预约) and what the patient needs to know of it.
public struct Appointment: Hashable, Sendable, Codable {
    /// The states of `reference/booking.md` §2.2 that are stored.
    public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        case booked, arrived, ready
        case inConsultation = "in_consultation"
        case completed, cancelled
        case noShow = "no_show"
        case enteredInError = "entered_in_error"
    }

    /// Its id; kept across reschedules.
    public var id: AppointmentID
    /// Its state.
    public var status: Status
    /// Who is seen.
    public var patient: Patient
    /// Who booked.
    public var account: AccountID
    /// The slot it stands on.
    public var slot: Slot
    /// Number within the clinic session (序号), 1 or more; never reused.
    public var serial: Int
    /// The code to show at the desk; short, with a check digit.
    public var visitCode: String
    /// Raised by one at each reschedule (iCalendar SEQUENCE).
    public var sequence: Int
    /// The rule set it is judged by.
    public var ruleVersion: String
    /// When it was made.
    public var bookedAt: Instant

    /// Makes an appointment.
    public init(
        id: AppointmentID, status: Status, patient: Patient, account: AccountID, slot: Slot, serial: Int,
        visitCode: String, sequence: Int, ruleVersion: String, bookedAt: Instant
    ) {
        self.id = id
        self.status = status
        self.patient = patient
        self.account = account
        self.slot = slot
        self.serial = serial
        self.visitCode = visitCode
        self.sequence = sequence
        self.ruleVersion = ruleVersion
        self.bookedAt = bookedAt
    }
}

/// A unit of a slot kept for a short time (锁号).
public struct Hold: Hashable, Sendable, Codable {
    /// Its id.
    public var id: HoldID
    /// The slot it keeps a unit of.
    public var slot: SlotID
    /// When it ends; from this instant on it is worth nothing, swept or not.
    public var expiresAt: Instant

    /// Makes a hold.
    public init(id: HoldID, slot: SlotID, expiresAt: Instant) {
        self.id = id
        self.slot = slot
        self.expiresAt = expiresAt
    }
}

/// A person to be seen (就诊人).
public struct Patient: Hashable, Sendable, Codable {
    /// The id.
    public var id: PatientID
    /// The name as on the identity document.
    public var name: String
    /// The relation to the account's owner.
    public var relation: Relation
    /// The day of birth.
    public var birthDate: CivilDate?
    /// The sex.
    public var sex: Sex?

    /// Makes a patient.
    public init(id: PatientID, name: String, relation: Relation, birthDate: CivilDate? = nil, sex: Sex? = nil) {
        self.id = id
        self.name = name
        self.relation = relation
        self.birthDate = birthDate
        self.sex = sex
    }
}

/// How a patient is related to the account's owner.
public enum Relation: String, Hashable, Sendable, Codable, CaseIterable {
    /// The owner of the account.
    case me = "self"
    case mother, father, wife, husband, son, daughter, child, parent, spouse
    case grandmother, grandfather, grandchild, sibling, friend, other
}

/// Somebody whose phone is proven (账户).
public struct Account: Hashable, Sendable, Codable {
    /// The id.
    public var id: AccountID
    /// The phone with all but the first three and last four digits masked.
    public var maskedPhone: String

    /// Makes an account.
    public init(id: AccountID, maskedPhone: String) {
        self.id = id
        self.maskedPhone = maskedPhone
    }
}
