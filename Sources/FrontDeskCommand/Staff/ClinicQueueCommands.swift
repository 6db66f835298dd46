import ArgumentParser
import Booking
import FrontDesk

/// `frontdesk clinic check-in`: reports a patient by the visit code.
struct ClinicCheckInCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-in", abstract: "Check a patient in by the visit code (报到).")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: VisitDayOptions

    @Argument(help: "The visit code; blanks and hyphens do not matter.")
    var code: String

    func run() async throws {
        guard let code = try? VisitCode(code) else {
            throw ValidationError("\(code) is no visit code: a character is wrong, or two are exchanged.")
        }
        try await withStaffDesk(store, hospital) { installation in
            let checkIn = try await installation.desk.checkIn(code, order: order.order(usual: "check_in"))
            print("\(checkIn.arrival == nil ? "was checked in before" : "checked in"): \(checkIn.place.line)")
        }
    }
}

/// `frontdesk clinic queue`: who waits for a clinic.
struct ClinicQueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Print who waits for a clinic, in the order of calling.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions

    @Argument(help: "The session's id.")
    var session: String

    func run() async throws {
        try await withStaffDesk(store, hospital) { installation in
            let queue = try await installation.desk.queue(of: ClinicSessionID(session))
            print(queue.isEmpty ? "Nobody waits." : queue.map(\.line).joined(separator: "\n"))
        }
    }
}

/// `frontdesk clinic call-next`: calls the next patient in.
struct ClinicCallNextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call-next", abstract: "Call the next patient of a clinic in (叫号).")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: VisitDayOptions

    @Argument(help: "The session's id.")
    var session: String

    func run() async throws {
        try await withStaffDesk(store, hospital) { installation in
            let called = try await installation.desk.callNext(
                in: ClinicSessionID(session), order: order.order(usual: "call"))
            print(called.map { "called: \($0.id)  booked for \($0.slot.start)" } ?? "Nobody waits.")
        }
    }
}

/// `frontdesk clinic missed`, `left`, `complete`: what became of a patient who had reported.
struct ClinicStepCommand {
    /// Takes the step and prints where the visit stands.
    static func take(
        _ step: VisitStep, _ appointment: String, by order: VisitDayOptions, store: StoreOptions,
        hospital: HospitalOptions, for command: some AsyncParsableCommand
    ) async throws {
        try await command.withStaffDesk(store, hospital) { installation in
            let visit = try await installation.desk.step(
                AppointmentID(appointment), by: step, order: order.order(usual: step.rawValue))
            print("\(visit.id) is \(visit.status.rawValue).")
        }
    }
}

/// `frontdesk clinic missed`: a called patient did not come.
struct ClinicMissedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "missed",
        abstract: "Put a patient who did not come when called some places later (过号); too many end the visit.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: VisitDayOptions

    @Argument(help: "The appointment's id.")
    var appointment: String

    func run() async throws {
        try await ClinicStepCommand.take(
            .missedCall, appointment, by: order, store: store, hospital: hospital, for: self)
    }
}

/// `frontdesk clinic left`: a waiting patient went away.
struct ClinicLeftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "left", abstract: "Note that a patient left without being seen; it is no strike.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: VisitDayOptions

    @Argument(help: "The appointment's id.")
    var appointment: String

    func run() async throws {
        try await ClinicStepCommand.take(.left, appointment, by: order, store: store, hospital: hospital, for: self)
    }
}

/// `frontdesk clinic complete`: the patient was seen.
struct ClinicCompleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "complete", abstract: "Note that a patient was seen.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: VisitDayOptions

    @Argument(help: "The appointment's id.")
    var appointment: String

    func run() async throws {
        try await ClinicStepCommand.take(
            .completed, appointment, by: order, store: store, hospital: hospital, for: self)
    }
}

extension QueuePlace {
    /// A line for staff: number, visit, what is ahead; no name.
    var line: String {
        "No. \(ticket.number)  \(appointment.id)  booked for \(appointment.slot.start)  \(ahead) ahead, about "
            + "\(waitMinutes) minutes" + (ticket.missedCalls > 0 ? "  missed \(ticket.missedCalls) calls" : "")
    }
}
