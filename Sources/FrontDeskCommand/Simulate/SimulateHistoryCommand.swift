import ArgumentParser
import Booking
import Foundation
import Storage

/// `frontdesk simulate history`: random histories on the booking core, every invariant checked after every step.
struct SimulateHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Play random histories and check every invariant after every step.",
        discussion: """
            People register, hold, book, cancel, move and wait in line in a hospital so small that everything collides, \
            report, are called, miss calls and do not come; time passes in jumps, messages come twice, staff stop, \
            suspend and restore clinics and add places, and the clock sweeps now and then. Each history follows from its \
            seed alone: the same steps, the same answers and the same digest on every machine. The rules are drawn by the \
            seed too.

            Without --database the in-memory model is tried. With a database every answer and every slot is compared with \
            the model's, and whatever people could be told of the waitlist, queues and kept places; each call is a \
            transaction of its own, and every record is verified at the end. The digest is the same on every engine. \
            The hospitals stay in the database.

            A history that fails is made as short as possible and printed; --replay plays it again. Exit code 1: a \
            history failed.
            """)

    @Option(help: "Seed of the first history.")
    var seed: UInt64 = 1

    @Option(help: "Histories; each takes the next seed.")
    var seeds = 100

    @Option(help: "Steps of a history.")
    var steps = 200

    @Option(
        name: .customLong("database"),
        help: "Compare this database with the model: a path is SQLite, postgres://user@host/name PostgreSQL.")
    var database: String?

    @Option(help: "Play the steps in this file, one a line, under the rules of --seed.")
    var replay: String?

    func validate() throws {
        guard seeds > 0, steps > 0 else { throw ValidationError("--seeds and --steps must be 1 or more.") }
    }

    func run() async throws {
        let stage = try HistoryStage(database: database)
        let began = Measurement.nanoseconds()
        var tally = HistoryTally()
        var failures = 0
        if let replay {
            let commands = try Self.commands(in: replay)
            try await report(stage.play(seed, commands), stage, &tally, &failures)
        } else {
            let first = seed
            let numbers = (0..<UInt64(seeds)).map { first &+ $0 }
            try await stage.playAll(numbers, steps: steps) { try await report($0, stage, &tally, &failures) }
        }
        await stage.close()
        let seconds = Double(Measurement.nanoseconds() - began) / 1e9
        for line in tally.lines { print(line) }
        print("digest of all answers \(tally.digest)")
        print(
            String(
                format: "%d histories, %d steps in %.1f s (%.0f/s) on %@: %@", tally.histories, tally.steps, seconds,
                Double(tally.steps) / seconds, stage.shown,
                failures == 0 ? "every invariant holds after every step." : "\(failures) failed."))
        if failures > 0 { throw ExitCode(1) }
    }

    /// Adds a history to the tally; prints it shortened where it failed.
    private func report(
        _ played: PlayedHistory, _ stage: HistoryStage, _ tally: inout HistoryTally, _ failures: inout Int
    ) async throws {
        tally.add(played)
        guard let failure = played.failure else { return }
        failures += 1
        print("seed \(played.seed) FAILED at \(failure)")
        // Shrinking takes hundreds of runs: the first few failures say enough.
        guard failures <= 3 else { return }
        let shortest = try await stage.shrink(played)
        let problem = try await stage.play(played.seed, shortest).failure?.problem ?? failure.problem
        print("  the shortest history that fails under the rules of seed \(played.seed):")
        for command in shortest { print("    \(command)") }
        print("  \(problem)")
    }

    private static func commands(in file: String) throws -> [HistoryCommand] {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return try lines.enumerated().compactMap { index, line in
            let words = line.trimmingCharacters(in: .whitespaces)
            guard !words.isEmpty else { return nil }
            guard let command = HistoryCommand(words) else {
                throw ValidationError("\(file):\(index + 1): “\(words)” is no step of a history.")
            }
            return command
        }
    }
}
