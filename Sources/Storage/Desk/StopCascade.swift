import Booking
import CivilCalendar

/// A stop as its steps need it.
private struct KeptStop {
    var id: StopPlanID
    var session: ClinicSessionID
    var order: StaffOrder
    var offerHours: Int
}

/// A step that was planned.
private struct PlannedStep {
    var position: Int
    var appointment: AppointmentID
    var offer: SlotID?
}

extension SQLDesk {
    func carryOn(stop id: StopPlanID, limit: Int, now: Instant) throws -> StopReport? {
        try sql.lock("stop/\(id)")
        guard let stop = try keptStop(id) else { return nil }
        let rows = try sql.run(
            """
            SELECT position, appointment, offer FROM stop_step
            WHERE hospital = $1 AND plan = $2 AND state = 'planned' ORDER BY position LIMIT $3
            """, hospital, id, limit)
        for row in rows {
            let step = PlannedStep(
                position: try row.integer(0), appointment: try row.id(1),
                offer: try row.optionalText(2).map { SlotID($0) })
            try carryOut(step, of: stop, now: now)
        }
        let report = try stopReport(id)
        if report?.isFinished == true {
            try sql.run(
                "UPDATE stop_plan SET done_at = $3 WHERE hospital = $1 AND id = $2 AND done_at IS NULL", hospital, id,
                now)
            try reseal(.plan, id)
        }
        return report
    }

    /// How a stop stands.
    func stopReport(_ id: StopPlanID) throws -> StopReport? {
        guard let stop = try keptStop(id) else { return nil }
        var report = StopReport(plan: id, session: stop.session)
        let rows = try sql.run(
            """
            SELECT state, count(*), count(offer), CAST(sum(refund_fen) AS BIGINT) FROM stop_step
            WHERE hospital = $1 AND plan = $2 GROUP BY state ORDER BY state
            """, hospital, id)
        for row in rows {
            let (state, count) = (try row.text(0), try row.integer(1))
            report.planned += count
            switch state {
            case "planned": break
            case "spared": report.spared += count
            default:
                report.told += count
                report.offered += try row.integer(2)
                report.refundFen += try row.integer(3)
            }
        }
        return report
    }

    private func keptStop(_ id: StopPlanID) throws -> KeptStop? {
        try sql.run(
            "SELECT session, staff, reason, offer_hours FROM stop_plan WHERE hospital = $1 AND id = $2", hospital, id
        ).first.map { row in
            KeptStop(
                id: id, session: try row.id(0),
                order: StaffOrder(staff: try row.text(1), reason: try row.text(2)), offerHours: try row.integer(3))
        }
    }

    /// Cancels one visit, keeps another place for its patient and writes to them; all of it or nothing.
    private func carryOut(_ step: PlannedStep, of stop: KeptStop, now: Instant) throws {
        try sql.lock("appointment/\(step.appointment)")
        guard let visit = try file(step.appointment, now: now),
            visit.appointment.slot.session.id == stop.session,
            let cancelled = visit.appointment.status.after(.stopClinic)
        else {
            // The patient was quicker: cancelled, moved, or is with the doctor already.
            try sql.run(
                "UPDATE stop_step SET state = 'spared' WHERE hospital = $1 AND plan = $2 AND position = $3", hospital,
                stop.id, step.position)
            try reseal(.step, stop.id, step.position)
            return
        }
        try sql.run(
            """
            UPDATE appointment SET status = $3, events = events + 1, changed_at = $4, reason = $5
            WHERE hospital = $1 AND id = $2
            """, hospital, step.appointment, cancelled.rawValue, now, VisitRecord.clinicStopped)
        try giveBack(visit, cause: .cancelled, actor: stop.order.actor, now: now)
        guard let file = try file(step.appointment, now: now) else {
            throw StorageError.corrupt("appointment \(step.appointment) cannot be read back")
        }
        let event = HistoryEntry(
            kind: AppointmentEvent.stopClinic.rawValue, from: visit.appointment.status, actor: stop.order.actor,
            reason: VisitRecord.clinicStopped, takesSerial: false, consent: nil)
        try keep(event, of: file, now: now)
        let place = try keepPlace(for: visit, step, of: stop, now: now)
        try sql.run(
            """
            UPDATE stop_step SET state = 'told', offer = $4, offered_until = $5, told_at = $6
            WHERE hospital = $1 AND plan = $2 AND position = $3
            """, hospital, stop.id, step.position, place?.slot.id, place?.until, now)
        try reseal(.step, stop.id, step.position)
        var notice = file.notice(.stopped)
        notice.offer = try place.flatMap { try offer($0.slot, until: $0.until) }
        try post(notice, number: file.events, now: now)
    }

    /// Keeps the planned place, or where somebody took it meanwhile the next best that is planned for nobody else.
    private func keepPlace(
        for visit: AppointmentFile, _ step: PlannedStep, of stop: KeptStop, now: Instant
    ) throws -> (slot: Slot, until: Instant)? {
        var candidate = step.offer
        while let slot = candidate {
            if let stock = try stock(slot, now: now) {
                let until = min(now.adding(seconds: stop.offerHours * 3600), stock.startsAt)
                let holder = Self.holder(ofStep: step.position, plan: stop.id)
                if case .success = try hold(slot, holder: holder, until: until, now: now) {
                    return (stock.slot, until)
                }
            }
            // Each round finds a place that is free in this transaction, so the next hold succeeds or nothing is left.
            let next = try plan(
                [visit.appointment], of: visit.appointment.slot.session, isOffering: true,
                promised: try promised(after: step.position, of: stop.id), now: now
            ).steps.first?.offer
            candidate = next == slot ? nil : next
        }
        return nil
    }

    /// A kept place as a message tells it.
    private func offer(_ slot: Slot, until: Instant) throws -> AppointmentNotice.Offer? {
        let catalogue = try hospitalWithSlots().catalogue
        guard let doctor = catalogue.practitioner(slot.session.practitioner),
            let campus = catalogue.campus(slot.session.campus)
        else { return nil }
        return AppointmentNotice.Offer(
            slot: slot, until: catalogue.zone.moment(at: until), practitioner: doctor.name, campus: campus.name)
    }

    /// Places that later steps of a stop are planned to keep.
    private func promised(after position: Int, of plan: StopPlanID) throws -> [SlotID: Int] {
        let rows = try sql.run(
            """
            SELECT offer, count(*) FROM stop_step
            WHERE hospital = $1 AND plan = $2 AND position > $3 AND state = 'planned' AND offer IS NOT NULL
            GROUP BY offer ORDER BY offer
            """, hospital, plan, position)
        return try rows.reduce(into: [:]) { $0[try $1.id(0)] = try $1.integer(1) }
    }

    /// Who keeps the place of a step.
    static func holder(ofStep position: Int, plan: StopPlanID) -> Holder {
        Holder(conversation: "stop/\(plan)/\(position)")
    }
}
