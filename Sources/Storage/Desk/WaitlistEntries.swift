import Booking
import CivilCalendar

extension SQLDesk {
    /// Whose live entries are looked at.
    enum WaitlistOwner {
        case patient(PatientID)
        case account(AccountID)
    }

    /// Entries that wait or have an offer, the oldest first.
    func liveEntries(_ owner: WaitlistOwner, now: Instant) throws -> [WaitlistEntry] {
        let (column, value) =
            switch owner {
            case .patient(let patient): ("e.patient", patient.sqlValue)
            case .account(let account): ("e.account", account.sqlValue)
            }
        let text = """
            \(Self.entryText) WHERE e.hospital = $1 AND \(column) = $2 AND e.state IN ('waiting', 'offered')
            ORDER BY e.joined_at, e.id
            """
        return try sql.run(SQLStatement(made: text, arguments: [hospital.sqlValue, value])).map {
            try entry($0, now: now)
        }
    }

    /// An entry, whatever its state.
    func entry(_ id: WaitlistEntryID, now: Instant) throws -> WaitlistEntry? {
        try sql.run(
            SQLStatement(
                made: "\(Self.entryText) WHERE e.hospital = $1 AND e.id = $2",
                arguments: [hospital.sqlValue, id.sqlValue])
        ).first.map { try entry($0, now: now) }
    }

    /// An entry of an account that nobody else can change until this transaction ends.
    ///
    /// The hold is claimed before the waitlist, in the order in which a hold that ends takes them.
    func claimedEntry(_ id: WaitlistEntryID, account: AccountID, now: Instant) throws -> WaitlistEntry? {
        let rows = try sql.run(
            "SELECT hold FROM waitlist_entry WHERE hospital = $1 AND id = $2 AND account = $3", hospital, id, account)
        guard let row = rows.first else { return nil }
        if let hold = try row.optionalText(0) {
            _ = try sql.run(
                SQLStatement(
                    made: "SELECT id FROM hold WHERE hospital = $1 AND id = $2\(sql.forUpdate)",
                    arguments: [hospital.sqlValue, hold.sqlValue]))
        }
        try sql.lock(Self.waitlistLock)
        return try entry(id, now: now)
    }

    /// Whoever moves an entry from one state to another has this lock.
    static let waitlistLock = "waitlist"

    /// Moves an entry to the state that an event leads to, and audits it.
    @discardableResult
    func move(
        _ id: WaitlistEntryID, in state: WaitlistState, by event: WaitlistEvent, appointment: AppointmentID? = nil,
        actor: String, consent: Consent?, now: Instant
    ) throws -> WaitlistState {
        guard let next = state.after(event) else {
            throw StorageError.corrupt("entry \(id) is \(state.rawValue) and cannot \(event.rawValue)")
        }
        let moved = try sql.run(
            """
            UPDATE waitlist_entry SET state = $4, appointment = $5, changed_at = $6
            WHERE hospital = $1 AND id = $2 AND state = $3 RETURNING id
            """, hospital, id, state.rawValue, next.rawValue, appointment, now)
        guard !moved.isEmpty else { throw StorageError.corrupt("entry \(id) is not \(state.rawValue)") }
        try reseal(.entry, id)
        if state == .offered { try settleNews(about: id, now: now) }
        try auditEntry(id, next, actor: actor, consent: consent, now: now)
        return next
    }

    /// Records that an entry came to a state.
    func auditEntry(
        _ id: WaitlistEntryID, _ state: WaitlistState, actor: String, consent: Consent?, now: Instant
    ) throws {
        try audit(
            "waitlist_\(state.rawValue)", target: "waitlist/\(id)", actor: actor, reason: "", consent: consent,
            now: now)
    }

    /// How far back an entry stands: those who joined before it, or come first, for something it could get as well.
    private static let aheadText = """
        (SELECT count(*) FROM waitlist_entry o
         WHERE o.hospital = e.hospital AND o.state = 'waiting'
            AND (o.practitioner = e.practitioner
                OR ((o.practitioner IS NULL OR e.practitioner IS NULL)
                    AND (o.department = e.department OR o.department = '' OR e.department = '')))
            AND o.first_day <= e.last_day AND o.last_day >= e.first_day
            AND (o.priority > e.priority
                OR (o.priority = e.priority AND (o.joined_at < e.joined_at
                    OR (o.joined_at = e.joined_at AND o.id < e.id)))))
        """

    private static let entryText = """
        SELECT e.id, e.state, e.wish, e.account, e.replaces, e.lapses_at, e.slot, e.offer_ends,
            p.id, p.name, coalesce(ap.relation, 'other'), p.birth_date, p.sex,
            CASE WHEN e.state = 'waiting' THEN \(aheadText) + 1 ELSE 0 END
        FROM waitlist_entry e
        JOIN patient p ON p.hospital = e.hospital AND p.id = e.patient
        LEFT JOIN account_patient ap
            ON ap.hospital = e.hospital AND ap.account = e.account AND ap.patient = e.patient
        """

    private func entry(_ row: SQLRow, now: Instant) throws -> WaitlistEntry {
        let state: WaitlistState = try row.word(1)
        var offer: WaitlistOffer?
        if state == .offered, let slot = try self.slot(try row.id(6), now: now) {
            offer = WaitlistOffer(slot: slot, until: try row.instant(7))
        }
        return WaitlistEntry(
            id: try row.id(0), state: state, wish: try WaitWishText.decode(try row.text(2)),
            patient: Patient(
                id: try row.id(8), name: try row.text(9), relation: try row.word(10),
                birthDate: try row.optionalDay(11), sex: try row.optionalWord(12)),
            account: try row.id(3), replaces: try row.optionalText(4).map { AppointmentID($0) },
            position: try row.integer(13), lapsesAt: try row.instant(5), offer: offer)
    }
}
