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
