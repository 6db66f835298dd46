import Booking
import CivilCalendar

extension SQLDesk {
    /// What rules look at before a patient may book a slot.
    func facts(
        _ stock: SlotStock, patient: Patient, account: AccountID, moving: AppointmentID?, now: Instant
    ) throws -> BookingFacts {
        BookingFacts(
            slot: stock.slot, patient: patient, patientHistory: try patientHistory(patient.id),
            accountHistory: try accountHistory(account, since: now.adding(seconds: -Self.accountHistorySeconds)),
            moving: moving)
    }

    /// Rules look at what an account booked in this calendar month and cancelled in the last hours.
    private static let accountHistorySeconds = 32 * 86_400

    /// Everything a patient ever booked, whoever booked it.
    func patientHistory(_ patient: PatientID) throws -> [VisitRecord] {
        try sql.run(
            """
            SELECT a.id, a.patient, a.account, c.department, c.practitioner, c.day, c.half, a.status, a.booked_at,
                a.changed_at, a.reason
            FROM appointment a JOIN clinic_session c ON c.hospital = a.hospital AND c.id = a.session
            WHERE a.hospital = $1 AND a.patient = $2 ORDER BY a.starts_at, a.id
            """, hospital, patient
        ).map { try visit($0) }
    }

    /// What an account booked or changed since an instant.
    private func accountHistory(_ account: AccountID, since: Instant) throws -> [VisitRecord] {
        try sql.run(
            """
            SELECT a.id, a.patient, a.account, c.department, c.practitioner, c.day, c.half, a.status, a.booked_at,
                a.changed_at, a.reason
            FROM appointment a JOIN clinic_session c ON c.hospital = a.hospital AND c.id = a.session
            WHERE a.hospital = $1 AND a.account = $2 AND a.changed_at >= $3 ORDER BY a.starts_at, a.id
            """, hospital, account, since
        ).map { try visit($0) }
    }

    private func visit(_ row: SQLRow) throws -> VisitRecord {
        let reason = try row.text(10)
        return VisitRecord(
            appointment: try row.id(0), patient: try row.id(1), account: try row.id(2), department: try row.id(3),
            practitioner: try row.id(4), date: try row.day(5), half: try row.word(6), status: try row.word(7),
            bookedAt: try row.instant(8), changedAt: try row.instant(9), reason: reason.isEmpty ? nil : reason)
    }
}
