import Storage
import Synchronization
import Testing

/// An SQLite database that looks at how each statement is planned, once, and reports those that would read a table that
/// grows with use from one end to the other.
///
/// Such a statement is right and quick in a test and takes milliseconds after a year. SQLite plans here without
/// statistics, so a plan is the same on every machine.
final class PlanWatch: SQLDatabase {
    private let database: any SQLDatabase

    init(_ database: any SQLDatabase) {
        self.database = database
    }

    func write<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        try await database.write { try body(WatchedConnection(connection: $0)) }
    }

    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        try await database.read { try body(WatchedConnection(connection: $0)) }
    }

    func announcements() -> AsyncStream<String?> { database.announcements() }
    func leads(_ job: String) async -> Bool { await database.leads(job) }
    func backup(to path: String) async throws { try await database.backup(to: path) }
    func close() async { await database.close() }
}

private final class WatchedConnection: SQLConnection {
    private let connection: any SQLConnection
    /// Set where somebody reads whole tables on purpose.
    private var mayReadAll = false

    init(connection: any SQLConnection) {
        self.connection = connection
    }

    func run(_ statement: SQLStatement) throws -> [SQLRow] {
        if !mayReadAll { try look(at: statement) }
        return try connection.run(statement)
    }

    func expectLongReads() throws {
        mayReadAll = true
        try connection.expectLongReads()
    }

    func lock(_ name: String) throws { try connection.lock(name) }
    func announce(_ subject: String) throws { try connection.announce(subject) }
    func tableExists(_ name: String) throws -> Bool { try connection.tableExists(name) }
    func refreshStatistics() throws { try connection.refreshStatistics() }
    var exclusivity: Exclusivity { connection.exclusivity }
    var forUpdate: String { connection.forUpdate }
    var skipLocked: String { connection.skipLocked }

    private static let seen = Mutex<Set<String>>([])

    private func look(at statement: SQLStatement) throws {
        let text = statement.text.string
        let verb = text.prefix { !$0.isWhitespace }
        // Steps of the schema take no arguments, and run once.
        guard ["SELECT", "UPDATE", "DELETE", "INSERT", "WITH"].contains(verb), !statement.arguments.isEmpty,
            Self.seen.withLock({ $0.insert(text).inserted })
        else { return }
        let plan = try connection.run(
            SQLStatement(made: "EXPLAIN QUERY PLAN \(text)", arguments: statement.arguments))
        for line in try plan.map({ try $0.text(3) }) {
            guard let table = try readWhole(line, in: text) else { continue }
            Issue.record("reads all of \(table): \(line)\n\(text)")
        }
    }

    /// Tables that have a row for each visit, hold, message and the like.
    private static let growing: Set = [
        "account", "account_patient", "appeal", "appointment", "appointment_event", "audit_record", "clinic_session",
        "conversation", "hold", "idempotency_key", "one_time_code", "outbox", "patient", "queue_ticket",
        "release_alert", "slot", "slot_ledger", "stop_plan", "stop_step", "turn", "waitlist_entry", "waitlist_news",
        "waitlist_pass",
    ]

    private func isPartial(_ index: String) throws -> Bool {
        try connection.run(
            SQLStatement(
                made: "SELECT 1 FROM sqlite_master WHERE name = $1 AND sql LIKE '%WHERE%'",
                arguments: [.text(index)])
        ).count == 1
    }

    /// The growing table that a line of a plan goes through from one end to the other; `nil` where an index narrows it.
    private func readWhole(_ line: String, in text: String) throws -> String? {
        let words = line.split(separator: " ").map(String.init)
        guard words.count >= 2, ["SCAN", "SEARCH"].contains(words[0]) else { return nil }
        // All rows are one hospital's: to look that up narrows nothing.
        guard words[0] == "SCAN" || line.hasSuffix("(hospital=?)") else { return nil }
        // An index with a condition has what is open now, which does not grow.
        if let index = words.firstIndex(of: "INDEX"), try isPartial(words[index + 1]) { return nil }
        // Plans name a table as the statement does: `h` in `FROM hold h`. One that the statement does not name is a
        // foreign key's, which is looked at only where the key itself changes.
        let named = text.split { $0.isWhitespace || "(),".contains($0) }.map(String.init)
        for (index, word) in named.enumerated() where Self.growing.contains(word) {
            let alias = index + 1 < named.count ? named[index + 1] : ""
            if word == words[1] || alias == words[1] { return word }
        }
        return nil
    }
}
