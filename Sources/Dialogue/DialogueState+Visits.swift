import Booking
import CivilCalendar
import Understanding

extension DialogueState {
    /// Proves the phone, finds the appointment, asks whether it may be cancelled, reads it back.
    mutating func advanceCancel(_ turn: inout Turn) {
        guard let task = frames.indices.last, let account else { return pushIdentify(&turn) }
        guard let target = frames[task].target else {
            pending = .target
            return turn.effects.append(.listAppointments(of: account.id, includingPast: false))
        }
        if question == .confirm { return readBack(&turn) }
        turn.effects.append(.checkCancellable(target.id, account: account.id))
    }

    /// As for cancelling, then a new time is searched as for booking.
    mutating func advanceReschedule(_ turn: inout Turn) {
        guard let task = frames.indices.last, let account else { return pushIdentify(&turn) }
        guard let target = frames[task].target else {
            pending = .target
            return turn.effects.append(.listAppointments(of: account.id, includingPast: false))
        }
        guard frames[task].isCancellable else {
            return turn.effects.append(.checkCancellable(target.id, account: account.id))
        }
        if let purpose = frames[task].waitsFor { return advanceWaiting(for: purpose, task, &turn) }
        if asksNeed(task, &turn) { return }
        guard frames[task].chosen != nil else {
            return frames[task].offers.isEmpty ? search(&turn) : sayOffers(&turn)
        }
        readBack(&turn)
    }

    /// Reads out the visitor's appointments.
    mutating func advanceAppointments(_ turn: inout Turn) {
        guard let account else { return pushIdentify(&turn) }
        pending = .readOut
        turn.effects.append(.listAppointments(of: account.id, includingPast: false))
    }

    /// Takes a list of appointments, for what it was asked for.
    mutating func listed(_ appointments: [Appointment], _ turn: inout Turn) {
        let purpose = pending
        pending = nil
        switch purpose {
        case .readOut: readOut(appointments, &turn)
        case .lastDoctor: takeLastDoctor(appointments, &turn)
        case .today: aimAtToday(appointments, &turn)
        case .codes: readCodes(appointments, &turn)
        case .missed: aimAtMissed(appointments, &turn)
        default: aim(among: appointments, &turn)
        }
    }

    private mutating func readOut(_ appointments: [Appointment], _ turn: inout Turn) {
        let visits = appointments.prefix(5).map(BookedVisit.init)
        if visits.isEmpty {
            say("appointments.none", &turn)
        } else {
            lastVisit = visits.count == 1 ? visits[0] : lastVisit
            let lines = zip(visits, appointments).enumerated().map { number, pair in
                var arguments = visitArguments(pair.0)
                arguments["n"] = .number(number + 1)
                arguments["code"] = .digits(pair.1.visitCode)
                return Reply(visits.count == 1 ? "appointments.line" : "appointments.line.numbered", arguments)
            }
            say(
                "appointments.list", ["count": .number(appointments.count), "appointments": .lines(lines)], &turn)
        }
        finish(&turn)
    }

    /// Finds the appointment that is meant: the described one, the only one, or asks.
    private mutating func aim(among appointments: [Appointment], _ turn: inout Turn) {
        guard let task = taskIndex else { return }
        let visits = appointments.map(BookedVisit.init)
        guard !visits.isEmpty else {
            say(frames[task].form == .cancel ? "cancel.none" : "reschedule.none", &turn)
            return finish(&turn)
        }
        let described = frames[task].described(among: visits)
        if described.count == 1 {
            frames[task].target = described[0]
            return advance(&turn)
        }
        frames[task].visits = Array(described.prefix(5))
        askChoice(
            .appointment,
            frames[task].visits.prefix(turn.context.isForTheEar ? 3 : 5).map {
                OpenQuestion.Option(
                    value: .appointment($0.id), label: Reply("option.appointment", visitArguments($0)))
            }, key: "choose.appointment.\(frames[task].form.rawValue)", &turn)
    }

    /// Whether the appointment may be cancelled or moved.
    mutating func cancellable(_ refusal: BookingRefusal?, _ turn: inout Turn) {
        guard let task = taskIndex else { return }
        guard let refusal else {
            frames[task].isCancellable = true
            if frames[task].form == .cancel { return readBack(&turn) }
            frames[task].takeWishFromTarget(turn: self.turn)
            return advance(&turn)
        }
        explain(refusal, &turn)
        finish(&turn)
    }

    private mutating func explain(_ refusal: BookingRefusal, _ turn: inout Turn) {
        switch refusal {
        case .rule(let denial): say(reply(to: denial, turn), &turn)
        case .wrongState(let status): say("refused.state.\(status.rawValue)", &turn)
        case .unknownAppointment: say("cancel.none", &turn)
        default: say("refused.other", ["phone": .digits(turn.catalogue.hospital.phone)], &turn)
        }
    }

