import CivilCalendar
import Foundation

/// Instants as text for people and other programs.
enum ISO8601 {
    /// `2026-11-20T01:00:00.000Z`.
    static func text(_ instant: Instant) -> String {
        Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
