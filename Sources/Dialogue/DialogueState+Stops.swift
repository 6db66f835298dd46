import Booking
import Understanding

/// Clinics that were stopped (停诊): the patient is told first, and takes the place kept instead in one word.
extension DialogueState {
    /// Takes what stopped clinics have to say to this account: right after the phone was proven it comes first, and in
    /// the middle of a talk it is said at once and asked about as soon as nothing that must not be mixed up is open.
    mutating func stopOffers(_ offers: [StopOffer], _ turn: inout Turn) {
        let isProof = pending == .proof
        pending = nil
        let known = Set((stopped ?? []).map(\.id))
        let found = offers.map(StoppedVisit.init)
        stopped = found.isEmpty ? nil : found
        if isProof {
            if !tellStop(&turn) { goOnAfterProof(&turn) }
            return
        }
        guard let news = found.first(where: { !known.contains($0.id) }) else { return }
        self.turn = turn.context.turn
        hasSpoken = false
        committed = nil
        guard isInterruptible else { return say("push.stop", stopArguments(news), &turn) }
        stopped = [news] + found.filter { $0.id != news.id }
        tellStop(&turn)
    }

    /// Whether another question may take the place of the open one: a yes must never answer the wrong one.
    private var isInterruptible: Bool {
        switch question {
        case nil, .field?, .yesNo?: true
        case .offer?, .confirm?, .code?, .choice?: false
        }
    }

    /// Tells of the next lost visit and asks about what is kept instead; false when there is none.
    @discardableResult
    mutating func tellStop(_ turn: inout Turn) -> Bool {
        guard let lost = stopped?.first else { return false }
        let isOver = lost.until.map { $0 <= turn.context.instant } ?? true
        if isOver { stopped?[0].place = nil }
        let isOffer = lost.place != nil && !isOver
        let key = isOffer ? "ask.stop.offer" : "ask.stop.other"
        let choices = ["yes", "no"].map { answer in
            ReplyChoice(
                label: Reply("choice.\(answer).\(isOffer ? "stop" : "stop_other")"), say: Reply("choice.\(answer)"))
        }
        ask(.yesNo(.stop), Reply(key, stopArguments(lost), choices: choices), &turn)
        return true
    }

    /// Takes what answers the question about a lost visit; false when nothing does.
    mutating func claimStop(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard let lost = stopped?.first, let account, heard.understood.main.claim != .question else { return false }
        let namesPlace = lost.place.map { [$0].matching(heard, turn.catalogue) != nil } ?? false
        let refuses = heard.has(.deny) || heard.has(.alternatives)
        if heard.has(.affirm) || (namesPlace && heard.onlyWants), !refuses, !heard.hasValues || namesPlace {
            question = nil
            failures = 0
            guard lost.place != nil else {
                lookForAnother(heard, &turn)
                return true
            }
            turn.effects.append(.acceptStopOffer(lost.id, account: account.id, consent: turn.context.consent))
            return true
        }
        if !heard.hasValues, heard.has(.abort) || heard.has(.cancel) || (refuses && lost.place == nil) {
            giveUp(lost, account, &turn)
            say("stop.declined", stopArguments(lost), &turn)
            goOn(&turn)
            return true
        }
        guard refuses || asksForAnother(heard, lost) || (heard.hasValues && isAbout(lost, heard, turn)) else {
            return false
        }
        if !heard.hasValues { say("stop.alternatives", stopArguments(lost), &turn) }
        lookForAnother(heard, &turn)
        return true
    }

    /// Whether a change is asked for without saying to what; where no place is kept, a booking is one.
    private func asksForAnother(_ heard: Heard, _ lost: StoppedVisit) -> Bool {
        guard !heard.hasValues else { return false }
        return heard.understood.main == .reschedule || (lost.place == nil && heard.understood.main == .book)
    }

    /// Whether values are wishes for another time of the lost visit and not another errand.
    private func isAbout(_ lost: StoppedVisit, _ heard: Heard, _ turn: Turn) -> Bool {
        let form = heard.understood.main.claim == .form
        if form, heard.understood.main != .book, heard.understood.main != .reschedule { return false }
        if case .departments(let choice)? = heard.values[.department]?.value {
            guard turn.catalogue.expanded(choice.anyOf).contains(lost.visit.department) else { return false }
        }
        return heard.values.keys.contains { Field.wishes.contains($0) && $0 != .patient }
    }

    private mutating func giveUp(_ lost: StoppedVisit, _ account: Account, _ turn: inout Turn) {
        question = nil
        failures = 0
        stopped?.removeFirst()
        turn.effects.append(.declineStopOffer(lost.id, account: account.id))
    }

    /// Gives the kept place back and searches for another, with the same doctor where nothing else is said.
    private mutating func lookForAnother(_ heard: Heard?, _ turn: inout Turn) {
        guard let lost = stopped?.first, let account else { return }
        giveUp(lost, account, &turn)
        var frame = Frame(form: .book, turn: self.turn)
        frame.fields[.department] = FieldRecord(
            .departments(Choice(anyOf: [lost.visit.department])), turn: self.turn, certainty: .assumed)
        if heard?.values[.doctor] == nil {
            frame.fields[.doctor] = FieldRecord(
                .doctors(Choice(anyOf: [lost.visit.practitioner])), turn: self.turn, certainty: .assumed)
        }
        // Whoever says no time gets the next ones of the doctor.
        if heard?.values[.when] == nil {
            frame.fields[.when] = FieldRecord(.anything, turn: self.turn, certainty: .assumed)
        }
        frame.fields[.patient] = FieldRecord(
            .patient(lost.visit.patient), text: lost.visit.patientName, turn: self.turn, isConfirmed: true)
        // Whoever names a time may come back to the place as well; whoever only refuses gets others.
        if heard?.hasValues != true { frame.refused = lost.place.map { [$0.slot] } ?? [] }
        push(frame, &turn)
        if let heard, heard.hasValues, claimValues(heard, &turn) { return }
        search(&turn)
    }

    /// What became of taking the kept place.
    mutating func stopAccepted(_ result: Result<Appointment, BookingRefusal>, _ turn: inout Turn) {
        guard let lost = stopped?.first else { return }
        switch result {
        case .success(let appointment):
            stopped?.removeFirst()
            committed = appointment
            lastVisit = BookedVisit(appointment)
            say(receipt("done.booked", appointment, turn), &turn)
            goOn(&turn)
        case .failure(let refusal):
            let arguments = lost.place.map { offerArguments($0) } ?? [:]
            if case .patientBusy = refusal {
                say("refused.patient_busy", arguments, &turn)
            } else {
                say("notice.just_taken", arguments, &turn)
            }
            lookForAnother(nil, &turn)
        }
    }

    /// What texts about a lost visit may name.
    private func stopArguments(_ lost: StoppedVisit) -> [String: ReplyValue] {
        var arguments = lost.place.map { offerArguments($0) } ?? [:]
        arguments["patient"] = .text(lost.visit.patientName)
        arguments["old_day"] = .day(lost.visit.date)
        arguments["old_clock"] = .clock(lost.visit.startMinute)
        arguments["old_doctor"] = .doctor(lost.visit.practitioner)
        arguments["department"] = .department(lost.visit.department)
        arguments["at"] = lost.until.map { .instant($0) }
        return arguments
    }
}
