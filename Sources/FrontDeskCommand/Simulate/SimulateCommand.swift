import ArgumentParser

/// `frontdesk simulate`: what happens to many people, or to machines, on purpose.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Put the desk under load and trouble on purpose, and check its promises.",
        subcommands: [SimulateRushCommand.self, SimulateCrashCommand.self, SimulateHistoryCommand.self])
}
