import ArgumentParser

/// `frontdesk`: the one executable; the only place where everything meets.
@main
struct FrontDeskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frontdesk",
        abstract: "A hospital's front desk that people talk to, in Chinese and in English.",
        subcommands: [
            ServeCommand.self, ChatCommand.self, TestCommand.self, ParseCommand.self, TimeCommand.self,
            TriageCommand.self, ImportCommand.self, LintCommand.self, VerifyCommand.self, OutboxCommand.self,
            MigrateCommand.self, BackupCommand.self, RestoreCommand.self, ReleaseCommand.self, ClinicCommand.self,
            ReportCommand.self, VisitCodeCommand.self, SimulateCommand.self, BenchCommand.self,
            LinesCallersCommand.self,
        ]
    )
}
