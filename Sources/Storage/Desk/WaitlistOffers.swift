import Booking
import CivilCalendar

extension SQLDesk {
    /// Whose holds keep the places that are offered to an entry.
    static func holder(of entry: WaitlistEntryID) -> Holder {
        Holder(conversation: waitlistHolder + entry.rawValue)
    }

    private static let waitlistHolder = "waitlist/"

    /// Offers a place that came free to the first who waits for it and may have it; false when nobody does.
    @discardableResult
    func offerNext(_ slot: SlotID, now: Instant) throws -> Bool {
        guard try !waiters(for: slot).isEmpty else { return false }
        try sql.lock(Self.waitlistLock)
        guard let stock = try stock(slot, now: now), stock.slot.status == .open else { return false }
        let inForce = try hospitalWithSlots()
        let rules = inForce.rules(for: stock.slot.session, now: now)
        guard now < rules.waitlistEnds(for: stock.slot) else { return false }
        for id in try waiters(for: slot) {
            guard let entry = try entry(id, now: now), entry.wish.admits(stock.slot, in: inForce.catalogue) else {
                continue
            }
            if let reason = try reasonToPass(entry, stock, inForce, now: now) {
                try pass(entry.id, slot: slot, reason: reason, now: now)
                continue
            }
            return try offer(stock, to: entry, until: rules.offerEnds(for: stock.slot, now: now), inForce, now: now)
        }
        return false
    }

    /// Entries that wait for a doctor, department and day, in the order in which they are served.
    private func waiters(for slot: SlotID) throws -> [WaitlistEntryID] {
        try sql.run(
            """
            SELECT e.id FROM slot s
            JOIN clinic_session c ON c.hospital = s.hospital AND c.id = s.session
            JOIN department d ON d.hospital = c.hospital AND d.code = c.department
            JOIN waitlist_entry e ON e.hospital = s.hospital AND e.state = 'waiting'
                AND e.department IN (c.department, coalesce(d.group_code, ''), '')
                AND e.first_day <= c.day AND e.last_day >= c.day
                AND (e.practitioner IS NULL OR e.practitioner = c.practitioner)
            WHERE s.hospital = $1 AND s.id = $2
            ORDER BY e.priority DESC, e.joined_at, e.id
            """, hospital, slot
        ).map { try $0.id(0) }
    }

    /// Why an entry cannot have a place although it waits for it, as a code; `nil` when it can.
    private func reasonToPass(
        _ entry: WaitlistEntry, _ stock: SlotStock, _ inForce: HospitalInForce, now: Instant
    ) throws -> String? {
        var moving: AppointmentID?
        if let old = try replaced(by: entry, now: now) {
            moving = old.appointment.id
            if old.appointment.slot.id == stock.slot.id { return "has_it" }
            let leaving = inForce.rules(of: old.appointment).decideReschedule(
                from: old.appointment.slot, moves: old.appointment.sequence, to: BookingFacts(slot: stock.slot),
                now: now)
            if let denial = leaving.denials.first { return denial.parameter }
        }
        switch try objection(to: stock, patient: entry.patient, exceptFor: moving, now: now) {
        case nil: break
        case .rule(let denial)?: return denial.parameter
        case .patientBusy?: return "patient_busy"
        default: return "unavailable"
        }
        let facts = try facts(stock, patient: entry.patient, account: entry.account, moving: moving, now: now)
        return inForce.rules(for: stock.slot.session, now: now).decideBooking(facts, now: now).denials.first?.parameter
    }

    /// The appointment that an entry gives up, while it can still be given up.
    private func replaced(by entry: WaitlistEntry, now: Instant) throws -> AppointmentFile? {
        guard let replaces = entry.replaces, let old = try file(replaces, account: entry.account, now: now),
            changeRefusal(of: old, now: now) == nil
        else { return nil }
        return old
    }

    /// Records, once for each place, that somebody who waits for it could not have it.
    private func pass(_ entry: WaitlistEntryID, slot: SlotID, reason: String, now: Instant) throws {
        let isNew = try sql.run(
            """
            INSERT INTO waitlist_pass (hospital, entry, slot, reason, at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (hospital, entry, slot) DO NOTHING RETURNING entry
            """, hospital, entry, slot, reason, now)
        guard !isNew.isEmpty else { return }
        try reseal(.pass, entry, slot)
        try audit(
            "waitlist_passed", target: "waitlist/\(entry)", actor: "clock", reason: "\(slot): \(reason)", consent: nil,
            now: now)
    }

