import CivilCalendar

extension InMemoryDesk {
    /// Books; consumes the holder's hold on the slot where there is one that is not over.
    public func book(_ request: BookRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        try once(.book(request.slot, request.patient), request.account, request.key, now) {
            guard let patient = links[request.account]?.first(where: { $0.patient == request.patient }).flatMap(patient)
            else { return .failure(.unknownPatient) }
            let version = ruleBook.inForce(on: catalogue.zone.moment(at: now).date).version
            return try place(request.slot, request.holder, patient, request.account, moving: nil, now).map { slot in
                let appointment = Appointment(
                    id: AppointmentID(nextID("appointment")), status: .booked, patient: patient,
                    account: request.account, slot: slot, serial: nextSerial(of: slot.session.id),
                    visitCode: freshVisitCode(), sequence: 0, ruleVersion: version, bookedAt: now)
                files[appointment.id] = File(appointment: appointment, changedAt: now)
                return appointment
            }
        }
    }

    /// Cancels; the place is free again at once.
    public func cancel(_ request: CancelRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        try once(.cancel(request.appointment, reason: request.reason), request.account, request.key, now) {
            changeable(request.appointment, request.account, now).flatMap { appointment in
                let rules = rules(of: appointment)
                if let denial = rules.decideCancel(appointment.slot, now: now).denials.first {
                    return .failure(.rule(denial))
                }
                return .success(bring(appointment, to: .cancelled, reason: request.reason, now: now))
            }
        }
    }

    /// Moves an appointment; it keeps its id and visit code and gets a new number in the new session.
    public func reschedule(_ request: RescheduleRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        try once(.reschedule(request.appointment, request.slot), request.account, request.key, now) {
            switch changeable(request.appointment, request.account, now) {
            case .failure(let refusal): return .failure(refusal)
            case .success(var appointment):
                let old = appointment.slot
                guard old.id != request.slot else { return .failure(.patientBusy(appointment.id)) }
                if let target = try slot(request.slot, now: now) {
                    let decision = rules(of: appointment).decideReschedule(
                        from: old, moves: appointment.sequence, to: BookingFacts(slot: target), now: now)
                    if let denial = decision.denials.first { return .failure(.rule(denial)) }
                }
                let placed = try place(
                    request.slot, request.holder, appointment.patient, request.account, moving: appointment.id, now)
                return placed.map { slot in
                    giveBack(old.id, now: now)
                    appointment.slot = slot
                    appointment.serial = nextSerial(of: slot.session.id)
                    appointment.sequence += 1
                    files[appointment.id] = File(appointment: appointment, changedAt: now)
                    return appointment
                }
            }
        }
    }

    /// Appointments of the account, by start.
    public func appointments(of account: AccountID, includingPast: Bool, now: Instant) throws -> [Appointment] {
        try files.values.map(\.appointment)
            .filter { $0.account == account && $0.status != .enteredInError }
            .filter { includingPast || ($0.status.isLive && catalogue.zone.instant(of: $0.slot.end) > now) }
            .sorted { ($0.slot.start, $0.id) < ($1.slot.start, $1.id) }
            .map { try fresh($0, now) }
    }

    /// Whether the appointment could be cancelled now.
    public func mayCancel(
        _ appointment: AppointmentID, account: AccountID, now: Instant
    ) throws -> Result<Void, BookingRefusal> {
        changeable(appointment, account, now).flatMap { appointment in
            let denial = rules(of: appointment).decideCancel(appointment.slot, now: now).denials.first
            return denial.map { .failure(.rule($0)) } ?? .success(())
        }
    }

    /// Takes a place for a patient, from the holder's own hold where there is one that is not over.
    private func place(
        _ id: SlotID, _ holder: Holder, _ patient: Patient, _ account: AccountID, moving: AppointmentID?, _ now: Instant
    ) throws -> Result<Slot, BookingRefusal> {
        guard let slot = try slot(id, now: now) else { return .failure(.slotUnavailable(.stopped)) }
        if let refusal = objection(to: slot, patient: patient, exceptFor: moving) { return .failure(refusal) }
        let facts = facts(slot, patient: patient, account: account, moving: moving)
        if let denial = rules(for: slot.session, now: now).decideBooking(facts, now: now).denials.first {
            return .failure(.rule(denial))
        }
        if let refusal = take(slot, holder, now: now) { return .failure(refusal) }
        return try self.slot(id, now: now).map { .success($0) } ?? .failure(.slotUnavailable(.stopped))
    }

