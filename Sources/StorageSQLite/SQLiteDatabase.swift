import Foundation
import GRDB
import Storage
import Synchronization

/// A database in one SQLite file: write-ahead log, every commit on the disk before it is answered, one writer, readers
/// on connections of their own.
public final class SQLiteDatabase: SQLDatabase {
    /// None for a backup.
    private let writer: SQLiteWriter?
    private let readers: [SQLiteReader]
    private let turn = Atomic<Int>(0)

    /// Opens a database file, and makes it where there is none.
    /// - Parameters:
    ///   - path: the file; its folder must exist.
    ///   - readers: how many reads can run at once, 1 or more.
    ///   - patience: how long it waits for another process that writes.
    /// - Throws: ``StorageError`` that says what is wrong with the file.
    public init(path: String, readers: Int = 2, patience: Duration = .seconds(3)) throws {
        do {
            writer = SQLiteWriter(
                try DatabaseQueue(path: path, configuration: Self.configuration(readOnly: false, patience: patience)),
                turn: WriteTurn(path: path, patience: patience))
            self.readers = try (0..<max(1, readers)).map { _ in
                SQLiteReader(
                    try DatabaseQueue(
                        path: path, configuration: Self.configuration(readOnly: true, patience: patience)))
            }
        } catch let error as DatabaseError {
            throw StorageError(error).naming(path)
        }
    }

    /// Opens a backup, which is read and never written.
    /// - Parameter path: the file.
    /// - Throws: ``StorageError`` that says what is wrong with the file.
    public init(backup path: String) throws {
        do {
            writer = nil
            let configuration = Self.configuration(readOnly: true, patience: .seconds(3))
            readers = [SQLiteReader(try DatabaseQueue(path: path, configuration: configuration))]
        } catch let error as DatabaseError {
            throw StorageError(error).naming(path)
        }
    }

    /// Puts a database whole into its one file; only where nobody else has it open.
    /// - Throws: ``StorageError/busy(_:)`` where somebody has.
    public static func settle(path: String) async throws {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(1)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try await queue.writeWithoutTransaction { database in
                // Leaving the write-ahead log needs the file for oneself.
                let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
                guard mode == "delete" else { throw StorageError.busy("\(path): somebody has it open") }
            }
            try queue.close()
        } catch let error as DatabaseError {
            throw StorageError(error).naming(path)
        }
    }

    /// Runs a body as one durable transaction; see ``SQLDatabase``.
    public func write<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        guard let writer else { throw StorageError.readOnly("a backup is not written to") }
        return try await writer.write(body)
    }

    /// Runs a body that only reads; see ``SQLDatabase``.
    public func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        let next = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return try await readers[abs(next % readers.count)].read(body)
    }

    /// Nothing: one process serves a file.
    public func announcements() -> AsyncStream<String?> {
        AsyncStream { $0.finish() }
    }

    /// Always: one process serves a file.
    public func leads(_ job: String) async -> Bool { true }

    /// Copies the database into a file with SQLite's online backup.
    public func backup(to path: String) async throws {
        do {
            try readers[0].backup(to: try DatabaseQueue(path: path))
        } catch let error as DatabaseError {
            throw StorageError(error).naming(path)
        }
    }

    /// Ends all work once what waits is done.
    public func close() async {
        for reader in readers { await reader.close() }
        await writer?.close()
    }

    private static func configuration(readOnly: Bool, patience: Duration) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(patience / .seconds(1))
        configuration.prepareDatabase { database in
            if readOnly {
                try database.execute(sql: "PRAGMA query_only = ON")
            } else {
                // FULL: what was answered survives a power cut.
                try database.execute(sql: "PRAGMA journal_mode = WAL")
                try database.execute(sql: "PRAGMA synchronous = FULL")
                // 16 MB: a page that many turns change in a row is copied back from the log once, not each time; a log
                // of this size is read again within tens of milliseconds at a start after a crash.
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
            }
            try database.execute(sql: "PRAGMA cache_size = -16000")
        }
        return configuration
    }
}

/// A connection that reads, each body in one snapshot.
private final class SQLiteReader: Sendable {
    private let queue: DatabaseQueue
    /// Touched on the queue's own thread only.
    nonisolated(unsafe) private var connection: SQLiteConnection?

    init(_ queue: DatabaseQueue) {
        self.queue = queue
    }

    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { caller in
            queue.asyncWriteWithoutTransaction { database in
                caller.resume(with: Result { try self.snapshot(database, body) })
            }
        }
    }

    /// Waits for what runs and closes the file; reads fail from then on.
    func close() async {
        await withCheckedContinuation { (caller: CheckedContinuation<Void, Never>) in
            queue.asyncWriteWithoutTransaction { _ in
                // Its prepared statements go first: SQLite closes no file that has some.
                self.connection = nil
                caller.resume()
            }
        }
        try? queue.close()
    }

    func backup(to destination: DatabaseQueue) throws {
        try queue.backup(to: destination)
    }

    private func snapshot<Answer>(
        _ database: Database, _ body: (any SQLConnection) throws -> Answer
    ) throws -> Answer {
        let connection = connection ?? SQLiteConnection(database)
        self.connection = connection
        try connection.run("BEGIN DEFERRED")
        do {
            let answer = try body(connection)
            try connection.run("COMMIT")
            return answer
        } catch {
            if connection.isInsideTransaction { try connection.run("ROLLBACK") }
            throw error
        }
    }
}

extension StorageError {
    /// The same error with the file's name in front. A file that is there and cannot be opened because nobody may write
    /// to it, or beside it, is read-only: the log needs files of its own.
    fileprivate func naming(_ path: String) -> StorageError {
        switch self {
        case .gone(let detail) where Self.isReadOnly(path): .readOnly("\(path): \(detail)")
        case .constraint(let detail): .constraint("\(path): \(detail)")
        case .busy(let detail): .busy("\(path): \(detail)")
        case .diskFull(let detail): .diskFull("\(path): \(detail)")
        case .readOnly(let detail): .readOnly("\(path): \(detail)")
        case .corrupt(let detail): .corrupt("\(path): \(detail)")
        case .notADatabase(let detail): .notADatabase("\(path): \(detail)")
        case .newerThanBinary(let detail): .newerThanBinary("\(path): \(detail)")
        case .gone(let detail): .gone("\(path): \(detail)")
        case .refused(let detail): .refused("\(path): \(detail)")
        case .conflict(let detail): .conflict("\(path): \(detail)")
        case .statement(let detail): .statement("\(path): \(detail)")
        }
    }

    private static func isReadOnly(_ path: String) -> Bool {
        let files = FileManager.default
        let folder = URL(filePath: path).deletingLastPathComponent().path
        return files.fileExists(atPath: path)
            && !(files.isWritableFile(atPath: path) && files.isWritableFile(atPath: folder))
    }
}
