extension Migration {
    /// Conversations and their answered turns.
    static let conversations = Migration(
        "0005-conversations-and-turns",
        [
            """
            CREATE TABLE conversation (
                hospital TEXT NOT NULL,
                id TEXT NOT NULL,
                token_hash TEXT NOT NULL,
                channel TEXT NOT NULL,
                client_key TEXT,
                resume_hash TEXT,
                state BYTEA NOT NULL,
                turns BIGINT NOT NULL CHECK (turns = CAST(turns AS BIGINT) AND turns >= 0),
                version BIGINT NOT NULL CHECK (version = CAST(version AS BIGINT)),
                opened_at BIGINT NOT NULL CHECK (opened_at = CAST(opened_at AS BIGINT)),
                changed_at BIGINT NOT NULL CHECK (changed_at = CAST(changed_at AS BIGINT)),
                PRIMARY KEY (hospital, id))
            """,
            """
            CREATE UNIQUE INDEX one_conversation_per_channel_and_key ON conversation (hospital, channel, client_key)
            WHERE client_key IS NOT NULL
            """,
            """
            CREATE UNIQUE INDEX one_conversation_per_resume_code ON conversation (hospital, resume_hash)
            WHERE resume_hash IS NOT NULL
            """,
            """
            CREATE TABLE turn (
                hospital TEXT NOT NULL,
                conversation TEXT NOT NULL,
                number BIGINT NOT NULL CHECK (number = CAST(number AS BIGINT) AND number >= 1),
                message_id TEXT,
                text_hash TEXT NOT NULL,
                kind TEXT NOT NULL,
                answer BYTEA NOT NULL,
                at BIGINT NOT NULL CHECK (at = CAST(at AS BIGINT)),
                PRIMARY KEY (hospital, conversation, number),
                FOREIGN KEY (hospital, conversation) REFERENCES conversation (hospital, id))
            """,
            """
            CREATE UNIQUE INDEX one_turn_per_message ON turn (hospital, conversation, message_id)
            WHERE message_id IS NOT NULL
            """,
        ])
}
