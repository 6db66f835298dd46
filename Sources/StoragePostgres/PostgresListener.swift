import Foundation
import Storage
import Synchronization

/// A thread that listens for announcements on a connection of its own, and connects again when it breaks.
///
/// What is announced while it is not connected is lost; whoever listens is told `nil` then and must find it by reading.
final class PostgresListener: Sendable {
    private let address: PostgresAddress
    private let sender: String
    private let heard: @Sendable (String?) -> Void
    private let ended: @Sendable () -> Void
    private let isStopped = Atomic<Bool>(false)

    private static let waitMilliseconds: Int32 = 500

    init(
        _ address: PostgresAddress, sender: String, heard: @escaping @Sendable (String?) -> Void,
        ended: @escaping @Sendable () -> Void
    ) {
        self.address = address
        self.sender = sender
        self.heard = heard
        self.ended = ended
    }

    func start() {
        let thread = Thread { [self] in
            while !isStopped.load(ordering: .relaxed) {
                // An error here is a broken connection; the next round connects again.
                do { try listen() } catch { Thread.sleep(forTimeInterval: 0.5) }
            }
            ended()
        }
        thread.name = "postgres-listener"
        thread.start()
    }

    func stop() {
        isStopped.store(true, ordering: .relaxed)
    }

    private func listen() throws {
        let connection = try PostgresConnection(address, sender: sender)
        try connection.execute("LISTEN \(PostgresConnection.channel)")
        heard(nil)
        while !isStopped.load(ordering: .relaxed) {
            var waiting = pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Self.waitMilliseconds) > 0 else { continue }
            for subject in try connection.announced() { heard(subject) }
        }
    }
}
