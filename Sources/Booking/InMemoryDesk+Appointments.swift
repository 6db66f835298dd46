import CivilCalendar

extension InMemoryDesk {
    /// Books; consumes the holder's hold on the slot where there is one that is not over.
    public func book(_ request: BookRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        try once(.book(request), key: request.key) {
            guard let patient = people[request.account]?.first(where: { $0.id == request.patient }) else {
                return .failure(.unknownPatient)
            }
            return try place(request.slot, holder: request.holder, patient: patient, moving: nil, now: now).map {
                slot in
                let appointment = Appointment(
                    id: AppointmentID(nextID("appointment")), status: .booked, patient: patient,
                    account: request.account, slot: slot, serial: nextSerial(of: slot.session.id),
                    visitCode: freshVisitCode(), sequence: 0, ruleVersion: "1", bookedAt: now)
                records[appointment.id] = appointment
                return fresh(appointment, now: now)
            }
        }
    }

    /// Cancels; the place is free again at once.
    public func cancel(_ request: CancelRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        try once(.cancel(request), key: request.key) {
            changeable(request.appointment, account: request.account, now: now).map { appointment in
                records[appointment.id]?.status = .cancelled
                return records[appointment.id].map { fresh($0, now: now) } ?? appointment
            }
        }
    }

    /// Moves an appointment; it keeps its id and visit code and gets a new number in the new session.
    public func reschedule(_ request: RescheduleRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        try once(.reschedule(request), key: request.key) {
            switch changeable(request.appointment, account: request.account, now: now) {
            case .failure(let refusal): return .failure(refusal)
            case .success(var appointment):
                guard appointment.slot.id != request.slot else { return .failure(.patientBusy(appointment.id)) }
                return try place(
                    request.slot, holder: request.holder, patient: appointment.patient, moving: appointment.id, now: now
                ).map { slot in
                    appointment.slot = slot
                    appointment.serial = nextSerial(of: slot.session.id)
                    appointment.sequence += 1
                    records[appointment.id] = appointment
                    return fresh(appointment, now: now)
                }
            }
        }
    }

    /// Appointments of the account, by start.
    public func appointments(of account: AccountID, includingPast: Bool, now: Instant) throws -> [Appointment] {
        records.values
            .filter { $0.account == account && $0.status != .enteredInError }
            .filter { includingPast || ($0.status.isLive && catalogue.zone.instant(of: $0.slot.end) > now) }
            .sorted { ($0.slot.start, $0.id) < ($1.slot.start, $1.id) }
            .map { fresh($0, now: now) }
    }

    /// Whether the appointment could be cancelled or moved now.
    public func mayCancel(
        _ appointment: AppointmentID, account: AccountID, now: Instant
    ) throws -> Result<Void, BookingRefusal> {
        changeable(appointment, account: account, now: now).map { _ in }
    }

    /// Takes a place for a patient, from the holder's own hold where there is one that is not over.
    private func place(
        _ id: SlotID, holder: Holder, patient: Patient, moving: AppointmentID?, now: Instant
    ) throws -> Result<Slot, BookingRefusal> {
        holds.removeAll { $0.hold.expiresAt <= now }
        guard let slot = try slot(id, now: now) else { return .failure(.slotUnavailable(.stopped)) }
        let own = holds.firstIndex { $0.hold.slot == id && $0.holder.conversation == holder.conversation }
        if let refusal = slot.refusal, !(refusal == .slotTaken && own != nil) { return .failure(refusal) }
        if let denial = catalogue.department(slot.session.department)?.refusal(of: patient, on: slot.session.date) {
            return .failure(.rule(denial))
        }
        let visits = records.values.filter { $0.patient.id == patient.id && $0.status.isLive && $0.id != moving }
            .sorted { $0.id < $1.id }
        if let clash = visits.first(where: { slot.clashes(with: $0.slot, travelMinutes: limits.travelMinutes) }) {
            return .failure(.patientBusy(clash.id))
        }
        if let own { holds.remove(at: own) }
        return .success(slot)
    }

    /// An appointment of the account that can still be cancelled or moved.
    private func changeable(
        _ id: AppointmentID, account: AccountID, now: Instant
    ) -> Result<Appointment, BookingRefusal> {
        guard let appointment = records[id], appointment.account == account else {
            return .failure(.unknownAppointment)
        }
        guard appointment.status == .booked else { return .failure(.wrongState(appointment.status)) }
        let start = catalogue.zone.instant(of: appointment.slot.start)
        guard now < start else {
            return .failure(
                .rule(
                    RuleDenial(
                        parameter: "cancelDeadline", value: appointment.slot.start.description,
                        observed: catalogue.zone.moment(at: now).description)))
        }
        return .success(appointment)
    }

    /// The same key with the same request gives the recorded answer and has no second effect.
    private func once(
        _ request: KeyedRequest, key: String, _ body: () throws -> Result<Appointment, BookingRefusal>
    ) throws -> Result<Appointment, BookingRefusal> {
        if let known = answers[key] { return known.request == request ? known.answer : .failure(.keyReused) }
        let answer = try body()
        answers[key] = (request, answer)
        return answer
    }

    /// The appointment with its slot as it is now.
    private func fresh(_ appointment: Appointment, now: Instant) -> Appointment {
        var appointment = appointment
        if let slot = try? slot(appointment.slot.id, now: now) { appointment.slot = slot }
        return appointment
    }

    private func freshVisitCode() -> String {
        while true {
            let code = VisitCode(using: &chance).text
            if !records.values.contains(where: { $0.visitCode == code }) { return code }
        }
    }
}
