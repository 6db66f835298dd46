import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Synchronization

/// A store as a booking core of its own: each call is a transaction, and the thread that calls waits for its commit.
///
/// For simulations and measurements, which step through a history on a thread of their own; never on a thread of tasks.
final class BlockingDesk: WholeDesk {
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

    func join(_ request: WaitRequest, now: Instant) throws -> Result<WaitlistEntry, WaitlistRefusal> {
        try write { try $0.join(request, now: now) }
    }

    func leave(_ request: WaitlistAnswer, now: Instant) throws -> Result<WaitlistEntry, WaitlistRefusal> {
        try write { try $0.leave(request, now: now) }
    }

    func accept(_ request: WaitlistAnswer, now: Instant) throws -> Result<Appointment, WaitlistRefusal> {
        try write { try $0.accept(request, now: now) }
    }

    func waitlist(of account: AccountID, now: Instant) throws -> [WaitlistEntry] {
        try read { try $0.waitlist(of: account, now: now) }
    }

    func checkIn(
        _ visit: VisitReference, by actor: VisitActor, consent: Consent?, now: Instant
    ) throws -> Result<CheckIn, CheckInRefusal> {
        try write { try $0.checkIn(visit, by: actor, consent: consent, now: now) }
    }

    func queue(of session: ClinicSessionID, now: Instant) throws -> [QueuePlace] {
        try read { try $0.queue(of: session, now: now) }
    }

    func callNext(in session: ClinicSessionID, by actor: VisitActor, now: Instant) throws -> Appointment? {
        try write { try $0.callNext(in: session, by: actor, now: now) }
    }

    func step(
        _ appointment: AppointmentID, by step: VisitStep, actor: VisitActor, reason: String, now: Instant
    ) throws -> Result<Appointment, VisitRefusal> {
        try write { try $0.step(appointment, by: step, actor: actor, reason: reason, now: now) }
    }

    func markNoShows(now: Instant) throws -> Int {
        try blocking { [store] in try await store.markNoShows(now: now) }
    }

    func stopClinic(
        _ session: ClinicSessionID, offerHours: Int, order: StaffOrder, now: Instant
    ) throws -> Result<StopReport, ClinicRefusal> {
        try write { try $0.stopClinic(session, offerHours: offerHours, order: order, now: now) }
    }

    func carryOnOldestStop(limit: Int, now: Instant) throws -> StopReport? {
        try write { desk in
            guard let oldest = try desk.unfinishedStops().first else { return nil }
            return try desk.carryOn(stop: oldest, limit: limit, now: now)
        }
    }

    func changeClinic(
        _ session: ClinicSessionID, by event: ClinicSessionEvent, order: StaffOrder, now: Instant
    ) throws -> Result<ClinicSession, ClinicRefusal> {
        try write { try $0.changeClinic(session, by: event, order: order, now: now) }
    }

    func addCapacity(
        _ places: Int, to slot: SlotID, order: StaffOrder, now: Instant
    ) throws -> Result<Slot, ClinicRefusal> {
        try write { try $0.addCapacity(places, to: slot, order: order, now: now) }
    }

    func stopOffers(of account: AccountID, now: Instant) throws -> [StopOffer] {
        try read { try $0.stopOffers(of: account, now: now) }
    }

    func acceptStopOffer(
        _ offer: StopOfferID, account: AccountID, consent: Consent, now: Instant
    ) throws -> Result<Appointment, BookingRefusal> {
        try write { try $0.acceptStopOffer(offer, account: account, consent: consent, now: now) }
    }

    func declineStopOffer(_ offer: StopOfferID, account: AccountID, now: Instant) throws {
        try write { try $0.declineStopOffer(offer, account: account, now: now) }
    }

    func sweep(now: Instant) throws {
        _ = try blocking { [store] in try await store.sweep(now: now) }
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
