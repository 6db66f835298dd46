import Booking
import CivilCalendar
import FrontDesk

/// Why a world's people could not be put into a store.
public enum WorldError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The one-time code for the phone could not be sent or was not accepted.
    case phone(String)
    /// The patient could not be registered.
    case patient(String, BookingRefusal)
    /// There is no slot of the doctor at that time.
    case noSlot(PractitionerCode, CivilMoment)
    /// The slot could not be booked.
    case visit(PractitionerCode, CivilMoment, BookingRefusal)

    /// A sentence.
    public var description: String {
        switch self {
        case .phone(let phone): "the phone \(phone) could not be proven"
        case .patient(let name, let refusal): "\(name) could not be registered: \(refusal)"
        case .noSlot(let doctor, let moment): "\(doctor) has no slot at \(moment)"
        case .visit(let doctor, let moment, let refusal): "\(doctor) at \(moment) could not be booked: \(refusal)"
        }
    }
}

extension World {
    /// Puts the world's people, their patients and appointments into a store that has the world's plan.
    ///
    /// Goes the way real people go, through codes and bookings, so that every rule of the store holds. Visits of earlier
    /// days are booked the day before, and nobody came to them.
    public func populate(_ store: some DeskTransaction, now: Instant) throws {
        for (number, person) in people.enumerated() {
            let conversation = "world-\(number)"
            let account = try account(person.phone, conversation: conversation, store: store, now: now)
            var patients: [Patient] = []
            for patient in person.patients {
                switch try store.register(patient, account: account.id, now: now) {
                case .success(let registered): patients.append(registered)
                case .failure(let refusal): throw WorldError.patient(patient.name, refusal)
                }
            }
            for (index, visit) in person.visits.enumerated() {
                let isOver = visit.start.date < clock.date
                let dayBefore = hospital.catalogue.zone.instant(of: visit.start.adding(seconds: -86_400))
                try book(
                    visit, key: "\(conversation)-\(index)", patient: patients[visit.patient].id, account: account.id,
                    store: store, now: isOver ? dayBefore : now)
            }
        }
        for day in Set(people.flatMap { $0.visits.map(\.start.date) }).filter({ $0 < clock.date }).sorted() {
            let evening = hospital.catalogue.zone.instant(of: CivilMoment(date: day.adding(days: 1)))
            _ = try store.markNoShows(limit: 10_000, by: .desk, reason: "clinic_over", now: evening)
        }
    }

    private func account(
        _ phone: String, conversation: String, store: some DeskTransaction, now: Instant
    ) throws -> Account {
        let request = CodeRequest(phone: phone, conversation: conversation, language: "zh")
        guard case .sent = try store.issueCode(request, now: now),
            let code = try store.outbox(after: nil, limit: 10_000).last(where: { $0.to == phone }).flatMap({
                OneTimeCode.inside($0.body)
            }),
            case .proven(let account) = try store.checkCode(code, request: request, now: now)
        else { throw WorldError.phone(phone) }
        return account
    }

    private func book(
        _ visit: Visit, key: String, patient: PatientID, account: AccountID, store: some DeskTransaction, now: Instant
    ) throws {
        let query = SlotQuery(
            practitioners: [visit.practitioner], from: visit.start.date, through: visit.start.date)
        guard let slot = try store.slots(query, now: now).first(where: { $0.start == visit.start }) else {
            throw WorldError.noSlot(visit.practitioner, visit.start)
        }
        let request = BookRequest(
            key: key, slot: slot.id, patient: patient, account: account, holder: Holder(conversation: key),
            consent: Consent(conversation: key, turn: 1, channel: "repl"))
        if case .failure(let refusal) = try store.book(request, now: now) {
            throw WorldError.visit(visit.practitioner, visit.start, refusal)
        }
    }
}

/// The code in a text message.
enum OneTimeCode {
    /// The first run of exactly six digits.
    static func inside(_ text: String) -> String? {
        text.split { !("0"..."9").contains($0) }.first { $0.utf8.count == 6 }.map(String.init)
    }
}
