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
        try sql.expectLongReads()
        let posted = try postedHolds(since: since)
        // The subject of such a line is `appointment/` and the id.
        let rows = try sql.run(
            """
            SELECT l.slot, l.cause, l.at, a.id, a.account, a.patient
            FROM slot_ledger l JOIN appointment a ON a.hospital = l.hospital AND a.id = substr(l.subject, 13)
            WHERE l.hospital = $1 AND l.at >= $2 AND l.actor LIKE 'account/%'
                AND l.cause IN ('booked', 'booked_from_hold', 'cancelled', 'moved_away')
            ORDER BY l.at, l.slot, l.entry
            """, hospital, since)
        return try rows.compactMap { row in
            let cause = try row.text(1)
            var at = try row.instant(2)
            if cause == "booked_from_hold", let hold = posted[PostedHold.Key(slot: try row.text(0), at: at)] {
                // What the hospital gave to the next who waited is nobody's hand-over.
                if hold.isOfHospital { return nil }
                // A place that was held first was taken when the hold was made: the talk in between takes its time.
                at = hold.madeAt
            }
            return StockMove(
                slot: try row.id(0), kind: cause.hasPrefix("booked") ? .took : .gaveBack, at: at,
                appointment: try row.id(3), account: try row.id(4), patient: try row.id(5))
        }
    }

    /// Holds that became bookings, by slot and moment.
    private func postedHolds(since: Instant) throws -> [PostedHold.Key: PostedHold] {
        try sql.run(
            """
            SELECT slot, settled_at, made_at, conversation FROM hold
            WHERE hospital = $1 AND state = 'posted' AND settled_at >= $2
            """, hospital, since
        ).reduce(into: [:]) { holds, row in
            let key = PostedHold.Key(slot: try row.text(0), at: try row.instant(1))
            let (madeAt, owner) = (try row.instant(2), try row.text(3))
            let isOfHospital = owner.hasPrefix("waitlist/") || owner.hasPrefix("stop/")
            holds[key] = PostedHold(
                madeAt: min(holds[key]?.madeAt ?? madeAt, madeAt),
                isOfHospital: isOfHospital || holds[key]?.isOfHospital == true)
        }
    }

    func handOverLimits(now: Instant) throws -> HandOverLimits {
        guard let inForce = try hospitalInForce() else { return HandOverLimits() }
        return HandOverLimits(inForce.rules(now: now))
    }

    func families() throws -> [AccountID: Set<PatientID>] {
        try sql.expectLongReads()
        return try sql.run(
            "SELECT account, patient FROM account_patient WHERE hospital = $1 ORDER BY account, patient", hospital
        ).reduce(into: [:]) { families, row in
            families[try row.id(0), default: []].insert(try row.id(1))
        }
    }
}

/// What is asked of a hold that became a booking.
private struct PostedHold {
    struct Key: Hashable {
        var slot: String
        var at: Instant
    }

    var madeAt: Instant
    /// Whether the hospital held the place for somebody: from the waitlist or a stopped clinic.
    var isOfHospital: Bool
}
