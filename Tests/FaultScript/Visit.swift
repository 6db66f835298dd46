import Booking
import CivilCalendar

/// A visit's story in four steps with a key each, for programs that break off in the middle and those who go on.
public struct Visit: Sendable {
    /// What happens, in order.
    public enum Step: String, CaseIterable, Sendable {
        case book, move, cancel
        /// Books the first slot again.
        case again
    }

    /// 2026-11-20 09:00 in Shanghai.
    public static let now = Instant(milliseconds: 1_795_136_400_000)

    private let account: AccountID
    private let patient: PatientID
    private let from: SlotID
    private let to: SlotID

    /// Makes a story.
    public init(account: AccountID, patient: PatientID, from: SlotID, to: SlotID) {
        self.account = account
        self.patient = patient
        self.from = from
        self.to = to
    }

    /// Makes a step; the same step again has no further effect and the same answer.
    public func make(_ step: Step, on desk: any BookingDesk) throws -> Result<Appointment, BookingRefusal> {
        let holder = Holder(conversation: "fault")
        let consent = Consent(conversation: "fault", turn: 1, channel: "http")
        switch step {
        case .book, .again:
            let until = Self.now.adding(seconds: 60)
            if case .failure(let refusal) = try desk.hold(from, holder: holder, until: until, now: Self.now) {
                return .failure(refusal)
            }
            return try desk.book(
                BookRequest(
                    key: step.rawValue, slot: from, patient: patient, account: account, holder: holder,
                    consent: consent), now: Self.now)
        case .move:
            guard let id = try firstVisit(on: desk) else { return .failure(.unknownAppointment) }
            return try desk.reschedule(
                RescheduleRequest(
                    key: step.rawValue, appointment: id, slot: to, account: account, holder: holder, consent: consent),
                now: Self.now)
        case .cancel:
            guard let id = try firstVisit(on: desk) else { return .failure(.unknownAppointment) }
            return try desk.cancel(
                CancelRequest(
                    key: step.rawValue, appointment: id, account: account, reason: "ill", consent: consent),
                now: Self.now)
        }
    }

    /// The first visit that was booked.
    private func firstVisit(on desk: any BookingDesk) throws -> AppointmentID? {
        try desk.appointments(of: account, includingPast: true, now: Self.now).map(\.id).min()
    }
}
