extension Migration {
    /// What staff decided about clinics, which no import undoes, stops with their steps, and which conversations are
    /// whose, for telling them.
    static let clinicControl = Migration(
        "0010-clinic-control",
        [
            """
            ALTER TABLE clinic_session ADD COLUMN staff_status TEXT
                CHECK (staff_status IN ('scheduled', 'suspended', 'stopped'))
            """,
            """
            ALTER TABLE clinic_session ADD COLUMN staff_doctor BIGINT NOT NULL DEFAULT 0
                CHECK (staff_doctor IN (0, 1))
            """,
            """
            ALTER TABLE slot ADD COLUMN added BIGINT NOT NULL DEFAULT 0
                CHECK (added = CAST(added AS BIGINT) AND added >= 0)
            """,
            """
            CREATE INDEX live_visit_by_session ON appointment (hospital, session)
            WHERE status IN ('booked', 'arrived', 'ready', 'in_consultation')
            """,
            """
            CREATE TABLE stop_plan (
                hospital TEXT NOT NULL,
                id TEXT NOT NULL,
                session TEXT NOT NULL,
                staff TEXT NOT NULL CHECK (length(staff) > 0),
                reason TEXT NOT NULL CHECK (length(reason) > 0),
                offer_hours BIGINT NOT NULL CHECK (offer_hours = CAST(offer_hours AS BIGINT) AND offer_hours >= 0),
                steps BIGINT NOT NULL CHECK (steps = CAST(steps AS BIGINT) AND steps >= 0),
                made_at BIGINT NOT NULL CHECK (made_at = CAST(made_at AS BIGINT)),
                done_at BIGINT CHECK (done_at = CAST(done_at AS BIGINT)),
                PRIMARY KEY (hospital, id),
                FOREIGN KEY (hospital, session) REFERENCES clinic_session (hospital, id))
            """,
            "CREATE INDEX stop_plan_by_session ON stop_plan (hospital, session)",
            "CREATE INDEX unfinished_stop_plan ON stop_plan (hospital, made_at) WHERE done_at IS NULL",
            """
            CREATE TABLE stop_step (
                hospital TEXT NOT NULL,
                plan TEXT NOT NULL,
                position BIGINT NOT NULL CHECK (position = CAST(position AS BIGINT) AND position >= 1),
                appointment TEXT NOT NULL,
                account TEXT NOT NULL,
                refund_fen BIGINT NOT NULL CHECK (refund_fen = CAST(refund_fen AS BIGINT) AND refund_fen >= 0),
                offer TEXT,
                offered_until BIGINT CHECK (offered_until = CAST(offered_until AS BIGINT)),
                state TEXT NOT NULL CHECK (state IN ('planned', 'spared', 'told', 'accepted', 'declined')),
                told_at BIGINT CHECK (told_at = CAST(told_at AS BIGINT)),
                booked TEXT,
                is_pushed BIGINT NOT NULL DEFAULT 0 CHECK (is_pushed IN (0, 1)),
                PRIMARY KEY (hospital, plan, position),
                FOREIGN KEY (hospital, plan) REFERENCES stop_plan (hospital, id),
                FOREIGN KEY (hospital, appointment) REFERENCES appointment (hospital, id),
                FOREIGN KEY (hospital, account) REFERENCES account (hospital, id),
                FOREIGN KEY (hospital, offer) REFERENCES slot (hospital, id),
                FOREIGN KEY (hospital, booked) REFERENCES appointment (hospital, id),
                CHECK ((state = 'accepted') = (booked IS NOT NULL)),
                CHECK ((state IN ('planned', 'spared')) = (told_at IS NULL)))
            """,
            "CREATE UNIQUE INDEX one_step_per_visit_and_plan ON stop_step (hospital, plan, appointment)",
            "CREATE INDEX open_stop_offer ON stop_step (hospital, account) WHERE state = 'told'",
            "CREATE INDEX stop_offer_to_push ON stop_step (hospital, account) WHERE state = 'told' AND is_pushed = 0",
            "ALTER TABLE conversation ADD COLUMN account TEXT",
            """
            CREATE INDEX conversation_by_account ON conversation (hospital, account, changed_at)
            WHERE account IS NOT NULL
            """,
        ])
}
