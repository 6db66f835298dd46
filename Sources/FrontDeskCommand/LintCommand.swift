import ArgumentParser
import ConversationTesting
import Definitions
import Foundation

/// `frontdesk lint`: checks everything that is written in files.
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check intents, dialogues, worlds, conversation tests and the hospital's files.",
        discussion: "Every problem is printed as file:line: message, all at once. Exit code 2 when there is any.")

    @OptionGroup var hospital: HospitalOptions

    func run() throws {
        let home = try Home.find()
        let log = ProblemLog()
        _ = DefinitionBundle(intents: home.intents, dialogues: home.dialogues, log: log)
        _ = ConversationSuite(dialogues: home.dialogues, name: "dialogues", log: log)
        do {
            _ = try hospital.files(home)
        } catch let problems as DefinitionProblems {
            for problem in problems.problems { log.report(problem) }
        }
        for problem in log.problems.sorted() { print(problem) }
        guard log.isEmpty else {
            print("\(log.problems.count) problems.")
            throw ExitCode(2)
        }
        print("No problems.")
    }
}
