import Booking
import CivilCalendar

/// A slot with what a decision about it needs besides.
struct SlotStock {
    var slot: Slot
    var startsAt: Instant
    var endsAt: Instant
    /// Pending holds whose time is over and that were not swept yet; `slot.held` is without them.
    var lapsedHolds: Int
}

/// A condition on clinic sessions with its arguments; `c` is the session.
struct SessionFilter {
    private(set) var condition = "c.hospital = $1 AND c.withdrawn = 0"
    private(set) var arguments: [SQLValue]

    init(hospital: HospitalCode, query: SlotQuery) {
        arguments = [hospital.sqlValue]
        add("c.department", anyOf: query.departments.map(\.sqlValue))
        add("c.practitioner", anyOf: query.practitioners.map(\.sqlValue))
        if let from = query.from { add("c.day >= ", from.sqlValue) }
        if let through = query.through { add("c.day <= ", through.sqlValue) }
    }

    /// Whether it lets everything pass.
    var isWhole: Bool { arguments.count == 1 }

    private mutating func add(_ comparison: String, _ value: SQLValue) {
        arguments.append(value)
        condition += " AND \(comparison)$\(arguments.count)"
    }

    private mutating func add(_ column: String, anyOf values: [SQLValue]) {
        guard !values.isEmpty else { return }
        let places = values.indices.map { "$\(arguments.count + 1 + $0)" }.joined(separator: ", ")
        condition += " AND \(column) IN (\(places))"
        arguments += values
    }
}

extension SQLDesk {
    /// Slots as the database has them.
    func storedSlots(_ query: SlotQuery, now: Instant) throws -> [Slot] {
        guard let inForce = try hospitalInForce() else { return [] }
        return try storedSlots(query, lapsed: try lapsedHolds(now: now), hospital: inForce, now: now)
    }

    /// Slots as the database has them.
    /// - Parameter lapsed: holds to leave out of the counters, by slot.
    func storedSlots(
        _ query: SlotQuery, lapsed: [String: Int], hospital inForce: HospitalInForce, now: Instant
    ) throws -> [Slot] {
        let filter = SessionFilter(hospital: hospital, query: query)
        if filter.isWhole { try sql.expectLongReads() }
        var sessions: [String: ClinicSession] = [:]
        for session in try clinicSessions(filter) { sessions[session.id.rawValue] = session }
        // CROSS: SQLite keeps to this order, sessions before their slots.
        let rows = try sql.run(
            SQLStatement(
                made: """
                    SELECT s.session, \(SlotColumns.slot)
                    FROM clinic_session c CROSS JOIN slot s
                    WHERE s.hospital = c.hospital AND s.session = c.id AND \(filter.condition) AND s.capacity > 0
                    ORDER BY s.starts_at, s.id
                    """,
                arguments: filter.arguments))
        return try rows.compactMap { row in
            guard let session = sessions[try row.text(0)] else { return nil }
            return try SlotColumns.slot(
                row, at: 1, session: session, lapsed: lapsed[try row.text(1)] ?? 0, hospital: inForce, now: now)
        }
    }

    func slot(_ id: SlotID, now: Instant) throws -> Slot? {
        try stock(id, now: now)?.slot
    }

    /// Clinic sessions from one day through another, by day, doctor and half.
    func clinicSessions(from: CivilDate, through: CivilDate) throws -> [ClinicSession] {
        try clinicSessions(SessionFilter(hospital: hospital, query: SlotQuery(from: from, through: through)))
    }

    private func clinicSessions(_ filter: SessionFilter) throws -> [ClinicSession] {
        try sql.run(
            SQLStatement(
                made: """
                    SELECT \(SlotColumns.session) FROM clinic_session c WHERE \(filter.condition)
                    ORDER BY c.day, c.practitioner, c.half, c.id
                    """,
                arguments: filter.arguments)
        ).map { try SlotColumns.session($0, at: 0) }
    }

    /// One slot with its session and its lapsed holds.
    func stock(_ id: SlotID, now: Instant) throws -> SlotStock? {
        let rows = try sql.run(
            SQLStatement(made: Self.stockText, arguments: [hospital.sqlValue, id.sqlValue, now.sqlValue]))
        guard let row = rows.first else { return nil }
        let session = try SlotColumns.session(row, at: SlotColumns.slotCount)
        let lapsed = try row.integer(SlotColumns.slotCount + SlotColumns.sessionCount)
        return SlotStock(
            slot: try SlotColumns.slot(
                row, at: 0, session: session, lapsed: lapsed, hospital: try hospitalWithSlots(), now: now),
            startsAt: try row.instant(6), endsAt: try row.instant(7), lapsedHolds: lapsed)
    }

    private static let stockText = """
        SELECT \(SlotColumns.slot), \(SlotColumns.session),
            (SELECT count(*) FROM hold h
             WHERE h.hospital = $1 AND h.slot = $2 AND h.state = 'pending' AND h.expires_at <= $3)
        FROM slot s
        JOIN clinic_session c ON c.hospital = s.hospital AND c.id = s.session
        WHERE s.hospital = $1 AND s.id = $2 AND c.withdrawn = 0
        """

    /// Pending holds whose time is over, counted by slot; few, because a sweeper runs.
    func lapsedHolds(now: Instant) throws -> [String: Int] {
        let rows = try sql.run(
            """
            SELECT slot FROM hold WHERE hospital = $1 AND state = 'pending' AND expires_at <= $2
            """, hospital, now)
        var counts: [String: Int] = [:]
        for row in rows { counts[try row.text(0), default: 0] += 1 }
        return counts
    }
}
