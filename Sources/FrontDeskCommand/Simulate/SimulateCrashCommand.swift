import ArgumentParser
import Foundation

/// `frontdesk simulate crash`: kills servers while people book.
struct SimulateCrashCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crash",
        abstract: "Kill servers again and again while people book, and look for what was promised to them.",
        discussion: """
            Starts real servers, has people book and cancel over HTTP, one message here and the next one there, and kills \
            a server with SIGKILL every moment. After each round every acknowledged visit must be there, every message \
            that is sent again must get the bytes of its first answer, no hold may be left, the number of visits must be \
            exact, and frontdesk verify must find nothing. Exit code 1: a promise was broken.

            Without --database a new SQLite file in a temporary folder is used, with one server; with postgres://… three \
            servers share the database. The time and place of the kills follow the seed; what the processes make of them \
            does not.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions

    @Option(help: "Seed of the kills.")
    var seed: UInt64 = 1

    @Option(help: "Rounds; each begins with fresh people and ends with all checks.")
    var rounds = 3

    @Option(help: "People who book at once.")
    var people = 8

    @Option(help: "Visits that each of them books in a round, as a new person each time.")
    var visits = 5

    @Option(help: "Servers; more than one only on PostgreSQL.")
    var replicas: Int?

    @Option(help: "Longest time between two kills, in milliseconds.")
    var killEvery = 1500

    func validate() throws {
        guard rounds > 0, people > 0, visits > 0, killEvery > 3 else {
            throw ValidationError("--rounds, --people and --visits must be 1 or more, --kill-every 4 or more.")
        }
        guard replicas ?? 1 > 0 else { throw ValidationError("--replicas must be 1 or more.") }
    }

    func run() async throws {
        // A server that is killed must not take the one who talks to it along.
        signal(SIGPIPE, SIG_IGN)
        var store = store
        var folder: URL?
        if store.given == nil, StoreOptions.environmentDatabase == nil {
            let made = FileManager.default.temporaryDirectory.appending(path: "frontdesk-crash-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
            store.given = made.appending(path: "desk.sqlite").path
            folder = made
        }
        let count = replicas ?? (store.isServer ? 3 : 1)
        guard count == 1 || store.isServer else {
            throw ValidationError("An SQLite file has one server; --replicas needs --database postgres://…")
        }
        let simulation = try await CrashSimulation.make(
            store: store, hospital: hospital, replicas: count, seed: seed, killEvery: killEvery)
        var isClean = true
        for round in 1...rounds {
            let report = try await simulation.round(people: people, visits: visits)
            print("round \(round): \(report.summary)")
            for problem in report.problems { print("  BROKEN: \(problem)") }
            fflush(nil)
            isClean = isClean && report.problems.isEmpty
        }
        await simulation.close()
        guard isClean else {
            if let folder { print("The database is left in \(folder.path).") }
            throw ExitCode(1)
        }
        if let folder { try? FileManager.default.removeItem(at: folder) }
        print("\(rounds) rounds: nothing acknowledged was lost, nothing was done twice, every invariant holds.")
    }
}
