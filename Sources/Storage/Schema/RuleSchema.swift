extension Migration {
    /// The hospital's rules in all versions, and what rules ask of a visit's past: when and why it came to its status.
    static let rules = Migration(
        "0007-rules-and-reasons",
        [
            """
            CREATE TABLE rule_set (
                hospital TEXT NOT NULL REFERENCES hospital (code),
                version TEXT NOT NULL,
                position BIGINT NOT NULL CHECK (position = CAST(position AS BIGINT)),
                listed BIGINT NOT NULL CHECK (listed IN (0, 1)),
                body TEXT NOT NULL,
                PRIMARY KEY (hospital, version))
            """,
            "ALTER TABLE appointment ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE appointment ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
            """
            UPDATE appointment SET
                changed_at = (SELECT max(e.at) FROM appointment_event e
                    WHERE e.hospital = appointment.hospital AND e.appointment = appointment.id),
                reason = (SELECT e.reason FROM appointment_event e
                    WHERE e.hospital = appointment.hospital AND e.appointment = appointment.id
                        AND e.number = appointment.events)
            """,
        ])
}
