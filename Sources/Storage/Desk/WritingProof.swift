extension SQLDesk {
    /// Changes the hospital's row and changes it back: both engines write the row then, where they would leave out a
    /// change that is none.
    func proveWritable() throws {
        try sql.run("UPDATE hospital SET hours_en = hours_en || '.' WHERE code = $1", hospital)
        try sql.run(
            "UPDATE hospital SET hours_en = substr(hours_en, 1, length(hours_en) - 1) WHERE code = $1", hospital)
    }
}
