import CivilCalendar

/// A rule that said no, with what an explanation needs.
public struct RuleDenial: Error, Hashable, Sendable, Codable {
    /// The parameter of the rule set (`reference/booking.md` §3.2), such as `cancelDeadline` or `perPatientDay`.
    public var parameter: String
    /// The parameter's value, printed.
    public var value: String
    /// What was found, printed.
    public var observed: String
    /// The first instant at which the same request would be allowed, if waiting helps.
    public var earliestAllowedAt: Instant?
    /// Appointments of which cancelling one would help.
    public var blocking: [AppointmentID]

    /// Makes a denial.
    public init(
        parameter: String, value: String, observed: String, earliestAllowedAt: Instant? = nil,
        blocking: [AppointmentID] = []
    ) {
        self.parameter = parameter
        self.value = value
        self.observed = observed
        self.earliestAllowedAt = earliestAllowedAt
        self.blocking = blocking
    }
}

/// Why a command on the booking core was refused; nothing was changed.
public enum BookingRefusal: Error, Hashable, Sendable, Codable {
    /// Somebody else took the last place.
    case slotTaken
    /// The slot cannot be booked in this state.
    case slotUnavailable(Slot.Status)
    /// The hold is over.
    case holdExpired
    /// The visitor already holds as many places as allowed.
    case tooManyHolds
    /// The patient has a visit at that time.
    case patientBusy(AppointmentID)
    /// A rule forbids it.
    case rule(RuleDenial)
    /// No such appointment for this account.
    case unknownAppointment
    /// No such patient for this account.
    case unknownPatient
    /// The appointment's state has no such transition.
    case wrongState(Appointment.Status)
    /// The same idempotency key came with another request.
    case keyReused

    /// The name of somebody for whom visits were booked is that of a proven identity.
    public static let nameIsProven = rule(
        RuleDenial(parameter: "realNameLevel", value: "changed at the hospital only", observed: "changed here"))
}
