import CivilCalendar

/// One line of the booking history, as far as rules look at it.
public struct VisitRecord: Hashable, Sendable, Codable {
    /// The reason of a visit that the hospital cancelled because its clinic was stopped.
    public static let clinicStopped = "clinic_stopped"
    /// The reason of a visit that the patient gave up because another doctor was put in.
    public static let substituted = "substituted"

    /// The appointment.
    public var appointment: AppointmentID
    /// Who is seen.
    public var patient: PatientID
    /// Who booked.
    public var account: AccountID
    /// The department.
    public var department: DepartmentCode
    /// The doctor.
    public var practitioner: PractitionerCode
    /// The day of the visit.
    public var date: CivilDate
    /// The half-day of the visit.
    public var half: ClinicSession.Half
    /// Where it stands.
    public var status: Appointment.Status
    /// When it was booked.
    public var bookedAt: Instant
    /// When it came to its status; for a no-show the instant of the strike.
    public var changedAt: Instant
    /// Why it was cancelled, as a code.
    public var reason: String?

    /// Makes a line.
    public init(
        appointment: AppointmentID, patient: PatientID, account: AccountID, department: DepartmentCode,
        practitioner: PractitionerCode, date: CivilDate, half: ClinicSession.Half, status: Appointment.Status,
        bookedAt: Instant, changedAt: Instant, reason: String? = nil
    ) {
        self.appointment = appointment
        self.patient = patient
        self.account = account
        self.department = department
        self.practitioner = practitioner
        self.date = date
        self.half = half
        self.status = status
        self.bookedAt = bookedAt
        self.changedAt = changedAt
        self.reason = reason
    }

    /// A line about an appointment.
    public init(_ appointment: Appointment, changedAt: Instant, reason: String? = nil) {
        self.init(
            appointment: appointment.id, patient: appointment.patient.id, account: appointment.account,
            department: appointment.slot.session.department, practitioner: appointment.slot.session.practitioner,
            date: appointment.slot.session.date, half: appointment.slot.session.half, status: appointment.status,
            bookedAt: appointment.bookedAt, changedAt: changedAt, reason: reason)
    }
}

/// What a decision about booking depends on beside the rules and the clock.
public struct BookingFacts: Sendable {
    /// The slot.
    public var slot: Slot
    /// Who is to be seen; `nil` while it is not known, which leaves out what depends on the patient.
    public var patient: Patient?
    /// The patient's history, whoever booked, in any order.
    public var patientHistory: [VisitRecord]
    /// What the account booked, for whomever, in any order.
    public var accountHistory: [VisitRecord]
    /// The appointment that is being moved here, which then counts no more where it was.
    public var moving: AppointmentID?

    /// Makes facts.
    public init(
        slot: Slot, patient: Patient? = nil, patientHistory: [VisitRecord] = [], accountHistory: [VisitRecord] = [],
        moving: AppointmentID? = nil
    ) {
        self.slot = slot
        self.patient = patient
        self.patientHistory = patientHistory
        self.accountHistory = accountHistory
        self.moving = moving
    }
}

/// What the rules say to a request.
public enum RuleDecision: Hashable, Sendable {
    case allow
    /// Every rule that says no, the hardest to meet first.
    case deny([RuleDenial])

    init(_ denials: [RuleDenial]) {
        self = denials.isEmpty ? .allow : .deny(denials)
    }

    /// The denials; empty when it is allowed.
    public var denials: [RuleDenial] {
        switch self {
        case .allow: []
        case .deny(let denials): denials
        }
    }
}