    private func offer(
        _ stock: SlotStock, to entry: WaitlistEntry, until: Instant, _ inForce: HospitalInForce, now: Instant
    ) throws -> Bool {
        let holder = Self.holder(of: entry.id)
        // False where the places that look free are held by holds that are over and not given back yet; whoever gives
        // them back offers them.
        guard let hold = try keep(stock.slot.id, for: holder, until: until, now: now) else { return false }
        guard let offered = entry.state.after(.offer) else {
            throw StorageError.corrupt("entry \(entry.id) is \(entry.state.rawValue) and waits for nothing")
        }
        try sql.run(
            """
            UPDATE waitlist_entry SET state = $3, hold = $4, slot = $5, offer_ends = $6, changed_at = $7
            WHERE hospital = $1 AND id = $2
            """, hospital, entry.id, offered.rawValue, hold, stock.slot.id, until, now)
        try reseal(.entry, entry.id)
        try auditEntry(entry.id, offered, actor: "clock", consent: nil, now: now)
        try tell(.offered, entry.id, now: now)
        try post(
            WaitlistNotice(
                event: .offered, slot: stock.slot, until: inForce.catalogue.zone.moment(at: until),
                catalogue: inForce.catalogue),
            to: entry.account, subject: "waitlist/\(entry.id)", now: now)
        return true
    }

    /// Keeps one free unit of a slot for a holder whom no limit on holds concerns.
    func keep(_ slot: SlotID, for holder: Holder, until: Instant, now: Instant) throws -> HoldID? {
        let hold = HoldID(ids.next(at: now))
        guard
            try change(
                slot, by: StockChange(held: 1), cause: .held, subject: "hold/\(hold)", actor: holder.conversation,
                now: now)
        else { return nil }
        try sql.run(
            """
            INSERT INTO hold (hospital, id, slot, conversation, address_hash, state, made_at, expires_at)
            VALUES ($1, $2, $3, $4, NULL, 'pending', $5, $6)
            """, hospital, hold, slot, holder.conversation, now, until)
        return hold
    }

    /// The only hold of a holder, whether or not its time is over.
    func pendingHold(of holder: Holder) throws -> PendingHold? {
        try sql.run(
            "SELECT id, slot, expires_at FROM hold WHERE hospital = $1 AND conversation = $2 AND state = 'pending'",
            hospital, holder.conversation
        ).first.map { try PendingHold($0) }
    }

    func accept(_ request: WaitlistAnswer, now: Instant) throws -> Result<Appointment, WaitlistRefusal> {
        guard let entry = try claimedEntry(request.entry, account: request.account, now: now) else {
            return .failure(.unknownEntry)
        }
        guard entry.state.after(.accept) != nil else {
            return .failure(entry.state == .expired ? .over : .wrongState(entry.state))
        }
        guard let offer = entry.offer, now < offer.until else { return .failure(.over) }
        let key = "waitlist/\(entry.id)"
        let booked: Result<Appointment, BookingRefusal> =
            if let old = try replaced(by: entry, now: now) {
                try reschedule(
                    RescheduleRequest(
                        key: key, appointment: old.appointment.id, slot: offer.slot.id, account: entry.account,
                        holder: Self.holder(of: entry.id), consent: request.consent), now: now)
            } else {
                try book(
                    BookRequest(
                        key: key, slot: offer.slot.id, patient: entry.patient.id, account: entry.account,
                        holder: Self.holder(of: entry.id), consent: request.consent), now: now)
            }
        switch booked {
        case .failure(let refusal): return .failure(.booking(refusal))
        case .success(let appointment):
            try move(
                entry.id, in: .offered, by: .accept, appointment: appointment.id,
                actor: "account/\(request.account)", consent: request.consent, now: now)
            return .success(appointment)
        }
    }

    /// A hold ended without becoming a booking: an offer it was made for is over, and the place is the next one's.
    func ended(_ hold: PendingHold, of conversation: String, as state: HoldState, now: Instant) throws {
        if state == .expired, conversation.hasPrefix(Self.waitlistHolder) {
            try sql.lock(Self.waitlistLock)
            let id = WaitlistEntryID(String(conversation.dropFirst(Self.waitlistHolder.count)))
            if try entry(id, now: now)?.state == .offered {
                try move(id, in: .offered, by: .expire, actor: "clock", consent: nil, now: now)
                try tell(.expired, id, now: now)
            }
        }
        try offerNext(hold.slot, now: now)
    }
}
