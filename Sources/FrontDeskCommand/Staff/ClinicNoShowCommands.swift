import ArgumentParser
import Booking
import FrontDesk

/// `frontdesk clinic no-show`: marks visits that nobody came to.
struct ClinicNoShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "no-show",
        abstract: "Mark a visit that nobody came to (爽约), or all of clinics that are over.",
        discussion: "The server does the latter by itself. A visit is missed once its clinic and the grace are over.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: VisitDayOptions

    @Flag(help: "All visits of clinics that are over.")
    var sweep = false

    @Argument(help: "The appointment's id.")
    var appointment: String?

    func validate() throws {
        guard sweep == (appointment == nil) else { throw ValidationError("Give either an appointment or --sweep.") }
    }

    func run() async throws {
        if let appointment {
            return try await ClinicStepCommand.take(
                .noShow, appointment, by: order, store: store, hospital: hospital, for: self)
        }
        try await takeVisitStep(store, hospital) { desk, now in
            let marked = try desk.markNoShows(limit: 10_000, now: now)
            return .success((marked.map(\.rawValue) + ["\(marked.count) marked."]).joined(separator: "\n"))
        }
    }
}

/// `frontdesk clinic lift-restriction`: takes a patient's strikes back.
struct ClinicLiftRestrictionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lift-restriction",
        abstract: "Lift a patient's restriction by taking back the strikes that led to it.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: VisitDayOptions

    @Argument(help: "The patient's id, as `clinic appeals` and the audit show it.")
    var patient: String

    func run() async throws {
        try order.requireReason()
        let (patient, actor, reason) = (PatientID(patient), order.actor, order.reason)
        try await takeVisitStep(store, hospital) { desk, now in
            let lifted = try desk.liftRestriction(of: patient, by: actor, reason: reason, now: now)
            return lifted.isEmpty
                ? .failure(VisitOrderRefusal("The patient is not restricted."))
                : .success("Lifted; no strikes any more: \(lifted.map(\.rawValue).joined(separator: ", "))")
        }
    }
}

/// `frontdesk clinic appeals`: appeals that wait for an answer.
struct ClinicAppealsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appeals",
        abstract: "Print the appeals that wait for an answer, oldest first.",
        discussion: "What people said for themselves is personal: it is for the eyes of whoever decides.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions

    func run() async throws {
        try await takeVisitStep(store, hospital) { desk, _ in
            let appeals = try desk.openAppeals().map { appeal in
                let day = appeal.answerBy.map { "  answer by \($0)" } ?? ""
                return
                    "\(appeal.id)  patient \(appeal.patient)  visit \(appeal.appointment)\(day)\n    \(appeal.statement)"
            }
            return .success(appeals.isEmpty ? "No appeal waits." : appeals.joined(separator: "\n"))
        }
    }
}

/// `frontdesk clinic settle-appeal`: answers an appeal.
struct ClinicSettleAppealCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle-appeal", abstract: "Accept or refuse an appeal; an accepted one takes the strike back.")

    /// The answer.
    enum Answer: String, EnumerableFlag {
        case accept, refuse
    }

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: VisitDayOptions

    @Flag(help: "The answer.")
    var answer: Answer

    @Argument(help: "The appeal's id.")
    var appeal: String

    func run() async throws {
        try order.requireReason()
        let (id, accepted, actor, reason) = (AppealID(appeal), answer == .accept, order.actor, order.reason)
        try await takeVisitStep(store, hospital) { desk, now in
            try desk.settle(id, accepted: accepted, by: actor, reason: reason, now: now)
                .map { "\($0.id) is \($0.state.rawValue)." }.mapError { VisitOrderRefusal($0) }
        }
    }
}
