import Booking
import CivilCalendar

extension SQLDesk {
    /// The kind of the event that a visit keeps when another doctor will see it.
    static let substituted = "substitute"

    func substitute(
        _ practitioner: PractitionerCode, in id: ClinicSessionID, order: StaffOrder, now: Instant
    ) throws -> Result<SubstitutionReport, ClinicRefusal> {
        guard order.isComplete else { return .failure(.namelessOrder) }
        try sql.lock("clinic/\(id)")
        guard var clinic = try clinic(id, now: now) else { return .failure(.unknownSession) }
        guard [.scheduled, .released, .suspended].contains(clinic.state) else {
            return .failure(.wrongState(clinic.state))
        }
        guard let doctor = try hospitalWithSlots().catalogue.practitioner(practitioner) else {
            return .failure(.unknownPractitioner)
        }
        guard doctor.departments.contains(clinic.session.department) else {
            return .failure(.notOfDepartment(clinic.session.department))
        }
        if let other = try session(of: practitioner, at: clinic.session) { return .failure(.practitionerBusy(other)) }
        let planned = clinic.session.insteadOf ?? clinic.session.practitioner
        clinic.session.practitioner = practitioner
        // Whoever was to be there from the beginning is no stand-in.
        clinic.session.insteadOf = practitioner == planned ? nil : planned
        changes.noteSchedule()
        try sql.run(
            """
            UPDATE clinic_session SET practitioner = $3, instead_of = $4, staff_doctor = 1
            WHERE hospital = $1 AND id = $2
            """, hospital, id, practitioner, clinic.session.insteadOf)
        try audit("substitute", target: "session/\(id)", order: order, now: now)
        let visits = try liveFiles(of: id, now: now)
        for visit in visits { try tell(visit, order: order, now: now) }
        return .success(SubstitutionReport(session: clinic.session, told: visits.count))
    }

    /// Whether staff put another doctor in the place of the one an appointment was made with.
    func isSubstituted(_ appointment: Appointment) throws -> Bool {
        guard appointment.slot.session.insteadOf != nil else { return false }
        return try !sql.run(
            """
            SELECT 1 FROM appointment_event WHERE hospital = $1 AND appointment = $2 AND kind = $3 AND session = $4
            """, hospital, appointment.id, Self.substituted, appointment.slot.session.id
        ).isEmpty
    }

    /// Another clinic of the doctor at the same time; the session itself where the doctor has it already.
    private func session(of practitioner: PractitionerCode, at session: ClinicSession) throws -> ClinicSessionID? {
        try sql.run(
            """
            SELECT id FROM clinic_session
            WHERE hospital = $1 AND practitioner = $2 AND day = $3 AND half = $4 AND withdrawn = 0
                AND status <> 'stopped'
            ORDER BY id LIMIT 1
            """, hospital, practitioner, session.date, session.half.rawValue
        ).first.map { try $0.id(0) }
    }

    /// Notes in a visit that another doctor will see it, and writes to its patient.
    private func tell(_ visit: AppointmentFile, order: StaffOrder, now: Instant) throws {
        let id = visit.appointment.id
        try sql.lock("appointment/\(id)")
        try sql.run("UPDATE appointment SET events = events + 1 WHERE hospital = $1 AND id = $2", hospital, id)
        guard let file = try file(id, now: now) else {
            throw StorageError.corrupt("appointment \(id) cannot be read back")
        }
        let event = HistoryEntry(
            kind: Self.substituted, from: file.appointment.status, actor: order.actor, reason: "substitution",
            takesSerial: false, consent: nil)
        try keep(event, of: file, now: now)
        try post(.substitution, about: file, now: now)
    }
}
