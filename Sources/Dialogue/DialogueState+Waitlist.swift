import Booking
import CivilCalendar
import Understanding

extension DialogueState {
    /// Opens the form that tells how waiting stands, or ends it.
    mutating func openWaitlist(_ act: WaitlistAct, _ heard: Heard, _ turn: inout Turn) {
        if act == .leave, let keptPlace, let account, question == .yesNo(.place) {
            return turn.effects.append(.leave(answer(keptPlace.entry, account, turn)))
        }
        var frame = Frame(form: .waitlist, turn: self.turn)
        frame.waitlistAct = act
        for field in [Field.doctor, .department] { frame.fields[field] = heard.values[field] }
        // Who was just joining and thinks better of it has nothing to take back yet.
        if act == .leave, let task = taskIndex, frames[task].waitsFor != nil { frames[task].waitsFor = nil }
        push(frame, &turn)
        advance(&turn)
    }

    /// Proves the phone, then looks at the entries of the account.
    mutating func advanceWaitlist(_ turn: inout Turn) {
        guard let account else { return pushIdentify(&turn) }
        if let task = taskIndex, frames[task].waitlistAct == .dropAlert { return dropAlerts(task, account, &turn) }
        turn.effects.append(.listWaitlist(of: account.id))
    }

    private func dropAlerts(_ task: Int, _ account: Account, _ turn: inout Turn) {
        turn.effects.append(
            .dropAlerts(
                AlertDrop(
                    account: account.id, departments: frames[task].departments.anyOf,
                    practitioners: frames[task].doctors.anyOf, consent: turn.context.consent)))
    }

    /// What became of not wanting to be told of releases.
    mutating func alertsDropped(_ alerts: [ReleaseAlert], _ turn: inout Turn) {
        for alert in alerts { say("alert.dropped", waitArguments(alert.wish), &turn) }
        if alerts.isEmpty { say("alert.none", &turn) }
        finish(&turn)
    }

    /// The entries of the account, for what they were asked for.
    mutating func listedWaitlist(_ entries: [WaitlistEntry], _ turn: inout Turn) {
        guard let task = taskIndex, let act = frames[task].waitlistAct, let account else { return }
        guard !entries.isEmpty else {
            say("waitlist.none", &turn)
            return finish(&turn)
        }
        let meant = frames[task].entries(meantAmong: entries)
        if act == .leave {
            if meant.count == 1 { return turn.effects.append(.leave(answer(meant[0].id, account, turn))) }
            let options = meant.prefix(5).map {
                OpenQuestion.Option(
                    value: .text($0.id.rawValue), label: Reply("option.waitlist", waitArguments($0)))
            }
            return askChoice(.waitlist, Array(options), key: "choose.waitlist", &turn)
        }
        if let kept = meant.compactMap({ KeptPlace($0) }).first {
            keptPlace = kept
        } else {
            keptPlace = nil
            for entry in meant { say("waitlist.status", waitArguments(entry), &turn) }
        }
        finish(&turn)
    }

    /// An answer about an entry that rests on what was just said.
    func answer(_ entry: WaitlistEntryID, _ account: Account, _ turn: Turn) -> WaitlistAnswer {
        WaitlistAnswer(entry: entry, account: account.id, consent: turn.context.consent)
    }

    /// What became of leaving, or of saying no to an offer.
    mutating func left(_ result: Result<WaitlistEntry, WaitlistRefusal>, _ turn: inout Turn) {
        keptPlace = nil
        switch result {
        case .success(let entry):
            say(entry.state == .declined ? "waitlist.declined" : "waitlist.left", waitArguments(entry), &turn)
        case .failure: say("waitlist.over", &turn)
        }
        leavePlace(&turn)
    }

    /// Asks whether the place that is kept is wanted, while it is kept.
    mutating func askPlace(_ turn: inout Turn) {
        guard let kept = keptPlace else { return }
        guard turn.context.instant < kept.until else {
            keptPlace = nil
            if question == .yesNo(.place) { question = nil }
            return
        }
        ask(.yesNo(.place), placeReply("ask.place", kept, turn), &turn)
    }

    private func placeReply(_ key: String, _ kept: KeptPlace, _ turn: Turn) -> Reply {
        var arguments = offerArguments(kept.place)
        arguments["patient"] = .text(kept.patientName)
        let left = kept.until.milliseconds - turn.context.instant.milliseconds
        arguments["minutes"] = .number(max(1, Int(left / 60_000)))
        if kept.replaces { arguments["further"] = .reply(Reply("hint.trade")) }
        return Reply(
            key, arguments,
            choices: [
                ReplyChoice(label: Reply("choice.place.yes"), say: Reply("choice.yes")),
                ReplyChoice(label: Reply("choice.place.no"), say: Reply("choice.no")),
            ])
    }

