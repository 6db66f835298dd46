extension Migration {
    /// Holds, appointments with their history, and idempotency keys.
    static let appointments = Migration(
        "0004-holds-appointments-and-keys",
        [
            """
            CREATE TABLE hold (
                hospital TEXT NOT NULL,
                id TEXT NOT NULL,
                slot TEXT NOT NULL,
                conversation TEXT NOT NULL,
                address_hash TEXT CHECK (length(address_hash) = 64),
                state TEXT NOT NULL CHECK (state IN ('pending', 'posted', 'voided', 'expired')),
                made_at BIGINT NOT NULL CHECK (made_at = CAST(made_at AS BIGINT)),
                expires_at BIGINT NOT NULL CHECK (expires_at = CAST(expires_at AS BIGINT)),
                settled_at BIGINT CHECK (settled_at = CAST(settled_at AS BIGINT)),
                PRIMARY KEY (hospital, id),
                FOREIGN KEY (hospital, slot) REFERENCES slot (hospital, id),
                CHECK ((state = 'pending') = (settled_at IS NULL)))
            """,
            """
            CREATE UNIQUE INDEX one_pending_hold_per_conversation_and_slot ON hold (hospital, conversation, slot)
            WHERE state = 'pending'
            """,
            """
            CREATE INDEX pending_hold_by_slot ON hold (hospital, slot, expires_at) WHERE state = 'pending'
            """,
            """
            CREATE INDEX pending_hold_by_expiry ON hold (hospital, expires_at) WHERE state = 'pending'
            """,
            """
            CREATE INDEX pending_hold_by_address ON hold (hospital, address_hash)
            WHERE state = 'pending' AND address_hash IS NOT NULL
            """,
            """
            CREATE TABLE appointment (
                hospital TEXT NOT NULL,
                id TEXT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('booked', 'arrived', 'ready', 'in_consultation', 'completed',
                    'cancelled', 'no_show', 'entered_in_error')),
                patient TEXT NOT NULL,
                account TEXT NOT NULL,
                slot TEXT NOT NULL,
                session TEXT NOT NULL,
                campus TEXT NOT NULL,
                starts_at BIGINT NOT NULL CHECK (starts_at = CAST(starts_at AS BIGINT)),
                ends_at BIGINT NOT NULL CHECK (ends_at = CAST(ends_at AS BIGINT)),
                serial BIGINT NOT NULL CHECK (serial = CAST(serial AS BIGINT) AND serial >= 1),
                visit_code TEXT NOT NULL CHECK (length(visit_code) = 8),
                sequence BIGINT NOT NULL CHECK (sequence = CAST(sequence AS BIGINT) AND sequence >= 0),
                rule_version TEXT NOT NULL,
                booked_at BIGINT NOT NULL CHECK (booked_at = CAST(booked_at AS BIGINT)),
                events BIGINT NOT NULL CHECK (events = CAST(events AS BIGINT) AND events >= 1),
                PRIMARY KEY (hospital, id),
                FOREIGN KEY (hospital, patient) REFERENCES patient (hospital, id),
                FOREIGN KEY (hospital, account) REFERENCES account (hospital, id),
                FOREIGN KEY (hospital, slot) REFERENCES slot (hospital, id),
                FOREIGN KEY (hospital, session) REFERENCES clinic_session (hospital, id),
                FOREIGN KEY (hospital, campus) REFERENCES campus (hospital, code))
            """,
            """
            CREATE UNIQUE INDEX one_live_appointment_per_patient_and_slot ON appointment (hospital, patient, slot)
            WHERE status IN ('booked', 'arrived', 'ready', 'in_consultation')
            """,
            """
            CREATE UNIQUE INDEX one_live_appointment_per_patient_and_session ON appointment (hospital, patient, session)
            WHERE status IN ('booked', 'arrived', 'ready', 'in_consultation')
            """,
            "CREATE UNIQUE INDEX one_appointment_per_visit_code ON appointment (hospital, visit_code)",
            "CREATE INDEX appointment_by_account ON appointment (hospital, account, starts_at)",
            "CREATE INDEX appointment_by_patient ON appointment (hospital, patient, starts_at)",
            "CREATE INDEX appointment_by_slot ON appointment (hospital, slot)",
            """
            CREATE TABLE appointment_event (
                hospital TEXT NOT NULL,
                appointment TEXT NOT NULL,
                number BIGINT NOT NULL CHECK (number = CAST(number AS BIGINT) AND number >= 1),
                at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
                kind TEXT NOT NULL,
                from_status TEXT,
                to_status TEXT NOT NULL,
                slot TEXT NOT NULL,
                session TEXT NOT NULL,
                serial BIGINT NOT NULL CHECK (serial = CAST(serial AS BIGINT) AND serial >= 1),
                takes_serial BIGINT NOT NULL CHECK (takes_serial IN (0, 1)),
                sequence BIGINT NOT NULL CHECK (sequence = CAST(sequence AS BIGINT) AND sequence >= 0),
                actor TEXT NOT NULL,
                reason TEXT NOT NULL,
                PRIMARY KEY (hospital, appointment, number),
                FOREIGN KEY (hospital, appointment) REFERENCES appointment (hospital, id),
                FOREIGN KEY (hospital, slot) REFERENCES slot (hospital, id))
            """,
            """
            CREATE UNIQUE INDEX serial_never_given_twice ON appointment_event (hospital, session, serial)
            WHERE takes_serial = 1
            """,
            """
            CREATE TABLE idempotency_key (
                hospital TEXT NOT NULL REFERENCES hospital (code),
                scope TEXT NOT NULL,
                request_key TEXT NOT NULL CHECK (length(request_key) > 0),
                fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
                appointment TEXT NOT NULL,
                event BIGINT NOT NULL CHECK (event = CAST(event AS BIGINT) AND event >= 1),
                at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
                PRIMARY KEY (hospital, scope, request_key))
            """,
        ])
}
