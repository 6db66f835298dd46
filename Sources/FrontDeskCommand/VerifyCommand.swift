import ArgumentParser
import Foundation
import HospitalFiles
import Storage

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
        try store.requireDatabase()
        let desk = try await store.openStore(of: files.catalogue.hospital.code, key: store.sealingKey())
        let report = try await desk.verify()
        await desk.close()
        report.tell()
        if !report.isClean { throw ExitCode(1) }
    }
}

extension VerificationReport {
    /// Prints what was looked at and what is broken.
    func tell() {
        print(
            "Looked at \(slots) slots, \(ledgerLines) ledger lines, \(appointments) appointments and "
                + "\(auditRecords) audit records.")
        for check in Check.allCases {
            let problem = problems.first { $0.check == check }
            print("  \(check.rawValue): \(problem.map { "BROKEN at \($0.record): \($0.detail)" } ?? "holds")")
        }
    }
}
