import ArgumentParser
import Definitions
import Foundation
import HospitalFiles
import Storage

/// `frontdesk import`: checks a hospital's files and loads them.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Check a hospital's files and load catalogue and schedule into the database.",
        discussion: "Every problem is printed as file:line: message, all at once; then nothing is loaded. "
            + "Importing again changes only what is new; appointments are kept, and what stands in their way is told.")

    @Argument(help: "The folder of the hospital's files.")
    var folder: String

    @OptionGroup var store: StoreOptions

    @Flag(help: "Only check the files.")
    var dryRun = false

    func run() async throws {
        let files: HospitalFiles
        do {
            files = try HospitalOptions(folder: folder).files(Home.find())
        } catch let problems as DefinitionProblems {
            print(problems)
            print("\(problems.problems.count) problems; nothing was loaded.")
            throw ExitCode(2)
        }
        let catalogue = files.catalogue
        print(
            "\(catalogue.hospital.name.zh): \(catalogue.campuses.count) campuses, "
                + "\(catalogue.departments.count) departments and groups, \(catalogue.practitioners.count) practitioners, "
                + "\(files.templates.count) weekly clinics, \(files.exceptions.count) exceptions.")
        guard !dryRun else { return }
        let desk = try await store.openStore(of: catalogue.hospital.code, key: store.sealingKey())
        let today = WallClock.now(in: catalogue.zone).date
        let report = try await desk.importPlan(files.plan(from: today), rules: files.rules, now: WallClock.instant())
        print(
            "Loaded from \(today): \(report.addedSessions) sessions added, \(report.changedSessions) changed, "
                + "\(report.withdrawnSessions) withdrawn; \(report.addedSlots) slots added, \(report.changedSlots) changed."
        )
        for kept in report.kept {
            print(
                "  \(kept.session)\(kept.slot.map { " \($0)" } ?? ""): \(kept.taken) booked or held, \(kept.wish.rawValue)"
            )
        }
        await desk.close()
    }
}
