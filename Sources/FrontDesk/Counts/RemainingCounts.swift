import Booking
import CivilCalendar
import Synchronization

/// What is left of every slot, in memory with a version number, for the many who look; the truth stays in the store.
///
/// A department is read when somebody first asks for it, and from then on follows the commits. What only time changes,
/// such as a release, is read anew at its instant. Whoever holds or books is judged by the store alone.
final class RemainingCounts: Sendable {
    private struct Change: Sendable {
        var version: Int
        var department: DepartmentCode
        var count: SlotCount
    }

    private struct Contents {
        var shelves: [DepartmentCode: CountsShelf] = [:]
        var departments: [SlotID: DepartmentCode] = [:]
        /// The number of the last news of each slot since it was read.
        var heard: [SlotID: Int] = [:]
        /// News that came while a department was being read.
        var loading: [DepartmentCode: Task<Void, any Error>] = [:]
        var version: Int
        var log: [Change] = []
        var watchers: [Int: AsyncStream<Void>.Continuation] = [:]
        var lastWatcher = 0
        var releases: [Instant] = []
    }

    private let store: any DeskStore
    private let clock: @Sendable () -> Instant
    private let today: @Sendable () -> CivilDate
    private let contents: Mutex<Contents>
    private let isListening = Atomic<Bool>(false)

    /// Changes that are remembered for those who resume.
    private static let logLimit = 8192
    /// Seconds after which a department is read anew in any case: holds lapse, and news may be lost.
    private static let freshSeconds = 5

    init(store: any DeskStore, clock: @escaping @Sendable () -> Instant, today: @escaping @Sendable () -> CivilDate) {
        self.store = store
        self.clock = clock
        self.today = today
        // Versions go on growing over a restart.
        contents = Mutex(Contents(version: Int(clock().milliseconds)))
    }

    /// Instants at which statuses change for many slots at once.
    func plan(releases: [Instant]) {
        contents.withLock { $0.releases = releases }
    }

    /// The slots of departments, from memory; a department nobody asked for yet is read first.
    func slots(of departments: [DepartmentCode], from first: CivilDate) async throws -> [Slot]? {
        try await load(departments)
        return contents.withLock { contents in
            var found: [[Slot]] = []
            for department in departments {
                guard let shelf = contents.shelves[department], shelf.firstDay <= first else { return nil }
                found.append(shelf.slots)
            }
            return found.count == 1 ? found[0] : found.joined().sorted(by: Self.isBefore)
        }
    }

    /// All counts of departments.
    func whole(of departments: [DepartmentCode]) async throws -> SlotCounts {
        try await load(departments)
        return contents.withLock { contents in
            SlotCounts(
                version: contents.version, isWhole: true,
                counts: departments.flatMap { contents.shelves[$0]?.slots.map { SlotCount($0) } ?? [] })
        }
    }

    /// What changed after a version; everything where that is too long ago.
    func changes(of departments: [DepartmentCode], after version: Int) async throws -> SlotCounts {
        try await load(departments)
        let changes = contents.withLock { contents -> SlotCounts? in
            guard version <= contents.version, let oldest = contents.log.first?.version ?? Optional(contents.version),
                version >= oldest - 1
            else { return nil }
            var latest: [SlotID: SlotCount] = [:]
            var order: [SlotID] = []
            for change in contents.log.reversed() {
                guard change.version > version else { break }
                guard departments.contains(change.department), latest[change.count.slot] == nil else { continue }
                latest[change.count.slot] = change.count
                order.append(change.count.slot)
            }
            return SlotCounts(
                version: contents.version, isWhole: false, counts: order.reversed().compactMap { latest[$0] })
        }
        if let changes { return changes }
        return try await whole(of: departments)
    }

    /// Places free and held on sale in departments; `nil` where memory does not know.
    func totals(of departments: [DepartmentCode], now: Instant) -> (free: Int, held: Int)? {
        contents.withLock { contents in
            var sum = (free: 0, held: 0)
            for department in departments {
                guard let shelf = contents.shelves[department] else { return nil }
                // Older counts are still good for this, unless a release changed everything.
                if contents.releases.contains(where: { shelf.staleAt <= $0 && $0 <= now }) { return nil }
                sum.free += shelf.free
                sum.held += shelf.held
            }
            return sum
        }
    }

