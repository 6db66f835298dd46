import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Synchronization

/// Plays simulated histories on an SQL database beside the in-memory model: each in a hospital of its own, each call in
/// a transaction of its own, as a server makes them. After the last step every record of the hospital is verified.
public final class StoreHistories: Sendable {
    private let database: any SQLDatabase
    private let name: String
    private let hospitals = Mutex(0)

    /// - Parameters:
    ///   - database: where the hospitals are made; they stay there.
    ///   - name: what the hospitals' codes begin with; new to the database.
    public init(database: any SQLDatabase, name: String) {
        self.database = database
        self.name = name
    }

    /// Plays a history; `nil` when the database answered as the model at every step and is whole afterwards.
    ///
    /// - Parameters:
    ///   - simulation: the scene in the hospital with this code.
    ///   - noting: told what came of each step.
    /// - Throws: what keeps the hospital from being made.
    public func firstFailure(
        _ commands: [HistoryCommand], in simulation: @escaping @Sendable (HospitalCode) -> HistorySimulation,
        noting: @escaping @Sendable (HistoryCommand, String) -> Void = { _, _ in }
    ) async throws -> HistoryFailure? {
        try await onOwnThread { try self.play(commands, simulation, noting) }
    }

    /// A short history that still fails.
    public func shrink(
        _ commands: [HistoryCommand], in simulation: @escaping @Sendable (HospitalCode) -> HistorySimulation
    ) async throws -> [HistoryCommand] {
        try await onOwnThread {
            try simulation(HospitalCode(self.name)).shrink(commands) { try self.play($0, simulation, { _, _ in }) }
        }
    }

    private func play(
        _ commands: [HistoryCommand], _ simulation: (HospitalCode) -> HistorySimulation,
        _ noting: (HistoryCommand, String) -> Void
    ) throws -> HistoryFailure? {
        let number = hospitals.withLock { number in
            number += 1
            return number
        }
        let simulation = simulation(HospitalCode("\(name)-\(number)"))
        let scene = simulation.scene
        let store = try blocking { [self] in try await open(scene) }
        let desk = BlockingDesk(store)
        let accounts = try (0..<scene.visitors).map { try account($0, on: store, at: scene.start) }
        if let failure = simulation.firstFailure(commands, on: .init(desk: desk, accounts: accounts), noting: noting) {
            return failure
        }
        guard let problem = try blocking({ try await store.verify() }).problems.first, let last = commands.last else {
            return nil
        }
        return HistoryFailure(
            step: commands.count - 1, command: last,
            problem: "verify \(problem.check.rawValue): \(problem.record): \(problem.detail)")
    }

    private func open(_ scene: HistoryScene) async throws -> SQLDeskStore {
        let store = try await SQLDeskStore(
            database: database,
            configuration: StoreConfiguration(
                hospital: scene.plan.catalogue.hospital.code, sealingKey: Array(repeating: 7, count: 32),
                limits: scene.limits))
        _ = try await store.importPlan(scene.plan, rules: scene.rules, now: scene.start)
        return store
    }

    /// An account as people get one: by a code sent to their phone, an hour before the history begins.
    private func account(_ visitor: Int, on store: SQLDeskStore, at start: Instant) throws -> AccountID {
        let now = start.adding(seconds: -3600)
        let request = CodeRequest(
            phone: "1380000000\(visitor)", conversation: "proof-\(visitor)", address: nil, language: "zh")
        return try blocking {
            try await store.write { desk in
                _ = try desk.issueCode(request, now: now)
                let sent = try desk.outbox(after: nil, limit: 1000).last { $0.to == request.phone && $0.kind == "code" }
                let code = String((sent?.body ?? "").drop { !$0.isNumber }.prefix(6))
                guard case .proven(let account) = try desk.checkCode(code, request: request, now: now) else {
                    throw StorageError.statement("the code of visitor \(visitor) was refused")
                }
                return account.id
            }
        }
    }

    private func onOwnThread<Answer: Sendable>(
        _ body: @escaping @Sendable () throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { caller in
            Thread.detachNewThread { caller.resume(with: Result { try body() }) }
        }
    }
}
