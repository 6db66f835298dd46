import Storage
import Synchronization

/// A database that notes what statements are run on it, so that they can be run again by hand.
final class StatementRecorder: SQLDatabase {
    private let database: any SQLDatabase
    /// The statements of each unit; `nil` while nothing is noted.
    private let units = Mutex<[[SQLStatement]]?>(nil)

    init(_ database: any SQLDatabase) {
        self.database = database
    }

    /// Notes what is run from now on.
    func start() { units.withLock { $0 = [] } }

    /// Begins a unit.
    func nextUnit() { units.withLock { $0?.append([]) } }

    /// Notes nothing more, and gives what was noted.
    func stop() -> [[SQLStatement]] {
        units.withLock { units in
            defer { units = nil }
            return units ?? []
        }
    }

    private func note(_ statement: SQLStatement) {
        units.withLock { units in
            guard let last = units?.indices.last else { return }
            units?[last].append(statement)
        }
    }

    func write<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        guard units.withLock({ $0 != nil }) else { return try await database.write(body) }
        return try await database.write { sql in
            try body(RecordedConnection(connection: sql, note: self.note))
        }
    }

    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        try await database.read(body)
    }

    func announcements() -> AsyncStream<String?> { database.announcements() }
    func leads(_ job: String) async -> Bool { await database.leads(job) }
    func backup(to path: String) async throws { try await database.backup(to: path) }
    func close() async { await database.close() }
}

/// A connection whose statements are noted.
private struct RecordedConnection: SQLConnection {
    let connection: any SQLConnection
    let note: (SQLStatement) -> Void

    func run(_ statement: SQLStatement) throws -> [SQLRow] {
        note(statement)
        return try connection.run(statement)
    }

    func lock(_ name: String) throws { try connection.lock(name) }
    func announce(_ subject: String) throws { try connection.announce(subject) }
    func tableExists(_ name: String) throws -> Bool { try connection.tableExists(name) }
    func expectLongReads() throws { try connection.expectLongReads() }
    func refreshStatistics() throws { try connection.refreshStatistics() }
    var exclusivity: Exclusivity { connection.exclusivity }
    var forUpdate: String { connection.forUpdate }
    var skipLocked: String { connection.skipLocked }
}
