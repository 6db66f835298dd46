import Foundation
import GRDB
import Storage

/// The one thread that writes: takes jobs in the order of their arrival and commits several at once.
///
/// Each job runs in a savepoint of its own, so that one which fails disturbs nobody. Callers are answered after the
/// commit. A batch ends when nothing waits any more, after `jobsPerCommit` jobs, or when it has run several times as
/// long as the last commit took: on a slow disk more jobs share a commit, on a fast one nobody waits for others. It
/// never waits for more to come.
final class SQLiteWriter: Sendable {
    private let queue = JobQueue<any WriteJob>()
    private let database: DatabaseQueue
    private let turn: WriteTurn
    private let ended = DispatchSemaphore(value: 0)

    private static let jobsPerCommit = 256
    /// How much longer than its commit a batch may run, so that the commit is a small part of the time.
    private static let workPerCommit = 8
    private static let shortestBatch = Duration.milliseconds(2)
    private static let longestBatch = Duration.milliseconds(40)

    init(_ database: DatabaseQueue, turn: WriteTurn) {
        self.database = database
        self.turn = turn
        let thread = Thread { [self] in work() }
        thread.name = "sqlite-writer"
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Runs a body in the order of arrival; returns after its commit.
    func write<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { caller in
            let job = PendingWrite(body, caller: caller)
            if !queue.add(job) { job.answer(StorageError.gone("the store is closed")) }
        }
    }

    /// Takes no more jobs and returns when those that wait are done.
    func close() async {
        queue.close()
        await withCheckedContinuation { (caller: CheckedContinuation<Void, Never>) in
            DispatchQueue.global().async {
                self.ended.wait()
                self.ended.signal()
                caller.resume()
            }
        }
    }

    private func work() {
        // One access for the writer's whole life: the connection never leaves this thread.
        database.inDatabase { database in
            let connection = SQLiteConnection(database)
            connection.isWriter = true
            var lastCommit = Duration.zero
            while let first = queue.next() {
                let time = min(max(lastCommit * Self.workPerCommit, Self.shortestBatch), Self.longestBatch)
                lastCommit = batch(startingWith: first, for: time, on: connection)
            }
        }
        // The last one to close a file folds its log into it.
        try? database.close()
        ended.signal()
    }

    /// Runs jobs for at most `time` and commits them; returns how long the commit took.
    private func batch(
        startingWith first: any WriteJob, for time: Duration, on connection: SQLiteConnection
    ) -> Duration {
        let clock = ContinuousClock()
        var commit = Duration.zero
        var finished: [(job: any WriteJob, error: (any Error)?)] = []
        do {
            try turn.taking { _ = try connection.run("BEGIN IMMEDIATE") }
            try connection.noticeForeignCommits()
            let start = clock.now
            var next: (any WriteJob)? = first
            while let job = next {
                finished.append((job, nil))
                finished[finished.count - 1].error = try attempt(job, on: connection)
                guard finished.count < Self.jobsPerCommit, clock.now - start < time else { break }
                next = queue.nextWithoutWaiting()
            }
            commit = try clock.measure { _ = try connection.run("COMMIT") }
        } catch {
            // Nothing of the batch is kept; a job with an error of its own still gets that one.
            if connection.isInsideTransaction { _ = try? connection.run("ROLLBACK") }
            if finished.isEmpty { first.answer(error) }
            for (job, own) in finished { job.answer(own ?? error) }
            return commit
        }
        for (job, error) in finished { job.answer(error) }
        return commit
    }

    /// Runs a job; gives the error of its body, and throws when the whole transaction is lost.
    private func attempt(_ job: any WriteJob, on connection: SQLiteConnection) throws -> (any Error)? {
        try connection.run("SAVEPOINT job")
        do {
            try job.run(connection)
            try connection.run("RELEASE job")
            return nil
        } catch {
            guard connection.isInsideTransaction else { throw error }
            try connection.run("ROLLBACK TO job")
            try connection.run("RELEASE job")
            return error
        }
    }
}
