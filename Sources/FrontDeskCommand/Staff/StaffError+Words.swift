import Booking
import FrontDesk

extension StaffError {
    /// What to tell whoever gave the order.
    var words: String {
        switch self {
        case .unavailable(let error): "The database cannot do it now: \(error)"
        case .refused(let refusal): refusal.words
        case .notCheckedIn(let refusal): refusal.words
        case .notTaken(let refusal): refusal.words
        case .notSettled(let refusal): refusal.words
        case .notRestricted: "The patient is not restricted."
        }
    }
}

extension ClinicRefusal {
    fileprivate var words: String {
        switch self {
        case .unknownSession: "There is no such clinic session; `frontdesk clinic list` shows them."
        case .unknownSlot: "There is no such slot; its id is the session's id and its time, as in …-0830."
        case .unknownPractitioner: "There is no such doctor."
        case .wrongState(let state): "The session is \(state.rawValue): this cannot be done to it now."
        case .practitionerBusy(let session): "The doctor is in clinic at that time, in session \(session)."
        case .notOfDepartment(let department): "The doctor does not belong to department \(department)."
        case .namelessOrder: "An order needs --staff and --reason."
        case .badNumber: "The number is out of bounds."
        }
    }
}

extension VisitRefusal {
    fileprivate var words: String {
        switch self {
        case .unknownVisit: "There is no such visit."
        case .wrongState(let status): "The visit is \(status.rawValue): this cannot be done to it now."
        case .notOver(let until): "The clinic is not over; the visit is missed from \(ISO8601.text(until)) on."
        }
    }
}

extension CheckInRefusal {
    fileprivate var words: String {
        switch objection {
        case .unknownVisit: "There is no visit with this code."
        case .wrongState(let status): "The visit is \(status.rawValue): nobody can report for it."
        case .stopped: "The clinic does not take place."
        case .otherDay: "The visit is on \(appointment?.slot.start.description ?? "another day")."
        case .over: "The clinic is over."
        case .tooEarly(let denial):
            "Too early: possible from \(denial.earliestAllowedAt.map(ISO8601.text) ?? "later") on."
        case .tooLate(let denial): "Too late by rule \(denial.parameter) (\(denial.value))."
        }
    }
}

extension AppealRefusal {
    fileprivate var words: String {
        switch self {
        case .unknown: "There is no such appeal."
        case .settled(let state): "The appeal was \(state.rawValue) before."
        case .notMissed(let status): "The visit is \(status.rawValue), not missed."
        case .alreadyOpen(let appeal): "Appeal \(appeal.id) is open already."
        case .tooLate(let denial): "Too late by rule \(denial.parameter) (\(denial.value))."
        }
    }
}
