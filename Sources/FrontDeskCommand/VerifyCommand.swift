import ArgumentParser
import Foundation
import HospitalFiles
import Storage
import StorageSQLite

/// `frontdesk verify`: checks every invariant on a live database.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the invariants of a database: counters, ledger, holds, appointments, numbers, audit chain.",
        discussion: "Exit code 0: all hold; 1: at least one is broken, with its first bad record named.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions

    func run() async throws {
        let files = try hospital.files(Home.find())
        guard FileManager.default.fileExists(atPath: store.database) else {
            throw ValidationError("\(store.database): there is no such database.")
        }
        let desk = try await SQLDeskStore(
            path: store.database,
            configuration: StoreConfiguration(
                hospital: files.catalogue.hospital.code, sealingKey: try store.sealingKey().bytes))
        let report = try await desk.verify()
        await desk.close()
        print(
            "Looked at \(report.slots) slots, \(report.ledgerLines) ledger lines, \(report.appointments) appointments and "
                + "\(report.auditRecords) audit records.")
        for check in VerificationReport.Check.allCases {
            let problem = report.problems.first { $0.check == check }
            print("  \(check.rawValue): \(problem.map { "BROKEN at \($0.record): \($0.detail)" } ?? "holds")")
        }
        if !report.isClean { throw ExitCode(1) }
    }
}
