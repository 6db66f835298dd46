import Foundation
import Storage
import Synchronization

/// A PostgreSQL database that several processes may share.
///
/// Transactions run on connections with threads of their own: some for writing at READ COMMITTED, guarded by
/// constraints and advisory locks, some for reading snapshots.
public final class PostgresDatabase: SQLDatabase {
    private let url: String
    private let sender: String
    private let writes = JobQueue<any PostgresJob>()
    private let reads = JobQueue<any PostgresJob>()
    private let listeners = Mutex<[PostgresListener]>([])

    /// Opens a pool and checks that the server answers.
    /// - Parameters:
    ///   - url: a `postgres://` URL with the usual options of libpq, such as `sslmode=verify-full`.
    ///   - writers: connections that write, 1 or more.
    ///   - readers: connections that read, 1 or more.
    /// - Throws: ``StorageError/gone(_:)`` with the server's reason.
    public init(url: String, writers: Int = 8, readers: Int = 4) throws {
        self.url = url
        sender = UUID().uuidString
        _ = try PostgresConnection(url: url, sender: sender)
        for number in 0..<max(1, writers) { start("postgres-writer-\(number)", taking: writes) }
        for number in 0..<max(1, readers) { start("postgres-reader-\(number)", taking: reads) }
    }

    /// Runs a body as one durable transaction; see ``SQLDatabase``.
    public func write<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        try await submit(to: writes) { try $0.write(body) }
    }

    /// Runs a body that only reads; see ``SQLDatabase``.
    public func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        try await submit(to: reads) { try $0.read(body) }
    }

    /// What other processes announced, from now on.
    public func announcements() -> AsyncStream<String> {
        AsyncStream { stream in
            let listener = PostgresListener(url: url, sender: sender) {
                stream.yield($0)
            } ended: {
                stream.finish()
            }
            listeners.withLock { $0.append(listener) }
            stream.onTermination = { _ in listener.stop() }
            listener.start()
        }
    }

    /// Refuses: a server is copied with its own tools.
    public func backup(to path: String) async throws {
        throw StorageError.statement("a PostgreSQL database is copied with pg_dump or pg_basebackup, not by FrontDesk")
    }

    /// Ends all work once what waits is done.
    public func close() async {
        writes.close()
        reads.close()
        for listener in listeners.withLock({ $0 }) { listener.stop() }
    }

    private func start(_ name: String, taking queue: JobQueue<any PostgresJob>) {
        let thread = Thread { [url, sender] in
            let worker = PostgresWorker(url: url, sender: sender)
            while let job = queue.next() { job.perform(on: worker) }
        }
        thread.name = name
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func submit<Answer: Sendable>(
        to queue: JobQueue<any PostgresJob>, _ work: @escaping @Sendable (PostgresWorker) throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { caller in
            let job = PendingTransaction(work: work, caller: caller)
            if !queue.add(job) { job.fail(StorageError.gone("the store is closed")) }
        }
    }
}

/// A transaction with the caller who waits for it.
private struct PendingTransaction<Answer: Sendable>: PostgresJob {
    let work: @Sendable (PostgresWorker) throws -> Answer
    let caller: CheckedContinuation<Answer, any Error>

    func perform(on worker: PostgresWorker) {
        caller.resume(with: Result { try work(worker) })
    }

    func fail(_ error: any Error) {
        caller.resume(throwing: error)
    }
}
