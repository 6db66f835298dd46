import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Storage
import Synchronization

/// Servers that are killed while people book, and the checks afterwards.
final class CrashSimulation: Sendable {
    /// What a round showed.
    struct Report {
        var booked = 0
        var cancelled = 0
        var turns = 0
        var sentAgain = 0
        var kills = 0
        var problems: [String] = []

        var summary: String {
            "\(booked) booked, \(cancelled) of them cancelled, \(turns) turns, \(sentAgain) sent again, \(kills) kills"
        }
    }

    private let servers: [ServerChild]
    private let store: SQLDeskStore
    private let random: Mutex<SplitMix64>
    private let killEvery: Int
    private let numbers: Mutex<Int>
    private let isOver = Atomic<Bool>(true)

    private init(servers: [ServerChild], store: SQLDeskStore, seed: UInt64, killEvery: Int, firstNumber: Int) {
        self.servers = servers
        self.store = store
        random = Mutex(SplitMix64(seed: seed))
        self.killEvery = killEvery
        numbers = Mutex(firstNumber)
    }

    /// Loads the hospital, where it is not there yet, and starts the servers.
    static func make(
        store options: StoreOptions, hospital: HospitalOptions, replicas: Int, seed: UInt64, killEvery: Int
    ) async throws -> CrashSimulation {
        let installation = try await Installation.open(
            store: options, hospital: hospital, logger: LogSetup.logger("frontdesk.simulate", level: .error))
        try await installation.prepareSchedule()
        var arguments = ["--trusted-proxy", "127.0.0.1"]
        if let key = options.key { arguments += ["--key", key] }
        if let folder = hospital.folder { arguments += ["--hospital", folder] }
        // In the environment, because a URL may hold a password, and anybody on the machine can read arguments.
        let environment = ["FRONTDESK_DATABASE": options.database]
        let servers = (0..<replicas).map { _ in ServerChild(arguments: arguments, environment: environment) }
        for server in servers {
            guard try server.start() else { throw ServerTrouble() }
        }
        // People of an earlier run are in the database already.
        let first = Int(WallClock.instant().milliseconds / 1000 % 90_000_000)
        return CrashSimulation(
            servers: servers, store: installation.store, seed: seed, killEvery: killEvery, firstNumber: first)
    }

    /// A server ended before it listened; it has said why.
    struct ServerTrouble: Error, CustomStringConvertible {
        var description: String { "A server did not start." }
    }

