import Booking
import CivilCalendar

/// What staff can have the desk do, the day of the visit included; each call names who ordered it and why, and is audited.
public protocol StaffHost: VisitDayHost {
    /// Stops a clinic (停诊), tells every patient and keeps one place for each.
    /// - Parameter offerHours: how long the places are kept, 0 or more.
    func stopClinic(
        _ session: ClinicSessionID, offerHours: Int, order: StaffOrder
    ) async throws(StaffError) -> StopReport

    /// Suspends, resumes or restores a clinic.
    func changeClinic(
        _ session: ClinicSessionID, by event: ClinicSessionEvent, order: StaffOrder
    ) async throws(StaffError) -> ClinicSession

    /// Has another doctor see the patients of a clinic (替诊) and tells them.
    func substitute(
        _ practitioner: PractitionerCode, in session: ClinicSessionID, order: StaffOrder
    ) async throws(StaffError) -> SubstitutionReport

    /// Adds places to a slot (加号).
    func addCapacity(_ places: Int, to slot: SlotID, order: StaffOrder) async throws(StaffError) -> Slot

    /// Why a slot is full: everything that ever changed its places, and who has them.
    func ledger(of slot: SlotID) async throws(StaffError) -> SlotLedger

    /// Accounts that pass places to one another, by the hospital's limits.
    /// - Parameter days: how far to look back; as far as the rules say when `nil`.
    func handOvers(days: Int?) async throws(StaffError) -> [HandOverChain]
}

/// Why something ordered by staff was not done.
public enum StaffError: Error, Hashable, Sendable {
    /// The booking core refused; nothing was changed.
    case refused(ClinicRefusal)
    /// A patient cannot report.
    case notCheckedIn(CheckInRefusal)
    /// A visit cannot be taken this step further.
    case notTaken(VisitRefusal)
    /// An appeal cannot be answered.
    case notSettled(AppealRefusal)
    /// The patient is not restricted, so that there is nothing to lift.
    case notRestricted
    /// The store does not answer or cannot write.
    case unavailable(DeskError)
}
