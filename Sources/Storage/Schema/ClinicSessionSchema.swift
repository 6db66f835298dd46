extension Migration {
    /// Clinic sessions, their slots with counters that cannot oversell, and the ledger of every change of a counter.
    static let clinicSessions = Migration(
        "0002-clinic-sessions-slots-and-ledger",
        [
            """
            CREATE TABLE clinic_session (
                hospital TEXT NOT NULL REFERENCES hospital (code),
                id TEXT NOT NULL,
                practitioner TEXT NOT NULL,
                instead_of TEXT,
                department TEXT NOT NULL,
                campus TEXT NOT NULL,
                room_zh TEXT NOT NULL, room_en TEXT NOT NULL,
                day TEXT NOT NULL CHECK (length(day) = 10),
                half TEXT NOT NULL CHECK (half IN ('morning', 'afternoon', 'evening')),
                status TEXT NOT NULL CHECK (status IN ('scheduled', 'suspended', 'stopped')),
                withdrawn BIGINT NOT NULL CHECK (withdrawn IN (0, 1)),
                fee_fen BIGINT NOT NULL CHECK (fee_fen = CAST(fee_fen AS BIGINT) AND fee_fen >= 0),
                release_at BIGINT NOT NULL CHECK (release_at = CAST(release_at AS BIGINT)),
                next_serial BIGINT NOT NULL CHECK (next_serial = CAST(next_serial AS BIGINT) AND next_serial >= 1),
                PRIMARY KEY (hospital, id),
                FOREIGN KEY (hospital, practitioner) REFERENCES practitioner (hospital, code),
                FOREIGN KEY (hospital, instead_of) REFERENCES practitioner (hospital, code),
                FOREIGN KEY (hospital, department) REFERENCES department (hospital, code),
                FOREIGN KEY (hospital, campus) REFERENCES campus (hospital, code))
            """,
            "CREATE INDEX clinic_session_by_department ON clinic_session (hospital, department, day)",
            "CREATE INDEX clinic_session_by_practitioner ON clinic_session (hospital, practitioner, day)",
            "CREATE INDEX clinic_session_by_day ON clinic_session (hospital, day)",
            """
            CREATE TABLE slot (
                hospital TEXT NOT NULL,
                id TEXT NOT NULL,
                session TEXT NOT NULL,
                start_minute BIGINT NOT NULL CHECK (start_minute = CAST(start_minute AS BIGINT)),
                end_minute BIGINT NOT NULL CHECK (end_minute = CAST(end_minute AS BIGINT)),
                starts_at BIGINT NOT NULL CHECK (starts_at = CAST(starts_at AS BIGINT)),
                ends_at BIGINT NOT NULL CHECK (ends_at = CAST(ends_at AS BIGINT)),
                capacity BIGINT NOT NULL CHECK (capacity = CAST(capacity AS BIGINT)),
                held BIGINT NOT NULL CHECK (held = CAST(held AS BIGINT) AND held >= 0),
                booked BIGINT NOT NULL CHECK (booked = CAST(booked AS BIGINT) AND booked >= 0),
                elsewhere BIGINT NOT NULL
                    CHECK (elsewhere = CAST(elsewhere AS BIGINT) AND elsewhere >= 0 AND elsewhere <= booked),
                version BIGINT NOT NULL CHECK (version = CAST(version AS BIGINT) AND version >= 0),
                PRIMARY KEY (hospital, id),
                FOREIGN KEY (hospital, session) REFERENCES clinic_session (hospital, id),
                CHECK (start_minute >= 0 AND start_minute < end_minute AND end_minute <= 1440),
                CHECK (starts_at < ends_at),
                CONSTRAINT never_oversold CHECK (held + booked <= capacity))
            """,
            "CREATE UNIQUE INDEX one_slot_per_session_and_start ON slot (hospital, session, start_minute)",
            """
            CREATE TABLE slot_ledger (
                hospital TEXT NOT NULL,
                slot TEXT NOT NULL,
                entry BIGINT NOT NULL CHECK (entry = CAST(entry AS BIGINT) AND entry >= 1),
                at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
                cause TEXT NOT NULL CHECK (cause IN ('opened', 'capacity', 'elsewhere', 'held', 'released', 'expired',
                    'booked', 'booked_from_hold', 'cancelled', 'moved_away')),
                capacity_delta BIGINT NOT NULL CHECK (capacity_delta = CAST(capacity_delta AS BIGINT)),
                held_delta BIGINT NOT NULL CHECK (held_delta = CAST(held_delta AS BIGINT)),
                booked_delta BIGINT NOT NULL CHECK (booked_delta = CAST(booked_delta AS BIGINT)),
                subject TEXT NOT NULL,
                actor TEXT NOT NULL,
                link TEXT NOT NULL CHECK (length(link) = 64),
                PRIMARY KEY (hospital, slot, entry),
                FOREIGN KEY (hospital, slot) REFERENCES slot (hospital, id))
            """,
        ])
}
