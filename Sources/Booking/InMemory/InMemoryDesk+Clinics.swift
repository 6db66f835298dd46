import CivilCalendar

/// A stopped clinic as the in-memory desk keeps it.
struct StopFile {
    /// A visit and what becomes of it.
    struct Step {
        enum State { case planned, told, spared, accepted, declined }

        var plan: StopPlan.Step
        var account: AccountID
        var state = State.planned
        var until: Instant?
        var booked: AppointmentID?
    }

    var id: StopPlanID
    var session: ClinicSessionID
    var offerHours: Int
    var steps: [Step]
    var isDone: Bool

    /// Who keeps the place of a step.
    func holder(of index: Int) -> Holder { Holder(conversation: "stop/\(id)/\(index + 1)") }

    func offerID(of index: Int) -> StopOfferID { StopOfferID("\(id)/\(index + 1)") }

    var report: StopReport {
        var report = StopReport(plan: id, session: session, planned: steps.count)
        for step in steps {
            switch step.state {
            case .planned: break
            case .spared: report.spared += 1
            case .told, .accepted, .declined:
                report.told += 1
                report.offered += step.plan.offer == nil ? 0 : 1
                report.refundFen += step.plan.refundFen
            }
        }
        return report
    }
}

extension InMemoryDesk: WholeDesk {
    /// Stops a clinic session; nobody is told yet.
    public func stopClinic(
        _ id: ClinicSessionID, offerHours: Int, order: StaffOrder, now: Instant
    ) throws -> Result<StopReport, ClinicRefusal> {
        guard order.isComplete else { return .failure(.namelessOrder) }
        guard offerHours >= 0 else { return .failure(.badNumber) }
        guard let state = state(of: id, now: now), let session = sessions[id] else { return .failure(.unknownSession) }
        if let running = stops.first(where: { $0.session == id && !$0.isDone }) { return .success(running.report) }
        let visits = files.values.map(\.appointment).filter {
            $0.slot.session.id == id && $0.status.after(.stopClinic) != nil
        }
        guard state.after(.stop) != nil || (state == .stopped && !visits.isEmpty) else {
            return .failure(.wrongState(state))
        }
        setStatus(.stopped, of: id)
        let plan = try plan(visits, of: session, isOffering: offerHours > 0, promised: [:], now: now)
        let steps = plan.steps.map { step in
            StopFile.Step(plan: step, account: files[step.appointment]?.appointment.account ?? AccountID("?"))
        }
        let stop = StopFile(
            id: StopPlanID(nextID("stop")), session: id, offerHours: offerHours, steps: steps, isDone: steps.isEmpty)
        stops.append(stop)
        return .success(stop.report)
    }

    /// Carries out the next steps of the oldest stop that is not done.
    public func carryOnOldestStop(limit: Int, now: Instant) throws -> StopReport? {
        guard let index = stops.firstIndex(where: { !$0.isDone }) else { return nil }
        let planned = stops[index].steps.indices.filter { stops[index].steps[$0].state == .planned }
        for step in planned.prefix(limit) { try carryOut(step, of: index, now: now) }
        if stops[index].report.isFinished { stops[index].isDone = true }
        return stops[index].report
    }

    /// Suspends, resumes or restores a clinic session.
    public func changeClinic(
        _ id: ClinicSessionID, by event: ClinicSessionEvent, order: StaffOrder, now: Instant
    ) throws -> Result<ClinicSession, ClinicRefusal> {
        guard order.isComplete else { return .failure(.namelessOrder) }
        guard let state = state(of: id, now: now), var session = sessions[id] else { return .failure(.unknownSession) }
        guard [.suspend, .resume, .restore].contains(event), let next = state.after(event) else {
            return .failure(.wrongState(state))
        }
        session.status = next == .suspended ? .suspended : .scheduled
        sessions[id] = session
        if event == .restore, let running = stops.firstIndex(where: { $0.session == id && !$0.isDone }) {
            for step in stops[running].steps.indices where stops[running].steps[step].state == .planned {
                stops[running].steps[step].state = .spared
            }
            stops[running].isDone = true
        }
        return .success(session)
    }

    /// Adds places to a slot.
    public func addCapacity(
        _ places: Int, to slot: SlotID, order: StaffOrder, now: Instant
    ) throws -> Result<Slot, ClinicRefusal> {
        guard order.isComplete else { return .failure(.namelessOrder) }
        guard (1...100).contains(places) else { return .failure(.badNumber) }
        guard let found = try self.slot(slot, now: now) else { return .failure(.unknownSlot) }
        let state = state(of: found.session.id, now: now)
        guard state != .stopped, now < catalogue.zone.instant(of: found.end) else {
            return .failure(.wrongState(state == .stopped ? .stopped : .finished))
        }
        stock[slot]?.capacity += places
        return try self.slot(slot, now: now).map { .success($0) } ?? .failure(.unknownSlot)
    }

    /// Offers of an account that were neither taken nor declined and whose lost visit is still to come.
    public func stopOffers(of account: AccountID, now: Instant) throws -> [StopOffer] {
        var offers: [StopOffer] = []
        for stop in stops {
            for (index, step) in stop.steps.enumerated() where step.account == account && step.state == .told {
                guard let visit = files[step.plan.appointment]?.appointment,
                    catalogue.zone.instant(of: visit.slot.start) > now
                else { continue }
                var offer = StopOffer(
                    id: stop.offerID(of: index), account: account, visit: try fresh(visit, now), slot: nil, until: nil,
                    refundFen: step.plan.refundFen)
                if let until = step.until, until > now, let id = step.plan.offer, let slot = try slot(id, now: now),
                    slot.session.status != .stopped
                {
                    offer.slot = slot
                    offer.until = until
                }
                offers.append(offer)
            }
        }
        return offers.sorted { ($0.visit.slot.start, $0.id) < ($1.visit.slot.start, $1.id) }
    }

