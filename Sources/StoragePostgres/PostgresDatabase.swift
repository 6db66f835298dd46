import Foundation
import Storage
import Synchronization

/// A PostgreSQL database that several processes may share.
///
/// Transactions run on connections with threads of their own: some for writing at READ COMMITTED, guarded by
/// constraints and advisory locks, some for reading snapshots.
public final class PostgresDatabase: SQLDatabase {
    private let address: PostgresAddress
    private let sender: String
    private let announcer: PostgresAnnouncer
    private let leadership: PostgresLeadership
    private let patience: Duration
    private let writes = JobQueue<any PostgresJob>()
    private let reads = JobQueue<any PostgresJob>()
    private let listeners = Mutex<[PostgresListener]>([])

    /// Opens a pool and checks that the server answers.
    /// - Parameters:
    ///   - address: where the server is.
    ///   - writers: connections that write, 1 or more.
    ///   - readers: connections that read, 1 or more.
    ///   - patience: how long the server is asked what became of a commit whose answer was lost.
    /// - Throws: ``StorageError/gone(_:)`` or ``StorageError/refused(_:)`` with the server's reason.
    public init(
        _ address: PostgresAddress, writers: Int = 8, readers: Int = 4, patience: Duration = .seconds(20)
    ) throws {
        self.address = address
        self.patience = patience
        sender = UUID().uuidString
        announcer = PostgresAnnouncer(address, sender: sender)
        leadership = PostgresLeadership(address, sender: sender)
        _ = try PostgresConnection(address, sender: sender)
        announcer.start()
        for number in 0..<max(1, writers) { start("postgres-writer-\(number)", taking: writes) }
        for number in 0..<max(1, readers) { start("postgres-reader-\(number)", taking: reads) }
    }

    /// Opens a pool on the server of a `postgres://` URL.
    public convenience init(url: String, writers: Int = 8, readers: Int = 4) throws {
        try self.init(PostgresAddress(url), writers: writers, readers: readers)
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

    /// What other processes announced, from now on; `nil` each time that some of it may have been missed.
    public func announcements() -> AsyncStream<String?> {
        AsyncStream(bufferingPolicy: .bufferingNewest(4096)) { stream in
            let listener = PostgresListener(address, sender: sender) {
                stream.yield($0)
            } ended: {
                stream.finish()
            }
            listeners.withLock { $0.append(listener) }
            stream.onTermination = { _ in listener.stop() }
            listener.start()
        }
    }

    /// Whether this process is the one that does a job; see ``SQLDatabase``.
    public func leads(_ job: String) async -> Bool {
        await leadership.leads(job)
    }

    /// Refuses: a server is copied with its own tools.
    public func backup(to path: String) async throws {
        throw StorageError.statement("a PostgreSQL database is copied with pg_dump or pg_basebackup, not by FrontDesk")
    }

    /// Ends all work once what waits is done.
    public func close() async {
        writes.close()
        reads.close()
        announcer.stop()
        leadership.resign()
        for listener in listeners.withLock({ $0 }) { listener.stop() }
    }

    private func start(_ name: String, taking queue: JobQueue<any PostgresJob>) {
        let thread = Thread { [address, sender, announcer, patience] in
            let worker = PostgresWorker(address, sender: sender, announcer: announcer, commitPatience: patience)
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
