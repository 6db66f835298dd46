import Booking
import CivilCalendar

extension SQLDesk {
    func ledger(of id: SlotID, now: Instant) throws -> SlotLedger? {
        guard let stock = try stock(id, now: now) else { return nil }
        let counts = try sql.run("SELECT elsewhere, added FROM slot WHERE hospital = $1 AND id = $2", hospital, id)
        let holds = try sql.run(
            """
            SELECT id, expires_at FROM hold
            WHERE hospital = $1 AND slot = $2 AND state = 'pending' AND expires_at > $3 ORDER BY expires_at, id
            """, hospital, id, now)
        let appointments = try sql.run(
            """
            SELECT id FROM appointment
            WHERE hospital = $1 AND slot = $2 AND status NOT IN ('cancelled', 'entered_in_error') ORDER BY serial, id
            """, hospital, id)
        let lines = try sql.run(
            """
            SELECT entry, at, cause, capacity_delta, held_delta, booked_delta, subject, actor FROM slot_ledger
            WHERE hospital = $1 AND slot = $2 ORDER BY entry
            """, hospital, id)
        return SlotLedger(
            slot: stock.slot, elsewhere: try counts[0].integer(0), added: try counts[0].integer(1),
            holds: try holds.map { Hold(id: try $0.id(0), slot: id, expiresAt: try $0.instant(1)) },
            appointments: try appointments.map { try $0.id(0) },
            lines: try lines.map { row in
                SlotLedger.Line(
                    entry: try row.integer(0), at: try row.instant(1), cause: try row.text(2),
                    capacity: try row.integer(3), held: try row.integer(4), booked: try row.integer(5),
                    subject: try row.text(6), actor: try row.text(7))
            })
    }

    func stockMoves(since: Instant) throws -> [StockMove] {
        // The subject of such a line is `appointment/` and the id. A place that was held first was taken when the hold
        // was made: the talk in between takes its time. What the hospital
        // cancelled, or gave to the next who waited, is nobody's hand-over.
        let rows = try sql.run(
            """
            SELECT l.slot, l.cause, l.at, a.id, a.account, a.patient,
                (SELECT min(h.made_at) FROM hold h WHERE h.hospital = l.hospital AND h.slot = l.slot
                    AND h.state = 'posted' AND h.settled_at = l.at AND l.cause = 'booked_from_hold')
            FROM slot_ledger l JOIN appointment a ON a.hospital = l.hospital AND a.id = substr(l.subject, 13)
            WHERE l.hospital = $1 AND l.at >= $2 AND l.actor LIKE 'account/%'
                AND l.cause IN ('booked', 'booked_from_hold', 'cancelled', 'moved_away')
                AND NOT EXISTS (SELECT 1 FROM hold k WHERE k.hospital = l.hospital AND k.slot = l.slot
                    AND k.state = 'posted' AND k.settled_at = l.at AND l.cause = 'booked_from_hold'
                    AND (k.conversation LIKE 'waitlist/%' OR k.conversation LIKE 'stop/%'))
            ORDER BY l.at, l.slot, l.entry
            """, hospital, since)
        return try rows.map { row in
            let kind: StockMove.Kind = try row.text(1).hasPrefix("booked") ? .took : .gaveBack
            let at = try row.optionalInteger(6).map { Instant(milliseconds: Int64($0)) } ?? row.instant(2)
            return StockMove(
                slot: try row.id(0), kind: kind, at: at, appointment: try row.id(3), account: try row.id(4),
                patient: try row.id(5))
        }
    }

    func handOverLimits(now: Instant) throws -> HandOverLimits {
        guard let inForce = try hospitalInForce() else { return HandOverLimits() }
        return HandOverLimits(inForce.rules(now: now))
    }

    func families() throws -> [AccountID: Set<PatientID>] {
        try sql.run(
            "SELECT account, patient FROM account_patient WHERE hospital = $1 ORDER BY account, patient", hospital
        ).reduce(into: [:]) { families, row in
            families[try row.id(0), default: []].insert(try row.id(1))
        }
    }
}
