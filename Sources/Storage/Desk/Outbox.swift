import Booking
import CivilCalendar
import FrontDesk

extension SQLDesk {
    func outbox(after: String?, limit: Int) throws -> [OutboxMessage] {
        try sql.run(
            """
            SELECT id, at, kind, phone_sealed, body_sealed, state FROM outbox
            WHERE hospital = $1 AND id > $2 ORDER BY id LIMIT $3
            """, hospital, after ?? "", limit
        ).map { row in
            let id = try row.text(0)
            return OutboxMessage(
                id: id, at: try row.instant(1),
                to: try vault.open(try row.bytes(3), place: "outbox/\(id)/phone"), kind: try row.text(2),
                body: try vault.open(try row.bytes(4), place: "outbox/\(id)/body"), state: try row.text(5))
        }
    }

    /// Puts a message into the outbox; the same key again changes nothing.
    func post(
        kind: String, to phone: String, body: String, uniqueKey: String, subject: String, now: Instant
    ) throws {
        let id = ids.next(at: now)
        try sql.run(
            """
            INSERT INTO outbox (hospital, id, unique_key, at, kind, phone_sealed, body_sealed, state, attempts, subject)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, $8)
            ON CONFLICT (hospital, unique_key) DO NOTHING
            """, hospital, id, uniqueKey, now, kind, try vault.seal(phone, place: "outbox/\(id)/phone"),
            try vault.seal(body, place: "outbox/\(id)/body"), subject)
    }

    /// Tells the account's owner what became of an appointment.
    func post(_ kind: AppointmentNotice.Kind, about file: AppointmentFile, now: Instant) throws {
        try post(file.notice(kind), number: file.events, now: now)
    }

    /// Tells the account's owner something about an appointment.
    /// - Parameter number: the event of the appointment that it is about; each is told once.
    func post(_ notice: AppointmentNotice, number: Int, now: Instant) throws {
        let account = notice.appointment.account
        let rows = try sql.run(
            "SELECT phone_sealed, language FROM account WHERE hospital = $1 AND id = $2", hospital, account)
        guard let row = rows.first else { throw StorageError.corrupt("account \(account) is missing") }
        let subject = "appointment/\(notice.appointment.id)"
        try post(
            kind: notice.kind.rawValue, to: try vault.open(try row.bytes(0), place: "account/\(account)/phone"),
            body: messages.appointment(notice, language: try row.text(1)),
            uniqueKey: "\(subject)/\(number)", subject: subject, now: now)
    }
}
