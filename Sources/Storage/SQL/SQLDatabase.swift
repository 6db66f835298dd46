/// One connection inside one transaction. Not to be kept or used outside the body it was given to.
public protocol SQLConnection {
    /// Runs a statement and gives all rows of its answer.
    /// - Throws: ``StorageError``.
    func run(_ statement: SQLStatement) throws -> [SQLRow]

    /// Waits until no other transaction holds the name, and holds it until this one ends.
    ///
    /// For rules that look at several rows, such as a patient's quota. A database with a single writer does nothing.
    func lock(_ name: String) throws

    /// Tells other processes that something happened to a subject, once this transaction is committed.
    func announce(_ subject: String) throws

    /// Whether a table of this name exists.
    func tableExists(_ name: String) throws -> Bool

    /// Prepares for statements that read whole tables and take their time.
    func expectLongReads() throws

    /// Tells the engine's planner how much of what there is, after much was written or the schema changed.
    func refreshStatistics() throws

    /// What may be remembered between transactions of rows that only this process changes.
    var exclusivity: Exclusivity { get }

    /// Added to a SELECT whose row nobody else may change until this transaction ends; nothing where there is one writer.
    var forUpdate: String { get }

    /// Added to a SELECT whose rows are worked off by several processes at once: take rows nobody else has.
    var skipLocked: String { get }
}

/// Whether rows can change without this process knowing.
public enum Exclusivity: Sendable {
    /// Other processes write at any time.
    case shared
    /// A reading connection of the only process that writes.
    case reader
    /// The one connection that writes; others hardly ever do, and this many of their commits were noticed.
    case writer(foreignCommits: Int)
}

extension SQLConnection {
    /// Runs a statement written in the source with its arguments, `$1` first.
    @discardableResult
    public func run(_ text: StaticString, _ arguments: any SQLConvertible...) throws -> [SQLRow] {
        try run(SQLStatement(text, arguments: arguments))
    }
}

/// A database that runs synchronous bodies as transactions.
public protocol SQLDatabase: Sendable {
    /// Runs a body as one durable transaction and answers after the commit.
    ///
    /// A body that throws changes nothing. A body may be run again when the database asks for it, so it must have no
    /// effect but on the database.
    func write<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer

    /// Runs a body that only reads; it sees one state of the database and everything committed before.
    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer

    /// What other processes announced with ``SQLConnection/announce(_:)``, from now on; ends at once where no other
    /// process can. An announcement may be late or, where a process or a connection broke, missing: `nil` says that
    /// some may be.
    func announcements() -> AsyncStream<String?>

    /// Whether this process is the one that does a job which one process is enough for; asked before each round.
    func leads(_ job: String) async -> Bool

    /// Copies the whole database into a file while others go on working.
    func backup(to path: String) async throws

    /// Ends all work; what waits fails with ``StorageError/gone(_:)``.
    func close() async
}
