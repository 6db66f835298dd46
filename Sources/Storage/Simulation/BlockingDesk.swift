import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Synchronization

/// A store as a booking core of its own: each call is a transaction, and the thread that calls waits for its commit.
///
/// For simulations and measurements, which step through a history on a thread of their own; never on a thread of tasks.
final class BlockingDesk: BookingDesk {
    private let store: SQLDeskStore

    init(_ store: SQLDeskStore) {
        self.store = store
    }

    func slots(_ query: SlotQuery, now: Instant) throws -> [Slot] {
        try read { try $0.slots(query, now: now) }
    }

    func slot(_ id: SlotID, now: Instant) throws -> Slot? {
        try read { try $0.slot(id, now: now) }
    }

    func hold(_ slot: SlotID, holder: Holder, until: Instant, now: Instant) throws -> Result<Hold, BookingRefusal> {
        try write { try $0.hold(slot, holder: holder, until: until, now: now) }
    }

    func releaseHolds(of holder: Holder, keeping: Set<SlotID>, now: Instant) throws -> Int {
        try write { try $0.releaseHolds(of: holder, keeping: keeping, now: now) }
    }

    func book(_ request: BookRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        try write { try $0.book(request, now: now) }
    }

    func cancel(_ request: CancelRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        try write { try $0.cancel(request, now: now) }
    }

    func reschedule(_ request: RescheduleRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        try write { try $0.reschedule(request, now: now) }
    }

    func appointments(of account: AccountID, includingPast: Bool, now: Instant) throws -> [Appointment] {
        try read { try $0.appointments(of: account, includingPast: includingPast, now: now) }
    }

    func mayCancel(
        _ appointment: AppointmentID, account: AccountID, now: Instant
    ) throws -> Result<Void, BookingRefusal> {
        try read { try $0.mayCancel(appointment, account: account, now: now) }
    }

    func patients(of account: AccountID) throws -> [Patient] {
        try read { try $0.patients(of: account) }
    }

    func register(_ patient: NewPatient, account: AccountID, now: Instant) throws -> Result<Patient, BookingRefusal> {
        try write { try $0.register(patient, account: account, now: now) }
    }

    func rename(
        _ patient: PatientID, to name: String, account: AccountID, now: Instant
    ) throws -> Result<Patient, BookingRefusal> {
        try write { try $0.rename(patient, to: name, account: account, now: now) }
    }

    func issueCode(_ request: CodeRequest, now: Instant) throws -> CodeIssue {
        try write { try $0.issueCode(request, now: now) }
    }

    func checkCode(_ code: String, request: CodeRequest, now: Instant) throws -> CodeCheck {
        try write { try $0.checkCode(code, request: request, now: now) }
    }

    private func write<Answer: Sendable>(
        _ body: @escaping @Sendable (any DeskTransaction) throws -> Answer
    ) throws -> Answer {
        try blocking { [store] in try await store.write(body) }
    }

    private func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any DeskTransaction) throws -> Answer
    ) throws -> Answer {
        try blocking { [store] in try await store.read(body) }
    }
}

/// Waits on this thread for what tasks do.
func blocking<Answer: Sendable>(_ body: @escaping @Sendable () async throws -> Answer) throws -> Answer {
    let outcome = Outcome<Answer>()
    Task {
        do {
            outcome.set(.success(try await body()))
        } catch {
            outcome.set(.failure(error))
        }
    }
    return try outcome.wait()
}

/// A result that one thread waits for.
private final class Outcome<Answer: Sendable>: Sendable {
    private let result = Mutex<Result<Answer, any Error>?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    func set(_ result: Result<Answer, any Error>) {
        self.result.withLock { $0 = result }
        isThere.signal()
    }

    func wait() throws -> Answer {
        isThere.wait()
        guard let result = result.withLock({ $0 }) else { throw StorageError.gone("the work ended without a result") }
        return try result.get()
    }
}
