import GRDB
import Storage

extension StorageError {
    /// What an error of SQLite means to whoever runs the desk.
    init(_ error: DatabaseError) {
        let message = error.message ?? "no message"
        let detail = "SQLite \(error.extendedResultCode.rawValue): \(message)"
        switch error.resultCode {
        case .SQLITE_CONSTRAINT: self = .constraint(detail)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(detail)
        case .SQLITE_FULL: self = .diskFull(detail)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(detail)
        case .SQLITE_CORRUPT: self = .corrupt(detail)
        case .SQLITE_NOTADB: self = .notADatabase(detail)
        case .SQLITE_MISUSE, .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_INTERRUPT, .SQLITE_ABORT:
            self = .gone(detail)
        default: self = .statement(detail)
        }
    }

    /// Any error as a storage error; errors of a body pass as they are.
    static func translated(_ error: any Error) -> any Error {
        (error as? DatabaseError).map { StorageError($0) } ?? error
    }
}
