import Booking
import CivilCalendar

/// What happened to an appointment.
struct HistoryEntry {
    /// `book`, `cancel`, `reschedule` …
    var kind: String
    /// The status before; `nil` for the first event.
    var from: Appointment.Status?
    /// Who did it, as `account/ID` or `staff/ID`.
    var actor: String
    /// Why, as a code.
    var reason: String
    /// Whether the appointment got a new number with it.
    var takesSerial: Bool
    /// What it rests on; `nil` where nobody was asked.
    var consent: Consent?
}

extension SQLDesk {
    /// Adds an event to the history of an appointment that is already as the event left it, and audits it.
    func keep(_ event: HistoryEntry, of file: AppointmentFile, now: Instant) throws {
        let appointment = file.appointment
        let sealed: [any SQLConvertible] = [
            appointment.id, file.events, now, event.kind, event.from?.rawValue, appointment.status.rawValue,
            appointment.slot.id, appointment.slot.session.id, appointment.serial, event.takesSerial,
            appointment.sequence, event.actor, event.reason,
        ]
        let values = sealed.map(\.sqlValue)
        _ = try sql.run(
            SQLStatement(
                Self.insertEvent, arguments: [hospital] + values + [seal(.event, values)]))
        try audit(
            event.kind, target: "appointment/\(appointment.id)/\(file.events)", actor: event.actor,
            reason: event.reason, ruleVersion: appointment.ruleVersion, consent: event.consent, now: now)
    }
    /// The columns in the order of the seal.
    private static let insertEvent: StaticString = """
        INSERT INTO appointment_event (hospital, appointment, number, at, kind, from_status, to_status, slot, session,
            serial, takes_serial, sequence, actor, reason, seal)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """
}
