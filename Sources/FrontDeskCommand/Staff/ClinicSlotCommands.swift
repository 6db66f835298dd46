import ArgumentParser
import Booking
import FrontDesk

/// `frontdesk clinic substitute`: has another doctor see the patients.
struct ClinicSubstituteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "substitute",
        abstract: "Have another doctor see the patients of a clinic (替诊); they are told and may leave free of charge.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: StaffOptions

    @Argument(help: "The session's id.")
    var session: String

    @Option(help: "The code of the doctor who stands in.")
    var doctor: String

    func run() async throws {
        try await withStaffDesk(store, hospital) { installation in
            let report = try await installation.desk.substitute(
                PractitionerCode(doctor), in: ClinicSessionID(session), order: order.order)
            print("\(report.session.practitioner) sees the patients of \(report.session.id); \(report.told) were told.")
        }
    }
}

/// `frontdesk clinic add-capacity`: adds places to a slot.
struct ClinicAddCapacityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-capacity", abstract: "Add places to a slot (加号); no import takes them away.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions
    @OptionGroup var order: StaffOptions

    @Argument(help: "The slot's id: the session's id and its time, as in …-0830.")
    var slot: String

    @Option(help: "How many places.")
    var places = 1

    func run() async throws {
        try await withStaffDesk(store, hospital) { installation in
            let slot = try await installation.desk.addCapacity(places, to: SlotID(slot), order: order.order)
            print("\(slot.id) has \(slot.capacity) places now, \(slot.free) of them free.")
        }
    }
}

/// `frontdesk clinic ledger`: why a slot is full.
struct ClinicLedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Print who has the places of a slot, and every change of them.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions

    @Argument(help: "The slot's id: the session's id and its time, as in …-0830.")
    var slot: String

    func run() async throws {
        try await withStaffDesk(store, hospital) { installation in
            let ledger = try await installation.desk.ledger(of: SlotID(slot))
            let slot = ledger.slot
            print(
                "\(slot.id): \(slot.capacity) places (\(ledger.added) added by staff), \(slot.booked) booked "
                    + "(\(ledger.elsewhere) through other channels), \(slot.held) held, \(slot.free) free; "
                    + "\(slot.status.rawValue).")
            for appointment in ledger.appointments { print("  booked: appointment/\(appointment)") }
            for hold in ledger.holds { print("  held until \(ISO8601.text(hold.expiresAt)): hold/\(hold.id)") }
            for line in ledger.lines {
                let changes = [("places", line.capacity), ("held", line.held), ("booked", line.booked)].compactMap {
                    $0.1 == 0 ? nil : "\($0.0) \($0.1 > 0 ? "+" : "")\($0.1)"
                }
                print(
                    "  \(line.entry)  \(ISO8601.text(line.at))  \(line.cause)  \(changes.joined(separator: ", "))  "
                        + "\(line.subject)  by \(line.actor)")
            }
        }
    }
}