    /// Yes or no to the place that is kept; false when it is neither.
    mutating func answerPlace(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard let keptPlace, let account, !heard.hasValues else { return false }
        if heard.has(.deny) || heard.has(.abort) {
            turn.effects.append(.leave(answer(keptPlace.entry, account, turn)))
            return true
        }
        guard [.affirm, .acknowledge, .select, .any, .book].contains(where: heard.has) else { return false }
        takePlace(&turn)
        return true
    }

    /// Takes the place that is kept.
    mutating func takePlace(_ turn: inout Turn) {
        guard let keptPlace, let account else { return }
        turn.effects.append(.takePlace(answer(keptPlace.entry, account, turn)))
    }

    /// What became of taking the place.
    mutating func placeTaken(_ result: Result<Appointment, WaitlistRefusal>, _ turn: inout Turn) {
        let replaced = keptPlace?.replaces ?? false
        keptPlace = nil
        switch result {
        case .success(let appointment):
            committed = appointment
            lastVisit = BookedVisit(appointment)
            say(receipt(replaced ? "done.rescheduled" : "done.booked", appointment, turn), &turn)
        case .failure(.booking(.rule(let denial))): say(reply(to: denial, turn), &turn)
        case .failure(.booking(.patientBusy)): say("conflict.patient_busy", &turn)
        case .failure: say("waitlist.over", &turn)
        }
        leavePlace(&turn)
    }

    /// Goes on after the question about the place was settled.
    private mutating func leavePlace(_ turn: inout Turn) {
        if frames.last?.form == .waitlist { return finish(&turn) }
        question = nil
        failures = 0
        goOn(&turn)
    }

    /// The waitlist has news. A question about what is being booked stays open; the place is asked about after it.
    mutating func told(_ event: WaitlistNews.Event, _ turn: inout Turn) {
        (hasSpoken, committed, pending) = (false, nil, nil)
        self.turn = turn.context.turn
        switch event {
        case .offered(let entry):
            guard let kept = KeptPlace(entry), turn.context.instant < kept.until else { return }
            keptPlace = kept
            switch question {
            case nil, .field?, .yesNo(.resume)?, .yesNo(.place)?: askPlace(&turn)
            default: say(placeReply("push.place", kept, turn), &turn)
            }
        case .booked(let entry, let appointment):
            committed = appointment
            lastVisit = BookedVisit(appointment)
            say(receipt(entry.replaces == nil ? "done.booked" : "done.rescheduled", appointment, turn), &turn)
        case .expired(let entry):
            if keptPlace?.entry == entry.id { keptPlace = nil }
            if question == .yesNo(.place) { question = nil }
            say("push.place_over", waitArguments(entry), &turn)
        case .lapsed(let entry): say("push.waitlist_lapsed", waitArguments(entry), &turn)
        case .released(let alert):
            var frame = Frame(form: .book, turn: self.turn)
            frame.take(alert.wish, turn: self.turn)
            if frames.isEmpty { lastAsked = frame }
            say("push.released", waitArguments(alert.wish), &turn)
        }
    }
}

extension Frame {
    /// The entries that what was said describes; all where it describes none.
    func entries(meantAmong entries: [WaitlistEntry]) -> [WaitlistEntry] {
        let meant = entries.filter { entry in
            (doctors.anyOf.isEmpty || entry.wish.practitioner.map(doctors.anyOf.contains) == true)
                && (departments.anyOf.isEmpty || entry.wish.department.map(departments.anyOf.contains) == true)
        }
        return meant.isEmpty ? entries : meant
    }

    /// Fills in what was waited for.
    mutating func take(_ wish: WaitWish, turn: Int) {
        if let department = wish.department {
            fields[.department] = FieldRecord(
                .departments(Choice(anyOf: [department])), turn: turn, certainty: .assumed)
        }
        if let doctor = wish.practitioner {
            fields[.doctor] = FieldRecord(.doctors(Choice(anyOf: [doctor])), turn: turn, certainty: .assumed)
        }
        if !wish.when.isEmpty {
            fields[.when] = FieldRecord(.when(wish.when, .stated), turn: turn, certainty: .assumed)
        }
    }
}
