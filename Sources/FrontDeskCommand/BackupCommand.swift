import ArgumentParser
import Foundation
import Storage
import StoragePostgres
import StorageSQLite

/// `frontdesk backup`: a copy of a database that is in use, whole and verified.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy a database into a file while the desk goes on working, and verify the copy.",
        discussion: """
            SQLite is copied with its online backup, PostgreSQL with pg_dump in its custom format. The file appears under \
            its name only when it is whole. It holds what the database holds, sealed as it is there: without the key \
            nobody can read the personal data in it, so keep the key apart from it and as safe.
            """)

    @Argument(help: "The file to write.")
    var file: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions

    @Flag(help: "Replace the file if there is one.")
    var force = false

    func run() async throws {
        try store.requireDatabase()
        guard force || !FileManager.default.fileExists(atPath: file) else {
            throw ValidationError("\(file): there is such a file already. Name another one, or pass --force.")
        }
        let partial = file + ".partial"
        DatabaseFile.remove(partial)
        if store.isServer {
            try PostgresTools(PostgresAddress(store.database)).dump(to: partial)
        } else {
            try await copyFile(to: partial)
        }
        try DatabaseFile.move(partial, to: file)
        print("Copied \(store.shown) to \(file).")
    }

    /// Copies an SQLite database and verifies the copy.
    private func copyFile(to partial: String) async throws {
        let source = try SQLiteDatabase(path: store.database)
        let missing = try await Schema.missing(on: source)
        do {
            try await source.backup(to: partial)
        } catch {
            await source.close()
            DatabaseFile.remove(partial)
            throw error
        }
        await source.close()
        guard missing.isEmpty else {
            print("Its schema lacks \(missing.count) steps, so this program cannot verify it: run frontdesk migrate.")
            return
        }
        let hospital = try hospital.files(Home.find()).catalogue.hospital.code
        let key = try await store.sealingKey()
        let report = try await DatabaseFile.verify(partial, hospital: hospital, key: key)
        guard report.isClean else {
            report.tell()
            throw ValidationError("The copy is not sound, and so neither is the database. It is left at \(partial).")
        }
    }
}
