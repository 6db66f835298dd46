import Booking
import CivilCalendar

/// A clinic session with what deciding about it needs besides.
struct ClinicFile {
    var session: ClinicSession
    var state: ClinicSessionState
}

extension SQLDesk {
    /// A session of the schedule; where others write too, nobody else changes it until this transaction ends.
    func clinic(_ id: ClinicSessionID, now: Instant) throws -> ClinicFile? {
        let rows = try sql.run(
            SQLStatement(
                made: """
                    SELECT \(SlotColumns.session) FROM clinic_session c
                    WHERE c.hospital = $1 AND c.id = $2 AND c.withdrawn = 0\(sql.forUpdate)
                    """, arguments: [hospital.sqlValue, id.sqlValue]))
        guard let session = try rows.first.map({ try SlotColumns.session($0, at: 0) }) else { return nil }
        let ends = try sql.run("SELECT max(ends_at) FROM slot WHERE hospital = $1 AND session = $2", hospital, id)
        let end = try ends[0].optionalInteger(0).map { Instant(milliseconds: Int64($0)) }
        let release = try hospitalWithSlots().rules(for: session, now: now).releaseInstant(of: session)
        return ClinicFile(session: session, state: session.state(release: release, end: end ?? now, now: now))
    }

    func session(_ id: ClinicSessionID) throws -> ClinicSession? {
        try sql.run(
            SQLStatement(
                made: """
                    SELECT \(SlotColumns.session) FROM clinic_session c
                    WHERE c.hospital = $1 AND c.id = $2 AND c.withdrawn = 0
                    """, arguments: [hospital.sqlValue, id.sqlValue])
        ).first.map { try SlotColumns.session($0, at: 0) }
    }

    /// Records something that staff did to a session or a slot.
    func audit(_ action: String, target: String, order: StaffOrder, now: Instant) throws {
        try audit(
            action, target: target, actor: order.actor, reason: order.reason,
            ruleVersion: try hospitalWithSlots().ruleVersion(now: now), consent: nil, now: now)
    }
}
