import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Storage
import StoragePostgres
import StorageSQLite
import Testing

/// The engines on which every test of the contract runs.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres

    var testDescription: String { rawValue }

    /// A store with the test world in a database of its own, removed when the body ends.
    func withStore<Answer>(
        seed: UInt64 = 1, rules: RuleBook = RuleBook(), _ body: (TestStore) async throws -> Answer
    ) async throws -> Answer {
        if self == .postgres { await PrivatePostgres.places.enter() }
        defer { if self == .postgres { PrivatePostgres.places.leave() } }
        let folder = FileManager.default.temporaryDirectory.appending(path: "frontdesk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path =
            switch self {
            case .sqlite: folder.appending(path: "desk.sqlite").path
            case .postgres: try PrivatePostgres.shared.get().makeDatabase()
            }
        let database = try open(path)
        let store = try await SQLDeskStore(
            database: self == .sqlite ? PlanWatch(database) : database,
            configuration: TestWorld.configuration(seed: seed))
        _ = try await store.importPlan(TestWorld.plan, rules: rules, now: TestWorld.now)
        let answer = try await body(TestStore(engine: self, store: store, database: database, path: path))
        await store.close()
        return answer
    }

    /// Opens a database by the path or URL that tests know it by.
    func open(_ path: String) throws -> any SQLDatabase {
        switch self {
        case .sqlite: try SQLiteDatabase(path: path)
        case .postgres: try PostgresDatabase(url: path, writers: 3, readers: 2)
        }
    }
}

/// A store with what tests ask of it again and again.
struct TestStore {
    let engine: Engine
    let store: SQLDeskStore
    let database: any SQLDatabase
    /// The file, or the URL.
    let path: String
    let now = TestWorld.now

    /// An account with a proven phone and its owner as a patient.
    func visitor(
        phone: String = "13800000001", name: String = "王小明", birthDate: String? = nil, sex: Sex? = nil,
        at now: Instant = TestWorld.now
    ) async throws -> (account: AccountID, patient: PatientID) {
        try await store.write { desk in
            try Self.visitor(phone: phone, name: name, birthDate: birthDate, sex: sex, on: desk, at: now)
        }
    }

    /// The same within a transaction, for crowds.
    /// - Parameter last: a message that was sent before, so that not all of them are looked through.
    static func visitor(
        phone: String, name: String, birthDate: String? = nil, sex: Sex? = nil, on desk: any DeskTransaction,
        at now: Instant, after last: String? = nil
    ) throws -> (account: AccountID, patient: PatientID) {
        let request = CodeRequest(phone: phone, conversation: "c-\(phone)", address: nil, language: "zh")
        _ = try desk.issueCode(request, now: now)
        let message = try desk.outbox(after: last, limit: 1000).last { $0.to == phone && $0.kind == "code" }
        let code = String((message?.body ?? "").drop { !$0.isNumber }.prefix(6))
        guard case .proven(let account) = try desk.checkCode(code, request: request, now: now) else {
            throw TestFailure(reason: "the code \(code) was refused")
        }
        let new = NewPatient(name: name, relation: .me, birthDate: birthDate.flatMap { CivilDate(iso: $0) }, sex: sex)
        return (account.id, try desk.register(new, account: account.id, now: now).get().id)
    }

    /// Books, by default for the visitor's own conversation.
    func book(
        _ slot: SlotID, for visitor: (account: AccountID, patient: PatientID), key: String = UUID().uuidString,
        conversation: String = "c1", at now: Instant = TestWorld.now
    ) async throws -> Result<Appointment, BookingRefusal> {
        try await store.write { desk in
            try desk.book(
                BookRequest(
                    key: key, slot: slot, patient: visitor.patient, account: visitor.account,
                    holder: Holder(conversation: conversation),
                    consent: Consent(conversation: conversation, turn: 1, channel: "http")), now: now)
        }
    }

    func slot(_ id: SlotID, at now: Instant = TestWorld.now) async throws -> Slot? {
        try await store.read { try $0.slot(id, now: now) }
    }
}

struct TestFailure: Error {
    var reason: String
}
