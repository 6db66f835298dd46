import ArgumentParser

/// `frontdesk`: the one executable; the only place where everything meets.
@main
struct FrontDeskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frontdesk",
        abstract: "A hospital's front desk that people talk to, in Chinese and in English.",
        subcommands: [TimeCommand.self, TriageCommand.self, BenchCommand.self]
    )
}