    /// What became of a cancellation.
    mutating func cancelled(_ result: Result<Appointment, BookingRefusal>, _ turn: inout Turn) {
        switch result {
        case .success(let appointment):
            committed = appointment
            if lastVisit?.id == appointment.id { lastVisit = nil }
            say("done.cancelled", visitArguments(BookedVisit(appointment)), &turn)
        case .failure(let refusal): explain(refusal, &turn)
        }
        finish(&turn)
    }

    /// What became of moving an appointment; on refusal the old one stands.
    mutating func rescheduled(_ result: Result<Appointment, BookingRefusal>, _ turn: inout Turn) {
        switch result {
        case .success(let appointment):
            settle(appointment, &turn)
            say(receipt("done.rescheduled", appointment, turn), &turn)
            finish(&turn)
        case .failure(.wrongState(let status)):
            explain(.wrongState(status), &turn)
            finish(&turn)
        case .failure(let refusal): recover(from: refusal, &turn)
        }
    }

    /// Keeps what describes the appointment that is meant apart from what is wished instead.
    mutating func aimAtVisit(_ heard: inout Heard) {
        guard let task = taskIndex else { return }
        let descriptions = heard.takeDescriptions(keepsLast: frames[task].form == .reschedule)
        if let first = descriptions.first { frames[task].fields[.appointment] = first }
        let saysWhich =
            !descriptions.isEmpty || !heard.unclear.isEmpty
            || [.department, .doctor, .campus, .patient].contains { heard.values[$0] != nil }
        if !saysWhich, let lastVisit { frames[task].target = lastVisit }
    }

    /// Uses what was said to find the appointment that is meant.
    mutating func narrowVisits(_ heard: Heard, _ task: Int) {
        guard frames[task].target == nil, frames[task].form == .cancel else { return }

        for field in [Field.department, .doctor, .campus, .patient] {
            if let record = heard.values[field] { frames[task].fields[field] = record }
        }
        if let time = heard.times.first { frames[task].fields[.appointment] = time }
    }

    /// Books again with the doctor seen last.
    private mutating func takeLastDoctor(_ appointments: [Appointment], _ turn: inout Turn) {
        guard let task = taskIndex else { return }
        frames[task].wantsLastDoctor = false
        guard let last = appointments.max(by: { $0.slot.start < $1.slot.start }) else {
            say("notice.no_last_doctor", &turn)
            return advance(&turn)
        }
        frames[task].fields[.doctor] = FieldRecord(
            .doctors(Choice(anyOf: [last.slot.session.practitioner])), turn: self.turn, certainty: .assumed)
        say("notice.last_doctor", ["doctor": .doctor(last.slot.session.practitioner)], &turn)
        advance(&turn)
    }
}

extension Frame {
    /// The appointments that fit what was said of the one meant; all when nothing fits.
    func described(among visits: [BookedVisit]) -> [BookedVisit] {
        var fitting = visits
        func keep(_ condition: (BookedVisit) -> Bool) {
            let kept = fitting.filter(condition)
            if !kept.isEmpty { fitting = kept }
        }
        if case .when(let wish, _)? = fields[.appointment]?.value {
            keep { wish.admits($0.start) }
        }
        if !doctors.anyOf.isEmpty { keep { doctors.anyOf.contains($0.practitioner) } }
        if !departments.anyOf.isEmpty { keep { departments.anyOf.contains($0.department) } }
        return fitting
    }

    /// A moved visit stays with its doctor and department unless others are wished.
    mutating func takeWishFromTarget(turn: Int) {
        guard let target else { return }
        // "把周三的改一下": a time at which the visit already is says which visit, not where to.
        if case .when(let wish, _)? = fields[.when]?.value, !wish.anyOf.isEmpty, wish.admits(target.start) {
            fields[.when] = nil
        }
        if fields[.doctor] == nil, fields[.department] == nil || departments.anyOf == [target.department] {
            fields[.doctor] = FieldRecord(
                .doctors(Choice(anyOf: [target.practitioner])), turn: turn, certainty: .assumed)
        }
        if fields[.department] == nil {
            fields[.department] = FieldRecord(
                .departments(Choice(anyOf: [target.department])), turn: turn, certainty: .assumed)
        }
    }
}

extension BookedVisit {
    /// When it starts, on the hospital's wall clock.
    var start: CivilMoment { CivilMoment(date: date, second: startMinute * 60) }

    /// Whether what was said describes this visit.
    func isDescribed(by heard: Heard, _ catalogue: Catalogue) -> Bool {
        var isSaid = false
        if case .doctors(let choice)? = heard.values[.doctor]?.value {
            guard choice.anyOf.contains(practitioner) else { return false }
            isSaid = true
        }
        if case .departments(let choice)? = heard.values[.department]?.value {
            guard catalogue.expanded(choice.anyOf).contains(department) else { return false }
            isSaid = true
        }
        if case .when(let wish, _)? = heard.times.first?.value {
            guard wish.admits(start, calendar: catalogue.calendar) else { return false }
            isSaid = true
        }
        return isSaid
    }
}
