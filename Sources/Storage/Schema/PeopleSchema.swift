extension Migration {
    /// Accounts, patients and one-time codes. Phones and identity numbers are sealed, and looked up by keyed hash.
    static let people = Migration(
        "0003-accounts-patients-and-codes",
        [
            """
            CREATE TABLE account (
                hospital TEXT NOT NULL REFERENCES hospital (code),
                id TEXT NOT NULL,
                phone_sealed BYTEA NOT NULL,
                phone_hash TEXT NOT NULL CHECK (length(phone_hash) = 64),
                masked_phone TEXT NOT NULL,
                language TEXT NOT NULL,
                opened_at BIGINT NOT NULL CHECK (opened_at = CAST(opened_at AS BIGINT)),
                PRIMARY KEY (hospital, id))
            """,
            "CREATE UNIQUE INDEX one_account_per_phone ON account (hospital, phone_hash)",
            """
            CREATE TABLE patient (
                hospital TEXT NOT NULL REFERENCES hospital (code),
                id TEXT NOT NULL,
                name TEXT NOT NULL CHECK (length(name) > 0),
                birth_date TEXT CHECK (length(birth_date) = 10),
                sex TEXT CHECK (sex IN ('male', 'female')),
                id_number_sealed BYTEA,
                id_number_hash TEXT CHECK (length(id_number_hash) = 64),
                registered_at BIGINT NOT NULL CHECK (registered_at = CAST(registered_at AS BIGINT)),
                PRIMARY KEY (hospital, id))
            """,
            """
            CREATE UNIQUE INDEX one_patient_per_id_number ON patient (hospital, id_number_hash)
            WHERE id_number_hash IS NOT NULL
            """,
            """
            CREATE TABLE account_patient (
                hospital TEXT NOT NULL,
                account TEXT NOT NULL,
                patient TEXT NOT NULL,
                relation TEXT NOT NULL,
                position BIGINT NOT NULL CHECK (position = CAST(position AS BIGINT)),
                PRIMARY KEY (hospital, account, patient),
                FOREIGN KEY (hospital, account) REFERENCES account (hospital, id),
                FOREIGN KEY (hospital, patient) REFERENCES patient (hospital, id))
            """,
            """
            CREATE UNIQUE INDEX one_owner_per_account ON account_patient (hospital, account) WHERE relation = 'self'
            """,
            """
            CREATE TABLE one_time_code (
                hospital TEXT NOT NULL REFERENCES hospital (code),
                id TEXT NOT NULL,
                phone_hash TEXT NOT NULL CHECK (length(phone_hash) = 64),
                address_hash TEXT CHECK (length(address_hash) = 64),
                conversation TEXT NOT NULL,
                code_hash TEXT NOT NULL CHECK (length(code_hash) = 64),
                state TEXT NOT NULL CHECK (state IN ('open', 'used', 'over')),
                tries BIGINT NOT NULL CHECK (tries = CAST(tries AS BIGINT) AND tries >= 0 AND tries <= 5),
                issued_at BIGINT NOT NULL CHECK (issued_at = CAST(issued_at AS BIGINT)),
                expires_at BIGINT NOT NULL CHECK (expires_at = CAST(expires_at AS BIGINT)),
                PRIMARY KEY (hospital, id))
            """,
            "CREATE INDEX one_time_code_by_phone ON one_time_code (hospital, phone_hash, issued_at)",
            """
            CREATE INDEX one_time_code_by_address ON one_time_code (hospital, address_hash, issued_at)
            WHERE address_hash IS NOT NULL
            """,
            """
            CREATE UNIQUE INDEX one_open_code_per_phone_and_conversation
            ON one_time_code (hospital, phone_hash, conversation) WHERE state = 'open'
            """,
        ])
}
