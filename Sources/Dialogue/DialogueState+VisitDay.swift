import Booking
import CivilCalendar
import Understanding

/// The day of the visit: report (报到), the queue, the visit code.
extension DialogueState {
    /// Reports by the code that was said, or by a visit of today of the account; without either asks for one.
    mutating func advanceCheckIn(_ turn: inout Turn) {
        guard let task = frames.indices.last else { return }
        if let code = frames[task].saidVisitCode { return turn.effects.append(.checkIn(.code(code), by: .bearer)) }
        guard let account else { return askVisitCode(&turn) }
        guard let target = frames[task].target else {
            pending = .today
            return turn.effects.append(.listAppointments(of: account.id, includingPast: true))
        }
        turn.effects.append(.checkIn(.ofAccount(account.id, target.id), by: .account(account.id)))
    }

    /// Says where the patient stands in the queue.
    mutating func advanceQueue(_ turn: inout Turn) {
        guard let task = frames.indices.last else { return }
        let remembered = visitCode.flatMap { try? VisitCode($0) }
        if let code = frames[task].saidVisitCode ?? (account == nil ? remembered : nil) {
            visitCode = code.text
            return turn.effects.append(.lookUpQueue(.visit(.code(code))))
        }
        guard let account else { return askVisitCode(&turn) }
        turn.effects.append(.lookUpQueue(.account(account.id)))
    }

    /// Reads out visit codes.
    mutating func advanceVisitCode(_ turn: inout Turn) {
        guard let account else { return pushIdentify(&turn) }
        pending = .codes
        turn.effects.append(.listAppointments(of: account.id, includingPast: false))
    }

    private mutating func askVisitCode(_ turn: inout Turn) {
        guard let form = frames.last?.form, let need = turn.context.definitions.flows[form]?.need(.code) else { return }
        ask(.field(.code), Reply(need.ask, arguments(turn)), &turn)
    }

    /// Takes a visit code, a phone to prove instead, or what tells one visit of today from another; false when nothing
    /// of the kind was said.
    mutating func fillVisitDay(_ heard: Heard, _ task: Int, _ turn: inout Turn) -> Bool {
        guard frames[task].form == .checkIn || frames[task].form == .queue else { return false }
        if let code = VisitCode(in: heard.understood.text) {
            if frames.indices.last != task { frames.removeSubrange((task + 1)...) }
            frames[task].fields[.code] = FieldRecord(.text(code.text), turn: self.turn)
            question = nil
            failures = 0
            advance(&turn)
            return true
        }
        guard frames.indices.last == task else { return false }
        if let phone = heard.values[.phone], account == nil {
            frames[task].fields[.phone] = phone
            question = nil
            pushIdentify(&turn)
            return true
        }
        if question == .field(.code), heard.code != nil || heard.number != nil {
            say("problem.visit_code", &turn)
            askVisitCode(&turn)
            return true
        }
        return false
    }

    /// Takes a code for the form that waits for one, whatever else the words might mean; false when none waits.
    mutating func claimVisitCode(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard let task = taskIndex, VisitCode(in: heard.understood.text) != nil else { return false }
        return fillVisitDay(heard, task, &turn)
    }

    /// Takes a visit code out of nowhere: whoever shows it has come. False when there is none, or something else goes on.
    mutating func claimShownCode(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard frames.isEmpty, question == nil, heard.times.isEmpty, VisitCode(in: heard.understood.text) != nil else {
            return false
        }
        push(Frame(form: .checkIn, turn: self.turn), &turn)
        return claimVisitCode(heard, &turn)
    }