    /// Books the place of an offer with the rights of the lost visit.
    public func acceptStopOffer(
        _ offer: StopOfferID, account: AccountID, consent: Consent, now: Instant
    ) throws -> Result<Appointment, BookingRefusal> {
        guard let (stop, index) = told(offer, account), let lost = files[stops[stop].steps[index].plan.appointment]
        else { return .failure(.unknownAppointment) }
        let step = stops[stop].steps[index]
        if let booked = step.booked.flatMap({ files[$0]?.appointment }) { return .success(try fresh(booked, now)) }
        guard step.state == .told, let id = step.plan.offer, let slot = try slot(id, now: now) else {
            return .failure(.unknownAppointment)
        }
        guard now < catalogue.zone.instant(of: slot.start) else { return .failure(.slotUnavailable(.past)) }
        guard slot.session.status != .stopped else { return .failure(.slotUnavailable(.stopped)) }
        switch objection(to: slot, patient: lost.appointment.patient, exceptFor: nil) {
        case nil, .slotUnavailable?: break
        case let refusal?: return .failure(refusal)
        }
        if let refusal = take(slot, stops[stop].holder(of: index), now: now) { return .failure(refusal) }
        let appointment = Appointment(
            id: AppointmentID(nextID("appointment")), status: .booked, patient: lost.appointment.patient,
            account: account, slot: slot, serial: nextSerial(of: slot.session.id), visitCode: freshVisitCode(),
            sequence: 0, ruleVersion: lost.appointment.ruleVersion, bookedAt: now)
        files[appointment.id] = File(appointment: appointment, changedAt: now)
        stops[stop].steps[index].state = .accepted
        stops[stop].steps[index].booked = appointment.id
        return .success(try fresh(appointment, now))
    }

    /// Gives the place of an offer back.
    public func declineStopOffer(_ offer: StopOfferID, account: AccountID, now: Instant) throws {
        guard let (stop, index) = told(offer, account), stops[stop].steps[index].state == .told else { return }
        if let slot = stops[stop].steps[index].plan.offer,
            let kept = pendingHold(of: stops[stop].holder(of: index), on: slot)
        {
            end(holds[kept], now: now)
        }
        stops[stop].steps[index].state = .declined
    }

    /// Cancels one visit and keeps another place for its patient.
    private func carryOut(_ index: Int, of stop: Int, now: Instant) throws {
        let step = stops[stop].steps[index]
        guard let visit = files[step.plan.appointment]?.appointment,
            visit.slot.session.id == stops[stop].session, let cancelled = visit.status.after(.stopClinic)
        else {
            stops[stop].steps[index].state = .spared
            return
        }
        bring(visit, to: cancelled, reason: VisitRecord.clinicStopped, now: now)
        var candidate = step.plan.offer
        var kept: (slot: SlotID, until: Instant)?
        while let id = candidate, kept == nil {
            if let slot = try slot(id, now: now) {
                let until = min(
                    now.adding(seconds: stops[stop].offerHours * 3600), catalogue.zone.instant(of: slot.start))
                if case .success = try hold(id, holder: stops[stop].holder(of: index), until: until, now: now) {
                    kept = (id, until)
                }
            }
            guard kept == nil else { break }
            var promised: [SlotID: Int] = [:]
            for later in stops[stop].steps[(index + 1)...] where later.state == .planned {
                if let offer = later.plan.offer { promised[offer, default: 0] += 1 }
            }
            let next = try plan([visit], of: visit.slot.session, isOffering: true, promised: promised, now: now)
                .steps.first?.offer
            candidate = next == id ? nil : next
        }
        stops[stop].steps[index].state = .told
        stops[stop].steps[index].plan.offer = kept?.slot
        stops[stop].steps[index].until = kept?.until
    }

    private func plan(
        _ visits: [Appointment], of session: ClinicSession, isOffering: Bool, promised: [SlotID: Int], now: Instant
    ) throws -> StopPlan {
        let limits = StopPlanLimits(rules(for: session, now: now))
        guard isOffering, !visits.isEmpty else { return StopPlan(visits: visits, openings: [], limits: limits) }
        var openings = try slots(
            SlotQuery(
                departments: [session.department], from: session.date.adding(days: -limits.priorityDays),
                through: session.date.adding(days: limits.priorityDays)), now: now)
        for index in openings.indices { openings[index].booked += promised[openings[index].id] ?? 0 }
        let patients = Set(visits.map(\.patient.id))
        let elsewhere = patients.map { patient in
            (patient, liveVisits(of: patient).filter { $0.slot.session.id != session.id })
        }
        return StopPlan(
            visits: visits, openings: openings, commitments: Dictionary(uniqueKeysWithValues: elsewhere),
            limits: limits)
    }

    private func state(of id: ClinicSessionID, now: Instant) -> ClinicSessionState? {
        sessions[id].map { session in
            session.state(
                release: rules(for: session, now: now).releaseInstant(of: session), end: times(of: id).endsAt, now: now)
        }
    }

    /// A step whose patient was told.
    private func told(_ offer: StopOfferID, _ account: AccountID) -> (stop: Int, step: Int)? {
        for (number, stop) in stops.enumerated() {
            for (index, step) in stop.steps.enumerated()
            where stop.offerID(of: index) == offer && step.account == account {
                return step.state == .planned || step.state == .spared ? nil : (number, index)
            }
        }
        return nil
    }
}
