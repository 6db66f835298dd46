import Booking
import CivilCalendar
import ConversationTesting
import Foundation
import FrontDesk
import Logging
import Storage
import StorageSQLite
import Synchronization

/// A real desk on a real SQLite file of its own, in a world whose clock the test moves.
actor Rehearsal: RehearsalHost {
    private let clock: MovableClock
    private let bundle: DeskBundle
    private let horizonDays: Int
    private let folder: URL
    private let key: SealingKey
    private let plan: HospitalPlan
    private var store: SQLDeskStore
    private var running: Desk
    private let traces = TraceBook()

    /// Sets up the desk: a new file, the world's schedule and people.
    init(world: World, bundle: DeskBundle, at moment: CivilMoment) async throws {
        clock = MovableClock(world.hospital.catalogue.zone.instant(of: moment))
        self.bundle = bundle
        horizonDays = world.hospital.plannedDays
        folder = FileManager.default.temporaryDirectory.appending(path: "frontdesk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        key = SealingKey(bytes: (0..<32).map { UInt8($0) })
        let hospital = world.hospital.catalogue.hospital.code
        store = try await Rehearsal.open(folder, hospital: hospital, key: key)
        let now = clock.now()
        let first = min(world.firstDay, moment.date)
        let days = world.hospital.plannedDays + moment.date.days(since: first)
        plan = world.hospital.plan(from: first, days: days)
        _ = try await store.importPlan(plan, rules: world.hospital.rules, now: now)
        // People came before: their codes and bookings must not count against today's limits.
        let before = min(now, world.hospital.catalogue.zone.instant(of: world.clock)).adding(seconds: -7200)
        try await store.write { try world.populate($0, now: before) }
        running = Rehearsal.desk(store, bundle, key, horizonDays, clock, traces)
    }

    func desk() -> any ConversationHost { running }

    func trace(of conversation: ConversationID) -> [String] { traces.lines(of: conversation) }

    func move(seconds: Int) async throws {
        clock.move(seconds: seconds)
        try await keepHouse()
    }

    func free(_ doctor: PractitionerCode, at moment: CivilMoment) async throws {
        _ = try await store.importPlan(plan.freeing(doctor, at: moment), now: clock.now())
        try await keepHouse()
    }

    /// What a server does by itself every few seconds.
    private func keepHouse() async throws {
        try await store.sweep(now: clock.now())
        try await running.tellWaitlistNews()
    }

    func restart() async throws {
        let hospital = bundle.catalogue.hospital.code
        await store.close()
        store = try await Rehearsal.open(folder, hospital: hospital, key: key)
        running = Rehearsal.desk(store, bundle, key, horizonDays, clock, traces)
    }

    func counts() async throws -> StoreCounts {
        let census = try await store.census(now: clock.now())
        return StoreCounts(
            appointments: census.liveAppointments, holds: census.liveHolds, patients: census.patients)
    }

    func outbox() async throws -> [OutboxMessage] {
        try await store.read { try $0.outbox(after: nil, limit: 10_000) }
    }

    func close() async {
        await store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    private static func open(_ folder: URL, hospital: HospitalCode, key: SealingKey) async throws -> SQLDeskStore {
        try await SQLDeskStore(
            path: folder.appending(path: "desk.sqlite").path,
            configuration: StoreConfiguration(hospital: hospital, sealingKey: key.bytes))
    }

    private static func desk(
        _ store: SQLDeskStore, _ bundle: DeskBundle, _ key: SealingKey, _ horizonDays: Int, _ clock: MovableClock,
        _ traces: TraceBook
    ) -> Desk {
        Desk(
            store: store, bundle: bundle, secrets: .live(key),
            configuration: DeskConfiguration(horizonDays: horizonDays),
            logger: LogSetup.logger("frontdesk.test", level: .error), clock: { clock.now() },
            onTrace: { traces.keep($1, of: $0) })
    }
}

/// A wall clock that stands still until it is moved.
final class MovableClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ instant: Instant) {
        self.instant = Mutex(instant)
    }

    func now() -> Instant { instant.withLock { $0 } }

    func move(seconds: Int) {
        instant.withLock { $0 = $0.adding(seconds: seconds) }
    }
}

/// The trace of the last turn of each conversation.
final class TraceBook: Sendable {
    private let traces = Mutex<[ConversationID: TurnTrace]>([:])

    func keep(_ trace: TurnTrace, of conversation: ConversationID) {
        traces.withLock { $0[conversation] = trace }
    }

    func lines(of conversation: ConversationID) -> [String] {
        traces.withLock { $0[conversation] }?.lines ?? []
    }
}
