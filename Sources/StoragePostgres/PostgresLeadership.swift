import Foundation
import Storage
import Synchronization

/// Jobs that one process is enough for: whoever holds the advisory lock of a job does it.
///
/// The locks live on a connection of their own; a process that is killed or cut off loses them at once, and another one
/// takes over at its next round.
final class PostgresLeadership: Sendable {
    private let address: PostgresAddress
    private let sender: String
    private let queue = DispatchQueue(label: "postgres-leadership")
    // Touched on the queue only.
    nonisolated(unsafe) private var connection: PostgresConnection?
    nonisolated(unsafe) private var jobs: Set<String> = []

    init(_ address: PostgresAddress, sender: String) {
        self.address = address
        self.sender = sender
    }

    /// Whether this process does the job; asks the server each time, because only it knows whether the connection lives.
    func leads(_ job: String) async -> Bool {
        await withCheckedContinuation { caller in
            queue.async { caller.resume(returning: self.lead(job)) }
        }
    }

    /// Gives up all jobs.
    func resign() {
        queue.async {
            self.connection = nil
            self.jobs = []
        }
    }

    private func lead(_ job: String) -> Bool {
        do {
            if connection?.isAlive != true {
                connection = nil
                jobs = []
            }
            let connection = try self.connection ?? PostgresConnection(address, sender: sender)
            self.connection = connection
            if jobs.contains(job) {
                try connection.execute("SELECT 1")
                return true
            }
            let taken = try connection.run("SELECT pg_try_advisory_lock(hashtextextended($1, 1))", job)
            guard try taken[0].integer(0) == 1 else { return false }
            jobs.insert(job)
            return true
        } catch {
            // Not to know is not to lead: the job waits for the next round or is done elsewhere.
            connection = nil
            jobs = []
            return false
        }
    }
}