    /// Finds the visit of today that is reported for, or says why there is none.
    mutating func aimAtToday(_ appointments: [Appointment], _ turn: inout Turn) {
        guard let task = taskIndex else { return }
        let today = turn.context.now.date
        let ofToday = appointments.filter { $0.slot.session.date == today && $0.status != .cancelled }
        if frames[task].form == .queue { return tellNotWaiting(ofToday, &turn) }
        let toReport = ofToday.filter { $0.status == .booked }
        let candidates = toReport.isEmpty ? ofToday.filter { $0.status != .enteredInError }.suffix(1) : toReport[...]
        let fitting = frames[task].described(among: candidates.map(BookedVisit.init))
        if fitting.count == 1 {
            frames[task].target = fitting[0]
            return advance(&turn)
        }
        guard fitting.isEmpty else {
            frames[task].visits = Array(fitting.prefix(turn.context.isForTheEar ? 3 : 5))
            return askChoice(
                .appointment, options(frames[task].visits), key: "choose.appointment.check_in", &turn)
        }
        let coming = appointments.filter { $0.status == .booked && $0.slot.session.date > today }
        if let next = coming.min(by: { $0.slot.start < $1.slot.start }) {
            say("check_in.other_day", visitArguments(BookedVisit(next)), &turn)
        } else {
            say("check_in.none", ["phone": .digits(turn.catalogue.hospital.phone)], &turn)
        }
        finish(&turn)
    }

    private func options(_ visits: [BookedVisit]) -> [OpenQuestion.Option] {
        visits.map {
            OpenQuestion.Option(value: .appointment($0.id), label: Reply("option.appointment", visitArguments($0)))
        }
    }

    /// What became of reporting.
    mutating func checkedIn(_ result: Result<CheckIn, CheckInRefusal>, _ turn: inout Turn) {
        switch result {
        case .success(let checkIn):
            let appointment = checkIn.place.appointment
            committed = appointment
            lastVisit = BookedVisit(appointment)
            visitCode = appointment.visitCode
            var arguments = placeArguments(checkIn.place, turn)
            var key = "checked_in"
            switch checkIn.arrival {
            case nil: key = "checked_in.before"
            case .punctual?: break
            case .late(let minutes, let goesLast)?:
                key = goesLast ? "checked_in.late_last" : "checked_in.late"
                arguments["observed"] = .number(minutes)
            }
            say(key, arguments, &turn)
            finish(&turn)
        case .failure(let refusal): explain(refusal, &turn)
        }
    }

    /// What texts about a place in the queue may name.
    private func placeArguments(_ place: QueuePlace, _ turn: Turn) -> [String: ReplyValue] {
        let session = place.appointment.slot.session
        var arguments = visitArguments(BookedVisit(place.appointment))
        arguments["number"] = .number(place.ticket.number)
        if !session.room.isEmpty { arguments["room"] = .localized(session.room) }
        arguments["place"] = turn.catalogue.department(session.department)?.places[session.campus]
            .map { .localized($0) }
        if let last = place.lastCalled { arguments["last"] = .number(last) }
        var queue: [String: ReplyValue] = [:]
        if place.ahead > 0 { queue["count"] = .number(place.ahead) }
        // Spoken of in steps of five: a minute more or less would promise too much.
        if place.waitMinutes > 0 { queue["minutes"] = .number((place.waitMinutes + 4) / 5 * 5) }
        arguments["queue"] = .reply(Reply(place.ahead > 0 ? "queue.ahead" : "queue.next", queue))
        return arguments
    }

    private mutating func explain(_ refusal: CheckInRefusal, _ turn: inout Turn) {
        var arguments = visitArguments(refusal.appointment.map(BookedVisit.init))
        arguments["phone"] = .digits(turn.catalogue.hospital.phone)
        switch refusal.objection {
        case .unknownVisit:
            if let task = taskIndex, frames[task].fields[.code] != nil {
                frames[task].fields[.code] = nil
                say("problem.visit_code.unknown", arguments, &turn)
                return askVisitCode(&turn)
            }
            say("check_in.none", arguments, &turn)
        case .wrongState(let status): say("check_in.state.\(status.rawValue)", arguments, &turn)
        case .stopped: say("check_in.stopped", arguments, &turn)
        case .otherDay: say("check_in.other_day", arguments, &turn)
        case .over: say("check_in.over", arguments, &turn)
        case .tooEarly(let denial):
            if let opens = denial.earliestAllowedAt {
                arguments["from"] = .clock(turn.catalogue.zone.moment(at: opens).minuteOfDay)
            }
            say("check_in.too_early", arguments, &turn)
        case .tooLate(let denial):
            arguments["explanation"] = .localized(
                denial.explanation(zone: turn.catalogue.zone, now: turn.context.instant))
            say("check_in.too_late", arguments, &turn)
        }
        finish(&turn)
    }

