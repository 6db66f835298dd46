import CivilCalendar

/// The id of an appeal.
public typealias AppealID = Identifier<Appeal>

/// An appeal against a missed visit (申诉).
public struct Appeal: Hashable, Sendable, Codable {
    /// Where it stands.
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// Waits for staff.
        case open
        /// The strike was taken back.
        case accepted
        /// The strike stands.
        case refused
    }

    /// Its id.
    public var id: AppealID
    /// The missed visit.
    public var appointment: AppointmentID
    /// Whose visit it was.
    public var patient: PatientID
    /// When it was made.
    public var at: Instant
    /// What the person said for themselves.
    public var statement: String
    /// Where it stands.
    public var state: State
    /// The last day for an answer, where the hospital's rules promise one.
    public var answerBy: CivilDate?

    /// Makes an appeal.
    public init(
        id: AppealID, appointment: AppointmentID, patient: PatientID, at: Instant, statement: String, state: State,
        answerBy: CivilDate?
    ) {
        self.id = id
        self.appointment = appointment
        self.patient = patient
        self.at = at
        self.statement = statement
        self.state = state
        self.answerBy = answerBy
    }
}

/// A request to appeal.
public struct AppealRequest: Hashable, Sendable {
    /// The missed visit.
    public var appointment: AppointmentID
    /// Who appeals.
    public var account: AccountID
    /// What the person said for themselves.
    public var statement: String
    /// The turn in which they said so.
    public var consent: Consent

    /// Makes a request.
    public init(appointment: AppointmentID, account: AccountID, statement: String, consent: Consent) {
        self.appointment = appointment
        self.account = account
        self.statement = statement
        self.consent = consent
    }
}

/// Why an appeal was not taken.
public enum AppealRefusal: Error, Hashable, Sendable, Codable {
    /// No such visit of this account, or no such appeal.
    case unknown
    /// The visit was not missed, so that there is nothing to appeal against.
    case notMissed(Appointment.Status)
    /// One is open already.
    case alreadyOpen(Appeal)
    /// The appeal was answered before.
    case settled(Appeal.State)
    /// A rule ends the time for appeals before now.
    case tooLate(RuleDenial)
}

extension Rules {
    /// Whether a missed visit may be appealed against now, within `appealWithinDays` of the strike.
    public func decideAppeal(missedAt: Instant, now: Instant) -> RuleDecision {
        guard let days = number(.appealWithinDays) else { return .allow }
        let strike = zone.moment(at: missedAt).date
        let today = zone.moment(at: now).date
        guard today.days(since: strike) > days else { return .allow }
        return .deny([denial(.appealWithinDays, observed: String(today.days(since: strike)))])
    }

    /// The last day on which an appeal of a day is answered, by `appealAnswerWorkingDays`; `nil` without such a rule.
    public func appealAnswerDay(from day: CivilDate) -> CivilDate? {
        number(.appealAnswerWorkingDays).map { calendar.workingDay($0, from: day) }
    }
}
