import ArgumentParser
import Booking

/// Who does something to a visit, and why.
struct VisitDayOptions: ParsableArguments {
    @Option(help: "Your name or number, as the audit shall have it.")
    var staff: String

    @Option(help: "Why, in a few words without anything personal.")
    var reason = ""

    /// The order, with the reason that such an order usually has where none was given.
    func order(usual: String) -> StaffOrder {
        StaffOrder(staff: staff, reason: reason.allSatisfy(\.isWhitespace) ? usual : reason)
    }

    func validate() throws {
        guard !staff.allSatisfy(\.isWhitespace) else { throw ValidationError("--staff must not be empty.") }
    }
}
