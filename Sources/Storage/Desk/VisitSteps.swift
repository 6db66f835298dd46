import Booking
import CivilCalendar

/// Why and by whom a visit is taken a step further.
struct VisitCause {
    /// `account/…`, `staff/…`, `bearer` or `desk`.
    var actor: String
    /// Why, for the history and the audit.
    var reason = ""
    /// What rules are told of the reason later, where it matters to them; nothing leaves what is known.
    var code: String?
    /// The turn in which the patient said so.
    var consent: Consent?
}

extension SQLDesk {
    /// Takes a visit one step further: state, stock, history and audit. The caller has the appointment locked.
    func step(
        _ old: AppointmentFile, by event: AppointmentEvent, _ cause: VisitCause, now: Instant
    ) throws -> Result<AppointmentFile, VisitRefusal> {
        let appointment = old.appointment
        guard let status = appointment.status.after(event) else {
            return .failure(.wrongState(appointment.status))
        }
        try sql.run(
            """
            UPDATE appointment SET status = $3, events = events + 1, changed_at = $4, reason = coalesce($5, reason)
            WHERE hospital = $1 AND id = $2
            """, hospital, appointment.id, status.rawValue, now, cause.code)
        if appointment.status.occupiesPlace, !status.occupiesPlace {
            try giveBack(old, cause: .cancelled, actor: cause.actor, now: now)
        }
        let file = try fileAgain(appointment.id, now: now)
        let entry = HistoryEntry(
            kind: event.rawValue, from: appointment.status, actor: cause.actor, reason: cause.reason,
            takesSerial: false, consent: cause.consent)
        try keep(entry, of: file, now: now)
        return .success(file)
    }

    /// The same, where the state was looked at before.
    func mustStep(
        _ old: AppointmentFile, by event: AppointmentEvent, _ cause: VisitCause, now: Instant
    ) throws -> AppointmentFile {
        switch try step(old, by: event, cause, now: now) {
        case .success(let file): return file
        case .failure(let refusal):
            throw StorageError.corrupt("appointment \(old.appointment.id) cannot be taken on: \(refusal)")
        }
    }

    /// An appointment that was just changed.
    func fileAgain(_ id: AppointmentID, now: Instant) throws -> AppointmentFile {
        guard let file = try file(id, now: now) else {
            throw StorageError.corrupt("appointment \(id) cannot be read back")
        }
        return file
    }

    /// The appointment that is meant.
    func file(_ visit: VisitReference, now: Instant) throws -> AppointmentFile? {
        switch visit {
        case .code(let code):
            try files("a.hospital = $1 AND a.visit_code = $2", [code.text.sqlValue], now: now).first
        case .ofAccount(let account, let id): try file(id, account: account, now: now)
        case .id(let id): try file(id, now: now)
        }
    }

    /// The same, locked until the transaction ends, with what was committed before the locks were had. The queue comes
    /// first, as in calling: nobody waits for a queue who holds one of its visits.
    func lockedFile(_ visit: VisitReference, now: Instant) throws -> AppointmentFile? {
        guard let file = try file(visit, now: now) else { return nil }
        try sql.lock("queue/\(file.appointment.slot.session.id)")
        try sql.lock("appointment/\(file.appointment.id)")
        return try self.file(visit, now: now)
    }

    /// When a clinic session begins and ends, and the places of its slots.
    func times(of session: ClinicSessionID) throws -> (startsAt: Instant, endsAt: Instant, minutesPerVisit: Double) {
        let rows = try sql.run(
            """
            SELECT min(starts_at), max(ends_at), CAST(sum(end_minute - start_minute) AS BIGINT),
                CAST(sum(capacity) AS BIGINT)
            FROM slot
            WHERE hospital = $1 AND session = $2 AND capacity > 0 HAVING count(*) > 0
            """, hospital, session)
        guard let row = rows.first else { throw StorageError.corrupt("clinic session \(session) has no slots") }
        return (
            try row.instant(0), try row.instant(1), Double(try row.integer(2)) / Double(max(1, try row.integer(3)))
        )
    }
}
