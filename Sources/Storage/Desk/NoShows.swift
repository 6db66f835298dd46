import Booking
import CivilCalendar

extension SQLDesk {
    func markNoShows(
        limit: Int, by actor: VisitActor, reason: String, now: Instant
    ) throws -> [AppointmentID] {
        let sessions = try sql.run(
            """
            SELECT DISTINCT a.session FROM appointment a
            JOIN clinic_session c ON c.hospital = a.hospital AND c.id = a.session
            WHERE a.hospital = $1 AND a.status = 'booked' AND a.ends_at <= $2 AND c.status <> 'stopped'
            ORDER BY a.session
            """, hospital, now)
        var marked: [AppointmentID] = []
        for row in sessions {
            let session: ClinicSessionID = try row.id(0)
            let endsAt = try times(of: session).endsAt
            guard endsAt <= now else { continue }
            let booked = try sql.run(
                "SELECT id FROM appointment WHERE hospital = $1 AND session = $2 AND status = 'booked' ORDER BY id",
                hospital, session)
            for row in booked {
                guard marked.count < limit else { return marked }
                let id: AppointmentID = try row.id(0)
                guard let file = try lockedFile(.id(id), now: now), file.appointment.status == .booked,
                    try hospitalWithSlots().rules(of: file.appointment).noShowInstant(clinicEnds: endsAt) <= now
                else { continue }
                let cause = VisitCause(actor: actor.description, reason: reason)
                marked.append(try mustStep(file, by: .miss, cause, now: now).appointment.id)
            }
        }
        return marked
    }

    /// The first instant at which a visit that nobody reported for is missed.
    func noShowInstant(of file: AppointmentFile) throws -> Instant {
        try hospitalWithSlots().rules(of: file.appointment)
            .noShowInstant(clinicEnds: times(of: file.appointment.slot.session.id).endsAt)
    }

    func standings(of account: AccountID, now: Instant) throws -> [PatientStanding] {
        let rules = try hospitalWithSlots().generalRules(now: now)
        return try patients(of: account).map { patient in
            PatientStanding(
                patient, history: try patientHistory(patient.id), appealed: try openAppeals(of: patient.id),
                rules: rules, now: now)
        }
    }

    func liftRestriction(
        of patient: PatientID, by actor: VisitActor, reason: String, now: Instant
    ) throws -> [AppointmentID] {
        try sql.lock("patient/\(patient)")
        let rules = try hospitalWithSlots().generalRules(now: now)
        var lifted: [AppointmentID] = []
        // Each round takes back every strike of one restriction; missed and cancelled visits may each have led to one.
        while let restriction = rules.restriction(try patientHistory(patient), now: now) {
            for strike in restriction.strikes {
                guard let file = try lockedFile(.id(strike), now: now) else {
                    throw StorageError.corrupt("appointment \(strike) of a restriction is missing")
                }
                let cause = VisitCause(actor: actor.description, reason: reason, code: VisitRecord.excused)
                lifted.append(try mustStep(file, by: .excuse, cause, now: now).appointment.id)
            }
        }
        if !lifted.isEmpty {
            try audit(
                "lift_restriction", target: "patient/\(patient)", actor: actor.description, reason: reason,
                ruleVersion: rules.version, consent: nil, now: now)
        }
        return lifted
    }
}
