import ArgumentParser
import Booking
import FrontDesk

/// `frontdesk clinic stop`: stops a clinic and tells its patients.
struct ClinicStopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Stop a clinic (停诊): cancel its visits, keep another place for each, tell the patients.",
        discussion: """
            Who is offered what is planned before anybody is told: the same doctor on the nearest day, else the same \
            department in the same half-day. Nobody gets a strike, fees are due back in full. Run it again after an \
            interruption and it goes on where it was; a serving desk does so by itself.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: StaffOptions

    @Argument(help: "The session's id.")
    var session: String

    @Option(help: "Hours for which the places offered instead are kept.")
    var offerHours = 24

    func validate() throws {
        guard (0...720).contains(offerHours) else {
            throw ValidationError("--offer-hours must be 0 to 720, not \(offerHours).")
        }
    }

    func run() async throws {
        try await withStaffDesk(store, hospital) { installation in
            let report = try await installation.desk.stopClinic(
                ClinicSessionID(session), offerHours: offerHours, order: order.order)
            print(
                "Stopped \(report.session): \(report.told) patients told, \(report.offered) of them with another place "
                    + "kept for them, \(report.spared) spared, \(report.refundFen / 100) yuan to give back.")
        }
    }
}

/// `frontdesk clinic restore`.
struct ClinicRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Let a stopped clinic take place after all; what was cancelled already stays cancelled.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: StaffOptions

    @Argument(help: "The session's id.")
    var session: String

    func run() async throws {
        try await withStaffDesk(store, hospital) { installation in
            try await installation.desk.change(session, by: .restore, order: order.order)
        }
    }
}

/// `frontdesk clinic suspend`.
struct ClinicSuspendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend", abstract: "Take no more bookings for a clinic (停约); its visits stand.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: StaffOptions

    @Argument(help: "The session's id.")
    var session: String

    func run() async throws {
        try await withStaffDesk(store, hospital) { installation in
            try await installation.desk.change(session, by: .suspend, order: order.order)
        }
    }
}

/// `frontdesk clinic resume`.
struct ClinicResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Take bookings again for a suspended clinic.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: StaffOptions

    @Argument(help: "The session's id.")
    var session: String

    func run() async throws {
        try await withStaffDesk(store, hospital) { installation in
            try await installation.desk.change(session, by: .resume, order: order.order)
        }
    }
}

extension Desk {
    /// Changes a session and prints how it stands.
    fileprivate func change(_ session: String, by event: ClinicSessionEvent, order: StaffOrder) async throws {
        let changed = try await changeClinic(ClinicSessionID(session), by: event, order: order)
        print("\(changed.id) is \(changed.status.rawValue).")
    }
}
