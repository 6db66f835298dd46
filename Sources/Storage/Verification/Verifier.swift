import Booking
import CivilCalendar

/// Checks the invariants of a hospital's bookings on one snapshot of a database.
///
/// What the schema forbids is checked all the same: a file can be changed with other tools than this program.
struct Verifier {
    let desk: SQLDesk
    var sql: any SQLConnection { desk.sql }
    var hospital: HospitalCode { desk.hospital }

    static let page = 5000

    init(desk: SQLDesk) {
        self.desk = desk
    }

    func verify() throws -> VerificationReport {
        try sql.expectLongReads()
        var report = VerificationReport()
        report.slots = try count("slot")
        report.ledgerLines = try count("slot_ledger")
        report.appointments = try count("appointment")
        report.auditRecords = try count("audit_record")
        for check in VerificationReport.Check.allCases {
            if let (record, detail) = try firstProblem(check) {
                report.problems.append(VerificationReport.Problem(check: check, record: record, detail: detail))
            }
        }
        return report
    }

    typealias Finding = (record: String, detail: String)

    private func firstProblem(_ check: VerificationReport.Check) throws -> Finding? {
        switch check {
        case .oversell:
            try finding(
                "slot", "has more places taken than it has",
                """
                SELECT id FROM slot WHERE hospital = $1
                    AND (held < 0 OR booked < 0 OR elsewhere < 0 OR elsewhere > booked OR held + booked > capacity)
                ORDER BY id LIMIT 1
                """)
        case .ledger: try brokenLedger()
        case .ledgerSums:
            try finding(
                "slot", "counts something else than its ledger",
                """
                SELECT s.id FROM slot s
                LEFT JOIN (SELECT slot, sum(capacity_delta) AS capacity, sum(held_delta) AS held,
                        sum(booked_delta) AS booked, count(*) AS lines
                    FROM slot_ledger WHERE hospital = $1 GROUP BY slot) l ON l.slot = s.id
                WHERE s.hospital = $1 AND (l.slot IS NULL OR l.capacity <> s.capacity OR l.held <> s.held
                    OR l.booked <> s.booked OR l.lines <> s.version)
                ORDER BY s.id LIMIT 1
                """)
        case .counters:
            try finding(
                "slot", "counts something else than its holds and appointments",
                """
                SELECT s.id FROM slot s
                LEFT JOIN (SELECT slot, count(*) AS pending FROM hold
                    WHERE hospital = $1 AND state = 'pending' GROUP BY slot) h ON h.slot = s.id
                LEFT JOIN (SELECT slot, count(*) AS taken FROM appointment
                    WHERE hospital = $1 AND status NOT IN ('cancelled', 'entered_in_error') GROUP BY slot) a
                    ON a.slot = s.id
                WHERE s.hospital = $1 AND (s.held <> coalesce(h.pending, 0)
                    OR s.booked <> s.elsewhere + coalesce(a.taken, 0))
                ORDER BY s.id LIMIT 1
                """)
        case .holds:
            try finding(
                "hold", "became a booking that the ledger does not know",
                """
                SELECT slot FROM (SELECT slot, count(*) AS posted FROM hold
                    WHERE hospital = $1 AND state = 'posted' GROUP BY slot) h
                WHERE h.posted <> (SELECT count(*) FROM slot_ledger l
                    WHERE l.hospital = $1 AND l.slot = h.slot AND l.cause = 'booked_from_hold')
                ORDER BY slot LIMIT 1
                """)
        case .history:
            try finding(
                "appointment", "stands elsewhere than its history ends",
                """
                SELECT a.id FROM appointment a
                LEFT JOIN appointment_event e
                    ON e.hospital = a.hospital AND e.appointment = a.id AND e.number = a.events
                WHERE a.hospital = $1 AND (e.number IS NULL OR e.to_status <> a.status OR e.slot <> a.slot
                    OR e.serial <> a.serial OR e.sequence <> a.sequence
                    OR a.events <> (SELECT count(*) FROM appointment_event o
                        WHERE o.hospital = a.hospital AND o.appointment = a.id))
                ORDER BY a.id LIMIT 1
                """)
        case .serials:
            try finding(
                "clinic_session", "has given a number twice, or one above its next",
                """
                SELECT c.id FROM clinic_session c
                JOIN (SELECT session, count(*) AS given, count(DISTINCT serial) AS numbers, max(serial) AS highest
                    FROM appointment_event WHERE hospital = $1 AND takes_serial = 1 GROUP BY session) e
                    ON e.session = c.id
                WHERE c.hospital = $1 AND (e.given <> e.numbers OR e.highest >= c.next_serial)
                ORDER BY c.id LIMIT 1
                """)
        case .overlap:
            try finding(
                "appointment", "is at the same time as another visit of the patient",
                """
                SELECT a.id FROM appointment a
                JOIN appointment b ON b.hospital = a.hospital AND b.patient = a.patient AND b.id > a.id
                    AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at
                WHERE a.hospital = $1 AND a.status IN ('booked', 'arrived', 'ready', 'in_consultation')
                    AND b.status IN ('booked', 'arrived', 'ready', 'in_consultation')
                ORDER BY a.id LIMIT 1
                """)
        case .audit: try brokenAuditChain()
        case .audited:
            try finding(
                "appointment", "has an event without an audit record",
                """
                SELECT e.appointment FROM appointment_event e
                WHERE e.hospital = $1 AND NOT EXISTS (SELECT 1 FROM audit_record r WHERE r.hospital = e.hospital
                    AND r.target = 'appointment/' || e.appointment || '/' || CAST(e.number AS TEXT)
                    AND r.action = e.kind)
                ORDER BY e.appointment, e.number LIMIT 1
                """)
        case .waitlistOffers, .waitlist: try waitlistProblem(check)
        case .stops: try brokenStop()
        case .queue: try brokenQueue()
        case .appeals: try brokenAppeal()
        case .seals: try brokenSeal()
        case .records: try missingRecord()
        }
    }

