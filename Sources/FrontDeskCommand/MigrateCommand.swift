import ArgumentParser
import Foundation
import Storage

/// `frontdesk migrate`: brings a database to the schema of this program.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring a database to the schema of this program.",
        discussion: """
            Each step runs in a transaction of its own; what is done stays done when a later one fails. A database that \
            a newer program has migrated is left alone. Other commands migrate too when they open a database; this one \
            does only that, needs no key, and says what it did.
            """)

    @OptionGroup var store: StoreOptions

    @Flag(help: "Only say what is missing; exit code 1 where something is.")
    var check = false

    func run() async throws {
        if check { try store.requireDatabase() }
        let database = try store.openDatabase()
        let missing = try await Schema.missing(on: database)
        if !check { _ = try await Schema.migrate(database) }
        await database.close()
        guard !missing.isEmpty else {
            print("\(store.shown): up to date.")
            return
        }
        for step in missing { print("\(check ? "missing" : "done"): \(step)") }
        if check { throw ExitCode(1) }
    }
}
