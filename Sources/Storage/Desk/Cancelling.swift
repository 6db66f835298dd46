import Booking
import CivilCalendar

extension SQLDesk {
    func cancel(_ request: CancelRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        try sql.lock("appointment/\(request.appointment)")
        let fingerprint = Vault.fingerprint("cancel\n\(request.appointment)\n\(request.account)\n\(request.reason)")
        switch try record(ofKey: request.key, scope: request.account, fingerprint: fingerprint) {
        case .answered(let id, let event): return try answer(id, event: event, account: request.account, now: now)
        case .reused: return .failure(.keyReused)
        case .new: break
        }
        guard let old = try file(request.appointment, account: request.account, now: now) else {
            return .failure(.unknownAppointment)
        }
        if let refusal = try cancelRefusal(of: old, now: now) { return .failure(refusal) }
        try sql.run(
            """
            UPDATE appointment SET status = 'cancelled', events = events + 1, changed_at = $3, reason = $4
            WHERE hospital = $1 AND id = $2
            """, hospital, request.appointment, now,
            try isSubstituted(old.appointment) ? VisitRecord.substituted : request.reason)
        let actor = "account/\(request.account)"
        try giveBack(old, cause: .cancelled, actor: actor, now: now)
        guard let file = try file(request.appointment, account: request.account, now: now) else {
            throw StorageError.corrupt("appointment \(request.appointment) cannot be read back")
        }
        let event = HistoryEntry(
            kind: "cancel", from: old.appointment.status, actor: actor, reason: request.reason, takesSerial: false,
            consent: request.consent)
        try keep(event, of: file, now: now)
        try keep(
            key: request.key, scope: request.account, fingerprint: fingerprint, appointment: request.appointment,
            event: file.events, now: now)
        try post(.cancellation, about: file, now: now)
        return .success(file.appointment)
    }

    func mayCancel(
        _ appointment: AppointmentID, account: AccountID, now: Instant
    ) throws -> Result<Void, BookingRefusal> {
        guard let file = try file(appointment, account: account, now: now) else {
            return .failure(.unknownAppointment)
        }
        return try cancelRefusal(of: file, now: now).map { .failure($0) } ?? .success(())
    }

    private func cancelRefusal(of file: AppointmentFile, now: Instant) throws -> BookingRefusal? {
        if let refusal = changeRefusal(of: file, now: now) { return refusal }
        // Who booked one doctor need not see another.
        if try isSubstituted(file.appointment) { return nil }
        let rules = try hospitalWithSlots().rules(of: file.appointment)
        return rules.decideCancel(file.appointment.slot, now: now).denials.first.map { .rule($0) }
    }

    /// Why an appointment can be neither cancelled nor moved now.
    func changeRefusal(of file: AppointmentFile, now: Instant) -> BookingRefusal? {
        guard file.appointment.status.after(.cancel) != nil else { return .wrongState(file.appointment.status) }
        guard now < file.startsAt else { return .slotUnavailable(.past) }
        return nil
    }

    /// Returns an appointment's unit to its slot, and with it to whoever comes next by the hospital's rules.
    func giveBack(_ file: AppointmentFile, cause: LedgerCause, actor: String, now: Instant) throws {
        let slot = file.appointment.slot.id
        let returned = try change(
            slot, by: StockChange(booked: -1), cause: cause, subject: "appointment/\(file.appointment.id)",
            actor: actor, now: now)
        guard returned else { throw StorageError.corrupt("slot \(slot) counts fewer bookings than it has") }
        try recycle(file.appointment, now: now)
    }
}
