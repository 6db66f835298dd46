extension Migration {
    /// Messages to be sent, and the audit records in chains whose length is kept apart.
    static let outboxAndAudit = Migration(
        "0006-outbox-and-audit",
        [
            """
            CREATE TABLE outbox (
                hospital TEXT NOT NULL REFERENCES hospital (code),
                id TEXT NOT NULL,
                unique_key TEXT NOT NULL,
                at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
                kind TEXT NOT NULL,
                phone_sealed BYTEA NOT NULL,
                body_sealed BYTEA NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'cancelled')),
                attempts BIGINT NOT NULL CHECK (attempts = CAST(attempts AS BIGINT) AND attempts >= 0),
                subject TEXT NOT NULL,
                PRIMARY KEY (hospital, id))
            """,
            "CREATE UNIQUE INDEX one_message_per_key ON outbox (hospital, unique_key)",
            "CREATE INDEX waiting_message ON outbox (hospital, id) WHERE state = 'waiting'",
            """
            CREATE TABLE audit_chain (
                hospital TEXT NOT NULL REFERENCES hospital (code),
                chain BIGINT NOT NULL CHECK (chain = CAST(chain AS BIGINT) AND chain >= 0),
                records BIGINT NOT NULL CHECK (records = CAST(records AS BIGINT) AND records >= 0),
                PRIMARY KEY (hospital, chain))
            """,
            """
            CREATE TABLE audit_record (
                hospital TEXT NOT NULL,
                chain BIGINT NOT NULL CHECK (chain = CAST(chain AS BIGINT)),
                number BIGINT NOT NULL CHECK (number = CAST(number AS BIGINT) AND number >= 1),
                at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
                actor TEXT NOT NULL,
                action TEXT NOT NULL,
                target TEXT NOT NULL,
                reason TEXT NOT NULL,
                rule_version TEXT NOT NULL,
                conversation TEXT NOT NULL,
                turn BIGINT NOT NULL CHECK (turn = CAST(turn AS BIGINT)),
                channel TEXT NOT NULL,
                link TEXT NOT NULL CHECK (length(link) = 64),
                PRIMARY KEY (hospital, chain, number),
                FOREIGN KEY (hospital, chain) REFERENCES audit_chain (hospital, chain))
            """,
            "CREATE INDEX audit_record_by_target ON audit_record (hospital, target)",
        ])
}
