import ArgumentParser
import Foundation

/// `frontdesk bench`: speed and memory, as ratios against a baseline taken in the same run.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure speed and memory; every figure stands beside a baseline of the same run.",
        discussion: "Measure a release build on an otherwise idle machine.")

    /// What can be measured.
    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case time, parse, turns, bookings, lines, start
    }

    @Argument(help: "What to measure: \(Subject.allCases.map(\.rawValue).joined(separator: ", ")). Default: all.")
    var subjects: [Subject] = []

    @Option(
        help: """
            An empty PostgreSQL database (postgres://…) on which bookings and turns are measured after SQLite. Without \
            it a private server is started for that, where PostgreSQL is installed.
            """)
    var database: String?

    func validate() throws {
        let wanted = subjects.isEmpty ? Subject.allCases : subjects
        guard database == nil || !wanted.contains(.turns) || !wanted.contains(.bookings) else {
            throw ValidationError("--database is empty only once: measure turns and bookings one after the other.")
        }
    }

    func run() async throws {
        #if DEBUG
            print("This is a debug build: the figures say little. Build with -c release.")
        #endif
        for subject in subjects.isEmpty ? Subject.allCases : subjects {
            print("\n\(subject.rawValue)")
            fflush(nil)
            for line in try await measure(subject) {
                print("  " + line.text)
                fflush(nil)
            }
        }
    }

    private func measure(_ subject: Subject) async throws -> [BenchLine] {
        switch subject {
        case .time: TimeBench.run()
        case .parse: try ParseBench.run(home: Home.find())
        case .turns: try await BenchEngine.measureEach(postgres: database, TurnsBench.run)
        case .bookings: try await BenchEngine.measureEach(postgres: database, BookingsBench.run)
        case .lines: try await LinesBench.run()
        case .start: try await StartBench.run()
        }
    }
}
