extension Migration {
    /// Seals on the rows that tell what happened; rows from before are sealed once, when their hospital is opened next.
    static let seals = Migration(
        "0012-seals",
        SealedTable.all.map { "ALTER TABLE \($0.name) ADD COLUMN seal TEXT CHECK (length(seal) = 64)" } + [
            "CREATE TABLE unsealed_hospital (hospital TEXT NOT NULL PRIMARY KEY REFERENCES hospital (code))",
            "INSERT INTO unsealed_hospital (hospital) SELECT code FROM hospital",
        ])
}