    /// Takes a unit of a slot: the holder's own where the hold still lasts, otherwise a free one.
    func take(_ slot: Slot, _ holder: Holder, now: Instant) -> BookingRefusal? {
        let own = pendingHold(of: holder, on: slot.id)
        if let own, holds[own].hold.expiresAt > now {
            holds.remove(at: own)
        } else {
            expireHolds(on: slot.id, now: now)
            guard slot.free > 0, hasRoom(slot.id) else { return own == nil ? .slotTaken : .holdExpired }
        }
        stock[slot.id]?.booked += 1
        return nil
    }

    /// Returns a unit to its slot, and with it to whoever waits for it.
    func giveBack(_ slot: SlotID, now: Instant) {
        stock[slot]?.booked -= 1
        offerNext(slot, now: now)
    }

    /// Why this patient cannot have this slot, whatever is left of it and whatever the rules say.
    func objection(to slot: Slot, patient: Patient, exceptFor moving: AppointmentID?) -> BookingRefusal? {
        if let denial = catalogue.department(slot.session.department)?.refusal(of: patient, on: slot.session.date) {
            return .rule(denial)
        }
        let visits = liveVisits(of: patient.id).filter { $0.id != moving }
        if let clash = visits.first(where: { slot.clashes(with: $0.slot, travelMinutes: limits.travelMinutes) }) {
            return .patientBusy(clash.id)
        }
        return slot.refusal == .slotTaken ? nil : slot.refusal
    }

    /// Visits of a patient that are still to come or going on, by start.
    func liveVisits(of patient: PatientID) -> [Appointment] {
        files.values.map(\.appointment).filter { $0.patient.id == patient && $0.status.isLive }
            .sorted { ($0.slot.start, $0.id) < ($1.slot.start, $1.id) }
    }

    /// What rules look at before a patient may book a slot.
    func facts(_ slot: Slot, patient: Patient, account: AccountID, moving: AppointmentID?) -> BookingFacts {
        BookingFacts(
            slot: slot, patient: patient, patientHistory: history { $0.patient.id == patient.id },
            accountHistory: history { $0.account == account }, moving: moving)
    }

    /// An appointment of the account that has not begun and was not ended.
    func changeable(
        _ id: AppointmentID, _ account: AccountID, _ now: Instant
    ) -> Result<Appointment, BookingRefusal> {
        guard let appointment = files[id]?.appointment, appointment.account == account else {
            return .failure(.unknownAppointment)
        }
        guard appointment.status.after(.cancel) != nil else { return .failure(.wrongState(appointment.status)) }
        guard now < catalogue.zone.instant(of: appointment.slot.start) else {
            return .failure(.slotUnavailable(.past))
        }
        return .success(appointment)
    }

    /// Brings an appointment to a state; a place that it needs no more goes back.
    /// - Parameter reason: why, as a code; `nil` leaves what is known.
    @discardableResult
    func bring(
        _ appointment: Appointment, to status: Appointment.Status, reason: String?, now: Instant
    ) -> Appointment {
        let keptPlace = appointment.status.occupiesPlace
        var appointment = appointment
        appointment.status = status
        files[appointment.id] = File(
            appointment: appointment, changedAt: now, reason: reason ?? files[appointment.id]?.reason)
        if keptPlace, !status.occupiesPlace { giveBack(appointment.slot.id, now: now) }
        return appointment
    }

    /// The rules under which an appointment was made.
    func rules(of appointment: Appointment) -> Rules {
        let version = ruleBook.version(appointment.ruleVersion) ?? ruleBook.versions[0]
        return rules(for: appointment.slot.session, under: version)
    }

    func history(_ belongs: (Appointment) -> Bool) -> [VisitRecord] {
        files.values.filter { belongs($0.appointment) }
            .map { VisitRecord($0.appointment, changedAt: $0.changedAt, reason: $0.reason) }
    }

    /// The same key with the same request gives the recorded answer and has no second effect. Only what changed
    /// something is recorded: a refusal changed nothing, so the request is judged anew.
    private func once(
        _ request: KeyedRequest, _ account: AccountID, _ key: String, _ now: Instant,
        _ body: () throws -> Result<Appointment, BookingRefusal>
    ) throws -> Result<Appointment, BookingRefusal> {
        let key = Key(account: account, key: key)
        if let known = answers[key] {
            return known.request == request ? .success(try fresh(known.answer, now)) : .failure(.keyReused)
        }
        let answer = try body()
        guard case .success(let appointment) = answer else { return answer }
        answers[key] = (request, appointment)
        return .success(try fresh(appointment, now))
    }

    /// The appointment with its slot as it is now.
    func fresh(_ appointment: Appointment, _ now: Instant) throws -> Appointment {
        var appointment = appointment
        if let slot = try slot(appointment.slot.id, now: now) { appointment.slot = slot }
        return appointment
    }

    func freshVisitCode() -> String {
        while true {
            let code = VisitCode(using: &chance).text
            if !files.values.contains(where: { $0.appointment.visitCode == code }) { return code }
        }
    }
}
