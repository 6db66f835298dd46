import Foundation

/// First in, first out, between tasks that add and threads that take.
///
/// For drivers: a database call blocks its thread, so it runs on threads of its own and never on those of the tasks.
public final class JobQueue<Job: Sendable>: Sendable {
    private let condition = NSCondition()
    // Guarded by the condition.
    nonisolated(unsafe) private var waiting: [Job] = []
    nonisolated(unsafe) private var head = 0
    nonisolated(unsafe) private var isClosed = false

    /// Makes an empty queue.
    public init() {}

    /// Adds a job; false when the queue is closed.
    public func add(_ job: Job) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard !isClosed else { return false }
        waiting.append(job)
        condition.signal()
        return true
    }

    /// The next job, waiting for one; `nil` once the queue is closed and empty.
    public func next() -> Job? {
        condition.lock()
        defer { condition.unlock() }
        while head == waiting.count {
            if isClosed { return nil }
            condition.wait()
        }
        return take()
    }

    /// The next job if one waits already.
    public func nextWithoutWaiting() -> Job? {
        condition.lock()
        defer { condition.unlock() }
        return head == waiting.count ? nil : take()
    }

    /// Takes no more jobs; those that wait are still given out.
    public func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }

    private func take() -> Job {
        let job = waiting[head]
        head += 1
        if head == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            head = 0
        } else if head >= 1024 {
            waiting.removeFirst(head)
            head = 0
        }
        return job
    }
}
