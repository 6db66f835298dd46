import CLibPQ
import Foundation
import Storage

/// One PostgreSQL connection, used by one thread at a time.
///
/// Statements are prepared at first use. Arguments go out as text, which the server reads as the type of their place;
/// answers come in binary.
final class PostgresConnection: SQLConnection {
    /// The channel of all announcements.
    static let channel = "frontdesk"

    private let handle: OpaquePointer
    private var prepared: [SQLStatement.Text: String] = [:]
    /// Tells this process's announcements from those of others.
    private let sender: String
    /// What this transaction wants others to know.
    private var announcements: [String] = []

    /// Opens a connection. What the URL says wins over what is set here.
    init(_ address: PostgresAddress, sender: String) throws {
        let defaults = [
            ("fallback_application_name", "frontdesk"), ("connect_timeout", "5"), ("keepalives_idle", "30"),
            ("tcp_user_timeout", "15000"), ("client_encoding", "UTF8"), ("dbname", address.url),
        ]
        let handle = withCStrings(defaults.map(\.0)) { keywords in
            withCStrings(defaults.map(\.1)) { values in PQconnectdbParams(keywords, values, 1) }
        }
        guard let handle else { throw StorageError.gone("libpq has no memory") }
        self.handle = handle
        self.sender = sender
        guard PQstatus(handle) == CONNECTION_OK else {
            throw StorageError(unableToConnect: handle, to: address.shown)
        }
        // Each statement is planned once, and along an index: a plan that was made while a table was small would read all of
        // it for as long as the connection lives.
        try execute(
            """
            SET client_min_messages = 'warning'; SET lock_timeout = '10s'; SET statement_timeout = '60s';
            SET idle_in_transaction_session_timeout = '60s'; SET synchronous_commit = 'on';
            SET plan_cache_mode = 'force_generic_plan'; SET enable_seqscan = off; SET jit = off
            """)
        guard let encoding = PQparameterStatus(handle, "server_encoding"), String(cString: encoding) == "UTF8" else {
            throw StorageError.refused(
                "\(address.shown) is not in UTF-8; make it with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0")
        }
    }

    deinit {
        PQfinish(handle)
    }

    /// Whether the server can still be talked to.
    var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

    /// The socket, to wait on.
    var socket: Int32 { PQsocket(handle) }

    /// Runs one or more statements without arguments; gives the first value of the last answer.
    @discardableResult
    func execute(_ text: String) throws -> String? {
        let result = PQexec(handle, text)
        defer { PQclear(result) }
        guard let result else { throw StorageError(handle) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK: return nil
        case PGRES_TUPLES_OK: return PQntuples(result) > 0 ? String(cString: PQgetvalue(result, 0, 0)) : nil
        default: throw StorageError(result: result, connection: handle)
        }
    }

    /// Commits. PostgreSQL answers the commit of a transaction with a failed statement in it as if all were well, and
    /// keeps nothing: that is an error here.
    func commit() throws {
        let result = PQexec(handle, "COMMIT")
        defer { PQclear(result) }
        guard let result else { throw StorageError(handle) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            throw StorageError(result: result, connection: handle)
        }
        guard String(cString: PQcmdStatus(result)) == "COMMIT" else {
            throw StorageError.statement("a statement failed before the commit and nobody noticed; nothing was kept")
        }
    }

    /// Runs a statement once, without preparing it.
    func execute(_ statement: SQLStatement) throws -> [SQLRow] {
        try rows(answering: execute(statement.text.string, isPrepared: false, arguments: statement.arguments))
    }

    func run(_ statement: SQLStatement) throws -> [SQLRow] {
        if case .made(let text) = statement.text, statement.arguments.isEmpty {
            let definition = PostgresDialect.definition(text)
            if definition != text {
                try execute(definition)
                return []
            }
        }
        let name = try prepare(statement.text)
        return try rows(answering: execute(name, isPrepared: true, arguments: statement.arguments))
    }

    private func rows(answering result: OpaquePointer?) throws -> [SQLRow] {
        defer { PQclear(result) }
        guard let result else { throw StorageError(handle) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK: return []
        case PGRES_TUPLES_OK: return try rows(of: result)
        default: throw StorageError(result: result, connection: handle)
        }
    }

    func lock(_ name: String) throws {
        try run("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", name)
    }

    func announce(_ subject: String) throws {
        announcements.append(subject)
    }

    /// What was announced since this was last asked.
    func takeAnnouncements() -> [String] {
        defer { announcements = [] }
        return announcements
    }

    func tableExists(_ name: String) throws -> Bool {
        try run("SELECT to_regclass($1) IS NOT NULL", name)[0].integer(0) == 1
    }

