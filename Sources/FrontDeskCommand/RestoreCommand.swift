import ArgumentParser
import Booking
import Foundation
import Storage
import StoragePostgres
import StorageSQLite

/// `frontdesk restore`: a database from a backup.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make a database from a backup, and verify it.",
        discussion: """
            Never touches a database that is there already unless --replace is given: an SQLite file is then kept beside \
            the new one, and must not be in use; tables on a PostgreSQL server are replaced in one transaction.
            """)

    @Argument(help: "The file that frontdesk backup wrote.")
    var file: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions

    @Flag(help: "Replace the database that is there.")
    var replace = false

    func run() async throws {
        guard FileManager.default.fileExists(atPath: file) else {
            throw ValidationError("\(file): there is no such file.")
        }
        let hospital = try hospital.files(Home.find()).catalogue.hospital.code
        // Before anything is made: a database without its key is of no use, and a new key would not open it.
        let key = try await existingKey()
        if store.isServer {
            try await restoreServer()
        } else {
            try await restoreFile(hospital: hospital, key: key)
        }
        let desk = try await store.openStore(of: hospital, key: key)
        let report = try await desk.verify()
        await desk.close()
        report.tell()
        guard report.isClean else { throw ExitCode(1) }
        print("Restored \(store.shown) from \(file).")
    }

    private func existingKey() async throws -> SealingKey {
        let folder = store.isServer ? URL(filePath: "var") : URL(filePath: store.database).deletingLastPathComponent()
        return try SealingKey.load(
            file: store.key ?? folder.appending(path: "frontdesk.key").relativePath, mayCreate: false,
            environment: ProcessInfo.processInfo.environment)
    }

    private func restoreServer() async throws {
        let server = try store.openDatabase()
        let isTaken = try await server.read { try $0.tableExists("migration") }
        await server.close()
        guard replace || !isTaken else {
            throw ValidationError(
                "\(store.shown): there is a desk's database already. Name an empty one, or pass --replace.")
        }
        try PostgresTools(PostgresAddress(store.database)).load(file, isReplacing: isTaken)
    }

    private func restoreFile(hospital: HospitalCode, key: SealingKey) async throws {
        let target = store.database
        let isTaken = FileManager.default.fileExists(atPath: target)
        guard replace || !isTaken else {
            throw ValidationError("\(target): there is a database already. Name another file, or pass --replace.")
        }
        if isTaken { try await SQLiteDatabase.settle(path: target) }
        let fresh = target + ".restoring"
        DatabaseFile.remove(fresh)
        let source = try SQLiteDatabase(backup: file)
        do {
            try await source.backup(to: fresh)
        } catch {
            await source.close()
            DatabaseFile.remove(fresh)
            throw error
        }
        await source.close()
        let report = try await DatabaseFile.verify(fresh, hospital: hospital, key: key)
        guard report.isClean else {
            DatabaseFile.remove(fresh)
            report.tell()
            throw ValidationError("\(file): the backup is not sound; nothing was changed.")
        }
        if isTaken {
            let old = "\(target).replaced-\(WallClock.instant().milliseconds)"
            try DatabaseFile.move(target, to: old)
            print("The database that was there is kept as \(old).")
        }
        try DatabaseFile.move(fresh, to: target)
    }
}
