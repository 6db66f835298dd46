import CivilCalendar

/// The day of the visit, inside one transaction of the desk: report, queue, call, see, and what follows when nobody
/// comes.
///
/// Every step goes through ``Appointment/Status/after(_:)``, leaves one event in the appointment's history and one audit
/// record with who did it and why. A refusal changes nothing. The states are those of `reference/booking.md` §2.2.
public protocol VisitDay {
    /// Reports a patient (报到): they get a number and wait to be called. Reporting twice gives the same number.
    /// - Parameter consent: the turn in which the person said so, if one did.
    func checkIn(
        _ visit: VisitReference, by actor: VisitActor, consent: Consent?, now: Instant
    ) throws -> Result<CheckIn, CheckInRefusal>

    /// Where the waiting patient of a visit stands in the queue; `nil` for one who does not wait.
    func queuePlace(of visit: VisitReference, now: Instant) throws -> QueuePlace?

    /// The places of an account's patients who wait, by the start of their visits.
    func queuePlaces(of account: AccountID, now: Instant) throws -> [QueuePlace]

    /// Everybody who waits for a clinic, in the order in which they are called.
    func queue(of session: ClinicSessionID, now: Instant) throws -> [QueuePlace]

    /// Calls the next patient of a clinic in (叫号); `nil` when nobody waits.
    func callNext(in session: ClinicSessionID, by actor: VisitActor, now: Instant) throws -> Appointment?

    /// Takes a visit one step further.
    /// - Parameter reason: why, as a code or in a few words without anything personal.
    func step(
        _ appointment: AppointmentID, by step: VisitStep, actor: VisitActor, reason: String, now: Instant
    ) throws -> Result<Appointment, VisitRefusal>

    /// Marks booked visits as missed (爽约) whose clinic and its grace are over.
    /// - Parameters:
    ///   - limit: at most so many.
    ///   - actor: ``VisitActor/desk``, or the member of staff who asked for it.
    ///   - reason: why now, as a code or in a few words.
    /// - Returns: the visits that were marked.
    func markNoShows(limit: Int, by actor: VisitActor, reason: String, now: Instant) throws -> [AppointmentID]

    /// How the patients of an account stand with regard to missed visits, the owner first.
    func standings(of account: AccountID, now: Instant) throws -> [PatientStanding]

    /// Keeps an appeal against a missed visit for staff to decide.
    func appeal(_ request: AppealRequest, now: Instant) throws -> Result<Appeal, AppealRefusal>

    /// Appeals that wait for an answer, oldest first.
    func openAppeals() throws -> [Appeal]

    /// Answers an appeal; an accepted one takes the strike back.
    func settle(
        _ appeal: AppealID, accepted: Bool, by actor: VisitActor, reason: String, now: Instant
    ) throws -> Result<Appeal, AppealRefusal>

    /// Lifts a patient's restriction by taking its strikes back; the visits whose strikes are gone, none when the
    /// patient was not restricted.
    func liftRestriction(
        of patient: PatientID, by actor: VisitActor, reason: String, now: Instant
    ) throws -> [AppointmentID]
}

/// How a visit is named on its day.
public enum VisitReference: Hashable, Sendable {
    /// By the visit code: whoever carries it may report, as a child does for whom a parent booked.
    case code(VisitCode)
    /// By the account that booked it.
    case ofAccount(AccountID, AppointmentID)
    /// By its id, which only staff know.
    case id(AppointmentID)
}

/// Who takes a visit one step further.
public enum VisitActor: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The account that booked.
    case account(AccountID)
    /// Whoever carries the visit code.
    case bearer
    /// A member of staff.
    case staff(String)
    /// The desk by itself.
    case desk

    /// As the audit names them: `account/…`, `bearer`, `staff/…`, `desk`.
    public var description: String {
        switch self {
        case .account(let id): "account/\(id)"
        case .bearer: "bearer"
        case .staff(let name): "staff/\(name)"
        case .desk: "desk"
        }
    }
}

/// What can be done to a visit on its day beside reporting and calling.
public enum VisitStep: String, Hashable, Sendable, Codable, CaseIterable {
    /// Was called and did not come (过号): waits on, some places later; after too many the visit is over.
    case missedCall = "missed_call"
    /// Left without being seen (未就诊离开).
    case left
    /// Was seen.
    case completed
    /// Did not come at all (爽约).
    case noShow = "no_show"
    /// An appeal was accepted, or staff forgave it.
    case excused

    /// The event of the appointment's state machine.
    public var event: AppointmentEvent {
        switch self {
        case .missedCall: .missCall
        case .left: .leave
        case .completed: .complete
        case .noShow: .miss
        case .excused: .excuse
        }
    }
}

/// Why a step was not taken.
public enum VisitRefusal: Error, Hashable, Sendable, Codable {
    /// No such visit.
    case unknownVisit
    /// The visit's state has no such step.
    case wrongState(Appointment.Status)
    /// The clinic and its grace are not over: nobody has missed it before the instant.
    case notOver(until: Instant)
}

extension VisitRecord {
    /// Codes of reasons for which a cancelled visit is never held against the patient, whatever a hospital's rules
    /// exempt besides: forgiven, and came but was not seen.
    static let neverStrikes: Set<String> = [excused, leftUnseen, missedCalls]
    /// The reason of a visit whose strike was taken back.
    public static let excused = "excused"
    /// The reason of a visit whose patient left without being seen.
    public static let leftUnseen = "left_unseen"
    /// The reason of a visit whose patient was called too often in vain.
    public static let missedCalls = "missed_calls"
}
