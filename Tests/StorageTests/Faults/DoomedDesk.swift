import Foundation
import Testing

/// The crashing desk, run as a process of its own and killed a moment after it has printed some lines.
enum DoomedDesk {
    /// How a run ended.
    struct End: Sendable {
        /// All whole lines that it printed.
        var lines: [String]
        /// Whether it was killed before it was through.
        var wasKilled: Bool
    }

    /// Runs it on a database until it is killed.
    /// - Parameter work: what it is to do; see `CrashingDesk`.
    static func run(
        _ work: String, on database: String, killedAfterLines count: Int, andSeconds seconds: Double
    ) async throws -> End {
        let program = try program()
        // On a thread of its own: it blocks, and the tasks of other tests have few threads.
        return try await withCheckedThrowingContinuation { caller in
            Thread.detachNewThread {
                caller.resume(
                    with: Result { try run(program, [database, TestWorld.code.rawValue, work], count, seconds) })
            }
        }
    }

    private static func run(_ program: URL, _ arguments: [String], _ count: Int, _ seconds: Double) throws -> End {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try ChildProcess.oneAtATime.withLock { try process.run() }
        var printed = Data()
        while printed.count(where: { $0 == UInt8(ascii: "\n") }) < count {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            printed += more
        }
        Thread.sleep(forTimeInterval: seconds)
        kill(process.processIdentifier, SIGKILL)
        printed += output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: printed, as: UTF8.self)
        let whole = text.lastIndex(of: "\n").map { text[..<$0] } ?? ""
        return End(
            lines: whole.split(separator: "\n").map(String.init),
            wasKilled: process.terminationReason == .uncaughtSignal)
    }

    /// The program, built beside the tests.
    private static func program() throws -> URL {
        let tests = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
        let folder = (tests ?? URL(filePath: CommandLine.arguments[0])).deletingLastPathComponent()
        let url = folder.appending(path: "CrashingDesk")
        guard FileManager.default.isExecutableFile(atPath: url.path) else {
            throw TestFailure(reason: "\(url.path) is not there")
        }
        return url
    }
}
