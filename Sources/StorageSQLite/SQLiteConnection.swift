import Foundation
import GRDB
import GRDBSQLite
import Storage

/// One SQLite connection. GRDB opens it and keeps it on one thread at a time; statements are stepped directly, since
/// rows that only pass through need none of GRDB's own decoding.
final class SQLiteConnection: SQLConnection {
    private let database: Database
    private var statements: [SQLStatement.Text: Prepared] = [:]

    /// A prepared statement; the text is kept by GRDB, the handle is stepped here.
    private final class Prepared {
        let statement: Statement
        let columns: Int32

        init(_ statement: Statement) {
            self.statement = statement
            columns = sqlite3_column_count(statement.sqliteStatement)
        }
    }

    init(_ database: Database) {
        self.database = database
    }

    func run(_ statement: SQLStatement) throws -> [SQLRow] {
        let prepared = try prepare(statement.text)
        let handle = prepared.statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        for (index, argument) in statement.arguments.enumerated() {
            guard bind(argument, to: handle, at: Int32(index + 1)) == SQLITE_OK else { throw failure(statement.text) }
        }
        var values: [SQLValue] = []
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: appendRow(of: handle, columns: prepared.columns, to: &values)
            case SQLITE_DONE: return SQLRow.rows(values, columns: Int(prepared.columns))
            default: throw failure(statement.text)
            }
        }
    }

    /// The single writer holds every name already.
    func lock(_ name: String) throws {}

    /// Only one process serves conversations from a file.
    func announce(_ subject: String) throws {}

    func tableExists(_ name: String) throws -> Bool {
        try !run("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", name).isEmpty
    }

    /// Set for the connection that writes.
    var isWriter = false
    private var dataVersion: Int?
    private var foreignCommits = 0

    var exclusivity: Exclusivity { isWriter ? .writer(foreignCommits: foreignCommits) : .reader }

    /// Looks whether another process has committed since it was last asked; for the connection that writes.
    func noticeForeignCommits() throws {
        let version = try run("PRAGMA data_version")[0].integer(0)
        if let dataVersion, dataVersion != version { foreignCommits += 1 }
        dataVersion = version
    }

    /// Nothing: SQLite has no time limit.
    func expectLongReads() throws {}

    /// Writes what is always true of them; see ``TypicalStatistics``.
    func refreshStatistics() throws { try TypicalStatistics(self).write() }

    /// The single writer needs no help to keep others away.
    var forUpdate: String { "" }

    /// The single writer needs no help to share work.
    var skipLocked: String { "" }

    /// Whether a transaction is open; an error such as a full disk may have ended it.
    var isInsideTransaction: Bool { database.isInsideTransaction }

    private func prepare(_ text: SQLStatement.Text) throws -> Prepared {
        if let known = statements[text] { return known }
        do {
            let prepared = Prepared(try database.makeStatement(sql: numbered(text.string)))
            statements[text] = prepared
            return prepared
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    private func bind(_ value: SQLValue, to handle: OpaquePointer, at index: Int32) -> Int32 {
        switch value {
        case .null:
            return sqlite3_bind_null(handle, index)
        case .integer(let number):
            return sqlite3_bind_int64(handle, index, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    // An empty text has no address, and SQLite would take that for NULL.
                    sqlite3_bind_text(handle, index, $0.baseAddress ?? emptyText, Int32($0.count), copied)
                }
            }
        case .bytes(let bytes):
            return bytes.isEmpty
                ? sqlite3_bind_zeroblob(handle, index, 0)
                : sqlite3_bind_blob(handle, index, bytes, Int32(bytes.count), copied)
        }
    }

    private func appendRow(of handle: OpaquePointer, columns: Int32, to values: inout [SQLValue]) {
        for column in 0..<columns {
            switch sqlite3_column_type(handle, column) {
            case SQLITE_INTEGER:
                values.append(.integer(sqlite3_column_int64(handle, column)))
            case SQLITE_TEXT:
                let start = sqlite3_column_text(handle, column)
                let count = Int(sqlite3_column_bytes(handle, column))
                values.append(
                    .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)))
            case SQLITE_BLOB:
                let start = sqlite3_column_blob(handle, column)
                let count = Int(sqlite3_column_bytes(handle, column))
                values.append(.bytes(Array(UnsafeRawBufferPointer(start: start, count: count))))
            default:
                // The schema has no floating point numbers: a REAL can only be damage, and no reader takes NULL for it.
                values.append(.null)
            }
        }
    }

    private func failure(_ text: SQLStatement.Text) -> StorageError {
        let code = sqlite3_extended_errcode(database.sqliteConnection)
        let message = sqlite3_errmsg(database.sqliteConnection).map { String(cString: $0) }
        return StorageError(DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: text.string))
    }
}

/// SQLite copies what is bound with it.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
nonisolated(unsafe) private let emptyText = UnsafePointer(strdup(""))

/// A statement with its parameters as SQLite numbers them: there `$1` is a name and `?1` a number.
private func numbered(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
        let isParameter =
            byte == UInt8(ascii: "$") && index + 1 < bytes.count
            && (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(bytes[index + 1])
        result.append(isParameter ? UInt8(ascii: "?") : byte)
    }
    return String(decoding: result, as: UTF8.self)
}
