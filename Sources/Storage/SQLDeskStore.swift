import Booking
import CivilCalendar
import FrontDesk

/// The desk's store on an SQL database.
///
/// The layers, outermost first:
/// - `SQLDeskStore` gives the desk its transactions, and whoever runs it import, sweep, verification and backup.
/// - `SQLDesk` is one transaction: the booking core and the record of conversations, a file for each concept under
///   `Desk`. It only uses SQL that SQLite ≥ 3.40 and PostgreSQL 15 understand alike.
/// - ``SQLDatabase`` and ``SQLConnection`` are all that a driver has to do: run statements inside transactions.
///   `StorageSQLite` and `StoragePostgres` are drivers.
/// - ``Migration`` is the schema's history. Tables carry the invariants: counters that cannot oversell, one live
///   appointment per patient and session, numbers never given twice, ledger and audit chains that show tampering.
///
/// Every row belongs to a hospital. Instants are milliseconds UTC, days are `YYYY-MM-DD`, money is fen. The time is
/// always an argument; ids and chance come from the configuration.
public final class SQLDeskStore: DeskStore, CatalogueStore {
    private let database: any SQLDatabase
    private let configuration: StoreConfiguration
    private let vault: Vault
    private let hospitals = HospitalCache()
    private let board = StockBoard()
    private let ticker = StockTicker()

    /// Opens a store: brings the schema up to date and makes nothing else.
    /// - Throws: ``StorageError``, such as ``StorageError/newerThanBinary(_:)``.
    public init(database: any SQLDatabase, configuration: StoreConfiguration) async throws {
        guard configuration.sealingKey.count == 32 else {
            throw StorageError.statement("the sealing key has \(configuration.sealingKey.count) bytes and needs 32")
        }
        self.database = database
        self.configuration = configuration
        vault = Vault(secret: configuration.sealingKey)
        migrated = try await Migrator().migrate(database)
        if try await readDesk({ try $0.isUnsealed() }) { try await writeDesk { try $0.sealOldRows() } }
    }

    /// Steps of the schema that were run when the store was opened.
    public let migrated: [String]

    /// Runs a body as one durable transaction on the writer; returns only after the commit.
    public func write<Answer: Sendable>(
        _ body: @escaping @Sendable (any DeskTransaction) throws -> Answer
    ) async throws -> Answer {
        try await writeDesk { try body($0) }
    }

