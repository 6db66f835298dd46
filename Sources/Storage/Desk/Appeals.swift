import Booking
import CivilCalendar

extension SQLDesk {
    func appeal(_ request: AppealRequest, now: Instant) throws -> Result<Appeal, AppealRefusal> {
        guard let file = try lockedFile(.ofAccount(request.account, request.appointment), now: now) else {
            return .failure(.unknown)
        }
        let appointment = file.appointment
        guard appointment.status == .noShow else { return .failure(.notMissed(appointment.status)) }
        let open = try appeals("appointment = $2 AND state = 'open'", [appointment.id.sqlValue])
        if let open = open.first { return .failure(.alreadyOpen(open)) }
        let inForce = try hospitalWithSlots()
        let rules = inForce.rules(of: appointment)
        if let denial = rules.decideAppeal(missedAt: try changedAt(appointment.id), now: now).denials.first {
            return .failure(.tooLate(denial))
        }
        let appeal = Appeal(
            id: AppealID(ids.next(at: now)), appointment: appointment.id, patient: appointment.patient.id, at: now,
            statement: request.statement, state: .open,
            answerBy: rules.appealAnswerDay(from: inForce.catalogue.zone.moment(at: now).date))
        try sql.run(
            """
            INSERT INTO appeal (hospital, id, appointment, patient, account, at, statement_sealed, answer_by, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open')
            """, hospital, appeal.id, appeal.appointment, appeal.patient, request.account, now,
            try vault.seal(appeal.statement, place: "appeal/\(appeal.id)"), appeal.answerBy)
        try reseal(.appeal, appeal.id)
        try audit(
            "appeal", target: "appeal/\(appeal.id)", actor: VisitActor.account(request.account).description,
            reason: "appointment/\(appointment.id)", ruleVersion: appointment.ruleVersion, consent: request.consent,
            now: now)
        return .success(appeal)
    }

    func openAppeals() throws -> [Appeal] {
        try appeals("state = 'open'", [])
    }

    func settle(
        _ id: AppealID, accepted: Bool, by actor: VisitActor, reason: String, now: Instant
    ) throws -> Result<Appeal, AppealRefusal> {
        try sql.lock("appeal/\(id)")
        guard var appeal = try appeals("id = $2", [id.sqlValue]).first else { return .failure(.unknown) }
        guard appeal.state == .open else { return .failure(.settled(appeal.state)) }
        guard let file = try lockedFile(.id(appeal.appointment), now: now) else {
            throw StorageError.corrupt("appointment \(appeal.appointment) of an appeal is missing")
        }
        // Staff may have forgiven the visit by itself meanwhile.
        if accepted, file.appointment.status == .noShow {
            let cause = VisitCause(actor: actor.description, reason: reason, code: VisitRecord.excused)
            _ = try mustStep(file, by: .excuse, cause, now: now)
        }
        appeal.state = accepted ? .accepted : .refused
        try sql.run(
            "UPDATE appeal SET state = $3, settled_at = $4 WHERE hospital = $1 AND id = $2", hospital, id,
            appeal.state.rawValue, now)
        try reseal(.appeal, id)
        try audit(
            accepted ? "accept_appeal" : "refuse_appeal", target: "appeal/\(id)", actor: actor.description,
            reason: reason, ruleVersion: file.appointment.ruleVersion, consent: nil, now: now)
        return .success(appeal)
    }

    /// Visits of a patient with an appeal that waits for an answer.
    func openAppeals(of patient: PatientID) throws -> [AppointmentID] {
        try sql.run(
            """
            SELECT appointment FROM appeal WHERE hospital = $1 AND patient = $2 AND state = 'open' ORDER BY at, id
            """, hospital, patient
        ).map { try $0.id(0) }
    }

    private func changedAt(_ appointment: AppointmentID) throws -> Instant {
        try sql.run("SELECT changed_at FROM appointment WHERE hospital = $1 AND id = $2", hospital, appointment)[0]
            .instant(0)
    }

    private func appeals(_ condition: String, _ arguments: [SQLValue]) throws -> [Appeal] {
        try sql.run(
            SQLStatement(
                made: """
                    SELECT id, appointment, patient, at, statement_sealed, state, answer_by FROM appeal
                    WHERE hospital = $1 AND \(condition) ORDER BY at, id
                    """, arguments: [hospital.sqlValue] + arguments)
        ).map { row in
            let id: AppealID = try row.id(0)
            return Appeal(
                id: id, appointment: try row.id(1), patient: try row.id(2), at: try row.instant(3),
                statement: try vault.open(try row.bytes(4), place: "appeal/\(id)"), state: try row.word(5),
                answerBy: try row.optionalDay(6))
        }
    }
}
