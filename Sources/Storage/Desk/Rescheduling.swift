import Booking
import CivilCalendar

extension SQLDesk {
    func reschedule(_ request: RescheduleRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        try sql.lock("appointment/\(request.appointment)")
        let fingerprint = Vault.fingerprint("reschedule\n\(request.appointment)\n\(request.slot)\n\(request.account)")
        switch try record(ofKey: request.key, scope: request.account, fingerprint: fingerprint) {
        case .answered(let id, let event): return try answer(id, event: event, account: request.account, now: now)
        case .reused: return .failure(.keyReused)
        case .new: break
        }
        guard let old = try file(request.appointment, account: request.account, now: now) else {
            return .failure(.unknownAppointment)
        }
        if let refusal = changeRefusal(of: old, now: now) { return .failure(refusal) }
        if old.appointment.slot.id == request.slot { return .failure(.patientBusy(request.appointment)) }
        try sql.lock("patient/\(old.appointment.patient.id)")
        guard let stock = try stock(request.slot, now: now) else { return .failure(.slotUnavailable(.stopped)) }
        let inForce = try hospitalWithSlots()
        let leaving = inForce.rules(of: old.appointment).decideReschedule(
            from: old.appointment.slot, moves: old.appointment.sequence, to: BookingFacts(slot: stock.slot), now: now)
        if let denial = leaving.denials.first { return .failure(.rule(denial)) }
        let refusal = try objection(
            to: stock, patient: old.appointment.patient, exceptFor: request.appointment, now: now)
        if let refusal { return .failure(refusal) }
        let facts = try facts(
            stock, patient: old.appointment.patient, account: request.account, moving: request.appointment, now: now)
        let entering = inForce.rules(for: stock.slot.session, now: now).decideBooking(facts, now: now)
        if let denial = entering.denials.first { return .failure(.rule(denial)) }
        let hold = try pendingHold(of: request.holder, on: request.slot)
        let actor = "account/\(request.account)"
        let subject = "appointment/\(request.appointment)"
        if let refusal = try take(stock, hold: hold, subject: subject, actor: actor, now: now) {
            return .failure(refusal)
        }
        try giveBack(old, cause: .movedAway, actor: actor, now: now)
        let session = stock.slot.session
        try sql.run(
            """
            UPDATE appointment SET slot = $3, session = $4, campus = $5, starts_at = $6, ends_at = $7, serial = $8,
                sequence = sequence + 1, events = events + 1, changed_at = $9
            WHERE hospital = $1 AND id = $2
            """, hospital, request.appointment, request.slot, session.id, session.campus, stock.startsAt,
            stock.endsAt, try nextSerial(of: session.id), now)
        guard let file = try file(request.appointment, account: request.account, now: now) else {
            throw StorageError.corrupt("appointment \(request.appointment) cannot be read back")
        }
        let event = HistoryEntry(
            kind: "reschedule", from: old.appointment.status, actor: actor, reason: "", takesSerial: true,
            consent: request.consent)
        try keep(event, of: file, now: now)
        try keep(
            key: request.key, scope: request.account, fingerprint: fingerprint, appointment: request.appointment,
            event: file.events, now: now)
        try post(.reschedule, about: file, now: now)
        return .success(file.appointment)
    }
}
