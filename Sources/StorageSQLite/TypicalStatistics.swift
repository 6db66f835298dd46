import Storage

/// What SQLite's planner is told of the tables: the numbers of a desk that has been in use for a while.
///
/// Every row belongs to a hospital and nearly every index begins with it, so without numbers the planner takes "this
/// hospital" for a narrow condition and now and then reads all holds there ever were. Measured numbers would change with
/// the day on which they were taken, and the plans with them; these are always the same
/// (https://sqlite.org/optoverview.html#manual_control_of_query_plans_using_sqlite_stat_tables).
struct TypicalStatistics {
    /// Rows of a table.
    private static let rows = 1_000_000
    /// Rows of an index that has a condition, such as only pending holds.
    private static let rowsWithCondition = 10_000
    /// Rows that share all columns of an index which is not unique.
    private static let rowsPerKey = 20
    /// How much narrower each further column makes it.
    private static let narrowing = 10

    private let connection: SQLiteConnection

    init(_ connection: SQLiteConnection) {
        self.connection = connection
    }

    /// Writes the numbers of every index and has this connection take them up; others do when they look at the schema.
    func write() throws {
        if try !connection.tableExists("sqlite_stat1") {
            // The only way to make the table.
            try connection.run("PRAGMA analysis_limit = 1")
            try connection.run("ANALYZE")
        }
        try connection.run("DELETE FROM sqlite_stat1")
        let tables = try connection.run(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
        for table in try tables.map({ try $0.text(0) }) {
            let indices = try connection.run(
                """
                SELECT l.name, l."unique", l.partial, (SELECT count(*) FROM pragma_index_info(l.name))
                FROM pragma_index_list($1) l ORDER BY l.name
                """, table)
            for index in indices {
                let columns = try index.integer(3)
                let numbers = Self.numbers(
                    columns: columns, isUnique: try index.integer(1) == 1, isPartial: try index.integer(2) == 1)
                try connection.run(
                    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)", table, try index.text(0),
                    numbers.map(String.init).joined(separator: " "))
            }
        }
        try connection.run("ANALYZE sqlite_master")
    }

    /// The rows of an index, then how many share its first column, its first two, and so on.
    private static func numbers(columns: Int, isUnique: Bool, isPartial: Bool) -> [Int] {
        let all = isPartial ? rowsWithCondition : rows
        var shared = [isUnique ? 1 : rowsPerKey]
        while shared.count < columns { shared.insert(shared[0] * narrowing, at: 0) }
        // The first column is the hospital, which all rows share.
        if columns > 1 { shared[0] = all }
        return [all] + shared
    }
}
