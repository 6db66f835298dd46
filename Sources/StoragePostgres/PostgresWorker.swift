import Foundation
import Storage

/// A transaction waiting for a connection.
protocol PostgresJob: Sendable {
    /// Runs the transaction and answers the caller.
    func perform(on worker: PostgresWorker)

    /// Answers the caller with an error.
    func fail(_ error: any Error)
}

/// A thread with a connection of its own, which is made again when it breaks.
final class PostgresWorker {
    private let address: PostgresAddress
    private let sender: String
    private let announcer: PostgresAnnouncer
    private var connection: PostgresConnection?

    /// How often two transactions may get into each other's way.
    private static let attempts = 10
    /// How long a server that is gone is waited for: about as long as one that crashed takes to come back. Whoever asks
    /// is told to come again after that.
    private static let patience = Duration.seconds(4)
    /// How long it is asked what became of a commit whose answer was lost.
    private let commitPatience: Duration

    init(_ address: PostgresAddress, sender: String, announcer: PostgresAnnouncer, commitPatience: Duration) {
        self.address = address
        self.sender = sender
        self.announcer = announcer
        self.commitPatience = commitPatience
    }

    /// Runs a body as a transaction that writes.
    ///
    /// It is run again when PostgreSQL asks for it (40001, 40P01), or when the connection broke before the commit was
    /// sent. When it broke while the commit was on its way, the server is asked what became of the transaction.
    func write<Answer>(_ body: (any SQLConnection) throws -> Answer) throws -> Answer {
        try repeating {
            let connection = try connected()
            // The transaction's number is asked for at once, which costs no further round trip.
            let number = try connection.execute("BEGIN; SELECT pg_current_xact_id()")
            let answer = try contained(body, on: connection)
            do {
                try connection.commit()
            } catch  where !connection.isAlive {
                guard try isCommitted(number) else { throw error }
            }
            let announcements = connection.takeAnnouncements()
            if !announcements.isEmpty { announcer.announce(announcements) }
            return answer
        }
    }

    /// Runs a body on one snapshot.
    func read<Answer>(_ body: (any SQLConnection) throws -> Answer) throws -> Answer {
        try repeating {
            let connection = try connected()
            try connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            let answer = try contained(body, on: connection)
            try connection.commit()
            return answer
        }
    }

    /// Runs a transaction again while that may help.
    private func repeating<Answer>(_ transaction: () throws -> Answer) throws -> Answer {
        let start = ContinuousClock.now
        var attempt = 1
        while true {
            do {
                return try transaction()
            } catch let error as StorageError {
                switch error {
                case .conflict where attempt < Self.attempts: break
                case .gone where ContinuousClock.now - start < Self.patience: break
                default: throw error
                }
                attempt += 1
                Self.pause(attempt)
            }
        }
    }

    private func contained<Answer>(
        _ body: (any SQLConnection) throws -> Answer, on connection: PostgresConnection
    ) throws -> Answer {
        do {
            return try body(connection)
        } catch {
            _ = connection.takeAnnouncements()
            if connection.isAlive { try connection.execute("ROLLBACK") }
            throw error
        }
    }

    private func connected() throws -> PostgresConnection {
        if let connection, connection.isAlive { return connection }
        connection = nil
        let fresh = try PostgresConnection(address, sender: sender)
        connection = fresh
        return fresh
    }

    /// Whether a transaction whose commit was not answered has been committed.
    private func isCommitted(_ number: String?) throws -> Bool {
        guard let number else { return false }
        let start = ContinuousClock.now
        var attempt = 1
        while true {
            let isPatient = ContinuousClock.now - start < commitPatience
            do {
                switch try connected().execute("SELECT pg_xact_status('\(number)'::xid8)") {
                case "committed"?: return true
                case "aborted"?: return false
                default:
                    // Its old server process has not noticed yet that nobody listens any more.
                    guard isPatient else {
                        throw StorageError.busy("PostgreSQL has not decided transaction \(number) yet")
                    }
                }
            } catch StorageError.gone(let reason) {
                // Nobody knows whether it was kept: the caller sends the same request again and finds out.
                guard isPatient else { throw StorageError.gone(reason) }
                connection = nil
            }
            attempt += 1
            Self.pause(attempt)
        }
    }

    /// Waits longer after each attempt, by chance, so that two who met do not meet again.
    private static func pause(_ attempt: Int) {
        let most = min(0.5, 0.002 * Double(1 << min(attempt, 10)))
        Thread.sleep(forTimeInterval: Double.random(in: 0...most))
    }
}
