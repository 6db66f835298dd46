import CivilCalendar
import Foundation
import StorageSQLite
import Testing

@testable import Storage

/// A database of an older version comes forward with everything in it.
@Suite struct MigrationTests {
    /// What the schema looked like when the dump was made.
    private static let before = Array(Migration.all.prefix(6))

    @Test("an old dump comes forward, with every visit, message and link in it", arguments: Engine.allCases)
    func anOldDumpComesForward(_ engine: Engine) async throws {
        try await withEmptyDatabases(engine) { old, fresh in
            try await fill(old, engine)
            let store = try await SQLDeskStore(database: old, configuration: TestWorld.configuration())
            #expect(store.migrated == Migration.all.dropFirst(Self.before.count).map(\.name))
            let report = try await store.verify()
            #expect(report.problems == [])
            #expect(report.appointments == 2)
            #expect(report.ledgerLines == 43)
            #expect(report.auditRecords == 6)
            let sent = try await store.read { try $0.outbox(after: nil, limit: 100) }
            #expect(sent.count == 5 && sent.allSatisfy { $0.to == "13800000001" }, "what was sealed can be read")
            let changes = try await old.read { sql in
                try sql.run("SELECT status, changed_at, reason FROM appointment ORDER BY status").map {
                    "\(try $0.text(0)) \(try $0.integer(1) - Int(TestWorld.now.milliseconds)) \(try $0.text(2))"
                }
            }
            #expect(changes == ["booked 60000 ", "cancelled 120000 ill"])

            let other = try await SQLDeskStore(database: fresh, configuration: TestWorld.configuration())
            #expect(other.migrated == Migration.all.map(\.name))
            #expect(try await columns(of: old, engine) == columns(of: fresh, engine))
            #expect(try await indexes(of: old, engine) == indexes(of: fresh, engine))

            // Once forward, nothing is left to do.
            let again = try await SQLDeskStore(database: old, configuration: TestWorld.configuration())
            #expect(again.migrated == [])
        }
    }

    private func withEmptyDatabases(
        _ engine: Engine, _ body: (any SQLDatabase, any SQLDatabase) async throws -> Void
    ) async throws {
        if engine == .postgres { await PrivatePostgres.places.enter() }
        defer { if engine == .postgres { PrivatePostgres.places.leave() } }
        let folder = FileManager.default.temporaryDirectory.appending(path: "frontdesk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let databases = try ["old", "fresh"].map { name in
            try engine.open(
                engine == .sqlite
                    ? folder.appending(path: "\(name).sqlite").path : PrivatePostgres.shared.get().makeDatabase())
        }
        try await body(databases[0], databases[1])
        for database in databases { await database.close() }
    }

    /// Puts the dump into an empty database: as it is into SQLite, row by row into PostgreSQL.
    private func fill(_ database: any SQLDatabase, _ engine: Engine) async throws {
        let dump = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/before-0007.sql")
        let statements = try String(contentsOf: dump, encoding: .utf8).split(separator: ";\n").map(String.init)
            .filter { $0.contains("CREATE ") || $0.contains("INSERT ") }
        guard engine == .postgres else { return try await run(statements, on: database) }
        _ = try await Migrator(Self.before).migrate(database)
        let folder = FileManager.default.temporaryDirectory.appending(path: "frontdesk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try SQLiteDatabase(path: folder.appending(path: "dump.sqlite").path)
        try await run(statements, on: file)
        let tables = try await file.read { sql in
            try sql.run("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migration' ORDER BY rowid")
                .map { try $0.text(0) }
        }
        for table in tables {
            let (names, rows) = try await file.read { sql in
                (
                    try sql.run("SELECT name FROM pragma_table_info($1) ORDER BY cid", table).map { try $0.text(0) },
                    try sql.run(SQLStatement(made: "SELECT * FROM \(table)"))
                )
            }
            let places = names.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
            let insert = "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(places))"
            try await database.write { sql in
                for row in rows {
                    _ = try sql.run(SQLStatement(made: insert, arguments: names.indices.map { row[$0] }))
                }
            }
        }
        await file.close()
    }

    private func run(_ statements: [String], on database: any SQLDatabase) async throws {
        try await database.write { sql in
            for statement in statements { _ = try sql.run(SQLStatement(made: statement)) }
        }
    }

    /// Columns of all tables, with their types and whether they may be NULL.
    private func columns(of database: any SQLDatabase, _ engine: Engine) async throws -> [String] {
        try await lines(
            engine == .sqlite
                ? """
                SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull"
                FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY 1
                """
                : """
                SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
                FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1
                """, of: database)
    }

    /// Names of all indexes that were made by name.
    private func indexes(of database: any SQLDatabase, _ engine: Engine) async throws -> [String] {
        try await lines(
            engine == .sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
                : "SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema() ORDER BY indexname",
            of: database)
    }

    private func lines(_ query: String, of database: any SQLDatabase) async throws -> [String] {
        try await database.read { sql in try sql.run(SQLStatement(made: query)).map { try $0.text(0) } }
    }
}
