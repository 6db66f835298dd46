extension Verifier {
    /// The first record that breaks a check of the waitlist.
    func waitlistProblem(_ check: VerificationReport.Check) throws -> Finding? {
        guard check == .waitlistOffers else {
            return try finding(
                "waitlist_entry", "is in a state that no audit record knows, or has another's appointment",
                """
                SELECT e.id FROM waitlist_entry e
                LEFT JOIN appointment a ON a.hospital = e.hospital AND a.id = e.appointment
                WHERE e.hospital = $1 AND ((e.state = 'accepted' AND (a.id IS NULL OR a.patient <> e.patient))
                    OR NOT EXISTS (SELECT 1 FROM audit_record r WHERE r.hospital = e.hospital
                        AND r.target = 'waitlist/' || e.id AND r.action = 'waitlist_' || e.state))
                ORDER BY e.id LIMIT 1
                """)
        }
        let unkept = try finding(
            "waitlist_entry", "has an offer without the one hold that keeps it, or a hold without an offer",
            """
            SELECT e.id FROM waitlist_entry e
            WHERE e.hospital = $1 AND (CASE WHEN e.state = 'offered' THEN 1 ELSE 0 END) <>
                (SELECT count(*) FROM hold h WHERE h.hospital = e.hospital AND h.state = 'pending'
                    AND h.conversation = 'waitlist/' || e.id
                    AND (e.state <> 'offered' OR (h.id = e.hold AND h.slot = e.slot AND h.expires_at = e.offer_ends)))
            ORDER BY e.id LIMIT 1
            """)
        return try unkept
            ?? finding(
                "hold", "keeps a place for an entry that does not exist",
                """
                SELECT h.id FROM hold h
                WHERE h.hospital = $1 AND h.state = 'pending' AND h.conversation LIKE 'waitlist/%'
                    AND NOT EXISTS (SELECT 1 FROM waitlist_entry e
                        WHERE e.hospital = h.hospital AND 'waitlist/' || e.id = h.conversation)
                ORDER BY h.id LIMIT 1
                """)
    }
}
