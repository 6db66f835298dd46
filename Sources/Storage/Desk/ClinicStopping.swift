import Booking
import CivilCalendar

extension SQLDesk {
    func stopClinic(
        _ id: ClinicSessionID, offerHours: Int, order: StaffOrder, now: Instant
    ) throws -> Result<StopReport, ClinicRefusal> {
        guard order.isComplete else { return .failure(.namelessOrder) }
        guard offerHours >= 0 else { return .failure(.badNumber) }
        try sql.lock("clinic/\(id)")
        guard let clinic = try clinic(id, now: now) else { return .failure(.unknownSession) }
        if let running = try unfinishedStop(of: id), let report = try stopReport(running) { return .success(report) }
        let visits = try liveFiles(of: id, now: now).filter { $0.appointment.status.after(.stopClinic) != nil }
        // The schedule may have stopped it before: who had booked is dealt with all the same.
        guard clinic.state.after(.stop) != nil || (clinic.state == .stopped && !visits.isEmpty) else {
            return .failure(.wrongState(clinic.state))
        }
        try decide(.stopped, about: id)
        let steps = try plan(visits.map(\.appointment), of: clinic.session, isOffering: offerHours > 0, now: now).steps
        let plan = StopPlanID(ids.next(at: now))
        try sql.run(
            """
            INSERT INTO stop_plan (hospital, id, session, staff, reason, offer_hours, steps, made_at, done_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, hospital, plan, id, order.staff, order.reason, offerHours, steps.count, now,
            steps.isEmpty ? now : nil)
        let accounts = Dictionary(uniqueKeysWithValues: visits.map { ($0.appointment.id, $0.appointment.account) })
        for (index, step) in steps.enumerated() {
            try sql.run(
                """
                INSERT INTO stop_step (hospital, plan, position, appointment, account, refund_fen, offer, state)
                VALUES ($1, $2, $3, $4, $5, $6, $7, 'planned')
                """, hospital, plan, index + 1, step.appointment, accounts[step.appointment], step.refundFen,
                step.offer)
        }
        try reseal(.plan, plan)
        try reseal(.step, where: "plan = $2", [plan])
        try audit("stop_clinic", target: "session/\(id)", order: order, now: now)
        return .success(StopReport(plan: plan, session: id, planned: steps.count))
    }

    func changeClinic(
        _ id: ClinicSessionID, by event: ClinicSessionEvent, order: StaffOrder, now: Instant
    ) throws -> Result<ClinicSession, ClinicRefusal> {
        guard order.isComplete else { return .failure(.namelessOrder) }
        try sql.lock("clinic/\(id)")
        guard var clinic = try clinic(id, now: now) else { return .failure(.unknownSession) }
        // A stop has consequences that need a plan; the others are done by the clock or by the schedule.
        guard [.suspend, .resume, .restore].contains(event), let next = clinic.state.after(event) else {
            return .failure(.wrongState(clinic.state))
        }
        clinic.session.status = next == .suspended ? .suspended : .scheduled
        try decide(clinic.session.status, about: id)
        if event == .restore { try spareTheRest(of: id, now: now) }
        try audit("\(event.rawValue)_clinic", target: "session/\(id)", order: order, now: now)
        return .success(clinic.session)
    }

    func unfinishedStops() throws -> [StopPlanID] {
        try sql.run("SELECT id FROM stop_plan WHERE hospital = $1 AND done_at IS NULL ORDER BY made_at, id", hospital)
            .map { try $0.id(0) }
    }

    /// Finds other places for visits of a session as things stand.
    /// - Parameter promised: places that are free but planned for others.
    func plan(
        _ visits: [Appointment], of session: ClinicSession, isOffering: Bool, promised: [SlotID: Int] = [:],
        now: Instant
    ) throws -> StopPlan {
        let limits = StopPlanLimits(try hospitalWithSlots().rules(for: session, now: now))
        guard isOffering, !visits.isEmpty else { return StopPlan(visits: visits, openings: [], limits: limits) }
        let around = SlotQuery(
            departments: [session.department], from: session.date.adding(days: -limits.priorityDays),
            through: session.date.adding(days: limits.priorityDays))
        var openings = try storedSlots(around, now: now)
        for index in openings.indices { openings[index].booked += promised[openings[index].id] ?? 0 }
        return StopPlan(
            visits: visits, openings: openings,
            commitments: try commitments(besides: session.id, of: Set(visits.map(\.patient.id)), now: now),
            limits: limits)
    }

    /// Live visits of patients in other sessions.
    private func commitments(
        besides session: ClinicSessionID, of patients: Set<PatientID>, now: Instant
    ) throws -> [PatientID: [Appointment]] {
        var found: [PatientID: [Appointment]] = [:]
        for patient in patients.sorted() {
            found[patient] = try liveFiles(ofPatient: patient, now: now).map(\.appointment)
                .filter { $0.slot.session.id != session }
        }
        return found
    }

    /// Keeps what staff decided about a session; an import leaves it alone from now on.
    private func decide(_ status: ClinicSession.Status, about id: ClinicSessionID) throws {
        changes.noteSchedule()
        try sql.run(
            "UPDATE clinic_session SET status = $3, staff_status = $3 WHERE hospital = $1 AND id = $2", hospital, id,
            status.rawValue)
    }

    /// The visits that a stop has not reached take place.
    private func spareTheRest(of id: ClinicSessionID, now: Instant) throws {
        guard let plan = try unfinishedStop(of: id) else { return }
        try sql.lock("stop/\(plan)")
        try sql.run(
            "UPDATE stop_step SET state = 'spared' WHERE hospital = $1 AND plan = $2 AND state = 'planned'", hospital,
            plan)
        try sql.run("UPDATE stop_plan SET done_at = $3 WHERE hospital = $1 AND id = $2", hospital, plan, now)
        try reseal(.plan, plan)
        try reseal(.step, where: "plan = $2", [plan])
    }

    private func unfinishedStop(of session: ClinicSessionID) throws -> StopPlanID? {
        try sql.run(
            "SELECT id FROM stop_plan WHERE hospital = $1 AND session = $2 AND done_at IS NULL", hospital, session
        ).first.map { try $0.id(0) }
    }
}
