/// What PostgreSQL needs to be told that SQLite does by itself.
enum PostgresDialect {
    /// A table's definition with texts that are compared byte by byte, whatever the database's own collation is: both
    /// engines then order alike.
    static func definition(_ statement: String) -> String {
        guard statement.hasPrefix("CREATE TABLE") || statement.hasPrefix("ALTER TABLE") else { return statement }
        var result = ""
        var word = ""
        var last = ""
        func isCast() -> Bool { last == "AS" }
        for character in statement {
            if character.isLetter || character.isNumber || character == "_" {
                word.append(character)
                continue
            }
            result += word == "TEXT" && !isCast() ? "TEXT COLLATE \"C\"" : word
            if !word.isEmpty { last = word }
            word = ""
            result.append(character)
        }
        return result + (word == "TEXT" && !isCast() ? "TEXT COLLATE \"C\"" : word)
    }
}
