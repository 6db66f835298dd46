import Booking
import CivilCalendar

extension SQLDesk {
    func checkIn(
        _ visit: VisitReference, by actor: VisitActor, consent: Consent?, now: Instant
    ) throws -> Result<CheckIn, CheckInRefusal> {
        guard let file = try lockedFile(visit, now: now) else { return .failure(CheckInRefusal(.unknownVisit)) }
        let appointment = file.appointment
        let session = appointment.slot.session.id
        if let place = try queuePlace(of: file, now: now) { return .success(CheckIn(place: place, arrival: nil)) }
        guard appointment.status.after(.checkIn) != nil else {
            return .failure(CheckInRefusal(.wrongState(appointment.status), appointment))
        }
        let decision = try hospitalWithSlots().rules(of: appointment).decideCheckIn(
            appointment.slot, clinicEnds: times(of: session).endsAt, now: now)
        let arrival: Arrival
        switch decision {
        case .success(let found): arrival = found
        case .failure(let objection): return .failure(CheckInRefusal(objection, appointment))
        }
        var letsPass = 0
        var reason = "punctual"
        if case .late(_, let goesLast) = arrival {
            letsPass = goesLast ? try waiting(for: session).count : 0
            reason = goesLast ? "late_goes_last" : "late"
        }
        let cause = VisitCause(actor: actor.description, reason: reason, consent: consent)
        let arrived = try mustStep(file, by: .checkIn, cause, now: now)
        try sql.run(
            """
            INSERT INTO queue_ticket (hospital, appointment, session, number, arrived_at, lets_pass, missed_calls)
            VALUES ($1, $2, $3,
                (SELECT coalesce(max(q.number), 0) + 1 FROM queue_ticket q WHERE q.hospital = $1 AND q.session = $3),
                $4, $5, 0)
            """, hospital, appointment.id, session, now, letsPass)
        try reseal(.ticket, appointment.id)
        let ready = try mustStep(arrived, by: .enqueue, cause, now: now)
        guard let place = try queuePlace(of: ready, now: now) else {
            throw StorageError.corrupt("appointment \(appointment.id) reported and does not wait")
        }
        return .success(CheckIn(place: place, arrival: arrival))
    }

    func queuePlace(of visit: VisitReference, now: Instant) throws -> QueuePlace? {
        try file(visit, now: now).flatMap { try queuePlace(of: $0, now: now) }
    }

    func queuePlaces(of account: AccountID, now: Instant) throws -> [QueuePlace] {
        try files("a.hospital = $1 AND a.account = $2 AND a.status = 'ready'", [account.sqlValue], now: now)
            .compactMap { try queuePlace(of: $0, now: now) }
    }

    func queue(of session: ClinicSessionID, now: Instant) throws -> [QueuePlace] {
        let files = try files("a.hospital = $1 AND a.session = $2 AND a.status = 'ready'", [session.sqlValue], now: now)
        guard !files.isEmpty else { return [] }
        let (pace, last) = try pace(of: session)
        let order = CallingOrder.sorted(try waiting(for: session))
        return order.enumerated().compactMap { ahead, ticket in
            files.first { $0.appointment.id == ticket.appointment }.map { file in
                QueuePlace(
                    appointment: file.appointment, ticket: ticket, ahead: ahead,
                    waitMinutes: pace.minutesUntilCalled(ahead: ahead, now: now), lastCalled: last)
            }
        }
    }

    private func queuePlace(of file: AppointmentFile, now: Instant) throws -> QueuePlace? {
        guard file.appointment.status == .ready else { return nil }
        let session = file.appointment.slot.session.id
        let order = CallingOrder.sorted(try waiting(for: session))
        guard let ahead = order.firstIndex(where: { $0.appointment == file.appointment.id }) else {
            throw StorageError.corrupt("appointment \(file.appointment.id) waits without a number")
        }
        let (pace, last) = try pace(of: session)
        return QueuePlace(
            appointment: file.appointment, ticket: order[ahead], ahead: ahead,
            waitMinutes: pace.minutesUntilCalled(ahead: ahead, now: now), lastCalled: last)
    }

    /// The tickets of those who wait for a clinic, by number.
    func waiting(for session: ClinicSessionID) throws -> [QueueTicket] {
        try sql.run(
            """
            SELECT q.appointment, q.number, a.starts_at, q.arrived_at, q.lets_pass, q.missed_calls, q.called_at
            FROM queue_ticket q JOIN appointment a ON a.hospital = q.hospital AND a.id = q.appointment
            WHERE q.hospital = $1 AND q.session = $2 AND a.status = 'ready' ORDER BY q.number
            """, hospital, session
        ).map { try ticket($0) }
    }

    private func ticket(_ row: SQLRow) throws -> QueueTicket {
        QueueTicket(
            appointment: try row.id(0), number: try row.integer(1), start: try row.instant(2),
            arrivedAt: try row.instant(3), letsPass: try row.integer(4), missedCalls: try row.integer(5),
            calledAt: try row.optionalInteger(6).map { Instant(milliseconds: Int64($0)) })
    }

    /// How fast a clinic goes, and the number called last.
    private func pace(of session: ClinicSessionID) throws -> (ClinicPace, lastCalled: Int?) {
        let times = try times(of: session)
        let called = try sql.run(
            """
            SELECT q.number, q.called_at, a.status FROM queue_ticket q
            JOIN appointment a ON a.hospital = q.hospital AND a.id = q.appointment
            WHERE q.hospital = $1 AND q.session = $2 AND q.called_at IS NOT NULL ORDER BY q.called_at, q.number
            """, hospital, session)
        let busy = try called.last { try $0.text(2) == Appointment.Status.inConsultation.rawValue }
        return (
            ClinicPace(
                startsAt: times.startsAt, plannedMinutes: times.minutesPerVisit,
                calls: try called.map { try $0.instant(1) }, busySince: try busy?.instant(1)),
            try called.last?.integer(0)
        )
    }
}
