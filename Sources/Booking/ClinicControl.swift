import CivilCalendar

/// What staff can do to the clinics of one hospital, inside one transaction of the desk.
///
/// Each call is recorded with who ordered it and why. A refusal changes nothing.
public protocol ClinicControl {
    /// Stops a clinic session (停诊): it takes no more bookings from now on, and what becomes of each of its visits is
    /// planned and kept. Nobody is told yet; see ``carryOn(stop:limit:now:)``.
    /// - Parameter offerHours: how long the place that a patient is offered instead is kept, 0 or more.
    func stopClinic(
        _ session: ClinicSessionID, offerHours: Int, order: StaffOrder, now: Instant
    ) throws -> Result<StopReport, ClinicRefusal>

    /// Carries out the next steps of a stop: cancels the visit without a strike, keeps the place that is offered
    /// instead, writes the message and the record. Done steps are never done again.
    /// - Parameter limit: how many steps at most.
    func carryOn(stop: StopPlanID, limit: Int, now: Instant) throws -> StopReport?

    /// Stops that were begun and are not carried out to their end, the oldest first.
    func unfinishedStops() throws -> [StopPlanID]

    /// Suspends (停约), resumes or restores a clinic session; visits that were cancelled by a stop stay cancelled, those
    /// that were not reached yet stand.
    func changeClinic(
        _ session: ClinicSessionID, by event: ClinicSessionEvent, order: StaffOrder, now: Instant
    ) throws -> Result<ClinicSession, ClinicRefusal>

    /// Has another doctor see the patients of a clinic session (替诊); every patient is told.
    func substitute(
        _ practitioner: PractitionerCode, in session: ClinicSessionID, order: StaffOrder, now: Instant
    ) throws -> Result<SubstitutionReport, ClinicRefusal>

    /// A session of the schedule; `nil` where there is none, or none any more.
    func session(_ id: ClinicSessionID) throws -> ClinicSession?

    /// Adds places to a slot (加号).
    /// - Parameter places: 1...100.
    func addCapacity(
        _ places: Int, to slot: SlotID, order: StaffOrder, now: Instant
    ) throws -> Result<Slot, ClinicRefusal>

    /// Everything that ever changed a slot's places, and who has them now: why it is full.
    func ledger(of slot: SlotID, now: Instant) throws -> SlotLedger?

    /// Places that were given back and places that were taken since an instant, oldest first.
    func stockMoves(since: Instant) throws -> [StockMove]

    /// From when on the hospital's rules have passed places reported.
    func handOverLimits(now: Instant) throws -> HandOverLimits

    /// The patients of every account, for telling families from hand-overs.
    func families() throws -> [AccountID: Set<PatientID>]
}

/// Who ordered something, and why.
public struct StaffOrder: Hashable, Sendable, Codable {
    /// The name or number of the member of staff, as it appears in the audit.
    public var staff: String
    /// Why, in a few words.
    public var reason: String

    /// Makes an order.
    public init(staff: String, reason: String) {
        self.staff = staff
        self.reason = reason
    }

    /// Whether it says who and why.
    public var isComplete: Bool {
        !staff.allSatisfy(\.isWhitespace) && !reason.allSatisfy(\.isWhitespace)
    }

    /// How ledger and audit name who ordered it.
    public var actor: String { "staff/\(staff)" }
}

/// Why something ordered by staff was not done; nothing was changed.
public enum ClinicRefusal: Error, Hashable, Sendable, Codable {
    /// No such clinic session.
    case unknownSession
    /// No such slot.
    case unknownSlot
    /// No such doctor.
    case unknownPractitioner
    /// The session is in a state in which this cannot happen.
    case wrongState(ClinicSessionState)
    /// The doctor has another clinic in the same half of the day.
    case practitionerBusy(ClinicSessionID)
    /// The doctor does not belong to the department.
    case notOfDepartment(DepartmentCode)
    /// An order needs who and why.
    case namelessOrder
    /// The number of places is not 1...100, or hours are below 0.
    case badNumber
}

/// How a stopped clinic stands.
public struct StopReport: Hashable, Sendable, Codable {
    /// The plan.
    public var plan: StopPlanID
    /// The session that was stopped.
    public var session: ClinicSessionID
    /// Visits that were planned for.
    public var planned: Int
    /// Visits whose patients were told.
    public var told: Int
    /// Those of them with a place kept for them elsewhere.
    public var offered: Int
    /// Visits that were over or moved before their turn came, or that a restored clinic sees after all.
    public var spared: Int
    /// Fees to give back so far, in fen.
    public var refundFen: Int

    /// Makes a report.
    public init(
        plan: StopPlanID, session: ClinicSessionID, planned: Int = 0, told: Int = 0, offered: Int = 0, spared: Int = 0,
        refundFen: Int = 0
    ) {
        self.plan = plan
        self.session = session
        self.planned = planned
        self.told = told
        self.offered = offered
        self.spared = spared
        self.refundFen = refundFen
    }

    /// Whether every visit was dealt with.
    public var isFinished: Bool { told + spared == planned }
}

/// What a substitution did.
public struct SubstitutionReport: Hashable, Sendable, Codable {
    /// The session as it is now.
    public var session: ClinicSession
    /// Patients who were told.
    public var told: Int

    /// Makes a report.
    public init(session: ClinicSession, told: Int) {
        self.session = session
        self.told = told
    }
}