    /// Until the transaction ends: no time limit, and joins by hashing. With a guess that is wrong by far, such as before
    /// the first statistics, row after row would take minutes.
    func expectLongReads() throws {
        try execute(
            """
            SET LOCAL statement_timeout = 0; SET LOCAL enable_nestloop = off; SET LOCAL enable_seqscan = on;
            SET LOCAL work_mem = '64MB'
            """)
    }

    /// Of this schema's tables only: a plain `ANALYZE` locks the catalogs that all databases of a server share, and the
    /// imports of several hospitals would wait for one another.
    func refreshStatistics() throws {
        let names = try run("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()")
        for name in try names.map({ try $0.text(0) }).sorted() { try execute("ANALYZE \(name)") }
    }

    /// Other processes write to the same database.
    var exclusivity: Exclusivity { .shared }

    var forUpdate: String { " FOR UPDATE" }

    var skipLocked: String { " FOR UPDATE SKIP LOCKED" }

    /// Takes what the server sent meanwhile; gives the subjects that other processes announced.
    func announced() throws -> [String] {
        guard PQconsumeInput(handle) == 1 else { throw StorageError(handle) }
        var subjects: [String] = []
        while let notification = PQnotifies(handle) {
            defer { PQfreemem(notification) }
            let words = String(cString: notification.pointee.extra).split(separator: " ", maxSplits: 1)
            if words.count == 2, words[0] != sender { subjects.append(String(words[1])) }
        }
        return subjects
    }

    private func prepare(_ text: SQLStatement.Text) throws -> String {
        if let name = prepared[text] { return name }
        let name = "s\(prepared.count + 1)"
        let result = PQprepare(handle, name, text.string, 0, nil)
        defer { PQclear(result) }
        guard let result else { throw StorageError(handle) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            throw StorageError(result: result, connection: handle)
        }
        prepared[text] = name
        return name
    }

    /// Sends a statement: its words, or the name under which it is prepared.
    private func execute(_ name: String, isPrepared: Bool, arguments: [SQLValue]) -> OpaquePointer? {
        // All arguments in one buffer, text ended by a zero; NULL has no place in it.
        var buffer: [UInt8] = []
        var offsets: [Int?] = []
        var lengths: [Int32] = []
        var formats: [Int32] = []
        for argument in arguments {
            let start = buffer.count
            switch argument {
            case .null: break
            case .integer(let number): buffer.append(contentsOf: String(number).utf8)
            case .text(let text): buffer.append(contentsOf: text.utf8)
            case .bytes(let bytes): buffer.append(contentsOf: bytes)
            }
            lengths.append(Int32(buffer.count - start))
            if case .bytes = argument { formats.append(1) } else { formats.append(0) }
            offsets.append(argument == .null ? nil : start)
            buffer.append(0)
        }
        return buffer.withUnsafeBytes { bytes in
            let base = bytes.bindMemory(to: CChar.self).baseAddress
            let values = offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } }
            let count = Int32(arguments.count)
            return isPrepared
                ? PQexecPrepared(handle, name, count, values, lengths, formats, 1)
                : PQexecParams(handle, name, count, nil, values, lengths, formats, 1)
        }
    }

    private func rows(of result: OpaquePointer) throws -> [SQLRow] {
        let columns = PQnfields(result)
        let types = (0..<columns).map { PQftype(result, $0) }
        var values: [SQLValue] = []
        values.reserveCapacity(Int(columns) * Int(PQntuples(result)))
        for row in 0..<PQntuples(result) {
            for column in 0..<columns {
                if PQgetisnull(result, row, column) == 1 {
                    values.append(.null)
                    continue
                }
                let bytes = UnsafeRawBufferPointer(
                    start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
                values.append(try value(bytes, type: types[Int(column)]))
            }
        }
        return SQLRow.rows(values, columns: Int(columns))
    }

    /// Reads a value from its binary form; the numbers are the type ids of PostgreSQL's catalogue.
    private func value(_ bytes: UnsafeRawBufferPointer, type: Oid) throws -> SQLValue {
        switch type {
        case 20: .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case 23: .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
        case 21: .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
        case 16: .integer(bytes.first == 1 ? 1 : 0)
        case 25, 1043, 19, 705: .text(String(decoding: bytes, as: UTF8.self))
        case 17: .bytes(Array(bytes))
        case 2278: .null
        default: throw StorageError.statement("PostgreSQL gave a column of type \(type), which no statement asks for")
        }
    }
}

/// Gives C an array of texts that ends with a null pointer.
private func withCStrings<Answer>(
    _ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> Answer
) -> Answer {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies.map { UnsafePointer($0) } + [nil])
}
