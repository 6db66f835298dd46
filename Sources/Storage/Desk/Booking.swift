import Booking
import CivilCalendar

extension SQLDesk {
    func book(_ request: BookRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        try sql.lock("patient/\(request.patient)")
        let fingerprint = Vault.fingerprint("book\n\(request.slot)\n\(request.patient)\n\(request.account)")
        switch try record(ofKey: request.key, scope: request.account, fingerprint: fingerprint) {
        case .answered(let id, let event): return try answer(id, event: event, account: request.account, now: now)
        case .reused: return .failure(.keyReused)
        case .new: break
        }
        guard let patient = try patient(request.patient, account: request.account) else {
            return .failure(.unknownPatient)
        }
        guard let stock = try stock(request.slot, now: now) else { return .failure(.slotUnavailable(.stopped)) }
        let hold = try pendingHold(of: request.holder, on: request.slot)
        if let refusal = try objection(to: stock, patient: patient, exceptFor: nil, now: now) {
            return .failure(refusal)
        }
        let inForce = try hospitalWithSlots()
        let facts = try facts(stock, patient: patient, account: request.account, moving: nil, now: now)
        let decision = inForce.rules(for: stock.slot.session, now: now).decideBooking(facts, now: now)
        if let denial = decision.denials.first { return .failure(.rule(denial)) }
        let id = AppointmentID(ids.next(at: now))
        let actor = "account/\(request.account)"
        if let refusal = try take(stock, hold: hold, subject: "appointment/\(id)", actor: actor, now: now) {
            return .failure(refusal)
        }
        let event = HistoryEntry(
            kind: "book", from: nil, actor: actor, reason: "", takesSerial: true, consent: request.consent)
        let file = try open(
            id, for: request.patient, account: request.account, on: stock, ruleVersion: inForce.ruleVersion(now: now),
            event: event, now: now)
        try keep(
            key: request.key, scope: request.account, fingerprint: fingerprint, appointment: id, event: 1, now: now)
        try post(.confirmation, about: file, now: now)
        return .success(file.appointment)
    }

    /// Writes a new appointment whose unit of the slot is taken already, with its first event.
    func open(
        _ id: AppointmentID, for patient: PatientID, account: AccountID, on stock: SlotStock, ruleVersion: String,
        event: HistoryEntry, now: Instant
    ) throws -> AppointmentFile {
        try insert(id, for: patient, account: account, on: stock, ruleVersion: ruleVersion, now: now)
        guard let file = try file(id, account: account, now: now) else {
            throw StorageError.corrupt("appointment \(id) cannot be read back")
        }
        try keep(event, of: file, now: now)
        return file
    }

    /// Writes the row of a new appointment, under a visit code that no other appointment of the hospital has.
    private func insert(
        _ id: AppointmentID, for patient: PatientID, account: AccountID, on stock: SlotStock, ruleVersion: String,
        now: Instant
    ) throws {
        let session = stock.slot.session
        let serial = try nextSerial(of: session.id)
        // 35 bits of chance: with a million appointments one draw in 34,000 is taken already.
        for _ in 0..<16 {
            let inserted = try sql.run(
                """
                INSERT INTO appointment (hospital, id, status, patient, account, slot, session, campus, starts_at,
                    ends_at, serial, visit_code, sequence, rule_version, booked_at, events, changed_at)
                VALUES ($1, $2, 'booked', $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, 1, $13)
                ON CONFLICT (hospital, visit_code) DO NOTHING RETURNING id
                """, hospital, id, patient, account, stock.slot.id, session.id, session.campus, stock.startsAt,
                stock.endsAt, serial, VisitCode(bits: chance.next()).text, ruleVersion, now)
            if !inserted.isEmpty { return }
        }
        throw StorageError.statement("sixteen visit codes in a row were taken")
    }

    /// Takes a unit of a slot: the holder's own where the hold still lasts, otherwise a free one.
    func take(
        _ stock: SlotStock, hold: PendingHold?, subject: String, actor: String, now: Instant
    ) throws -> BookingRefusal? {
        if let hold, hold.expiresAt > now, try settle(hold, as: .posted, now: now) {
            let moved = try change(
                stock.slot.id, by: StockChange(held: -1, booked: 1), cause: .bookedFromHold, subject: subject,
                actor: actor, now: now)
            guard moved else { throw StorageError.corrupt("slot \(stock.slot.id) counts fewer holds than it has") }
            return nil
        }
        let refusal: BookingRefusal = hold == nil ? .slotTaken : .holdExpired
        try expireHolds(on: stock, now: now)
        guard stock.slot.free > 0 else { return refusal }
        let taken = try change(
            stock.slot.id, by: StockChange(booked: 1), cause: .booked, subject: subject, actor: actor, now: now)
        return taken ? nil : refusal
    }

    /// Why this patient cannot have this slot, whatever is left of it and whatever the hospital's rules say.
    func objection(
        to stock: SlotStock, patient: Patient, exceptFor moving: AppointmentID?, now: Instant
    ) throws -> BookingRefusal? {
        let session = stock.slot.session
        let department = try hospitalWithSlots().catalogue.department(session.department)
        if let denial = department?.refusal(of: patient, on: session.date) { return .rule(denial) }
        if let other = try visit(of: patient.id, near: stock, exceptFor: moving) { return .patientBusy(other) }
        switch stock.slot.status {
        case .open, .full: return nil
        case .unreleased, .stopped, .past: return .slotUnavailable(stock.slot.status)
        }
    }

    /// A live visit of the patient in the same session, at the same time, or on another campus too close to reach.
    private func visit(
        of patient: PatientID, near stock: SlotStock, exceptFor moving: AppointmentID?
    ) throws -> AppointmentID? {
        let gap = Int64(limits.travelMinutes) * 60_000
        let rows = try sql.run(
            """
            SELECT id, campus, session, starts_at, ends_at FROM appointment
            WHERE hospital = $1 AND patient = $2 AND status IN ('booked', 'arrived', 'ready', 'in_consultation')
                AND ((starts_at < $3 AND ends_at > $4) OR session = $5)
            ORDER BY starts_at, id
            """, hospital, patient, stock.endsAt.adding(milliseconds: gap), stock.startsAt.adding(milliseconds: -gap),
            stock.slot.session.id)
        for row in rows {
            let id: AppointmentID = try row.id(0)
            if id == moving { continue }
            // The query already left out what is farther away than the travel time.
            let isElsewhere = try row.text(1) != stock.slot.session.campus.rawValue
            let isSameSession = try row.text(2) == stock.slot.session.id.rawValue
            let overlaps = try row.instant(3) < stock.endsAt && row.instant(4) > stock.startsAt
            if isElsewhere || isSameSession || overlaps { return id }
        }
        return nil
    }

    /// The next number of a session; a number once given is never given again. This row is also what a stop of the
    /// session and a booking meet at: whoever comes second sees what the first did.
    func nextSerial(of session: ClinicSessionID) throws -> Int {
        let rows = try sql.run(
            """
            UPDATE clinic_session SET next_serial = next_serial + 1 WHERE hospital = $1 AND id = $2
            RETURNING next_serial, status
            """, hospital, session)
        guard let row = rows.first else { throw StorageError.corrupt("clinic session \(session) is missing") }
        guard try row.text(1) != ClinicSession.Status.stopped.rawValue else {
            throw StorageError.conflict("clinic session \(session) was stopped meanwhile")
        }
        return try row.integer(0) - 1
    }
}
