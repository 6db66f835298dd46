import ArgumentParser
import Booking
import Foundation
import Storage
import StoragePostgres
import StorageSQLite

/// Where the desk keeps everything.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .customLong("database"),
        help: """
            The database: a path is SQLite, postgres://user@host/name?sslmode=… a PostgreSQL server. Without it \
            FRONTDESK_DATABASE, else var/frontdesk.sqlite. A password is better kept in PGPASSWORD or ~/.pgpass.
            """)
    var given: String?

    @Option(help: "The file with the key that personal data is sealed with (or set FRONTDESK_KEY).")
    var key: String?

    @Option(help: "Connections to PostgreSQL that write; half as many more read. SQLite has one writer.")
    var connections = 8

    init() {}

    /// Options that a command sets itself.
    init(database: String) {
        given = database
        key = nil
        connections = 8
    }

    func validate() throws {
        guard (1...500).contains(connections) else {
            throw ValidationError("--connections must be 1 to 500, not \(connections).")
        }
    }

    /// What FRONTDESK_DATABASE says.
    static var environmentDatabase: String? {
        ProcessInfo.processInfo.environment["FRONTDESK_DATABASE"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The path or the URL; a URL may hold a password, so it is never printed: see ``shown``.
    var database: String { given ?? Self.environmentDatabase ?? "var/frontdesk.sqlite" }

    /// Whether the database is a PostgreSQL server's.
    var isServer: Bool { PostgresAddress.isServer(database) }

    /// The database as it may be printed.
    var shown: String { isServer ? (try? PostgresAddress(database).shown) ?? "postgres://…" : database }

    /// Complains where the database is a file that does not exist, for commands that must not make one.
    func requireDatabase() throws {
        guard isServer || FileManager.default.fileExists(atPath: database) else {
            throw ValidationError("\(database): there is no such database.")
        }
    }

    /// Opens the database as it is: the schema may be missing or old.
    func openDatabase() throws -> any SQLDatabase {
        isServer
            ? try PostgresDatabase(PostgresAddress(database), writers: connections, readers: (connections + 1) / 2)
            : try SQLiteDatabase(path: database)
    }

    /// Opens a hospital's store and brings the schema up to date.
    /// - Parameter patience: how long to wait for another process that writes to the file.
    func openStore(
        of hospital: HospitalCode, key: SealingKey, patience: Duration = .seconds(3)
    ) async throws -> SQLDeskStore {
        let configuration = StoreConfiguration(hospital: hospital, sealingKey: key.bytes)
        return isServer
            ? try await SQLDeskStore(
                postgres: PostgresAddress(database), connections: connections, configuration: configuration)
            : try await SQLDeskStore(path: database, patience: patience, configuration: configuration)
    }

    /// The key; made where neither it nor the database is there yet: beside a file, under `var/` for a server.
    func sealingKey() async throws -> SealingKey {
        let environment = ProcessInfo.processInfo.environment
        let folder = isServer ? URL(filePath: "var") : URL(filePath: database).deletingLastPathComponent()
        let file = key ?? folder.appending(path: "frontdesk.key").relativePath
        if environment["FRONTDESK_KEY"] != nil || FileManager.default.fileExists(atPath: file) {
            return try SealingKey.load(file: file, mayCreate: false, environment: environment)
        }
        let isNew = try await isEmpty()
        if isNew {
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            } catch {
                throw ValidationError(
                    "\(folder.relativePath): the folder of the key cannot be made: \(error.localizedDescription)")
            }
        }
        return try SealingKey.load(file: file, mayCreate: isNew, environment: environment)
    }

    /// Whether nothing was ever kept in the database, so that no key can have sealed anything in it.
    private func isEmpty() async throws -> Bool {
        guard isServer else { return !FileManager.default.fileExists(atPath: database) }
        let server = try PostgresDatabase(PostgresAddress(database), writers: 1, readers: 1)
        let isEmpty = try await server.read { !(try $0.tableExists("hospital")) }
        await server.close()
        return isEmpty
    }
}
