import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Storage
import StoragePostgres
import StorageSQLite

/// Works on a database until it is killed, and prints what was acknowledged: holds, bookings, moves and cancellations,
/// or the steps of a stopped clinic.
///
/// Usage, on a database that has a catalogue and slots already:
/// - `CrashingDesk DATABASE HOSPITAL RUN` books;
/// - `CrashingDesk DATABASE HOSPITAL stops` carries on all stops of clinics, a patient a transaction, and prints each;
/// - `CrashingDesk DATABASE HOSPITAL locks` keeps everybody else from writing until its input ends.
///
/// DATABASE is a file or a `postgres://` URL.
@main
struct CrashingDesk {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let database: any SQLDatabase =
            PostgresAddress.isServer(arguments[1])
            ? try PostgresDatabase(url: arguments[1], writers: 2, readers: 1)
            : try SQLiteDatabase(path: arguments[1])
        switch arguments[3] {
        case "locks":
            try await database.write { _ in
                tell("locked")
                _ = FileHandle.standardInput.readDataToEndOfFile()
            }
        case "stops": try await carryOnStops(in: store(on: database, arguments[2]))
        default: try await book(in: store(on: database, arguments[2]), run: arguments[3])
        }
    }

    private static let now = Instant(milliseconds: 1_795_136_400_000)

    private static func store(on database: any SQLDatabase, _ hospital: String) async throws -> SQLDeskStore {
        try await SQLDeskStore(
            database: database,
            configuration: StoreConfiguration(
                hospital: HospitalCode(hospital), sealingKey: Array(repeating: 7, count: 32)))
    }

    private static func carryOnStops(in store: SQLDeskStore) async throws {
        for plan in try await store.read({ try $0.unfinishedStops() }) {
            while let report = try await store.write({ try $0.carryOn(stop: plan, limit: 1, now: now) }) {
                tell("told \(report.told)")
                if report.isFinished { break }
            }
        }
    }

    private static func book(in store: SQLDeskStore, run: String) async throws {
        let slots = try await store.read { try $0.slots(SlotQuery(), now: now).filter { $0.status == .open } }
        guard !slots.isEmpty else { return }
        await withTaskGroup(of: Void.self) { group in
            for client in 0..<8 {
                group.addTask {
                    // An error ends this client; the others go on until the process is killed.
                    try? await visits(run: run, client: client, slots: slots, store: store)
                }
            }
        }
    }

    private static func visits(
        run: String, client: Int, slots: [Slot], store: SQLDeskStore
    ) async throws {
        let phone = "1\(client)0\(run)"
        let account = try await store.write { desk -> (AccountID, PatientID) in
            let request = CodeRequest(phone: phone, conversation: "\(run)-\(client)", address: nil, language: "zh")
            _ = try desk.issueCode(request, now: now)
            let message = try desk.outbox(after: nil, limit: 1_000_000).last { $0.to == phone }
            let code = String((message?.body ?? "").drop { !$0.isNumber }.prefix(6))
            guard case .proven(let account) = try desk.checkCode(code, request: request, now: now) else {
                throw StorageError.statement("the code was refused")
            }
            let new = NewPatient(name: "病人\(client)", relation: .me, sex: .female)
            return (account.id, try desk.register(new, account: account.id, now: now).get().id)
        }
        let holder = Holder(conversation: "\(run)-\(client)")
        // Ends by itself only where something keeps it from booking.
        for number in 0..<20_000 {
            let slot = slots[(number * 7 + client) % slots.count].id
            let consent = Consent(conversation: holder.conversation, turn: number + 1, channel: "http")
            let held = try await store.write {
                try $0.hold(slot, holder: holder, until: now.adding(seconds: 60), now: now)
            }
            guard case .success = held else { continue }
            let request = BookRequest(
                key: "\(run)-\(client)-\(number)", slot: slot, patient: account.1, account: account.0, holder: holder,
                consent: consent)
            guard case .success(let made) = try await store.write({ try $0.book(request, now: now) }) else {
                _ = try await store.write { try $0.releaseHolds(of: holder, keeping: [], now: now) }
                continue
            }
            tell("booked \(made.id)")
            // The first booking stays; the others move, where there is room, and then make room again.
            guard number > 0 else { continue }
            let move = RescheduleRequest(
                key: "\(request.key)-m", appointment: made.id, slot: slots[(number * 5 + client) % slots.count].id,
                account: account.0, holder: holder, consent: consent)
            if case .success = try await store.write({ try $0.reschedule(move, now: now) }) {
                tell("moved \(made.id)")
            }
            let cancel = CancelRequest(
                key: "\(request.key)-x", appointment: made.id, account: account.0, reason: "ill", consent: consent)
            if case .success = try await store.write({ try $0.cancel(cancel, now: now) }) {
                tell("cancelled \(made.id)")
            }
        }
    }

    private static func tell(_ line: String) {
        // One write for a line: lines of several clients must not mix.
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}
