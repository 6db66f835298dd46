import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Storage
import Testing

/// A process that books is killed at random instants: what it acknowledged is there, nothing is half done.
@Suite struct CrashTests {
    @Test func killedAtRandomNothingAcknowledgedIsLost() async throws {
        var random = SplitMix64(seed: 11)
        try await Engine.sqlite.withStore { test in
            // Room enough for every client of every run.
            let roomy = TestWorld.sessions.map { session in
                var roomy = session
                for index in roomy.segments.indices { roomy.segments[index].capacity += 500 }
                return roomy
            }
            let plan = HospitalPlan(catalogue: TestWorld.catalogue, sessions: roomy)
            _ = try await test.store.importPlan(plan, now: test.now)
            await test.store.close()
            var acknowledged: [String: String] = [:]
            for run in 0..<6 {
                let lines = try await bookUntilKilled(
                    test.path, run: run, afterLines: Int.random(in: 1...80, using: &random),
                    andSeconds: Double.random(in: 0..<0.02, using: &random))
                for line in lines {
                    let words = line.split(separator: " ").map(String.init)
                    acknowledged[words[1]] = words[0]
                }
                let database = try Engine.sqlite.open(test.path)
                let store = try await SQLDeskStore(
                    database: database, configuration: TestWorld.configuration(seed: UInt64(run)))
                #expect(try await store.verify().problems == [], "run \(run)")
                let kept = try await database.read { sql in
                    try sql.run("SELECT id, status FROM appointment ORDER BY id").reduce(into: [String: String]()) {
                        $0[try $1.text(0)] = try $1.text(1)
                    }
                }
                for (id, said) in acknowledged {
                    // A cancellation may have been committed and not acknowledged.
                    let allowed = said == "booked" ? ["booked", "cancelled"] : ["cancelled"]
                    #expect(allowed.contains(kept[id] ?? "missing"), "run \(run): \(id) was \(said)")
                }
                #expect(try await store.sweep(now: TestWorld.now.adding(seconds: 3600)) >= 0)
                let held = try await database.read { try $0.run("SELECT sum(held) FROM slot")[0].integer(0) }
                #expect(held == 0, "run \(run)")
                await store.close()
            }
            #expect(!acknowledged.isEmpty)
        }
    }

    /// Runs the crashing desk, kills it a moment after it has printed some lines, and gives all whole lines it printed.
    private func bookUntilKilled(
        _ path: String, run: Int, afterLines count: Int, andSeconds seconds: Double
    ) async throws -> [String] {
        let program = try crashingDesk()
        // On a thread of its own: it blocks, and the tasks of other tests have few threads.
        return try await withCheckedThrowingContinuation { caller in
            Thread.detachNewThread {
                caller.resume(
                    with: Result {
                        try Self.bookUntilKilled(program, path, run: run, afterLines: count, andSeconds: seconds)
                    })
            }
        }
    }

    private static func bookUntilKilled(
        _ program: URL, _ path: String, run: Int, afterLines count: Int, andSeconds seconds: Double
    ) throws -> [String] {
        let process = Process()
        process.executableURL = program
        process.arguments = [path, TestWorld.code.rawValue, "\(10_000_000 + run)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
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
        #expect(process.terminationReason == .uncaughtSignal, "it ended by itself")
        let text = String(decoding: printed, as: UTF8.self)
        let whole = text.lastIndex(of: "\n").map { text[..<$0] } ?? ""
        return whole.split(separator: "\n").map(String.init)
    }

    /// The program, built beside the tests.
    private func crashingDesk() throws -> URL {
        let program = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
        let folder = (program ?? URL(filePath: CommandLine.arguments[0])).deletingLastPathComponent()
        let url = folder.appending(path: "CrashingDesk")
        guard FileManager.default.isExecutableFile(atPath: url.path) else {
            throw TestFailure(reason: "\(url.path) is not there")
        }
        return url
    }
}
