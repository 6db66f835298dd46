import Booking
import CivilCalendar
import FrontDesk
import Logging
import Synchronization

/// The real desk on a real store, in a world whose clock the test moves.
public final class DeskRehearsal: RehearsalHost {
    /// What only the composition root can give: a store and what is built for a hospital.
    public struct Backstage: Sendable {
        /// Opens the store, an empty one at first and the same one after a restart.
        public var openStore: @Sendable () async throws -> any DeskStore
        /// Closes a store that is not used any more.
        public var closeStore: @Sendable (any DeskStore) async -> Void
        /// Brings the world's clinic sessions into the store.
        public var importPlan: @Sendable (HospitalPlan, any DeskStore, _ now: Instant) async throws -> Void
        /// Counts what is live at an instant.
        public var counts: @Sendable (any DeskStore, _ now: Instant) async throws -> StoreCounts
        /// Removes what the store leaves on the disk.
        public var cleanUp: @Sendable () async -> Void

        /// Makes a backstage.
        public init(
            openStore: @escaping @Sendable () async throws -> any DeskStore,
            closeStore: @escaping @Sendable (any DeskStore) async -> Void,
            importPlan: @escaping @Sendable (HospitalPlan, any DeskStore, _ now: Instant) async throws -> Void,
            counts: @escaping @Sendable (any DeskStore, _ now: Instant) async throws -> StoreCounts,
            cleanUp: @escaping @Sendable () async -> Void
        ) {
            self.openStore = openStore
            self.closeStore = closeStore
            self.importPlan = importPlan
            self.counts = counts
            self.cleanUp = cleanUp
        }
    }

    private struct Scene {
        var desk: Desk
        var store: any DeskStore
    }

    private let backstage: Backstage
    private let bundle: DeskBundle
    private let plan: HospitalPlan
    private let secrets: DeskSecrets
    private let traceLines: @Sendable (TurnTrace) -> [String]
    private let now: Mutex<Instant>
    private let traces = Mutex<[ConversationID: [String]]>([:])
    private let scene: Mutex<Scene?>

    /// Sets up a desk: opens a store, brings in the world's clinics and people, opens the desk.
    /// - Parameters:
    ///   - world: The world.
    ///   - clock: What its wall clock shows.
    ///   - bundle: The desk's bundle for the world's catalogue.
    ///   - secrets: Ids, tokens and hashes; the same after a restart.
    ///   - backstage: The store.
    ///   - traceLines: Puts a trace into lines.
    public init(
        world: World, clock: CivilMoment, bundle: DeskBundle, secrets: DeskSecrets, backstage: Backstage,
        traceLines: @escaping @Sendable (TurnTrace) -> [String]
    ) async throws {
        self.backstage = backstage
        self.bundle = bundle
        self.secrets = secrets
        self.traceLines = traceLines
        let zone = world.hospital.catalogue.zone
        now = Mutex(zone.instant(of: clock))
        scene = Mutex(nil)
        // The world's people come two hours before its clock, so that their one-time codes are out of the way.
        let past = world.clock.adding(seconds: -7200)
        let before = zone.instant(of: past)
        let first = min(world.firstDay, past.date)
        let days = max(0, clock.date.days(since: first)) + world.hospital.plannedDays
        let store = try await backstage.openStore()
        plan = world.hospital.plan(from: first, days: days)
        try await backstage.importPlan(plan, store, before)
        try await store.write { try world.populate($0, now: before) }
        enter(store)
    }

    private func enter(_ store: any DeskStore) {
        let desk = Desk(
            store: store, bundle: bundle, secrets: secrets,
            logger: Logger(label: "rehearsal", factory: { _ in SwiftLogNoOpLogHandler() }),
            clock: { [self] in now.withLock { $0 } },
            onTrace: { [self] conversation, trace in
                let lines = traceLines(trace)
                traces.withLock { $0[conversation] = lines }
            })
        scene.withLock { $0 = Scene(desk: desk, store: store) }
    }

    private func current() throws -> Scene {
        guard let scene = scene.withLock({ $0 }) else { throw RehearsalOver() }
        return scene
    }

    /// The desk; another one after ``restart()``.
    public func desk() async -> any ConversationHost {
        guard let scene = scene.withLock({ $0 }) else { preconditionFailure("the rehearsal is over") }
        return scene.desk
    }

    /// What happened in the last turn of a conversation.
    public func trace(of conversation: ConversationID) async -> [String] {
        traces.withLock { $0[conversation] ?? [] }
    }

    /// Moves the wall clock forward.
    public func move(seconds: Int) async throws {
        now.withLock { $0 = $0.adding(seconds: seconds) }
    }

    /// Gives back a place that was taken through another channel.
    public func free(_ doctor: PractitionerCode, at moment: CivilMoment) async throws {
        let now = now.withLock { $0 }
        try await backstage.importPlan(plan.freeing(doctor, at: moment), current().store, now)
    }

    /// Drops the desk with everything it has in memory and opens the store again.
    public func restart() async throws {
        let old = try current()
        old.desk.shutDown()
        await backstage.closeStore(old.store)
        enter(try await backstage.openStore())
    }

    /// What is in the store now.
    public func counts() async throws -> StoreCounts {
        try await backstage.counts(current().store, now.withLock { $0 })
    }

    /// Messages that were sent, oldest first.
    public func outbox() async throws -> [OutboxMessage] {
        try await current().store.read { try $0.outbox(after: nil, limit: 10_000) }
    }

    /// Ends the desk and removes what it left behind.
    public func close() async {
        if let old = scene.withLock({ scene in
            defer { scene = nil }
            return scene
        }) {
            old.desk.shutDown()
            await backstage.closeStore(old.store)
        }
        await backstage.cleanUp()
    }
}

/// The rehearsal was closed.
struct RehearsalOver: Error {}
