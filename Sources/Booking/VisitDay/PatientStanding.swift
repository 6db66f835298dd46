import CivilCalendar

/// How a patient stands with regard to missed and cancelled visits, and what can be done about it.
public struct PatientStanding: Hashable, Sendable {
    /// The patient.
    public var patient: Patient
    /// The restriction in force, if any.
    public var restriction: Restriction?
    /// Missed visits that still count, oldest first.
    public var missed: [VisitRecord]
    /// Those of them that may be appealed against now.
    public var appealable: [AppointmentID]
    /// Visits with an appeal that waits for an answer.
    public var appealed: [AppointmentID]
    /// Within so many days of the missed visit one may appeal; `nil` without such a rule.
    public var appealWithinDays: Int?
    /// Where else to turn, such as a phone number.
    public var authority: [String]

    /// Makes a standing.
    public init(
        patient: Patient, restriction: Restriction?, missed: [VisitRecord], appealable: [AppointmentID],
        appealed: [AppointmentID], appealWithinDays: Int?, authority: [String]
    ) {
        self.patient = patient
        self.restriction = restriction
        self.missed = missed
        self.appealable = appealable
        self.appealed = appealed
        self.appealWithinDays = appealWithinDays
        self.authority = authority
    }

    /// What the rules make of a patient's history.
    /// - Parameter appealed: visits with an open appeal.
    public init(_ patient: Patient, history: [VisitRecord], appealed: [AppointmentID], rules: Rules, now: Instant) {
        let today = rules.zone.moment(at: now).date
        let window = rules.window(.noShowWindow)
        let missed = history.filter { record in
            guard record.status == .noShow, record.changedAt <= now else { return false }
            return window?.counts(rules.zone.moment(at: record.changedAt).date, on: today, began: nil) ?? true
        }.sorted { ($0.changedAt, $0.appointment) < ($1.changedAt, $1.appointment) }
        let restriction = rules.restriction(history, now: now)
        // A strike of the restriction in force counts, also where the window has moved on since.
        let counted = history.filter { record in
            record.status == .noShow && restriction?.strikes.contains(record.appointment) == true
                && !missed.contains { $0.appointment == record.appointment }
        }
        self.init(
            patient: patient, restriction: restriction, missed: counted + missed,
            appealable: (counted + missed).filter { record in
                !appealed.contains(record.appointment)
                    && rules.decideAppeal(missedAt: record.changedAt, now: now).denials.isEmpty
            }.map(\.appointment), appealed: appealed,
            appealWithinDays: rules.number(.appealWithinDays), authority: rules.words(.appealAuthority))
    }
}
