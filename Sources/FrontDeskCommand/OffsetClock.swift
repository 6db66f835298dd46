import CivilCalendar
import Synchronization

/// The machine's clock, moved by so much.
final class OffsetClock: Sendable {
    private let offset = Mutex<Int64>(0)

    func now() -> Instant { WallClock.instant().adding(milliseconds: offset.withLock { $0 }) }

    /// Makes it show an instant now; from then on it runs.
    func set(to instant: Instant) {
        let machine = WallClock.instant()
        offset.withLock { $0 = instant.milliseconds - machine.milliseconds }
    }
}
