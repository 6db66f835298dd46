import Booking
import CivilCalendar
import FaultScript
import Foundation
import FrontDesk
import Storage
import StorageSQLite
import Synchronization
import Testing

/// A program that books, moves and cancels has its writes to the disk broken one after the other: killed at every single
/// one, torn in the middle, refused for lack of room or with an I/O error. What it acknowledged is there, nothing is half
/// done, and whoever asks again with the same keys gets the one answer.
@Suite struct SystemCallFaultTests {
    @Test("killed at every call that writes, syncs, cuts or removes a file: before it, or in the middle of a write")
    func killedAtEveryCall() async throws {
        try await withFaultyDesk { desk in
            let calls = try await desk.run(nil).calls
            #expect(calls > 50, "the calls of the program are not seen")
            try await desk.inParallel(Array(1...calls)) { number in
                let kind = number.isMultiple(of: 2) ? "torn" : "kill"
                let end = try await desk.run(Fault(at: number, kind: kind))
                #expect(end.wasKilled, "\(kind) at call \(number)")
                try await desk.check(end, "\(kind) at call \(number)")
            }
        }
    }

    @Test("a call that fails once is survived, and the step succeeds when it is sent again", arguments: ["full", "io"])
    func oneFailedCall(_ kind: String) async throws {
        try await withFaultyDesk { desk in
            let calls = try await desk.run(nil).calls
            try await desk.inParallel(Array(stride(from: 2, through: calls, by: 4))) { number in
                let end = try await desk.run(Fault(at: number, kind: kind))
                #expect(!end.wasKilled, "\(kind) at call \(number): \(end.lines)")
                try await desk.check(end, "\(kind) at call \(number)")
            }
        }
    }

    @Test("a disk that stays full or broken loses nothing that was acknowledged", arguments: ["full", "io"])
    func everyFurtherCallFails(_ kind: String) async throws {
        try await withFaultyDesk { desk in
            let calls = try await desk.run(nil).calls
            try await desk.inParallel(Array(stride(from: 1, through: calls, by: 6))) { number in
                let end = try await desk.run(Fault(at: number, kind: kind, lasts: true))
                #expect(!end.wasKilled, "\(kind) from call \(number): \(end.lines)")
                try await desk.check(end, "\(kind) from call \(number)")
            }
        }
    }

    @Test("too little memory for the engine: refused or done, never half done")
    func tooLittleMemory() async throws {
        try await withFaultyDesk { desk in
            let ends = Mutex<[(failed: Bool, finished: Bool)]>([])
            try await desk.inParallel(Array(stride(from: 100_000, through: 2_800_000, by: 225_000))) { bytes in
                let end = try await desk.run(nil, memory: bytes)
                let what = "with \(bytes) bytes"
                #expect(!end.wasKilled, "\(what): \(end.lines)")
                try await desk.check(end, what)
                ends.withLock {
                    $0.append(
                        (end.lines.contains { $0.hasPrefix("error") }, end.done.count == Visit.Step.allCases.count))
                }
            }
            #expect(ends.withLock { $0 }.contains { $0.failed }, "the memory was always enough")
            #expect(ends.withLock { $0 }.contains { $0.finished }, "the memory was never enough")
        }
    }

    private func withFaultyDesk(_ body: (FaultyDeskRunner) async throws -> Void) async throws {
        try await Engine.sqlite.withStore { test in
            let visitor = try await test.visitor()
            await test.store.close()
            let runner = try FaultyDeskRunner(database: test.path, visitor: visitor)
            defer { runner.remove() }
            try await body(runner)
        }
    }
}

/// What is to go wrong, and when.
struct Fault: Sendable {
    var at: Int
    var kind: String
    var lasts = false
}

/// Runs the faulty desk on copies of a database and looks at what it leaves.
struct FaultyDeskRunner: Sendable {
    /// How a run ended.
    struct End: Sendable {
        var folder: URL
        var lines: [String]
        var calls: Int
        var wasKilled: Bool

        /// The appointments of the steps that were acknowledged.
        var done: [Visit.Step: String] {
            lines.reduce(into: [:]) { done, line in
                let words = line.split(separator: " ").map(String.init)
                if words.count == 3, words[0] == "done", let step = Visit.Step(rawValue: words[1]) {
                    done[step] = words[2]
                }
            }
        }
    }

    private let database: String
    private let visitor: (account: AccountID, patient: PatientID)
    private let folder: URL
    private let products: URL
    private static let slots: (from: SlotID, to: SlotID) = ("m1-0800", "t1-0800")

