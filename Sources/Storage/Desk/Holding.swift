import Booking
import CivilCalendar

extension SQLDesk {
    func hold(
        _ slot: SlotID, holder: Holder, until: Instant, now: Instant
    ) throws -> Result<Hold, BookingRefusal> {
        try sql.lock("holder/\(holder.address ?? holder.conversation)")
        if let own = try pendingHold(of: holder, on: slot) {
            if own.expiresAt > now {
                try sql.run(
                    "UPDATE hold SET expires_at = $3 WHERE hospital = $1 AND id = $2", hospital, own.id, until)
                return .success(Hold(id: own.id, slot: slot, expiresAt: until))
            }
            try settle(own, as: .expired, now: now)
        }
        guard let stock = try stock(slot, now: now) else { return .failure(.slotUnavailable(.stopped)) }
        switch stock.slot.status {
        case .open: break
        case .full: return .failure(.slotTaken)
        case let status: return .failure(.slotUnavailable(status))
        }
        let address = holder.address.map { vault.lookupHash($0) }
        guard try mayHoldMore(holder, addressHash: address, now: now) else { return .failure(.tooManyHolds) }
        try expireHolds(on: stock, now: now)
        let hold = Hold(id: HoldID(ids.next(at: now)), slot: slot, expiresAt: until)
        guard
            try change(
                slot, by: StockChange(held: 1), cause: .held, subject: "hold/\(hold.id)",
                actor: "conversation/\(holder.conversation)", now: now)
        else { return .failure(.slotTaken) }
        try sql.run(
            """
            INSERT INTO hold (hospital, id, slot, conversation, address_hash, state, made_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, 'pending', $6, $7)
            """, hospital, hold.id, slot, holder.conversation, address, now, until)
        return .success(hold)
    }

    @discardableResult
    func releaseHolds(of holder: Holder, keeping: Set<SlotID>, now: Instant) throws -> Int {
        let rows = try sql.run(
            """
            SELECT id, slot, expires_at FROM hold WHERE hospital = $1 AND conversation = $2 AND state = 'pending'
            ORDER BY id
            """, hospital, holder.conversation)
        var released = 0
        for row in rows {
            let hold = try PendingHold(row)
            guard !keeping.contains(hold.slot) else { continue }
            if try settle(hold, as: hold.expiresAt > now ? .voided : .expired, now: now) { released += 1 }
        }
        return released
    }

    /// Gives back the units of holds whose time is over.
    /// - Parameter limit: how many at most.
    /// - Returns: how many were given back.
    func sweepHolds(limit: Int, now: Instant) throws -> Int {
        let rows = try sql.run(
            SQLStatement(
                made: """
                    SELECT id, slot, expires_at FROM hold
                    WHERE hospital = $1 AND state = 'pending' AND expires_at <= $2
                    ORDER BY expires_at, id LIMIT $3\(sql.skipLocked)
                    """, arguments: [hospital.sqlValue, now.sqlValue, limit.sqlValue]))
        // One slot after the other in the order in which everybody takes them, so that nobody waits in a circle.
        let holds = try rows.map { try PendingHold($0) }.sorted { ($0.slot, $0.id) < ($1.slot, $1.id) }
        var swept = 0
        for hold in holds where try settle(hold, as: .expired, now: now) { swept += 1 }
        return swept
    }

    /// The holder's pending hold on a slot, whether or not its time is over.
    func pendingHold(of holder: Holder, on slot: SlotID) throws -> PendingHold? {
        try sql.run(
            """
            SELECT id, slot, expires_at FROM hold
            WHERE hospital = $1 AND conversation = $2 AND slot = $3 AND state = 'pending'
            """, hospital, holder.conversation, slot
        ).first.map { try PendingHold($0) }
    }

    /// Ends a pending hold, and unless it becomes a booking gives its unit back; false where it was ended already.
    @discardableResult
    func settle(_ hold: PendingHold, as state: HoldState, now: Instant) throws -> Bool {
        let ended = try sql.run(
            """
            UPDATE hold SET state = $3, settled_at = $4 WHERE hospital = $1 AND id = $2 AND state = 'pending'
            RETURNING conversation
            """, hospital, hold.id, state.rawValue, now)
        guard let ended = ended.first else { return false }
        guard state != .posted else { return true }
        let returned = try change(
            hold.slot, by: StockChange(held: -1), cause: state == .expired ? .expired : .released,
            subject: "hold/\(hold.id)", actor: state == .expired ? "clock" : "holder", now: now)
        guard returned else { throw StorageError.corrupt("slot \(hold.slot) counts fewer holds than it has") }
        try self.ended(hold, of: try ended.text(0), as: state, now: now)
        return true
    }

    /// Ends the holds on a slot whose time is over.
    func expireHolds(on stock: SlotStock, now: Instant) throws {
        guard stock.lapsedHolds > 0 else { return }
        let rows = try sql.run(
            """
            SELECT id, slot, expires_at FROM hold
            WHERE hospital = $1 AND slot = $2 AND state = 'pending' AND expires_at <= $3 ORDER BY id
            """, hospital, stock.slot.id, now)
        for row in rows { try settle(try PendingHold(row), as: .expired, now: now) }
    }

    private func mayHoldMore(_ holder: Holder, addressHash: String?, now: Instant) throws -> Bool {
        let own = try sql.run(
            """
            SELECT count(*) FROM hold
            WHERE hospital = $1 AND conversation = $2 AND state = 'pending' AND expires_at > $3
            """, hospital, holder.conversation, now)
        guard try own[0].integer(0) < limits.holdsPerConversation else { return false }
        guard let addressHash else { return true }
        let neighbours = try sql.run(
            """
            SELECT count(*) FROM hold
            WHERE hospital = $1 AND address_hash = $2 AND state = 'pending' AND expires_at > $3
            """, hospital, addressHash, now)
        return try neighbours[0].integer(0) < limits.holdsPerAddress
    }
}

/// How a hold can end; resolved exactly once.
enum HoldState: String {
    case posted, voided, expired
}

/// A hold that was not ended yet, though its time may be over.
struct PendingHold {
    var id: HoldID
    var slot: SlotID
    var expiresAt: Instant

    init(_ row: SQLRow) throws {
        id = try row.id(0)
        slot = try row.id(1)
        expiresAt = try row.instant(2)
    }
}
