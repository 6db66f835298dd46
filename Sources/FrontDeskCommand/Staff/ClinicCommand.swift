import ArgumentParser
import Booking
import CivilCalendar
import Foundation
import FrontDesk

/// `frontdesk clinic`: what staff do to clinics.
struct ClinicCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clinic",
        abstract: "Stop, restore and change clinics; call patients in; see why a slot is full.",
        discussion: "Every order is kept in the audit with who gave it and why. `clinic list` shows the sessions' ids.",
        subcommands: [
            ClinicListCommand.self, ClinicStopCommand.self, ClinicRestoreCommand.self, ClinicSuspendCommand.self,
            ClinicResumeCommand.self, ClinicSubstituteCommand.self, ClinicAddCapacityCommand.self,
            ClinicLedgerCommand.self, ClinicQueueCommand.self, ClinicCheckInCommand.self, ClinicCallNextCommand.self,
            ClinicMissedCommand.self, ClinicLeftCommand.self, ClinicCompleteCommand.self, ClinicNoShowCommand.self,
            ClinicLiftRestrictionCommand.self, ClinicAppealsCommand.self, ClinicSettleAppealCommand.self,
        ])
}

extension AsyncParsableCommand {
    /// Runs something on the desk of an existing database; what the desk refuses is told, with exit
    /// code 1.
    func withStaffDesk(
        _ store: StoreOptions, _ hospital: HospitalOptions, _ body: (Installation) async throws -> Void
    ) async throws {
        try store.requireDatabase()
        let installation = try await Installation.open(
            store: store, hospital: hospital, logger: LogSetup.logger("frontdesk.staff", level: .error),
            // A server beside may be planning its schedule.
            patience: .seconds(20))
        do {
            try await body(installation)
        } catch let error as StaffError {
            await installation.store.close()
            FileHandle.standardError.write(Data("\(error.words)\n".utf8))
            throw ExitCode(1)
        }
        await installation.store.close()
    }
}

/// `frontdesk clinic list`: sessions with their ids.
struct ClinicListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print the clinic sessions of some days, one a line.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions

    @Option(help: "First day, such as 2026-11-25; today when left out.")
    var from: String?

    @Option(help: "Last day; the first one when left out.")
    var to: String?

    @Option(help: "Only sessions of the doctor with this code.")
    var doctor: String?

    func run() async throws {
        try await withStaffDesk(store, hospital) { installation in
            let first = try day(from, "--from") ?? installation.today
            let sessions = try await installation.store.clinicSessions(
                from: first, through: try day(to, "--to") ?? first)
            for session in sessions where doctor == nil || session.practitioner.rawValue == doctor {
                let instead = session.insteadOf.map { " instead of \($0)" } ?? ""
                print(
                    "\(session.id)  \(session.date) \(session.half.rawValue)  \(session.department)  "
                        + "\(session.practitioner)\(instead)  \(session.status.rawValue)")
            }
        }
    }

    private func day(_ text: String?, _ option: String) throws -> CivilDate? {
        guard let text else { return nil }
        guard let day = CivilDate(iso: text) else {
            throw ValidationError("\(option) must be a day such as 2026-11-25, not \(text).")
        }
        return day
    }
}
