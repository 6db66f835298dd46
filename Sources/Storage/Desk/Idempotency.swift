import Booking
import CivilCalendar

/// What is known of an idempotency key.
enum KeyRecord {
    /// Never used.
    case new
    /// Used for the same request: this event of this appointment was its effect.
    case answered(AppointmentID, event: Int)
    /// Used for another request.
    case reused
}

extension SQLDesk {
    /// Looks a key up. Only requests that changed something are kept: a refusal changed nothing, so it is judged anew.
    func record(ofKey key: String, scope: AccountID, fingerprint: String) throws -> KeyRecord {
        let rows = try sql.run(
            """
            SELECT fingerprint, appointment, event FROM idempotency_key
            WHERE hospital = $1 AND scope = $2 AND request_key = $3
            """, hospital, scope, key)
        guard let row = rows.first else { return .new }
        guard try row.text(0) == fingerprint else { return .reused }
        return .answered(try row.id(1), event: try row.integer(2))
    }

    /// Keeps what a key's request did.
    func keep(
        key: String, scope: AccountID, fingerprint: String, appointment: AppointmentID, event: Int, now: Instant
    ) throws {
        try sql.run(
            """
            INSERT INTO idempotency_key (hospital, scope, request_key, fingerprint, appointment, event, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, hospital, scope, key, fingerprint, appointment, event, now)
    }

    /// The recorded answer: the appointment as it stood after one of its events.
    func answer(
        _ id: AppointmentID, event: Int, account: AccountID, now: Instant
    ) throws -> Result<Appointment, BookingRefusal> {
        guard let file = try file(id, account: account, now: now) else { return .failure(.unknownAppointment) }
        guard event < file.events else { return .success(file.appointment) }
        let rows = try sql.run(
            """
            SELECT to_status, slot, serial, sequence FROM appointment_event
            WHERE hospital = $1 AND appointment = $2 AND number = $3
            """, hospital, id, event)
        guard let row = rows.first else { throw StorageError.corrupt("appointment \(id) has no event \(event)") }
        var appointment = file.appointment
        appointment.status = try row.word(0)
        if let stock = try stock(try row.id(1), now: now) { appointment.slot = stock.slot }
        appointment.serial = try row.integer(2)
        appointment.sequence = try row.integer(3)
        return .success(appointment)
    }
}
