import ArgumentParser
import Booking
import CivilCalendar
import Foundation
import FrontDesk
import HospitalFiles
import Storage

/// A fresh database with clients who can book: each has a phone, a patient and a slot of their own, and all share one.
struct BookingsStage: Sendable {
    /// Somebody who books and cancels.
    struct Client: Sendable {
        let number: Int
        let account: AccountID
        let patient: PatientID
        let own: SlotID
        let shared: SlotID

        /// Books a slot and gives it back: two changes, each with its audit, its message and its idempotency key.
        func book(_ slot: SlotID, round: Int, on desk: any BookingDesk, now: Instant) throws -> AppointmentID {
            let request = BookRequest(
                key: "bench/\(number)/\(round)/book", slot: slot, patient: patient, account: account,
                holder: Holder(conversation: "bench-\(number)"), consent: consent)
            return try desk.book(request, now: now).get().id
        }

        func cancel(_ appointment: AppointmentID, round: Int, on desk: any BookingDesk, now: Instant) throws {
            let request = CancelRequest(
                key: "bench/\(number)/\(round)/cancel", appointment: appointment, account: account, reason: "patient",
                consent: consent)
            _ = try desk.cancel(request, now: now).get()
        }

        private var consent: Consent { Consent(conversation: "bench-\(number)", turn: 1, channel: "http") }
    }

    let store: SQLDeskStore
    let recorder: StatementRecorder
    let options: StoreOptions
    let clients: [Client]
    private let folder: URL

    /// Makes the database.
    /// - Parameter database: an empty one; without it a temporary SQLite file.
    static func make(database: String?, clients count: Int) async throws -> BookingsStage {
        let folder = FileManager.default.temporaryDirectory.appending(path: "frontdesk-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var options = StoreOptions(database: database ?? folder.appending(path: "bench.sqlite").path)
        options.key = folder.appending(path: "bench.key").path
        let catalogue = try HospitalFiles(directory: Home.find().demoHospital).catalogue
        let key = try await options.sealingKey()
        let recorder = StatementRecorder(try options.openDatabase())
        let store = try await SQLDeskStore(
            database: recorder,
            configuration: StoreConfiguration(hospital: catalogue.hospital.code, sealingKey: key.bytes))
        guard try await store.catalogue() == nil else {
            throw ValidationError("\(options.shown): a benchmark needs an empty database.")
        }
        let now = WallClock.instant()
        let day = catalogue.zone.moment(at: now).date.adding(days: 2)
        let sessions = sessions(in: catalogue, on: day, own: count, releasedAt: now.adding(seconds: -60))
        _ = try await store.importPlan(
            HospitalPlan(catalogue: catalogue, sessions: sessions), rules: RuleBook(), now: now)
        let slots = try await store.read { try $0.slots(SlotQuery(from: day, through: day), now: now) }
        let own = slots.filter { $0.capacity == 1 }.map(\.id)
        guard own.count == count, let shared = slots.first(where: { $0.capacity > 1 })?.id else {
            throw ValidationError("The demo hospital has fewer than \(count + 1) doctors for adults.")
        }
        let people = try await store.write { desk in
            try (0..<count).map { number in
                let (account, patient) = try register(number, on: desk, now: now)
                return Client(number: number, account: account, patient: patient, own: own[number], shared: shared)
            }
        }
        return BookingsStage(store: store, recorder: recorder, options: options, clients: people, folder: folder)
    }

    /// Removes what was made beside the database.
    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    private static func sessions(
        in catalogue: Catalogue, on day: CivilDate, own count: Int, releasedAt release: Instant
    ) -> [PlannedSession] {
        let doctors = catalogue.practitioners.compactMap { doctor -> (Practitioner, Department)? in
            let fit = doctor.departments.compactMap { catalogue.department($0) }.first { department in
                !department.isGroup && department.minAge == nil && department.maxAge == nil && department.sex == nil
            }
            return fit.map { (doctor, $0) }
        }
        return doctors.prefix(count + 1).enumerated().map { number, found in
            let (doctor, department) = found
            let isShared = number == count
            let session = ClinicSession(
                id: ClinicSessionID("bench-\(number)"), practitioner: doctor.code, department: department.code,
                campus: catalogue.campuses[0].code, room: LocalizedText(zh: "1 诊室", en: "Room 1"), date: day,
                half: isShared ? .afternoon : .morning, feeFen: doctor.feeFen, releaseAt: release)
            let start = isShared ? 14 * 60 : 8 * 60
            return PlannedSession(
                session: session,
                segments: [.init(startMinute: start, endMinute: start + 30, capacity: isShared ? count : 1)])
        }
    }

    private struct CodeTrouble: Error {}

    private static func register(
        _ number: Int, on desk: any DeskTransaction, now: Instant
    ) throws -> (AccountID, PatientID) {
        let phone = "138" + String(format: "%08d", number)
        let request = CodeRequest(phone: phone, conversation: "bench-\(number)", language: "zh")
        _ = try desk.issueCode(request, now: now)
        let message = try desk.outbox(after: nil, limit: 10_000).last { $0.to == phone }
        let numbers: [Substring] = message?.body.split { !$0.isNumber } ?? []
        let code = String(numbers.first { $0.count == 6 } ?? "")
        guard case .proven(let account) = try desk.checkCode(code, request: request, now: now) else {
            throw CodeTrouble()
        }
        let newcomer = NewPatient(
            name: "王小明", relation: .me, birthDate: CivilDate(year: 1980, month: 3, day: 5), sex: .male)
        return (account.id, try desk.register(newcomer, account: account.id, now: now).get().id)
    }
}