    init(database: String, visitor: (account: AccountID, patient: PatientID)) throws {
        self.database = database
        self.visitor = visitor
        folder = FileManager.default.temporaryDirectory.appending(path: "frontdesk-faults-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
        products = (program ?? URL(filePath: CommandLine.arguments[0])).deletingLastPathComponent()
        for name in ["FaultyDesk", "libFaultShim.so"] {
            let path = products.appending(path: name).path
            guard FileManager.default.fileExists(atPath: path) else {
                throw TestFailure(reason: "\(path) is not there")
            }
        }
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Runs the program on a fresh copy of the database.
    /// - Parameter memory: bytes that the engine may use.
    func run(_ fault: Fault?, memory: Int? = nil) async throws -> End {
        let place = folder.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let copy = place.appending(path: "desk.sqlite").path
        try FileManager.default.copyItem(atPath: database, toPath: copy)
        let counter = folder.appending(path: place.lastPathComponent + ".count").path
        var environment = [
            "LD_PRELOAD": products.appending(path: "libFaultShim.so").path, "FAULT_FOLDER": place.path,
            "FAULT_AT": "\(fault?.at ?? 0)", "FAULT_KIND": fault?.kind ?? "kill",
            "FAULT_LASTS": fault?.lasts == true ? "1" : "0", "FAULT_COUNT": counter,
        ]
        if let memory { environment["FAULT_MEMORY"] = "\(memory)" }
        let arguments = [
            copy, TestWorld.code.rawValue, visitor.account.rawValue, visitor.patient.rawValue,
            Self.slots.from.rawValue, Self.slots.to.rawValue,
        ]
        let (printed, wasKilled) = try await ChildProcess.run(
            products.appending(path: "FaultyDesk"), arguments, environment: environment)
        let counted = try Data(contentsOf: URL(filePath: counter))
        let calls = counted.withUnsafeBytes { Int($0.loadUnaligned(as: Int64.self)) }
        return End(
            folder: place, lines: printed.split(separator: "\n").map(String.init), calls: calls, wasKilled: wasKilled)
    }

    /// Looks at what a run left: everything acknowledged, nothing else but what may just have missed its acknowledgement;
    /// then goes on where it broke off.
    func check(_ end: End, _ what: String) async throws {
        let done = end.done
        let store = try await SQLDeskStore(
            path: end.folder.appending(path: "desk.sqlite").path, configuration: TestWorld.configuration(seed: 5))
        #expect(try await store.verify().problems == [], "\(what)")
        let kept = try await store.read { [visitor] in
            try $0.appointments(of: visitor.account, includingPast: true, now: Visit.now)
        }
        for (step, id) in done {
            #expect(kept.contains { $0.id.rawValue == id }, "\(what): \(step) of \(id) was acknowledged and is gone")
        }
        let visit = Visit(
            account: visitor.account, patient: visitor.patient, from: Self.slots.from, to: Self.slots.to)
        var first: AppointmentID?
        for step in Visit.Step.allCases {
            // A step in a transaction of its own, as the program made it; what was done has the same answer again.
            let answer = try await store.write { try visit.make(step, on: $0) }
            guard case .success(let appointment) = answer else {
                Issue.record("\(what): \(step) is refused: \(answer)")
                continue
            }
            if let id = done[step] { #expect(appointment.id.rawValue == id, "\(what): \(step) has two answers") }
            if step == .book { first = appointment.id }
            if step == .move || step == .cancel { #expect(appointment.id == first, "\(what)") }
        }
        try await store.sweep(now: Visit.now.adding(seconds: 3600))
        let census = try await store.census(now: Visit.now)
        #expect(census.liveAppointments == 1, "\(what)")
        #expect(census.liveHolds == 0, "\(what)")
        #expect(try await store.verify().problems == [], "\(what), and gone on")
        await store.close()
        try FileManager.default.removeItem(at: end.folder)
    }

    /// Does something for each number, two at a time.
    func inParallel(_ numbers: [Int], _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, number) in numbers.enumerated() {
                if index >= 2 { try await group.next() }
                group.addTask { try await body(number) }
            }
            try await group.waitForAll()
        }
    }
}

/// A program that is run to its end, off the threads of the tasks.
enum ChildProcess {
    /// Foundation's Process is not made for several threads at once.
    static let oneAtATime = NSLock()

    /// What it printed, and whether a signal ended it.
    static func run(
        _ program: URL, _ arguments: [String], environment: [String: String]
    ) async throws -> (printed: String, wasKilled: Bool) {
        try await withCheckedThrowingContinuation { caller in
            Thread.detachNewThread {
                caller.resume(
                    with: Result {
                        let process = Process()
                        process.executableURL = program
                        process.arguments = arguments
                        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
                        let output = Pipe()
                        process.standardOutput = output
                        try oneAtATime.withLock { try process.run() }
                        let data = output.fileHandleForReading.readDataToEndOfFile()
                        process.waitUntilExit()
                        return (String(decoding: data, as: UTF8.self), process.terminationReason == .uncaughtSignal)
                    })
            }
        }
    }
}