    func finding(_ kind: String, _ detail: String, _ text: StaticString) throws -> Finding? {
        try sql.run(text, hospital).first.map { ("\(kind)/\(try $0.text(0))", detail) }
    }

    private func count(_ table: String) throws -> Int {
        try sql.run(
            SQLStatement(
                made: "SELECT count(*) FROM \(table) WHERE hospital = $1", arguments: [hospital.sqlValue]))[0].integer(
                0)
    }

    /// Walks all ledgers, page by page, and recomputes every link.
    private func brokenLedger() throws -> Finding? {
        var (slot, entry, link) = ("", 0, LedgerEntry.root)
        while true {
            let rows = try sql.run(
                """
                SELECT slot, entry, at, cause, capacity_delta, held_delta, booked_delta, subject, actor, link
                FROM slot_ledger WHERE hospital = $1 AND (slot, entry) > ($2, $3) ORDER BY slot, entry LIMIT $4
                """, hospital, slot, entry, Self.page)
            for row in rows {
                let line = LedgerEntry(
                    slot: try row.text(0), entry: try row.integer(1), at: try row.instant(2), cause: try row.text(3),
                    capacity: try row.integer(4), held: try row.integer(5), booked: try row.integer(6),
                    subject: try row.text(7), actor: try row.text(8))
                if line.slot != slot { (slot, entry, link) = (line.slot, 0, LedgerEntry.root) }
                guard line.entry == entry + 1 else { return ("slot/\(slot)", "ledger line \(entry + 1) is missing") }
                entry = line.entry
                link = desk.vault.link(after: link, line.record)
                guard try row.text(9) == link else {
                    return ("slot/\(slot)", "ledger line \(entry) was changed")
                }
            }
            if rows.count < Self.page { return nil }
        }
    }

    /// Walks all audit chains, page by page, and recomputes every link; compares their lengths.
    private func brokenAuditChain() throws -> Finding? {
        var lengths: [Int: Int] = [:]
        var (chain, number, link) = (-1, 0, LedgerEntry.root)
        while true {
            let rows = try sql.run(
                """
                SELECT chain, number, at, actor, action, target, reason, rule_version, conversation, turn, channel,
                    link
                FROM audit_record WHERE hospital = $1 AND (chain, number) > ($2, $3)
                ORDER BY chain, number LIMIT $4
                """, hospital, chain, number, Self.page)
            for row in rows {
                let record = AuditEntry(
                    chain: try row.integer(0), number: try row.integer(1), at: try row.instant(2),
                    actor: try row.text(3), action: try row.text(4), target: try row.text(5), reason: try row.text(6),
                    ruleVersion: try row.text(7), conversation: try row.text(8), turn: try row.integer(9),
                    channel: try row.text(10))
                if record.chain != chain { (chain, number, link) = (record.chain, 0, LedgerEntry.root) }
                guard record.number == number + 1 else {
                    return ("audit_record/\(chain)/\(number + 1)", "is missing")
                }
                number = record.number
                link = desk.vault.link(after: link, record.record)
                guard try row.text(11) == link else { return ("audit_record/\(chain)/\(number)", "was changed") }
                lengths[chain] = number
            }
            if rows.count < Self.page { break }
        }
        let chains = try sql.run("SELECT chain, records FROM audit_chain WHERE hospital = $1 ORDER BY chain", hospital)
        for row in chains where try row.integer(1) != lengths[try row.integer(0), default: 0] {
            let chain = try row.integer(0)
            return ("audit_record/\(chain)/\(lengths[chain, default: 0] + 1)", "is missing")
        }
        return nil
    }
}
