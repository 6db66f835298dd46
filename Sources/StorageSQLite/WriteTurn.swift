import Foundation

/// Whose turn it is to write, between processes that have the same file open.
///
/// SQLite lets write whoever asks at the right instant; the others sleep and ask again. A process that writes without a
/// pause, as a server does while it plans its schedule, would keep them out until their patience ends. So whoever wants
/// to write takes this lock first and lets go of it as soon as it may write: who is writing now comes after those who
/// wait already. The lock is on a file of its own, since closing any other handle of the database would take SQLite's
/// locks away. Where the file cannot be made everything works as without it.
final class WriteTurn: Sendable {
    private let handle: Int32
    private let patience: Duration

    /// Looks at the lock's file again after so many microseconds.
    private static let pause: UInt32 = 1000

    /// - Parameters:
    ///   - path: the database's file.
    ///   - patience: after so long it goes on without the turn; somebody may be stopped who has it.
    init(path: String, patience: Duration) {
        handle = open(path + "-turn", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        self.patience = patience
    }

    deinit {
        if handle >= 0 { close(handle) }
    }

    /// Runs what begins a transaction when it is this process's turn.
    func taking<Answer>(_ begin: () throws -> Answer) throws -> Answer {
        guard handle >= 0, take() else { return try begin() }
        defer { flock(handle, LOCK_UN) }
        return try begin()
    }

    private func take() -> Bool {
        let clock = ContinuousClock()
        lazy var end = clock.now + patience
        while flock(handle, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, clock.now < end else { return false }
            usleep(Self.pause)
        }
        return true
    }
}
