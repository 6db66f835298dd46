import Booking

/// What the triage desk and the consulting rooms have the desk do on the day of the visit; see ``VisitDay``.
///
/// Each call names who ordered it and why, and is audited.
public protocol VisitDayHost: Sendable {
    /// Reports a patient by the visit code (报到).
    func checkIn(_ code: VisitCode, order: StaffOrder) async throws(StaffError) -> CheckIn

    /// Everybody who waits for a clinic, in the order of calling.
    func queue(of session: ClinicSessionID) async throws(StaffError) -> [QueuePlace]

    /// Calls the next patient of a clinic in (叫号); `nil` when nobody waits.
    func callNext(in session: ClinicSessionID, order: StaffOrder) async throws(StaffError) -> Appointment?

    /// Takes a visit one step further.
    func step(
        _ appointment: AppointmentID, by step: VisitStep, order: StaffOrder
    ) async throws(StaffError) -> Appointment

    /// Marks the visits as missed whose clinics and their grace are over.
    /// - Returns: the visits that were marked.
    func markNoShows(order: StaffOrder) async throws(StaffError) -> [AppointmentID]

    /// Lifts a patient's restriction.
    /// - Returns: the visits that are no strikes any more.
    func liftRestriction(of patient: PatientID, order: StaffOrder) async throws(StaffError) -> [AppointmentID]

    /// Appeals that wait for an answer, oldest first. What people said for themselves is personal.
    func openAppeals() async throws(StaffError) -> [Appeal]

    /// Answers an appeal; an accepted one takes the strike back.
    func settle(_ appeal: AppealID, accepted: Bool, order: StaffOrder) async throws(StaffError) -> Appeal
}
