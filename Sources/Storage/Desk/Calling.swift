import Booking
import CivilCalendar

extension SQLDesk {
    func callNext(in session: ClinicSessionID, by actor: VisitActor, now: Instant) throws -> Appointment? {
        try sql.lock("queue/\(session)")
        guard let next = CallingOrder.sorted(try waiting(for: session)).first,
            let file = try lockedFile(.id(next.appointment), now: now)
        else { return nil }
        let called = try mustStep(file, by: .call, VisitCause(actor: actor.description, reason: "called"), now: now)
        try sql.run(
            "UPDATE queue_ticket SET called_at = $3, lets_pass = 0 WHERE hospital = $1 AND appointment = $2", hospital,
            next.appointment, now)
        try reseal(.ticket, next.appointment)
        // One more has passed those who let others pass.
        let passed = try sql.run(
            """
            UPDATE queue_ticket SET lets_pass = lets_pass - 1
            WHERE hospital = $1 AND session = $2 AND lets_pass > 0 AND appointment <> $3 RETURNING appointment
            """, hospital, session, next.appointment)
        for row in passed { try reseal(.ticket, try row.text(0)) }
        return called.appointment
    }

    func step(
        _ appointment: AppointmentID, by step: VisitStep, actor: VisitActor, reason: String, now: Instant
    ) throws -> Result<Appointment, VisitRefusal> {
        guard let file = try lockedFile(.id(appointment), now: now) else { return .failure(.unknownVisit) }
        var cause = VisitCause(actor: actor.description, reason: reason)
        switch step {
        case .missedCall: return try missCall(file, cause, now: now).map(\.appointment)
        case .completed: break
        case .left: cause.code = VisitRecord.leftUnseen
        case .excused: cause.code = VisitRecord.excused
        case .noShow:
            let due = try noShowInstant(of: file)
            if file.appointment.status == .booked, now < due { return .failure(.notOver(until: due)) }
        }
        return try self.step(file, by: step.event, cause, now: now).map(\.appointment)
    }

    /// Puts a patient who did not come when called some places later, or ends the visit after too many calls.
    private func missCall(
        _ file: AppointmentFile, _ cause: VisitCause, now: Instant
    ) throws -> Result<AppointmentFile, VisitRefusal> {
        let missed: AppointmentFile
        switch try step(file, by: .missCall, cause, now: now) {
        case .success(let file): missed = file
        case .failure(let refusal): return .failure(refusal)
        }
        let rules = try hospitalWithSlots().rules(of: file.appointment)
        let rows = try sql.run(
            """
            UPDATE queue_ticket SET missed_calls = missed_calls + 1, lets_pass = $3
            WHERE hospital = $1 AND appointment = $2 RETURNING missed_calls
            """, hospital, file.appointment.id, rules.number(.missedCallPositions) ?? 0)
        guard let calls = try rows.first?.integer(0) else {
            throw StorageError.corrupt("appointment \(file.appointment.id) was called without a number")
        }
        try reseal(.ticket, file.appointment.id)
        guard let most = rules.number(.missedCallMax), calls >= most else { return .success(missed) }
        var end = cause
        end.reason = VisitRecord.missedCalls
        end.code = VisitRecord.missedCalls
        return .success(try mustStep(missed, by: .leave, end, now: now))
    }
}
