import ArgumentParser
import Booking
import FrontDesk

/// `frontdesk report`: what a hospital may want to look into.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Print reports for staff.", subcommands: [HandOverReportCommand.self])
}

/// `frontdesk report hand-overs`: accounts that pass places to one another.
struct HandOverReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hand-overs",
        abstract: "Find accounts that pass places to one another again and again (黄牛倒号).",
        discussion: """
            A place that one account gives back and another takes within handOverSeconds counts; handOverCount of them \
            between the same two accounts within handOverDays are reported. Families are left out. It is a suspicion \
            for people to look into: nobody is restricted by it.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions

    @Option(help: "How far to look back; as far as the rules say when left out.")
    var days: Int?

    @Flag(help: "One JSON object a line for each hand-over: slot, from, to, given_up, booked, gave_back_at, took_at.")
    var json = false

    func validate() throws {
        guard days.map({ (1...365).contains($0) }) ?? true else {
            throw ValidationError("--days must be 1 to 365.")
        }
    }

    func run() async throws {
        try await withStaffDesk(store, hospital) { installation in
            let chains = try await installation.desk.handOvers(days: days)
            if chains.isEmpty, !json { print("No two accounts stand out.") }
            for chain in chains {
                if !json {
                    print(
                        "\(chain.accounts.map(\.rawValue).joined(separator: " and ")): \(chain.handOvers.count) places")
                }
                for handOver in chain.handOvers { print(json ? handOver.jsonLine : handOver.plainLine) }
            }
        }
    }
}

extension HandOver {
    /// The hand-over as one line of JSON.
    fileprivate var jsonLine: String {
        JSONLines.object([
            ("slot", .string(slot.rawValue)), ("from", .string(from.rawValue)), ("to", .string(to.rawValue)),
            ("given_up", .string(givenUp.rawValue)), ("booked", .string(booked.rawValue)),
            ("gave_back_at", .string(ISO8601.text(gaveBackAt))), ("took_at", .string(ISO8601.text(tookAt))),
        ])
    }

    /// The hand-over as one line to read.
    fileprivate var plainLine: String {
        let seconds = Double(tookAt.milliseconds - gaveBackAt.milliseconds) / 1000
        return "  \(slot): \(from) gave back \(ISO8601.text(gaveBackAt)), \(to) took it \(seconds) s later"
    }
}
