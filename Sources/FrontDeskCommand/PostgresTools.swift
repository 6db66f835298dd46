import ArgumentParser
import Foundation
import StoragePostgres

/// PostgreSQL's own programs, which copy a database in the documented way.
struct PostgresTools {
    private let address: PostgresAddress

    init(_ address: PostgresAddress) {
        self.address = address
    }

    /// Writes a consistent copy of the database into a file in pg_dump's custom format.
    func dump(to file: String) throws {
        try run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--file=\(file)"])
    }

    /// Loads such a file in one transaction: all of it or nothing.
    /// - Parameter isReplacing: removes first what the file will bring.
    func load(_ file: String, isReplacing: Bool) throws {
        let name = address.environment["PGDATABASE"] ?? ProcessInfo.processInfo.environment["PGDATABASE"]
        guard let name else { throw ValidationError("\(address.shown): the URL names no database.") }
        let clean = isReplacing ? ["--clean", "--if-exists"] : []
        try run(
            "pg_restore",
            ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--dbname=\(name)"] + clean
                + [file])
    }

    /// Runs a program with the address in its environment, where other users of the machine cannot read it.
    private func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = try find(program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(address.environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let complaints = Pipe()
        process.standardError = complaints
        try process.run()
        let said = complaints.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let reason = String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            throw ValidationError("\(address.shown): \(program) ended with \(process.terminationStatus): \(reason)")
        }
    }

    private func find(_ program: String) throws -> URL {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        let found = path.split(separator: ":").map { URL(filePath: String($0)).appending(path: program) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
        guard let found else {
            throw ValidationError("\(program) is not on the PATH: install postgresql-client of the server's version.")
        }
        return found
    }
}