    /// Says the places in the queue; of those who do not wait, why.
    mutating func queued(_ places: [QueuePlace], _ turn: inout Turn) {
        guard let task = taskIndex else { return }
        guard !places.isEmpty else {
            if frames[task].saidVisitCode == nil, let account {
                pending = .today
                return turn.effects.append(.listAppointments(of: account.id, includingPast: true))
            }
            say("queue.not_waiting", &turn)
            return finish(&turn)
        }
        for place in places.prefix(3) {
            lastVisit = BookedVisit(place.appointment)
            say(places.count == 1 ? "queue.place" : "queue.place.several", placeArguments(place, turn), &turn)
        }
        finish(&turn)
    }

    private mutating func tellNotWaiting(_ ofToday: [Appointment], _ turn: inout Turn) {
        if let called = ofToday.first(where: { $0.status == .inConsultation }) {
            var arguments = visitArguments(BookedVisit(called))
            if !called.slot.session.room.isEmpty { arguments["room"] = .localized(called.slot.session.room) }
            say("queue.called", arguments, &turn)
        } else if let booked = ofToday.first(where: { $0.status == .booked }) {
            say("queue.not_reported", visitArguments(BookedVisit(booked)), &turn)
        } else {
            say("queue.none", &turn)
        }
        finish(&turn)
    }

    /// Reads out the codes of the visits that are still to come, or of those that are meant.
    mutating func readCodes(_ appointments: [Appointment], _ turn: inout Turn) {
        guard let task = taskIndex else { return }
        var meant = appointments
        if let relation = wantedRelation(frames[task]) {
            let theirs = meant.filter { $0.patient.relation.fits(relation) }
            if !theirs.isEmpty { meant = theirs }
        }
        let described = frames[task].described(among: meant.map(BookedVisit.init)).map(\.id)
        let shown = meant.filter { described.contains($0.id) }.prefix(turn.context.isForTheEar ? 2 : 5)
        guard !shown.isEmpty else {
            say("visit_code.none", &turn)
            return finish(&turn)
        }
        let lines = shown.map { appointment in
            var arguments = visitArguments(BookedVisit(appointment))
            // In groups, because that is how it is read out and typed.
            arguments["code"] = (try? VisitCode(appointment.visitCode)).map { .text($0.description) }
            return Reply("visit_code.line", arguments)
        }
        if shown.count == 1 { lastVisit = shown.first.map(BookedVisit.init) }
        say("visit_code.list", ["appointments": .lines(lines)], &turn)
        finish(&turn)
    }

    /// Keeps what tells the visit that is meant from others of the day.
    mutating func noteVisitOfDay(_ heard: Heard) {
        guard let task = frames.indices.last else { return }
        for field in [Field.department, .doctor, .patient, .phone] {
            if let record = heard.values[field] { frames[task].fields[field] = record }
        }
        if let time = heard.times.first { frames[task].fields[.appointment] = time }
    }
}

extension Form {
    /// Whether it is about a visit on its day or what followed from one.
    var isOfTheDay: Bool {
        switch self {
        case .checkIn, .queue, .visitCode, .standing, .appeal: true
        default: false
        }
    }
}

extension Frame {
    /// The visit code that was said.
    fileprivate var saidVisitCode: VisitCode? {
        if case .text(let text)? = fields[.code]?.value { try? VisitCode(text) } else { nil }
    }
}
