import CivilCalendar
import Foundation

/// The only place that reads the machine's clock.
enum WallClock {
    /// The instant now.
    static func instant() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// What the wall clock of a zone shows now.
    static func now(in zone: CivilZone) -> CivilMoment {
        zone.moment(at: instant())
    }
}