    /// Runs a body on a reader; it sees everything committed before and must not write.
    public func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any DeskTransaction) throws -> Answer
    ) async throws -> Answer {
        try await readDesk { try body($0) }
    }

    /// Brings catalogue, rules, clinic sessions and slots to what a hospital says; see ``CatalogueStore``.
    /// - Parameter rules: the hospital's rules; `nil` leaves them as they are.
    public func importPlan(_ plan: HospitalPlan, rules: RuleBook? = nil, now: Instant) async throws -> ImportReport {
        guard plan.catalogue.hospital.code == configuration.hospital else {
            throw StorageError.statement(
                "the plan is of hospital \(plan.catalogue.hospital.code), the store of \(configuration.hospital)")
        }
        let catalogue = plan.catalogue
        var report = ImportReport()
        report.rewrittenRules = try await writeDesk { desk in
            try desk.sql.lock(Self.scheduleLock)
            try desk.write(catalogue)
            return try rules.map { try desk.write($0) } ?? []
        }
        let days = plan.sessions.map(\.session.date)
        guard let first = days.min(), let last = days.max() else { return report }
        let sessions = plan.sessions.sorted { ($0.session.date, $0.session.id) < ($1.session.date, $1.session.id) }
        // In portions, so that turns of conversations get in between. Each looks at what is kept under the lock: another
        // process may be importing too.
        for start in stride(from: 0, to: sessions.count, by: Self.sessionsPerTransaction) {
            let portion = Array(sessions[start..<min(start + Self.sessionsPerTransaction, sessions.count)])
            let days = (portion[0].session.date, portion[portion.count - 1].session.date)
            report.add(
                try await writeDesk { desk in
                    try desk.sql.lock(Self.scheduleLock)
                    let kept = try desk.keptSessions(from: days.0, through: days.1)
                    return try desk.importSessions(portion, kept: kept, zone: catalogue.zone, now: now)
                })
        }
        let kept = try await readDesk { try $0.keptSessions(from: first, through: last) }
        let planned = Set(plan.sessions.map(\.session.id))
        let gone = kept.values.filter { !planned.contains($0.session.id) }.sorted { $0.session.id < $1.session.id }
        report.add(try await writeDesk { try $0.withdraw(gone) })
        if !report.isEmpty { try await writeDesk { try $0.sql.refreshStatistics() } }
        return report
    }

    /// The catalogue in force; `nil` before the first import.
    public func catalogue() async throws -> Catalogue? {
        try await readDesk { try $0.catalogue() }
    }

    /// The rules in force and to come, as last imported.
    public func rules() async throws -> RuleBook {
        try await readDesk { try $0.hospitalInForce()?.ruleBook ?? RuleBook() }
    }

    /// Clinic sessions from one day through another, by day, doctor and half.
    public func clinicSessions(from: CivilDate, through: CivilDate) async throws -> [ClinicSession] {
        try await readDesk { try $0.clinicSessions(from: from, through: through) }
    }

    /// Gives back the units of holds whose time is over, offers what is free to the waitlist, ends what waited in vain,
    /// and says what was released.
    /// - Returns: how many holds were given back.
    @discardableResult
    public func sweep(now: Instant) async throws -> Int {
        var swept = 0
        while true {
            let portion = try await writeDesk { try $0.sweepHolds(limit: Self.holdsPerSweep, now: now) }
            swept += portion
            if portion < Self.holdsPerSweep { break }
        }
        while try await writeDesk({ try $0.sweepWaitlist(limit: Self.entriesPerSweep, now: now) }) {}
        while try await writeDesk({ try $0.sendAlerts(limit: Self.entriesPerSweep, now: now) }) {}
        return swept
    }

    /// Marks booked visits as missed whose clinic and its grace are over.
    /// - Returns: how many were marked.
    @discardableResult
    public func markNoShows(now: Instant) async throws -> Int {
        var marked = 0
        while true {
            let portion = try await writeDesk {
                try $0.markNoShows(limit: Self.visitsPerSweep, by: .desk, reason: "clinic_over", now: now).count
            }
            marked += portion
            if portion < Self.visitsPerSweep { return marked }
        }
    }

    /// Checks every invariant of the bookings on one snapshot; names the first bad record of each that is broken.
    public func verify() async throws -> VerificationReport {
        try await readDesk { try Verifier(desk: $0).verify() }
    }

    /// Counts what the hospital has.
    public func census(now: Instant) async throws -> StoreCensus {
        try await readDesk { try $0.census(now: now) }
    }

    /// What other processes changed in conversations, from now on; ends at once where there are no others.
    public func changedElsewhere() -> AsyncStream<ForeignChange> {
        let announcements = database.announcements()
        return AsyncStream { stream in
            let task = Task {
                for await subject in announcements {
                    guard let subject else {
                        stream.yield(.unknown)
                        continue
                    }
                    guard subject.hasPrefix(SQLDesk.conversationSubject) else { continue }
                    stream.yield(
                        .conversation(
                            ConversationID(String(subject.dropFirst(SQLDesk.conversationSubject.count)))))
                }
                stream.finish()
            }
            stream.onTermination = { _ in task.cancel() }
        }
    }

    /// Whether this process is the one that does a job which one process is enough for; asked before each round.
    public func leads(_ job: String) async -> Bool {
        await database.leads(job)
    }

    /// Tells every change of a slot's counters from now on, those of other processes too; see ``DeskStore``.
    public func onStockChange(_ tell: @escaping @Sendable (StockNews) -> Void) {
        ticker.listen(tell, announcements: database.announcements())
    }

    /// Copies the whole database into a file while others go on working.
    public func backup(to path: String) async throws {
        try await database.backup(to: path)
    }

    /// Ends all work; what waits fails with ``StorageError/gone(_:)``.
    public func close() async {
        await database.close()
    }

    private static let scheduleLock = "schedule"
    private static let sessionsPerTransaction = 100
    private static let holdsPerSweep = 200
    private static let entriesPerSweep = 100
    private static let visitsPerSweep = 100

    private func writeDesk<Answer: Sendable>(
        _ body: @escaping @Sendable (SQLDesk) throws -> Answer
    ) async throws -> Answer {
        let (configuration, vault, hospitals, board, ticker) = (configuration, vault, hospitals, board, ticker)
        do {
            let (answer, news) = try await database.write { sql in
                let desk = SQLDesk(
                    sql: sql, configuration: configuration, vault: vault, hospitals: hospitals, board: board)
                try desk.fillBoard()
                let answer = try body(desk)
                board.apply(desk.changes)
                return (answer, try ticker.news(of: desk.changes, on: sql))
            }
            if let news { ticker.tell(news) }
            return answer
        } catch let error as StorageError {
            // The commit may have failed after the board was changed.
            board.clear()
            throw error
        }
    }

    private func readDesk<Answer: Sendable>(
        _ body: @escaping @Sendable (SQLDesk) throws -> Answer
    ) async throws -> Answer {
        let (configuration, vault, hospitals, board) = (configuration, vault, hospitals, board)
        return try await database.read { sql in
            try body(
                SQLDesk(sql: sql, configuration: configuration, vault: vault, hospitals: hospitals, board: board))
        }
    }
}
