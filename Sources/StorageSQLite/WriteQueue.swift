import Foundation
import Storage
import Synchronization

/// A body waiting for its turn on the writer.
protocol WriteJob: Sendable {
    /// Runs the body and keeps what it gave; throws what it threw.
    func run(_ connection: SQLiteConnection) throws

    /// Answers the caller: what the body gave, or the error instead.
    func answer(_ error: (any Error)?)
}

/// A body with the caller who waits for it.
final class PendingWrite<Answer: Sendable>: WriteJob {
    private let body: @Sendable (any SQLConnection) throws -> Answer
    private let caller: CheckedContinuation<Answer, any Error>
    private let given = Mutex<Answer?>(nil)

    init(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer,
        caller: CheckedContinuation<Answer, any Error>
    ) {
        self.body = body
        self.caller = caller
    }

    func run(_ connection: SQLiteConnection) throws {
        let answer = try body(connection)
        given.withLock { $0 = answer }
    }

    func answer(_ error: (any Error)?) {
        if let error {
            caller.resume(throwing: error)
        } else if let answer = given.withLock({ $0 }) {
            caller.resume(returning: answer)
        } else {
            caller.resume(throwing: StorageError.gone("the transaction never ran"))
        }
    }
}

/// First in, first out; one thread takes, any thread adds.
final class WriteQueue: Sendable {
    private let condition = NSCondition()
    nonisolated(unsafe) private var waiting: [any WriteJob] = []
    nonisolated(unsafe) private var head = 0
    nonisolated(unsafe) private var isClosed = false

    /// Adds a job; false when the queue is closed.
    func add(_ job: any WriteJob) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard !isClosed else { return false }
        waiting.append(job)
        condition.signal()
        return true
    }

    /// The next job, waiting for one; `nil` once the queue is closed and empty.
    func next() -> (any WriteJob)? {
        condition.lock()
        defer { condition.unlock() }
        while head == waiting.count {
            if isClosed { return nil }
            condition.wait()
        }
        return take()
    }

    /// The next job if one waits already.
    func nextWithoutWaiting() -> (any WriteJob)? {
        condition.lock()
        defer { condition.unlock() }
        return head == waiting.count ? nil : take()
    }

    /// Takes no more jobs; those that wait are still given out.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }

    private func take() -> any WriteJob {
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
