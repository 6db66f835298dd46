import Booking
import CivilCalendar

extension SQLDesk {
    func alert(_ request: AlertRequest, now: Instant) throws -> Result<ReleaseAlert, WaitlistRefusal> {
        guard let inForce = try hospitalInForce() else { return .failure(.noClinic) }
        let slots = try slots(of: request.wish, inForce, now: now)
        let releases = slots.filter { $0.status == .unreleased }.map {
            inForce.rules(for: $0.session, now: now).releaseInstant(of: $0.session)
        }
        guard let at = releases.min() else {
            let isOnSale = slots.contains { $0.status == .open || $0.status == .full }
            return .failure(isOnSale ? .released : .noClinic)
        }
        let wish = try WaitWishText.encode(request.wish)
        try sql.run(
            """
            INSERT INTO release_alert (hospital, id, state, account, wish, release_at, asked_at, conversation)
            VALUES ($1, $2, 'waiting', $3, $4, $5, $6, $7)
            ON CONFLICT (hospital, account, wish) WHERE state = 'waiting' DO UPDATE SET release_at = excluded.release_at
            """, hospital, ids.next(at: now), request.account, wish, at, now, request.consent.conversation)
        let rows = try sql.run(
            "SELECT id FROM release_alert WHERE hospital = $1 AND account = $2 AND wish = $3 AND state = 'waiting'",
            hospital, request.account, wish)
        guard let id: ReleaseAlertID = try rows.first?.id(0) else {
            throw StorageError.corrupt("a release alert cannot be read back")
        }
        try reseal(.alert, id)
        try audit(
            "alert", target: "alert/\(id)", actor: "account/\(request.account)", reason: "", consent: request.consent,
            now: now)
        return .success(ReleaseAlert(id: id, wish: request.wish, at: at))
    }

    func dropAlerts(_ request: AlertDrop, now: Instant) throws -> [ReleaseAlert] {
        let rows = try sql.run(
            """
            SELECT id FROM release_alert WHERE hospital = $1 AND account = $2 AND state = 'waiting'
            ORDER BY asked_at, id
            """, hospital, request.account)
        let meant = try rows.map { try alert(try $0.id(0)) }.filter { request.means($0.wish) }
        for alert in meant {
            try sql.run("DELETE FROM release_alert WHERE hospital = $1 AND id = $2", hospital, alert.id)
            try audit(
                "alert_dropped", target: "alert/\(alert.id)", actor: "account/\(request.account)", reason: "",
                consent: request.consent, now: now)
        }
        return meant
    }

    /// An alert by id.
    func alert(_ id: ReleaseAlertID) throws -> ReleaseAlert {
        let rows = try sql.run(
            "SELECT wish, release_at FROM release_alert WHERE hospital = $1 AND id = $2", hospital, id)
        guard let row = rows.first else { throw StorageError.corrupt("release alert \(id) is missing") }
        return ReleaseAlert(id: id, wish: try WaitWishText.decode(try row.text(0)), at: try row.instant(1))
    }

    /// Says what was released to whoever asked to be told.
    /// - Parameter limit: how many at most.
    /// - Returns: whether there may be more to do.
    func sendAlerts(limit: Int, now: Instant) throws -> Bool {
        let rows = try sql.run(
            SQLStatement(
                made: """
                    SELECT id, account, conversation FROM release_alert
                    WHERE hospital = $1 AND state = 'waiting' AND release_at <= $2
                    ORDER BY release_at, id LIMIT $3\(sql.skipLocked)
                    """, arguments: [hospital.sqlValue, now.sqlValue, limit.sqlValue]))
        guard !rows.isEmpty, let inForce = try hospitalInForce() else { return false }
        for row in rows {
            let alert = try alert(try row.id(0))
            let account: AccountID = try row.id(1)
            try sql.run(
                "UPDATE release_alert SET state = 'sent' WHERE hospital = $1 AND id = $2", hospital, alert.id)
            try reseal(.alert, alert.id)
            try tell(of: alert.id, in: try row.text(2), now: now)
            if let slot = try slots(of: alert.wish, inForce, now: now).first(where: { $0.status != .past }) {
                try post(
                    WaitlistNotice(event: .released, slot: slot, until: nil, catalogue: inForce.catalogue), to: account,
                    subject: "alert/\(alert.id)", now: now)
            }
            try audit(
                "alert_sent", target: "alert/\(alert.id)", actor: "clock", reason: "", consent: nil, now: now)
        }
        return rows.count == limit
    }
}
