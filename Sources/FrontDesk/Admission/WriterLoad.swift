import Synchronization

/// How much the writer has to do, counted without a lock.
final class WriterLoad: Sendable {
    private let inside = Atomic<Int>(0)
    /// Time a write took from asking to commit, in microseconds, averaged over some hundred writes.
    private let latency = Atomic<Int>(0)

    private let lastFailed = Atomic<Bool>(false)

    /// Whether a write has failed, for whatever reason, since one was last proven to succeed.
    var isSuspect: Bool { lastFailed.load(ordering: .relaxed) }

    /// Notes that writing works.
    func trust() { lastFailed.store(false, ordering: .relaxed) }

    /// Writes under way.
    var waiting: Int { inside.load(ordering: .relaxed) }
    /// Average time of a write, in microseconds.
    var microseconds: Int { latency.load(ordering: .relaxed) }

    /// Runs a write and counts it.
    func count<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
        inside.add(1, ordering: .relaxed)
        let start = ContinuousClock.now
        defer {
            inside.subtract(1, ordering: .relaxed)
            let took = Int((ContinuousClock.now - start) / .microseconds(1))
            let known = microseconds
            // Two writes that end at once may lose one of their times; an average does not mind.
            latency.store(known + (took - known) / 64, ordering: .relaxed)
        }
        do {
            return try await body()
        } catch {
            lastFailed.store(true, ordering: .relaxed)
            throw error
        }
    }
}
