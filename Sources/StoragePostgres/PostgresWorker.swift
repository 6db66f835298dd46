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
    private let url: String
    private let sender: String
    private var connection: PostgresConnection?

    private static let attempts = 10

    init(url: String, sender: String) {
        self.url = url
        self.sender = sender
    }

    /// Runs a body as a transaction that writes.
    ///
    /// It is run again when PostgreSQL asks for it (40001, 40P01), or when the connection broke before the commit was
    /// sent. When it broke while the commit was on its way, the server is asked what became of the transaction.
    func write<Answer>(_ body: (any SQLConnection) throws -> Answer) throws -> Answer {
        var attempt = 1
        while true {
            do {
                let connection = try connected()
                // The transaction's number is asked for at once, which costs no further round trip.
                let number = try connection.execute("BEGIN; SELECT pg_current_xact_id()")
                let answer = try contained(body, on: connection)
                do {
                    try connection.execute("COMMIT")
                } catch  where !connection.isAlive {
                    guard try isCommitted(number) else { throw error }
                }
                return answer
            } catch let error as StorageError where Self.isWorthRepeating(error) && attempt < Self.attempts {
                attempt += 1
                Self.pause(attempt)
            }
        }
    }

    /// Runs a body on one snapshot.
    func read<Answer>(_ body: (any SQLConnection) throws -> Answer) throws -> Answer {
        var attempt = 1
        while true {
            do {
                let connection = try connected()
                try connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                let answer = try contained(body, on: connection)
                try connection.execute("COMMIT")
                return answer
            } catch let error as StorageError where Self.isWorthRepeating(error) && attempt < Self.attempts {
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
            if connection.isAlive { try connection.execute("ROLLBACK") }
            throw error
        }
    }

    private func connected() throws -> PostgresConnection {
        if let connection, connection.isAlive { return connection }
        connection = nil
        let fresh = try PostgresConnection(url: url, sender: sender)
        connection = fresh
        return fresh
    }

    /// Whether a transaction whose commit was not answered has been committed.
    private func isCommitted(_ number: String?) throws -> Bool {
        guard let number else { return false }
        var attempt = 1
        while true {
            do {
                switch try connected().execute("SELECT pg_xact_status('\(number)'::xid8)") {
                case "committed"?: return true
                case "aborted"?: return false
                default:
                    // Its old server process has not noticed yet that nobody listens any more.
                    guard attempt < 5 * Self.attempts else {
                        throw StorageError.busy("PostgreSQL has not decided transaction \(number) yet")
                    }
                }
            } catch let error as StorageError where error.isConnectionLost && attempt < 5 * Self.attempts {
                connection = nil
            }
            attempt += 1
            Self.pause(min(attempt, Self.attempts))
        }
    }

    private static func isWorthRepeating(_ error: StorageError) -> Bool {
        if case .conflict = error { return true }
        return error.isConnectionLost
    }

    /// Waits longer after each attempt, by chance, so that two who met do not meet again.
    private static func pause(_ attempt: Int) {
        let most = min(0.5, 0.002 * Double(1 << min(attempt, 10)))
        Thread.sleep(forTimeInterval: Double.random(in: 0...most))
    }
}

extension StorageError {
    /// Whether the server could not be reached.
    var isConnectionLost: Bool {
        if case .gone = self { true } else { false }
    }
}
