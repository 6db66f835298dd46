/// A step of the schema's history. The list is only ever appended to; a released step never changes.
public struct Migration: Sendable {
    /// Its name, which sorts by its number and says what it does.
    public let name: String
    /// What it runs, in order, in one transaction.
    let statements: [String]

    init(_ name: String, _ statements: [String]) {
        self.name = name
        self.statements = statements
    }

    /// All steps, oldest first.
    public static let all: [Migration] = [
        catalogue, clinicSessions, people, appointments, conversations, outboxAndAudit, rules, waitlist,
        clinicControl, visitDay, seals,
    ]
}

/// The schema of a database beside that of this program.
public enum Schema {
    /// Names of the steps that a database lacks; all of them where it is empty.
    /// - Throws: ``StorageError/newerThanBinary(_:)`` where the database knows a step this program does not.
    public static func missing(on database: any SQLDatabase) async throws -> [String] {
        try await database.read { try Migrator.missing(from: Migration.all, on: $0) } ?? Migration.all.map(\.name)
    }

    /// Runs what is missing, each step in its own transaction.
    /// - Returns: names of the steps that were run.
    /// - Throws: ``StorageError/newerThanBinary(_:)`` where the database knows a step this program does not.
    public static func migrate(_ database: any SQLDatabase) async throws -> [String] {
        try await Migrator().migrate(database)
    }
}

/// Brings a database to the schema of this program.
struct Migrator: Sendable {
    let migrations: [Migration]

    init(_ migrations: [Migration] = Migration.all) {
        self.migrations = migrations
    }

    /// Runs what is missing, each step in its own transaction.
    /// - Returns: names of the steps that were run.
    /// - Throws: ``StorageError/newerThanBinary(_:)`` where the database knows a step this program does not.
    func migrate(_ database: any SQLDatabase) async throws -> [String] {
        let migrations = migrations
        if try await database.read({ sql in try Migrator.missing(from: migrations, on: sql) })?.isEmpty == true {
            return []
        }
        try await database.write { sql in
            try sql.lock("schema")
            // Two processes may start on an empty database at once; whoever comes second finds the table.
            try sql.run(
                "CREATE TABLE IF NOT EXISTS migration (position BIGINT NOT NULL, name TEXT NOT NULL PRIMARY KEY)")
        }
        var run: [String] = []
        for (position, migration) in migrations.enumerated() {
            let isNew = try await database.write { sql in
                try sql.lock("schema")
                let missing = try Migrator.missing(from: migrations, on: sql) ?? migrations.map(\.name)
                guard missing.contains(migration.name) else { return false }
                for statement in migration.statements {
                    _ = try sql.run(SQLStatement(made: statement))
                }
                try sql.run("INSERT INTO migration (position, name) VALUES ($1, $2)", position + 1, migration.name)
                return true
            }
            if isNew { run.append(migration.name) }
        }
        if !run.isEmpty { try await database.write { try $0.refreshStatistics() } }
        return run
    }

    /// The steps that the database has not seen; `nil` where it has seen none and has no table of them.
    static func missing(from migrations: [Migration], on sql: any SQLConnection) throws -> [String]? {
        guard try sql.tableExists("migration") else { return nil }
        let seen = try sql.run("SELECT name FROM migration ORDER BY position").map { try $0.text(0) }
        let known = Set(migrations.map(\.name))
        if let unknown = seen.first(where: { !known.contains($0) }) {
            throw StorageError.newerThanBinary("it has the schema step \(unknown)")
        }
        return migrations.map(\.name).filter { !seen.contains($0) }
    }
}
