import Foundation

/// The engines that a benchmark runs on, one after the other.
struct BenchEngine {
    /// As it is called in the report.
    let name: String
    /// The PostgreSQL database; `nil` is a temporary SQLite file.
    let database: String?

    /// Measures on SQLite and then on PostgreSQL: in the database that is given, or on a server of this process's own
    /// where PostgreSQL is installed.
    /// - Parameter database: an empty PostgreSQL database.
    static func measureEach(
        postgres database: String?, _ body: (BenchEngine) async throws -> [BenchLine]
    ) async throws -> [BenchLine] {
        var lines = try await body(BenchEngine(name: "SQLite", database: nil))
        if let database {
            return lines + (try await body(BenchEngine(name: "PostgreSQL", database: database)))
        }
        guard PrivatePostgres.installed != nil else {
            return lines + [BenchLine(what: "PostgreSQL", figures: "is not installed here: not measured")]
        }
        let server = try PrivatePostgres()
        defer { server.stop() }
        lines += try await body(BenchEngine(name: "PostgreSQL", database: try server.makeDatabase()))
        return lines
    }
}
