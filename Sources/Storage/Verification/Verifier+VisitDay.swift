extension Verifier {
    /// Numbers of the queues against the history of the visits.
    func brokenQueue() throws -> Finding? {
        if let finding = try finding(
            "appointment", "reported without a number in the queue, or has one without having reported",
            """
            SELECT a.id FROM appointment a
            LEFT JOIN queue_ticket q ON q.hospital = a.hospital AND q.appointment = a.id AND q.session = a.session
            LEFT JOIN (SELECT appointment, count(*) AS reports FROM appointment_event
                WHERE hospital = $1 AND kind = 'check_in' GROUP BY appointment) e ON e.appointment = a.id
            WHERE a.hospital = $1
                AND (CASE WHEN q.appointment IS NULL THEN 0 ELSE 1 END) <> coalesce(e.reports, 0)
            ORDER BY a.id LIMIT 1
            """)
        {
            return finding
        }
        return try finding(
            "clinic_session", "has given a number of its queue twice",
            """
            SELECT session FROM queue_ticket WHERE hospital = $1 GROUP BY session
            HAVING count(*) <> count(DISTINCT number) ORDER BY session LIMIT 1
            """)
    }

    /// Appeals against what became of their visits.
    func brokenAppeal() throws -> Finding? {
        if let finding = try finding(
            "appeal", "was accepted and its visit still counts as missed",
            """
            SELECT p.id FROM appeal p JOIN appointment a ON a.hospital = p.hospital AND a.id = p.appointment
            WHERE p.hospital = $1 AND p.state = 'accepted' AND a.status = 'no_show' ORDER BY p.id LIMIT 1
            """)
        {
            return finding
        }
        return try finding(
            "appeal", "lacks an audit record",
            """
            SELECT p.id FROM appeal p
            WHERE p.hospital = $1 AND (SELECT count(*) FROM audit_record r
                WHERE r.hospital = p.hospital AND r.target = 'appeal/' || p.id)
                    <> CASE WHEN p.state = 'open' THEN 1 ELSE 2 END
            ORDER BY p.id LIMIT 1
            """)
    }
}
