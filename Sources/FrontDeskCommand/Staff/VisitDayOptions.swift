import ArgumentParser
import Booking
import CivilCalendar
import Foundation
import FrontDesk

/// Who does something to a visit, and why.
struct VisitDayOptions: ParsableArguments {
    @Option(help: "Your name or number, as the audit shall have it.")
    var staff: String

    @Option(help: "Why, in a few words without anything personal.")
    var reason = ""

    var actor: VisitActor { .staff(staff) }

    func validate() throws {
        guard !staff.allSatisfy(\.isWhitespace) else { throw ValidationError("--staff must not be empty.") }
    }

    /// Complains where a step that needs a reason has none.
    func requireReason() throws {
        guard !reason.allSatisfy(\.isWhitespace) else { throw ValidationError("This needs a --reason.") }
    }
}

extension AsyncParsableCommand {
    /// Takes a step on the desk of an existing database as one transaction and prints what it came to; a refusal goes to
    /// standard error, with exit code 1.
    func takeVisitStep(
        _ store: StoreOptions, _ hospital: HospitalOptions,
        _ body: @escaping @Sendable (any DeskTransaction, Instant) throws -> Result<String, VisitOrderRefusal>
    ) async throws {
        try store.requireDatabase()
        let installation = try await Installation.open(
            store: store, hospital: hospital, logger: LogSetup.logger("frontdesk.staff", level: .error))
        let now = installation.clock()
        let result = try await installation.store.write { try body($0, now) }
        await installation.store.close()
        switch result {
        case .success(let words): print(words)
        case .failure(let refusal):
            FileHandle.standardError.write(Data("\(refusal.words)\n".utf8))
            throw ExitCode(1)
        }
    }
}

/// Why an order about a visit was not carried out, in words.
struct VisitOrderRefusal: Error {
    var words: String

    init(_ words: String) { self.words = words }

    init(_ refusal: VisitRefusal) {
        switch refusal {
        case .unknownVisit: self.init("There is no such visit.")
        case .wrongState(let status): self.init("The visit is \(status.rawValue): this cannot be done to it now.")
        case .notOver(let until):
            self.init("The clinic is not over; the visit is missed from \(ISO8601.text(until)) on.")
        }
    }

    init(_ refusal: CheckInRefusal) {
        switch refusal.objection {
        case .unknownVisit: self.init("There is no visit with this code.")
        case .wrongState(let status): self.init("The visit is \(status.rawValue): nobody can report for it.")
        case .stopped: self.init("The clinic does not take place.")
        case .otherDay:
            self.init("The visit is on \(refusal.appointment?.slot.start.description ?? "another day").")
        case .over: self.init("The clinic is over.")
        case .tooEarly(let denial):
            self.init("Too early: possible from \(denial.earliestAllowedAt.map(ISO8601.text) ?? "later") on.")
        case .tooLate(let denial): self.init("Too late by rule \(denial.parameter) (\(denial.value)).")
        }
    }

    init(_ refusal: AppealRefusal) {
        switch refusal {
        case .unknown: self.init("There is no such appeal.")
        case .settled(let state): self.init("The appeal was \(state.rawValue) before.")
        case .notMissed(let status): self.init("The visit is \(status.rawValue), not missed.")
        case .alreadyOpen(let appeal): self.init("Appeal \(appeal.id) is open already.")
        case .tooLate(let denial): self.init("Too late by rule \(denial.parameter) (\(denial.value)).")
        }
    }
}
