import Booking
import CivilCalendar

/// Kinds of news, as they are kept.
enum WaitlistNewsKind: String {
    case offered, booked, expired, lapsed, released
}

extension SQLDesk {
    /// Has the conversation in which somebody joined be told what became of it.
    func tell(_ kind: WaitlistNewsKind, _ entry: WaitlistEntryID, now: Instant) throws {
        try sql.run(
            """
            INSERT INTO waitlist_news (hospital, id, conversation, event, subject, at)
            SELECT hospital, $3, conversation, $4, id, $5 FROM waitlist_entry WHERE hospital = $1 AND id = $2
            """, hospital, entry, ids.next(at: now), kind.rawValue, now)
    }

    /// Has a conversation be told of a release.
    func tell(of alert: ReleaseAlertID, in conversation: String, now: Instant) throws {
        try sql.run(
            """
            INSERT INTO waitlist_news (hospital, id, conversation, event, subject, at)
            VALUES ($1, $2, $3, 'released', $4, $5)
            """, hospital, ids.next(at: now), conversation, alert, now)
    }

    func waitlistNews(limit: Int, now: Instant) throws -> [WaitlistNews] {
        let rows = try sql.run(
            """
            SELECT n.id, n.conversation, n.event, n.subject, coalesce(e.account, a.account), e.appointment
            FROM waitlist_news n
            LEFT JOIN waitlist_entry e ON e.hospital = n.hospital AND e.id = n.subject AND n.event <> 'released'
            LEFT JOIN release_alert a ON a.hospital = n.hospital AND a.id = n.subject AND n.event = 'released'
            WHERE n.hospital = $1 AND n.told_at IS NULL ORDER BY n.id LIMIT $2
            """, hospital, limit)
        return try rows.map { row in
            WaitlistNews(
                id: try row.id(0), conversation: try row.text(1), account: try row.id(4),
                event: try event(row, now: now))
        }
    }

    private func event(_ row: SQLRow, now: Instant) throws -> WaitlistNews.Event {
        let kind: WaitlistNewsKind = try row.word(2, as: WaitlistNewsKind.self)
        if kind == .released { return .released(try alert(try row.id(3))) }
        guard let entry = try entry(try row.id(3), now: now) else {
            throw StorageError.corrupt("news of entry \(try row.text(3)), which is missing")
        }
        switch kind {
        case .offered, .released: return .offered(entry)
        case .expired: return .expired(entry)
        case .lapsed: return .lapsed(entry)
        case .booked:
            guard let id = try row.optionalText(5).map({ AppointmentID($0) }),
                let file = try file(id, account: entry.account, now: now)
            else { throw StorageError.corrupt("entry \(entry.id) was booked and has no appointment") }
            return .booked(entry, file.appointment)
        }
    }

    @discardableResult
    func settleNews(_ id: WaitlistNewsID, now: Instant) throws -> Bool {
        try !sql.run(
            """
            UPDATE waitlist_news SET told_at = $3 WHERE hospital = $1 AND id = $2 AND told_at IS NULL RETURNING id
            """, hospital, id, now
        ).isEmpty
    }

    /// What was still to be told of an entry's offer is old news once it was answered or is over.
    func settleNews(about entry: WaitlistEntryID, now: Instant) throws {
        try sql.run(
            """
            UPDATE waitlist_news SET told_at = $3
            WHERE hospital = $1 AND subject = $2 AND event = 'offered' AND told_at IS NULL
            """, hospital, entry, now)
    }

    /// Sends a message of the waitlist to an account's owner; one for each event of a subject.
    func post(_ notice: WaitlistNotice, to account: AccountID, subject: String, now: Instant) throws {
        let rows = try sql.run(
            "SELECT phone_sealed, language FROM account WHERE hospital = $1 AND id = $2", hospital, account)
        guard let row = rows.first else { throw StorageError.corrupt("account \(account) is missing") }
        try post(
            kind: notice.event.rawValue, to: try vault.open(try row.bytes(0), place: "account/\(account)/phone"),
            body: messages.waitlist(notice, language: try row.text(1)),
            uniqueKey: "\(subject)/\(notice.event.rawValue)", subject: subject, now: now)
    }
}
