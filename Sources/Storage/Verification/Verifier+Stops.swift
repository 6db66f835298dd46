extension Verifier {
    /// A step that is not as its visit is, or a visit that a finished stop has left out.
    func brokenStop() throws -> Finding? {
        let step = try finding(
            "stop_step", "does not agree with its visit or its plan",
            """
            SELECT s.plan || '/' || CAST(s.position AS TEXT) FROM stop_step s
            JOIN stop_plan p ON p.hospital = s.hospital AND p.id = s.plan
            JOIN appointment a ON a.hospital = s.hospital AND a.id = s.appointment
            WHERE s.hospital = $1 AND ((s.told_at IS NOT NULL AND a.status NOT IN ('cancelled', 'entered_in_error'))
                OR (s.told_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM appointment_event e
                    WHERE e.hospital = s.hospital AND e.appointment = s.appointment AND e.kind = 'stop_clinic'))
                OR (s.state = 'planned' AND p.done_at IS NOT NULL)
                OR p.steps <> (SELECT count(*) FROM stop_step o WHERE o.hospital = s.hospital AND o.plan = s.plan))
            ORDER BY s.plan, s.position LIMIT 1
            """)
        if let step { return step }
        return try finding(
            "appointment", "stands in a clinic that was stopped and dealt with",
            """
            SELECT a.id FROM appointment a
            JOIN clinic_session c ON c.hospital = a.hospital AND c.id = a.session
            WHERE a.hospital = $1 AND a.status IN ('booked', 'arrived', 'ready') AND c.staff_status = 'stopped'
                AND NOT EXISTS (SELECT 1 FROM stop_plan p
                    WHERE p.hospital = a.hospital AND p.session = a.session AND p.done_at IS NULL)
            ORDER BY a.id LIMIT 1
            """)
    }
}
