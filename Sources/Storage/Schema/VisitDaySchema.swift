extension Migration {
    /// Numbers in the queues of clinics, and appeals against missed visits.
    static let visitDay = Migration(
        "0011-day-of-visit",
        [
            """
            CREATE TABLE queue_ticket (
                hospital TEXT NOT NULL,
                appointment TEXT NOT NULL,
                session TEXT NOT NULL,
                number BIGINT NOT NULL CHECK (number = CAST(number AS BIGINT) AND number >= 1),
                arrived_at BIGINT NOT NULL CHECK (arrived_at = CAST(arrived_at AS BIGINT)),
                lets_pass BIGINT NOT NULL CHECK (lets_pass = CAST(lets_pass AS BIGINT) AND lets_pass >= 0),
                missed_calls BIGINT NOT NULL CHECK (missed_calls = CAST(missed_calls AS BIGINT) AND missed_calls >= 0),
                called_at BIGINT CHECK (called_at = CAST(called_at AS BIGINT) AND called_at >= arrived_at),
                PRIMARY KEY (hospital, appointment),
                FOREIGN KEY (hospital, appointment) REFERENCES appointment (hospital, id),
                FOREIGN KEY (hospital, session) REFERENCES clinic_session (hospital, id))
            """,
            "CREATE UNIQUE INDEX queue_number_never_given_twice ON queue_ticket (hospital, session, number)",
            """
            CREATE INDEX booked_appointment_by_end ON appointment (hospital, ends_at, session) WHERE status = 'booked'
            """,
            "CREATE INDEX appointment_by_session ON appointment (hospital, session)",
            """
            CREATE TABLE appeal (
                hospital TEXT NOT NULL,
                id TEXT NOT NULL,
                appointment TEXT NOT NULL,
                patient TEXT NOT NULL,
                account TEXT NOT NULL,
                at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
                statement_sealed BYTEA NOT NULL,
                answer_by TEXT CHECK (length(answer_by) = 10),
                state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused')),
                settled_at BIGINT CHECK (settled_at = CAST(settled_at AS BIGINT)),
                PRIMARY KEY (hospital, id),
                FOREIGN KEY (hospital, appointment) REFERENCES appointment (hospital, id),
                FOREIGN KEY (hospital, patient) REFERENCES patient (hospital, id),
                FOREIGN KEY (hospital, account) REFERENCES account (hospital, id),
                CHECK ((state = 'open') = (settled_at IS NULL)))
            """,
            """
            CREATE UNIQUE INDEX one_open_appeal_per_appointment ON appeal (hospital, appointment) WHERE state = 'open'
            """,
            "CREATE INDEX appeal_by_patient ON appeal (hospital, patient, at)",
        ])
}
