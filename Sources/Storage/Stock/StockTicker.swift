import Booking
import FrontDesk
import Synchronization

/// Tells whoever counts what is left of each commit that changed the stock, here and in other processes.
final class StockTicker: Sendable {
    private let listener = Mutex<(@Sendable (StockNews) -> Void)?>(nil)
    private let last = Atomic<Int>(0)
    /// What an announcement of changed counters begins with; slot and counters follow.
    private static let subject = "stock/"

    /// Sends what is told to a listener from now on.
    func listen(_ tell: @escaping @Sendable (StockNews) -> Void, announcements: AsyncStream<String?>) {
        listener.withLock { $0 = tell }
        Task { [weak self] in
            for await text in announcements {
                guard let self else { return }
                // Where news were lost anything may have changed.
                guard text?.hasPrefix(Self.subject) ?? true else { continue }
                self.tell(StockNews(number: self.next(), counters: text.flatMap { Self.counters(in: $0) }))
            }
        }
    }

    /// Numbers the changes of a body while it still holds what it changed; other processes hear of them as well.
    func news(of changes: StockChanges, on sql: any SQLConnection) throws -> StockNews? {
        guard !changes.isEmpty else { return nil }
        if case .shared = sql.exclusivity {
            if changes.isSchedule { try sql.announce(Self.subject) }
            for (slot, counters) in changes.counters.sorted(by: { $0.key < $1.key }) where !changes.isSchedule {
                try sql.announce(
                    "\(Self.subject)\(counters.capacity)/\(counters.held)/\(counters.booked)/\(slot)")
            }
        }
        return StockNews(number: next(), counters: changes.isSchedule ? nil : changes.counters)
    }

    /// Tells of a commit.
    func tell(_ news: StockNews) {
        listener.withLock { $0 }?(news)
    }

    private func next() -> Int { last.add(1, ordering: .relaxed).newValue }

    private static func counters(in text: String) -> [SlotID: StockCounters]? {
        let parts = text.dropFirst(subject.count).split(separator: "/", maxSplits: 3)
        guard parts.count == 4, let capacity = Int(parts[0]), let held = Int(parts[1]), let booked = Int(parts[2])
        else { return nil }
        return [SlotID(String(parts[3])): StockCounters(capacity: capacity, held: held, booked: booked)]
    }
}
