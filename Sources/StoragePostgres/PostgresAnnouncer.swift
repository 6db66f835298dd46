import Foundation
import Storage

/// Tells other processes what was committed, on a connection of its own, many subjects at once.
///
/// Inside the transactions themselves each announcement would take PostgreSQL's one lock on its queue of notifications
/// until the commit is on the disk: all commits would wait for one another.
final class PostgresAnnouncer: Sendable {
    private let address: PostgresAddress
    private let sender: String
    private let waiting = JobQueue<[String]>()

    private static let subjectsAtOnce = 256

    init(_ address: PostgresAddress, sender: String) {
        self.address = address
        self.sender = sender
    }

    func start() {
        let thread = Thread { [self] in
            var connection: PostgresConnection?
            while var subjects = waiting.next() {
                while subjects.count < Self.subjectsAtOnce, let more = waiting.nextWithoutWaiting() {
                    subjects += more
                }
                connection = tell(subjects, on: connection)
            }
        }
        thread.name = "postgres-announcer"
        thread.start()
    }

    /// Takes subjects to announce; they are committed already.
    func announce(_ subjects: [String]) {
        _ = waiting.add(subjects)
    }

    func stop() {
        waiting.close()
    }

    /// Announces on a connection, or on a fresh one where that is broken; gives the one to use next.
    private func tell(_ subjects: [String], on connection: PostgresConnection?) -> PostgresConnection? {
        do {
            let living = connection.flatMap { $0.isAlive ? $0 : nil }
            let connection = try living ?? PostgresConnection(address, sender: sender)
            let texts = Set(subjects).sorted().map { SQLValue.text("\(sender) \($0)") }
            let places = (1...texts.count).map { "($\($0))" }.joined(separator: ", ")
            _ = try connection.execute(
                SQLStatement(
                    made: "SELECT pg_notify('\(PostgresConnection.channel)', told) FROM (VALUES \(places)) t (told)",
                    arguments: texts))
            return connection
        } catch {
            // Whoever listens is told by the broken connections that news may be missing.
            return nil
        }
    }
}
