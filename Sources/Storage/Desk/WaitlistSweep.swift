import Booking
import CivilCalendar

extension SQLDesk {
    /// Ends what waited in vain, offers places that are free, books where the rules say so.
    /// - Parameter limit: how many entries at most.
    /// - Returns: whether there may be more to do.
    func sweepWaitlist(limit: Int, now: Instant) throws -> Bool {
        let lapsed = try lapse(limit: limit, now: now)
        try offerFreePlaces(now: now)
        try bookOffers(now: now)
        return lapsed == limit
    }

    /// Ends entries for which no place can come any more; returns how many.
    private func lapse(limit: Int, now: Instant) throws -> Int {
        let due = try sql.run(
            """
            SELECT id FROM waitlist_entry WHERE hospital = $1 AND state = 'waiting' AND lapses_at <= $2
            ORDER BY id LIMIT $3
            """, hospital, now, limit)
        guard !due.isEmpty else { return 0 }
        try sql.lock(Self.waitlistLock)
        for row in due {
            let id: WaitlistEntryID = try row.id(0)
            guard try entry(id, now: now)?.state == .waiting else { continue }
            try move(id, in: .waiting, by: .lapse, actor: "clock", consent: nil, now: now)
            try tell(.lapsed, id, now: now)
        }
        return due.count
    }

    /// Offers places that are free although somebody waits for them: added ones, ones just released.
    private func offerFreePlaces(now: Instant) throws {
        let rows = try sql.run(
            """
            SELECT wish FROM waitlist_entry WHERE hospital = $1 AND state = 'waiting' AND lapses_at > $2
            GROUP BY wish ORDER BY min(joined_at), min(id)
            """, hospital, now)
        guard !rows.isEmpty, let inForce = try hospitalInForce() else { return }
        var seen: Set<SlotID> = []
        for row in rows {
            let wish = try WaitWishText.decode(try row.text(0))
            for slot in try slots(of: wish, inForce, now: now) where slot.status == .open {
                guard seen.insert(slot.id).inserted else { continue }
                for _ in 0..<slot.free { guard try offerNext(slot.id, now: now) else { break } }
            }
        }
    }

    /// Takes offers at once where the hospital books for the waitlist by itself; one that is refused stays an offer.
    private func bookOffers(now: Instant) throws {
        // Both states first, then one: so the index of live entries applies.
        let rows = try sql.run(
            """
            SELECT id, account, conversation, turn, channel FROM waitlist_entry
            WHERE hospital = $1 AND state IN ('waiting', 'offered') AND state = 'offered' AND offer_ends > $2
            ORDER BY changed_at, id
            """, hospital, now)
        guard !rows.isEmpty else { return }
        let inForce = try hospitalWithSlots()
        for row in rows {
            let id: WaitlistEntryID = try row.id(0)
            guard let offer = try entry(id, now: now)?.offer,
                inForce.rules(for: offer.slot.session, now: now).flag(.waitlistAutoBook)
            else { continue }
            let consent = Consent(
                conversation: try row.text(2), turn: try row.integer(3), channel: try row.text(4))
            let request = WaitlistAnswer(entry: id, account: try row.id(1), consent: consent)
            if case .success = try accept(request, now: now) { try tell(.booked, id, now: now) }
        }
    }
}
