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
        try await withStaffDesk(store, hospital) { installation in
            let marked = try await installation.desk.markNoShows(order: order.order(usual: "clinic_over"))
            print((marked.map(\.rawValue) + ["\(marked.count) marked."]).joined(separator: "\n"))
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
    @OptionGroup var order: StaffOptions

    @Argument(help: "The patient's id, as `clinic appeals` and the audit show it.")
    var patient: String

    func run() async throws {
        try await withStaffDesk(store, hospital) { installation in
            let lifted = try await installation.desk.liftRestriction(of: PatientID(patient), order: order.order)
            print("Lifted; no strikes any more: \(lifted.map(\.rawValue).joined(separator: ", "))")
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
        try await withStaffDesk(store, hospital) { installation in
            let appeals = try await installation.desk.openAppeals()
            if appeals.isEmpty { print("No appeal waits.") }
            for appeal in appeals {
                let day = appeal.answerBy.map { "  answer by \($0)" } ?? ""
                print("\(appeal.id)  patient \(appeal.patient)  visit \(appeal.appointment)\(day)")
                print("    \(appeal.statement)")
            }
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
    @OptionGroup var order: StaffOptions

    @Flag(help: "The answer.")
    var answer: Answer

    @Argument(help: "The appeal's id.")
    var appeal: String

    func run() async throws {
        try await withStaffDesk(store, hospital) { installation in
            let settled = try await installation.desk.settle(
                AppealID(appeal), accepted: answer == .accept, order: order.order)
            print("\(settled.id) is \(settled.state.rawValue).")
        }
    }
}
