import ArgumentParser
import ConversationTesting
import Definitions
import Dialogue
import Foundation

/// `frontdesk test`: runs the conversation tests.
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the conversation tests: every path of every talk on a real desk with a real database file.",
        discussion: "Exit code 0: all is as expected; 1: a test failed; 2: a file cannot be read.")

    /// How results are printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, tap, junit
    }

    @Argument(help: "Only tests of this file, at this FILE:LINE, or with this text in their name or tags.")
    var filter: String?

    @Option(help: "text, tap or junit.")
    var format = Format.text

    @Option(help: "How many paths run at a time.")
    var jobs = 2

    @Flag(help: "Print tests that passed, too.")
    var verbose = false

    @Flag(help: "Say which replies no test has heard.")
    var coverage = false

    func run() async throws {
        let home = try Home.find()
        let log = ProblemLog()
        let suite = ConversationSuite(dialogues: home.dialogues, name: "dialogues", log: log)
        let dialogues = DialogueLoader.read(from: home.dialogues, as: "dialogues", log: log)
        guard log.isEmpty else {
            for problem in log.problems.sorted() { print(problem) }
            throw ExitCode(2)
        }
        let runner = ConversationTestRunner(
            suite: suite, replyKeys: coverage ? Set((dialogues.texts[.zh] ?? [:]).keys) : [], width: jobs,
            stage: RehearsalStages(home: home).stage)
        let report = TextReport()
        let summary = await runner.run(filter: filter) { result in
            if format == .text, verbose || !result.isGood { print(report.text(of: result)) }
        }
        switch format {
        case .text: print(report.text(of: summary))
        case .tap: print(TAPReport().text(of: summary))
        case .junit: print(JUnitReport().text(of: summary))
        }
        if !summary.isGood { throw ExitCode(1) }
    }
}
