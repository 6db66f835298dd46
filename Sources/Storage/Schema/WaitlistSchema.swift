extension Migration {
    /// The waitlist with its offers, release alerts, and what conversations are still to be told of both.
    static let waitlist = Migration(
        "0009-waitlist",
        [
            """
            CREATE TABLE waitlist_entry (
                hospital TEXT NOT NULL,
                id TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'offered', 'accepted', 'declined', 'expired',
                    'withdrawn', 'lapsed')),
                priority BIGINT NOT NULL CHECK (priority = CAST(priority AS BIGINT)),
                patient TEXT NOT NULL,
                account TEXT NOT NULL,
                department TEXT NOT NULL,
                practitioner TEXT,
                first_day TEXT NOT NULL CHECK (length(first_day) = 10),
                last_day TEXT NOT NULL CHECK (length(last_day) = 10),
                wish TEXT NOT NULL,
                replaces TEXT,
                joined_at BIGINT NOT NULL CHECK (joined_at = CAST(joined_at AS BIGINT)),
                lapses_at BIGINT NOT NULL CHECK (lapses_at = CAST(lapses_at AS BIGINT)),
                changed_at BIGINT NOT NULL CHECK (changed_at = CAST(changed_at AS BIGINT)),
                conversation TEXT NOT NULL,
                turn BIGINT NOT NULL CHECK (turn = CAST(turn AS BIGINT)),
                channel TEXT NOT NULL,
                hold TEXT,
                slot TEXT,
                offer_ends BIGINT CHECK (offer_ends = CAST(offer_ends AS BIGINT)),
                appointment TEXT,
                PRIMARY KEY (hospital, id),
                FOREIGN KEY (hospital, patient) REFERENCES patient (hospital, id),
                FOREIGN KEY (hospital, account) REFERENCES account (hospital, id),
                FOREIGN KEY (hospital, hold) REFERENCES hold (hospital, id),
                FOREIGN KEY (hospital, slot) REFERENCES slot (hospital, id),
                FOREIGN KEY (hospital, replaces) REFERENCES appointment (hospital, id),
                FOREIGN KEY (hospital, appointment) REFERENCES appointment (hospital, id),
                CHECK (first_day <= last_day),
                CHECK ((state IN ('offered', 'accepted', 'declined', 'expired')) = (hold IS NOT NULL)),
                CHECK ((hold IS NULL) = (slot IS NULL) AND (hold IS NULL) = (offer_ends IS NULL)),
                CHECK ((state = 'accepted') = (appointment IS NOT NULL)))
            """,
            """
            CREATE INDEX waiting_by_department ON waitlist_entry (hospital, department, last_day)
            WHERE state = 'waiting'
            """,
            """
            CREATE INDEX live_waitlist_entry_by_patient ON waitlist_entry (hospital, patient)
            WHERE state IN ('waiting', 'offered')
            """,
            """
            CREATE INDEX live_waitlist_entry_by_account ON waitlist_entry (hospital, account)
            WHERE state IN ('waiting', 'offered')
            """,
            "CREATE UNIQUE INDEX one_waitlist_entry_per_hold ON waitlist_entry (hospital, hold) WHERE hold IS NOT NULL",
            """
            CREATE TABLE waitlist_pass (
                hospital TEXT NOT NULL,
                entry TEXT NOT NULL,
                slot TEXT NOT NULL,
                reason TEXT NOT NULL,
                at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
                PRIMARY KEY (hospital, entry, slot),
                FOREIGN KEY (hospital, entry) REFERENCES waitlist_entry (hospital, id),
                FOREIGN KEY (hospital, slot) REFERENCES slot (hospital, id))
            """,
            """
            CREATE TABLE release_alert (
                hospital TEXT NOT NULL,
                id TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'sent')),
                account TEXT NOT NULL,
                wish TEXT NOT NULL,
                release_at BIGINT NOT NULL CHECK (release_at = CAST(release_at AS BIGINT)),
                asked_at BIGINT NOT NULL CHECK (asked_at = CAST(asked_at AS BIGINT)),
                conversation TEXT NOT NULL,
                PRIMARY KEY (hospital, id),
                FOREIGN KEY (hospital, account) REFERENCES account (hospital, id))
            """,
            """
            CREATE UNIQUE INDEX one_waiting_alert_per_wish ON release_alert (hospital, account, wish)
            WHERE state = 'waiting'
            """,
            "CREATE INDEX waiting_alert ON release_alert (hospital, release_at) WHERE state = 'waiting'",
            """
            CREATE TABLE waitlist_news (
                hospital TEXT NOT NULL,
                id TEXT NOT NULL,
                conversation TEXT NOT NULL,
                event TEXT NOT NULL CHECK (event IN ('offered', 'booked', 'expired', 'lapsed', 'released')),
                subject TEXT NOT NULL,
                at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
                told_at BIGINT CHECK (told_at = CAST(told_at AS BIGINT)),
                PRIMARY KEY (hospital, id))
            """,
            "CREATE INDEX news_to_tell ON waitlist_news (hospital, id) WHERE told_at IS NULL",
        ])
}
