import CivilCalendar

extension InMemoryDesk {
    /// Reports a patient.
    public func checkIn(
        _ visit: VisitReference, by actor: VisitActor, consent: Consent?, now: Instant
    ) throws -> Result<CheckIn, CheckInRefusal> {
        guard let appointment = try appointment(visit, now: now) else {
            return .failure(CheckInRefusal(.unknownVisit))
        }
        let session = appointment.slot.session.id
        if let place = try queue(of: session, now: now).first(where: { $0.appointment.id == appointment.id }) {
            return .success(CheckIn(place: place, arrival: nil))
        }
        guard let arrived = appointment.status.after(.checkIn), let ready = arrived.after(.enqueue) else {
            return .failure(CheckInRefusal(.wrongState(appointment.status), appointment))
        }
        let times = times(of: session)
        let arrival: Arrival
        switch rules(of: appointment).decideCheckIn(appointment.slot, clinicEnds: times.endsAt, now: now) {
        case .success(let found): arrival = found
        case .failure(let objection): return .failure(CheckInRefusal(objection, appointment))
        }
        var letsPass = 0
        if case .late(_, goesLast: true) = arrival { letsPass = waiting(for: session).count }
        let number = tickets.keys.count { files[$0]?.appointment.slot.session.id == session } + 1
        tickets[appointment.id] = QueueTicket(
            appointment: appointment.id, number: number, start: catalogue.zone.instant(of: appointment.slot.start),
            arrivedAt: now, letsPass: letsPass)
        bring(appointment, to: ready, reason: nil, now: now)
        guard let place = try queue(of: session, now: now).first(where: { $0.appointment.id == appointment.id }) else {
            throw HistoryViolation("appointment \(appointment.id) reported and does not wait")
        }
        return .success(CheckIn(place: place, arrival: arrival))
    }

    /// Everybody who waits for a clinic, in the order in which they are called.
    public func queue(of session: ClinicSessionID, now: Instant) throws -> [QueuePlace] {
        let (pace, last) = pace(of: session)
        return try CallingOrder.sorted(waiting(for: session)).enumerated().compactMap { ahead, ticket in
            guard let appointment = files[ticket.appointment]?.appointment else { return nil }
            return QueuePlace(
                appointment: try fresh(appointment, now), ticket: ticket, ahead: ahead,
                waitMinutes: pace.minutesUntilCalled(ahead: ahead, now: now), lastCalled: last)
        }
    }

    /// Calls the next patient of a clinic in; `nil` when nobody waits.
    public func callNext(in session: ClinicSessionID, by actor: VisitActor, now: Instant) throws -> Appointment? {
        guard let next = CallingOrder.sorted(waiting(for: session)).first,
            let appointment = files[next.appointment]?.appointment, let called = appointment.status.after(.call)
        else { return nil }
        tickets[next.appointment]?.calledAt = now
        tickets[next.appointment]?.letsPass = 0
        // One more has passed those who let others pass.
        for (id, ticket) in tickets
        where id != next.appointment && ticket.letsPass > 0 && files[id]?.appointment.slot.session.id == session {
            tickets[id]?.letsPass -= 1
        }
        return try fresh(bring(appointment, to: called, reason: nil, now: now), now)
    }

    /// Takes a visit one step further.
    public func step(
        _ id: AppointmentID, by step: VisitStep, actor: VisitActor, reason: String, now: Instant
    ) throws -> Result<Appointment, VisitRefusal> {
        guard let appointment = files[id]?.appointment else { return .failure(.unknownVisit) }
        guard let next = appointment.status.after(step.event) else {
            return .failure(.wrongState(appointment.status))
        }
        let rules = rules(of: appointment)
        var code: String?
        switch step {
        case .completed: break
        case .left: code = VisitRecord.leftUnseen
        case .excused: code = VisitRecord.excused
        case .noShow:
            let due = rules.noShowInstant(clinicEnds: times(of: appointment.slot.session.id).endsAt)
            if now < due { return .failure(.notOver(until: due)) }
        case .missedCall:
            let missed = bring(appointment, to: next, reason: nil, now: now)
            let calls = (tickets[id]?.missedCalls ?? 0) + 1
            tickets[id]?.missedCalls = calls
            tickets[id]?.letsPass = rules.number(.missedCallPositions) ?? 0
            guard let most = rules.number(.missedCallMax), calls >= most, let left = next.after(.leave) else {
                return .success(try fresh(missed, now))
            }
            return .success(try fresh(bring(missed, to: left, reason: VisitRecord.missedCalls, now: now), now))
        }
        return .success(try fresh(bring(appointment, to: next, reason: code, now: now), now))
    }

    /// Marks booked visits as missed whose clinic and its grace are over.
    public func markNoShows(now: Instant) throws -> Int {
        let booked = files.values.map(\.appointment).filter { $0.status == .booked }
        let missed = booked.filter { visit in
            guard sessions[visit.slot.session.id]?.status != .stopped else { return false }
            return rules(of: visit).noShowInstant(clinicEnds: times(of: visit.slot.session.id).endsAt) <= now
        }
        for visit in missed { bring(visit, to: .noShow, reason: nil, now: now) }
        return missed.count
    }

    private func appointment(_ visit: VisitReference, now: Instant) throws -> Appointment? {
        let found =
            switch visit {
            case .code(let code): files.values.first { $0.appointment.visitCode == code.text }?.appointment
            case .id(let id): files[id]?.appointment
            case .ofAccount(let account, let id):
                files[id].flatMap { $0.appointment.account == account ? $0.appointment : nil }
            }
        return try found.map { try fresh($0, now) }
    }

    private func waiting(for session: ClinicSessionID) -> [QueueTicket] {
        tickets.values.filter {
            files[$0.appointment]?.appointment.status == .ready
                && files[$0.appointment]?.appointment.slot.session.id == session
        }.sorted { $0.number < $1.number }
    }

    private func pace(of session: ClinicSessionID) -> (ClinicPace, lastCalled: Int?) {
        let times = times(of: session)
        let called = tickets.values.compactMap { ticket -> (at: Instant, number: Int, visit: Appointment)? in
            guard let at = ticket.calledAt, let visit = files[ticket.appointment]?.appointment,
                visit.slot.session.id == session
            else { return nil }
            return (at, ticket.number, visit)
        }.sorted { ($0.at, $0.number) < ($1.at, $1.number) }
        let busy = called.last { $0.visit.status == .inConsultation }
        let pace = ClinicPace(
            startsAt: times.startsAt, plannedMinutes: times.minutesPerVisit, calls: called.map(\.at),
            busySince: busy?.at)
        return (pace, called.last?.number)
    }

    /// When a clinic session begins and ends, and the minutes planned for a visit.
    func times(of session: ClinicSessionID) -> (startsAt: Instant, endsAt: Instant, minutesPerVisit: Double) {
        let slots = stock.values.filter { $0.session == session && $0.capacity > 0 }
        let date = sessions[session]?.date ?? CivilDate(dayNumber: 0)
        func instant(_ minute: Int?) -> Instant {
            catalogue.zone.instant(of: CivilMoment(date: date, hour: 0, minute: minute ?? 0))
        }
        let minutes = slots.reduce(0) { $0 + $1.endMinute - $1.startMinute }
        return (
            instant(slots.map(\.startMinute).min()), instant(slots.map(\.endMinute).max()),
            Double(minutes) / Double(max(1, slots.reduce(0) { $0 + $1.capacity }))
        )
    }
}