    /// Something to wait on: yields after changes, several at once as one.
    func changed() -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let number = contents.withLock { contents in
                contents.lastWatcher += 1
                contents.watchers[contents.lastWatcher] = continuation
                return contents.lastWatcher
            }
            continuation.onTermination = { [weak self] _ in
                _ = self?.contents.withLock { $0.watchers.removeValue(forKey: number) }
            }
        }
    }

    /// Ends everybody's waiting.
    func close() {
        let watchers = contents.withLock { contents in
            let watchers = Array(contents.watchers.values)
            contents.watchers = [:]
            return watchers
        }
        for watcher in watchers { watcher.finish() }
    }

    /// Reads the departments that are not in memory; where they are only old, somebody else's reading will do.
    func load(_ departments: [DepartmentCode]) async throws {
        if !isListening.exchange(true, ordering: .relaxed) {
            store.onStockChange { [weak self] in self?.hear($0) }
        }
        let now = clock()
        let day = today()
        for department in departments {
            let (task, mustWait) = contents.withLock { contents -> (Task<Void, any Error>?, Bool) in
                let shelf = contents.shelves[department]
                if let shelf, now < shelf.staleAt, shelf.firstDay == day { return (nil, false) }
                let isReleased = contents.releases.contains { (shelf?.staleAt ?? now) <= $0 && $0 <= now }
                let mustWait = shelf == nil || shelf?.firstDay != day || isReleased
                if let loading = contents.loading[department] { return (loading, mustWait) }
                let task = Task { try await self.read(department, from: day) }
                contents.loading[department] = task
                return (task, mustWait)
            }
            if mustWait { try await task?.value }
        }
    }

    private func read(_ department: DepartmentCode, from day: CivilDate) async throws {
        defer { _ = contents.withLock { $0.loading.removeValue(forKey: department) } }
        let now = clock()
        let heardBefore = contents.withLock { $0.heard }
        let slots = try await store.read {
            try $0.slots(SlotQuery(departments: [department], from: day), now: now)
        }
        let watchers = contents.withLock { contents in
            let next = contents.releases.first { $0 > now } ?? Instant(milliseconds: .max)
            let old = contents.shelves[department]
            var shelf = CountsShelf(
                slots: slots, firstDay: day, staleAt: min(now.adding(seconds: Self.freshSeconds), next))
            let before = contents.version
            for slot in slots {
                contents.departments[slot.id] = department
                var slot = slot
                // News that came while the store was read is newer than what was read.
                if contents.heard[slot.id] != heardBefore[slot.id], let heard = old?[slot.id] {
                    let counters = StockCounters(capacity: heard.capacity, held: heard.held, booked: heard.booked)
                    slot = shelf.count(slot.id, counters) ?? slot
                }
                if let known = old?[slot.id], known.free != slot.free || known.status != slot.status {
                    Self.note(slot, of: department, in: &contents)
                }
            }
            contents.shelves[department] = shelf
            return contents.version > before ? Array(contents.watchers.values) : []
        }
        for watcher in watchers { watcher.yield() }
    }

    private func hear(_ news: StockNews) {
        let watchers = contents.withLock { contents -> [AsyncStream<Void>.Continuation] in
            guard let counters = news.counters else {
                contents.shelves = [:]
                return []
            }
            let before = contents.version
            for (slot, counters) in counters {
                guard let department = contents.departments[slot], news.number > contents.heard[slot] ?? 0 else {
                    continue
                }
                contents.heard[slot] = news.number
                if let changed = contents.shelves[department]?.count(slot, counters) {
                    Self.note(changed, of: department, in: &contents)
                }
            }
            return contents.version > before ? Array(contents.watchers.values) : []
        }
        for watcher in watchers { watcher.yield() }
    }

    private static func note(_ slot: Slot, of department: DepartmentCode, in contents: inout Contents) {
        contents.version += 1
        contents.log.append(Change(version: contents.version, department: department, count: SlotCount(slot)))
        if contents.log.count > 2 * logLimit { contents.log.removeFirst(logLimit) }
    }

    private static func isBefore(_ left: Slot, _ right: Slot) -> Bool {
        left.start != right.start ? left.start < right.start : left.id < right.id
    }
}
