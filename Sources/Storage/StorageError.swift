/// Why the store could not do its work; each says in a sentence what was wrong and what to do.
public enum StorageError: Error, Hashable, Sendable {
    /// A row would have broken a rule of the schema; nothing was changed.
    case constraint(String)
    /// Another process holds the database; the same call may be sent again.
    case busy(String)
    /// No room is left on the disk; nothing was changed.
    case diskFull(String)
    /// The file or the server takes no writes.
    case readOnly(String)
    /// The file is damaged, or a row holds what no version ever wrote.
    case corrupt(String)
    /// The file is something else than a database.
    case notADatabase(String)
    /// The database was made by a newer version of the program.
    case newerThanBinary(String)
    /// The database cannot be reached, or was closed.
    case gone(String)
    /// The server is there and does not let this program in, or the address makes no sense.
    case refused(String)
    /// Two transactions got into each other's way; the same call may be sent again.
    case conflict(String)
    /// A statement that the engine does not accept: a mistake in the program.
    case statement(String)

    /// Whether the same call may succeed when it is sent again a little later.
    public var isTemporary: Bool {
        switch self {
        case .busy, .diskFull, .readOnly, .gone, .conflict: true
        case .constraint, .corrupt, .notADatabase, .newerThanBinary, .refused, .statement: false
        }
    }
}

extension StorageError: CustomStringConvertible {
    /// What was wrong and what to do.
    public var description: String {
        switch self {
        case .constraint(let detail): "A rule of the database forbids this change (\(detail)); nothing was changed."
        case .busy(let detail):
            "Another process is writing to the database (\(detail)). Stop it, or try again in a moment."
        case .diskFull(let detail):
            "The disk is full (\(detail)); nothing was changed. Free some space and try again."
        case .readOnly(let detail):
            "The database cannot be written (\(detail)). Give this user the right to write to the file and its folder."
        case .corrupt(let detail):
            "The database is damaged (\(detail)). Run `frontdesk verify`, and restore the last backup if it fails."
        case .notADatabase(let detail): "This is not a database (\(detail)). Name another file with --database."
        case .newerThanBinary(let detail):
            "The database was made by a newer version of FrontDesk (\(detail)). Run that version, or restore a backup."
        case .gone(let detail):
            "The database cannot be reached (\(detail)). Check that it runs; the same request can be sent again."
        case .refused(let detail):
            "The database server does not let FrontDesk in (\(detail)). Check user, password and name of the database."
        case .conflict(let detail):
            "Two changes got into each other's way (\(detail)); nothing was changed. Send the same request again."
        case .statement(let detail):
            "The database does not accept a statement (\(detail)). This is a mistake in FrontDesk."
        }
    }
}