    /// Has fresh people book while servers are killed, then checks what was promised.
    func round(people: Int, visits: Int) async throws -> Report {
        var report = Report()
        let before = try await patiently { try await store.census(now: WallClock.instant()).liveAppointments }
        isOver.store(false, ordering: .relaxed)
        async let kills = onThread { [self] in killUntilOver() }
        let all = await withTaskGroup(of: [(SimulatedPatient.Record?, Int)].self) { group in
            for _ in 0..<people {
                group.addTask { await onThread { [self] in (0..<visits).map { _ in visit(nextNumber()) } } }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        isOver.store(true, ordering: .relaxed)
        report.kills = await kills
        report.sentAgain = all.reduce(0) { $0 + $1.1 }
        let records = all.map(\.0)
        let told = records.compactMap { $0 }
        if told.count < records.count { report.problems.append("\(records.count - told.count) visits came to nothing") }
        report.booked = told.count { $0.booked != nil }
        report.cancelled = told.count { $0.isCancelled }
        report.turns = told.reduce(0) { $0 + $1.turns.count }
        for record in told { report.problems += await onThread { [self] in unkept(of: record) } }
        report.problems += try await unsound(expecting: before + report.booked - report.cancelled)
        return report
    }

    /// Stops the servers.
    func close() async {
        for server in servers { server.stop() }
        await store.close()
    }

    private func killUntilOver() -> Int {
        var kills = 0
        while !isOver.load(ordering: .relaxed) {
            let (wait, victim) = random.withLock {
                (Int.random(in: killEvery / 4...killEvery, using: &$0), servers.indices.randomElement(using: &$0) ?? 0)
            }
            Thread.sleep(forTimeInterval: Double(wait) / 1000)
            if isOver.load(ordering: .relaxed) { break }
            servers[victim].kill()
            kills += 1
            // A server whose database is away for a moment ends at once; it is started until it stays.
            var tries = 0
            while (try? servers[victim].start()) != true, tries < 100 {
                tries += 1
                Thread.sleep(forTimeInterval: 0.2)
            }
        }
        return kills
    }

    private func nextNumber() -> Int {
        numbers.withLock { number in
            number += 1
            return number
        }
    }

    private func visit(_ number: Int) -> (SimulatedPatient.Record?, Int) {
        let client = RoamingClient(servers: servers, number: number)
        let patient = SimulatedPatient(number: number, client: client) { [self] in try code(sentTo: $0) }
        do {
            return (try patient.visit(), client.sentAgain)
        } catch {
            FileHandle.standardError.write(Data("person \(number): \(error)\n".utf8))
            return (nil, client.sentAgain)
        }
    }

    /// What one person was promised and does not find.
    private func unkept(of record: SimulatedPatient.Record) -> [String] {
        let client = RoamingClient(servers: servers, number: record.turns.count)
        var problems: [String] = []
        do {
            if let booked = record.booked {
                let (status, body) = try client.send("GET", "/v1/appointments", token: record.token)
                if status != 200 || !String(decoding: body, as: UTF8.self).contains(booked) {
                    problems.append("visit \(booked) was acknowledged and is gone")
                }
            }
            for (message, answer) in record.turns {
                let (_, again) = try client.send(
                    "POST", "/v1/conversations/\(record.conversation)/turns", token: record.token, json: message)
                if again != answer { problems.append("\(record.conversation): \(message) got another answer") }
            }
        } catch {
            problems.append("\(record.conversation): \(error)")
        }
        return problems
    }

    /// What is wrong with the database as a whole.
    private func unsound(expecting visits: Int) async throws -> [String] {
        let later = WallClock.instant().adding(seconds: 3600)
        try await patiently { try await store.sweep(now: later) }
        let census = try await patiently { try await store.census(now: WallClock.instant()) }
        var problems: [String] = []
        if census.liveAppointments != visits {
            problems.append("there are \(census.liveAppointments) visits and \(visits) were acknowledged")
        }
        if census.liveHolds > 0 { problems.append("\(census.liveHolds) holds are left") }
        let verified = try await patiently { try await store.verify() }
        for problem in verified.problems {
            problems.append("\(problem.check.rawValue): \(problem.record) \(problem.detail)")
        }
        return problems
    }

    private func code(sentTo phone: String) throws -> String? {
        let answer = DispatchSemaphore(value: 0)
        let found = Mutex<String?>(nil)
        let store = store
        Task {
            let messages = try? await store.read { try $0.outbox(after: nil, limit: 1_000_000) }
            let body = messages?.last { $0.to == phone && $0.kind == "code" }?.body ?? ""
            found.withLock { $0 = body.split { !$0.isNumber }.first { $0.count == 6 }.map(String.init) }
            answer.signal()
        }
        answer.wait()
        return found.withLock { $0 }
    }

    /// Does something again while the store says that this may help.
    @discardableResult
    private func patiently<Answer: Sendable>(_ body: () async throws -> Answer) async throws -> Answer {
        var tries = 0
        while true {
            do {
                return try await body()
            } catch let error as StorageError where error.isTemporary && tries < 20 {
                tries += 1
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }
}

/// Runs something that blocks, off the threads of the tasks.
func onThread<Answer: Sendable>(_ body: @escaping @Sendable () -> Answer) async -> Answer {
    await withCheckedContinuation { caller in
        let thread = Thread { caller.resume(returning: body()) }
        thread.stackSize = 1 << 20
        thread.start()
    }
}
