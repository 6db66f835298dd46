extension Verifier {
    /// The first row that does not say any more what it said when it was sealed.
    func brokenSeal() throws -> Finding? {
        for table in SealedTable.all {
            if let found = try brokenSeal(of: table) { return found }
        }
        return nil
    }

    private func brokenSeal(of table: SealedTable) throws -> Finding? {
        let (keys, columns) = (table.keys.joined(separator: ", "), table.sealed.joined(separator: ", "))
        let places = table.keys.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        var last: [SQLValue] = []
        while true {
            let after = last.isEmpty ? "" : "AND (\(keys)) > (\(places))"
            let rows = try sql.run(
                SQLStatement(
                    made: """
                        SELECT \(columns), seal FROM \(table.name) WHERE hospital = $1 \(after)
                        ORDER BY \(keys) LIMIT \(Self.page)
                        """, arguments: [hospital.sqlValue] + last))
            for row in rows {
                let values = table.sealed.indices.map { row[$0] }
                last = Array(values.prefix(table.keys.count))
                guard try row.optionalText(values.count) != desk.seal(table, values) else { continue }
                let name = last.map { key in
                    switch key {
                    case .text(let text): text
                    case .integer(let number): String(number)
                    case .null, .bytes: "?"
                    }
                }
                return ("\(table.name)/\(name.joined(separator: "/"))", "was changed, or written with another tool")
            }
            if rows.count < Self.page { return nil }
        }
    }

    /// The first record that the audit knows and that is not there.
    func missingRecord() throws -> Finding? {
        let entry = try finding(
            "waitlist_entry", "is in the audit and missing",
            """
            SELECT substr(r.target, 10) FROM audit_record r
            LEFT JOIN waitlist_entry e ON e.hospital = r.hospital AND e.id = substr(r.target, 10)
            WHERE r.hospital = $1 AND r.action = 'waitlist_waiting' AND e.id IS NULL
            ORDER BY r.target LIMIT 1
            """)
        if let entry { return entry }
        let pass = try finding(
            "waitlist_entry", "was passed over more or less often than the audit knows",
            """
            SELECT e.id FROM waitlist_entry e
            LEFT JOIN (SELECT entry, count(*) AS kept FROM waitlist_pass WHERE hospital = $1 GROUP BY entry) p
                ON p.entry = e.id
            LEFT JOIN (SELECT substr(target, 10) AS entry, count(*) AS audited FROM audit_record
                WHERE hospital = $1 AND action = 'waitlist_passed' GROUP BY target) r ON r.entry = e.id
            WHERE e.hospital = $1 AND coalesce(p.kept, 0) <> coalesce(r.audited, 0) ORDER BY e.id LIMIT 1
            """)
        if let pass { return pass }
        let alert = try finding(
            "release_alert", "is in the audit and missing",
            """
            SELECT substr(r.target, 7) FROM audit_record r
            LEFT JOIN release_alert a ON a.hospital = r.hospital AND a.id = substr(r.target, 7)
            WHERE r.hospital = $1 AND r.action = 'alert' AND a.id IS NULL
                AND NOT EXISTS (SELECT 1 FROM audit_record d WHERE d.hospital = r.hospital AND d.target = r.target
                    AND d.action = 'alert_dropped')
            ORDER BY r.target LIMIT 1
            """)
        if let alert { return alert }
        let appeal = try finding(
            "appeal", "is in the audit and missing",
            """
            SELECT substr(r.target, 8) FROM audit_record r
            LEFT JOIN appeal a ON a.hospital = r.hospital AND a.id = substr(r.target, 8)
            WHERE r.hospital = $1 AND r.action = 'appeal' AND a.id IS NULL ORDER BY r.target LIMIT 1
            """)
        if let appeal { return appeal }
        return try finding(
            "clinic_session", "was stopped more or less often than the audit knows",
            """
            SELECT c.id FROM clinic_session c
            LEFT JOIN (SELECT session, count(*) AS kept FROM stop_plan WHERE hospital = $1 GROUP BY session) p
                ON p.session = c.id
            LEFT JOIN (SELECT substr(target, 9) AS session, count(*) AS audited FROM audit_record
                WHERE hospital = $1 AND action = 'stop_clinic' AND target LIKE 'session/%' GROUP BY target) r
                ON r.session = c.id
            WHERE c.hospital = $1 AND coalesce(p.kept, 0) <> coalesce(r.audited, 0) ORDER BY c.id LIMIT 1
            """)
    }
}
