import Booking
import CivilCalendar

/// How much of what the store keeps for a hospital, at one moment.
public struct StoreCensus: Hashable, Sendable {
    /// Appointments that are still to come or going on.
    public var liveAppointments: Int
    /// Holds that are worth something.
    public var liveHolds: Int
    /// Registered patients.
    public var patients: Int
    /// Conversations.
    public var conversations: Int
}

extension SQLDesk {
    /// Counts what the hospital has at an instant.
    func census(now: Instant) throws -> StoreCensus {
        try sql.expectLongReads()
        let rows = try sql.run(
            """
            SELECT
                (SELECT count(*) FROM appointment WHERE hospital = $1
                    AND status IN ('booked', 'arrived', 'ready', 'in_consultation')),
                (SELECT count(*) FROM hold WHERE hospital = $1 AND state = 'pending' AND expires_at > $2),
                (SELECT count(*) FROM patient WHERE hospital = $1),
                (SELECT count(*) FROM conversation WHERE hospital = $1)
            """, hospital, now)
        guard let row = rows.first else {
            return StoreCensus(liveAppointments: 0, liveHolds: 0, patients: 0, conversations: 0)
        }
        return StoreCensus(
            liveAppointments: try row.integer(0), liveHolds: try row.integer(1), patients: try row.integer(2),
            conversations: try row.integer(3))
    }
}
