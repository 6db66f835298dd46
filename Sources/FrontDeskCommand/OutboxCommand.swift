import ArgumentParser
import Foundation
import FrontDesk

/// `frontdesk outbox`: the messages of the embedded SMS port.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Print the messages that the desk has written, oldest first.",
        discussion: "The embedded SMS port sends nothing: it keeps the messages here. They hold personal data.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions

    @Flag(help: "One JSON object a line: id, at, to, kind, body, state.")
    var json = false

    func run() async throws {
        let installation = try await Installation.open(
            store: store, hospital: hospital, logger: LogSetup.logger("frontdesk.outbox", level: .error))
        var after: String?
        while true {
            let last = after
            let messages = try await installation.store.read { try $0.outbox(after: last, limit: 500) }
            guard let end = messages.last else { break }
            for message in messages { print(json ? message.jsonLine : message.plainLine) }
            after = end.id
        }
        await installation.store.close()
    }
}

extension OutboxMessage {
    /// The message as one line of JSON.
    var jsonLine: String {
        JSONLines.object([
            ("id", .string(id)), ("at", .string(ISO8601.text(at))), ("to", .string(to)), ("kind", .string(kind)),
            ("body", .string(body)), ("state", .string(state)),
        ])
    }

    /// The message as one line to read.
    var plainLine: String { "\(ISO8601.text(at))  \(to)  [\(kind), \(state)]  \(body)" }
}
