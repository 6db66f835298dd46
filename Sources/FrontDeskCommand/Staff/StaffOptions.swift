import ArgumentParser
import Booking

/// Who orders something, and why.
struct StaffOptions: ParsableArguments {
    @Option(help: "Your name or number, as the audit shall have it.")
    var staff: String

    @Option(help: "Why, in a few words.")
    var reason: String

    var order: StaffOrder { StaffOrder(staff: staff, reason: reason) }

    func validate() throws {
        for (name, value) in [("--staff", staff), ("--reason", reason)] where value.allSatisfy(\.isWhitespace) {
            throw ValidationError("\(name) must not be empty.")
        }
    }
}
