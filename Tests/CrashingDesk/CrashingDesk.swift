import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Storage
import StorageSQLite

/// Holds, books and cancels on a database until it is killed; prints each appointment whose change was acknowledged.
///
/// Usage: `CrashingDesk DATABASE HOSPITAL RUN`. The database has a catalogue and slots already.
@main
struct CrashingDesk {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let store = try await SQLDeskStore(
            path: arguments[1],
            configuration: StoreConfiguration(
                hospital: HospitalCode(arguments[2]), sealingKey: Array(repeating: 7, count: 32)))
        let now = Instant(milliseconds: 1_795_136_400_000)
        let slots = try await store.read { try $0.slots(SlotQuery(), now: now).filter { $0.status == .open } }
        guard !slots.isEmpty else { return }
        await withTaskGroup(of: Void.self) { group in
            for client in 0..<8 {
                group.addTask {
                    // An error ends this client; the others go on until the process is killed.
                    try? await visits(run: arguments[3], client: client, slots: slots, store: store, now: now)
                }
            }
        }
    }

    private static func visits(
        run: String, client: Int, slots: [Slot], store: SQLDeskStore, now: Instant
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
            // The first booking stays; the others make room again.
            guard number > 0 else { continue }
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
