import Booking
import CivilCalendar
import Understanding

extension DialogueState {
    /// Takes what is about waiting: for a place, for a release, or how waiting stands. False when nothing is.
    mutating func claimWaiting(_ heard: Heard, _ turn: inout Turn) -> Bool {
        let intents = heard.understood.intents.map(\.intent)
        guard var intent = intents.first(where: { $0.claim == .waiting }) else { return false }
        // "算了，候补周三的": given up is what went before, not the waiting.
        if intent == .leaveWaitlist, intents.contains(.waitlist), heard.hasValues { intent = .waitlist }
        let isKept = keptPlace.map { turn.context.instant < $0.until } ?? false
        switch intent {
        case .leaveWaitlist: openWaitlist(heard.isAboutRelease ? .dropAlert : .leave, heard, &turn)
        case .waitlistStatus: openWaitlist(.tell, heard, &turn)
        case .releaseAlert: wait(for: .release, heard, &turn)
        case .waitlist where isKept && !heard.hasValues:
            // "候补的号我要" takes the place; "候补" alone has it asked for again.
            if heard.has(.affirm) || heard.has(.select) || heard.has(.book) {
                takePlace(&turn)
            } else {
                askPlace(&turn)
            }
        default: wait(for: .place, heard, &turn)
        }
        return true
    }

    /// Turns what is being booked, or what is said now, into something that is waited for.
    private mutating func wait(for purpose: WaitPurpose, _ heard: Heard, _ turn: inout Turn) {
        if taskIndex.map({ frames[$0].form.takesWishes }) != true {
            push(Frame(form: .book, turn: self.turn), &turn)
            takeLastAsked(heard)
        }
        guard let task = taskIndex else { return }
        frames[task].waitsFor = purpose
        frames[task].bounds = []
        frames[task].clearTable()
        releaseHolds(&turn)
        // A proof of the phone that is under way goes on; its wish has only changed its aim.
        if frames.indices.last != task, !heard.hasValues { return reask(&turn) }
        question = nil
        if !claimValues(heard, &turn), !claimProblems(heard, &turn) { advance(&turn) }
    }

    /// Notes what could not be had, so that it can be waited for after the time was asked for again.
    mutating func noteUnmet(_ negotiation: Negotiation, _ task: Int) {
        switch negotiation.conflict {
        case .full?, .unreleased?: frames[task].unmet = WaitWish(frames[task].wish)
        case nil: frames[task].unmet = nil
        default: break
        }
    }

    /// Whether waiting can be proposed for what a form could not have. Free places that were refused are no reason.
    func canWait(_ frame: Frame) -> Bool { frame.form.takesWishes && frame.refused.isEmpty && frame.unmet != nil }

    private func waitWish(_ frame: Frame) -> WaitWish? {
        let said = WaitWish(frame.wish)
        return frame.fields[.when] == nil ? frame.unmet ?? said : said
    }

    /// Finds out what is waited for, proves the phone, settles who is to be seen, then joins.
    mutating func advanceWaiting(for purpose: WaitPurpose, _ task: Int, _ turn: inout Turn) {
        guard let wish = waitWish(frames[task]) else {
            let need = turn.context.definitions.flows[.book]?.need(.department)
            return ask(
                .field(.department),
                Reply(need?.ask ?? "ask.symptom", arguments(turn), choices: choices(for: .department, turn)), &turn)
        }
        guard let account else { return pushIdentify(&turn) }
        let context = turn.context
        if purpose == .release {
            return turn.effects.append(
                .alert(AlertRequest(wish: wish, account: account.id, consent: context.consent)))
        }
        guard patients != nil else { return turn.effects.append(.listPatients(of: account.id)) }
        let target = frames[task].target
        guard let patient = target?.patient ?? settledPatient(task, &turn)?.id else { return }
        turn.effects.append(
            .join(
                WaitRequest(
                    wish: wish, patient: patient, account: account.id, replaces: target?.id, consent: context.consent)))
    }

    /// What became of joining.
    mutating func joined(_ result: Result<WaitlistEntry, WaitlistRefusal>, _ turn: inout Turn) {
        guard let task = taskIndex else { return }
        switch result {
        case .success(let entry):
            keptPlace = KeptPlace(entry) ?? keptPlace
            if entry.state == .waiting { say("waitlist.joined", waitArguments(entry), &turn) }
            finish(&turn)
        case .failure(.unreleased):
            frames[task].waitsFor = .release
            advance(&turn)
        case .failure(.placeFree):
            say("waitlist.place_free", arguments(turn), &turn)
            lookInstead(task, &turn)
        case .failure(let refusal): giveUpWaiting(refusal, task, &turn)
        }
    }

    /// What became of asking to be told.
    mutating func alerted(_ result: Result<ReleaseAlert, WaitlistRefusal>, _ turn: inout Turn) {
        guard let task = taskIndex else { return }
        switch result {
        case .success(let alert):
            var arguments = waitArguments(alert.wish)
            arguments["at"] = .instant(alert.at)
            say("alert.set", arguments, &turn)
            finish(&turn)
        case .failure(.released):
            say("alert.released", arguments(turn), &turn)
            lookInstead(task, &turn)
        case .failure(let refusal): giveUpWaiting(refusal, task, &turn)
        }
    }

    /// There is nothing to wait for: looks what is free.
    private mutating func lookInstead(_ task: Int, _ turn: inout Turn) {
        frames[task].waitsFor = nil
        if frames[task].fields[.when] == nil {
            frames[task].fields[.when] =
                frames[task].unmet.map {
                    FieldRecord(.when($0.when, .stated), turn: self.turn, certainty: .assumed)
                } ?? FieldRecord(.anything, turn: self.turn, certainty: .assumed)
        }
        search(&turn)
    }

    private mutating func giveUpWaiting(_ refusal: WaitlistRefusal, _ task: Int, _ turn: inout Turn) {
        frames[task].waitsFor = nil
        frames[task].unmet = nil
        switch refusal {
        case .rule(let denial): say(reply(to: denial, turn), &turn)
        case .noClinic: say("waitlist.no_clinic", arguments(turn), &turn)
        case .unknownPatient:
            patients = nil
            frames[task].fields[.patient] = nil
            return advance(&turn)
        default:
            say("refused.other", ["phone": .digits(turn.catalogue.hospital.phone)], &turn)
            return finish(&turn)
        }
        askOtherTime(task, &turn)
    }

    /// What texts about an entry may name.
    func waitArguments(_ entry: WaitlistEntry) -> [String: ReplyValue] {
        var arguments = waitArguments(entry.wish)
        arguments["patient"] = .text(entry.patient.name)
        if entry.position > 0 { arguments["n"] = .number(entry.position) }
        return arguments
    }

    /// What texts about something that is waited for may name.
    func waitArguments(_ wish: WaitWish) -> [String: ReplyValue] {
        var arguments: [String: ReplyValue] = [:]
        if let department = wish.department { arguments["department"] = .department(department) }
        if let doctor = wish.practitioner { arguments["doctor"] = .doctor(doctor) }
        arguments["subject"] = arguments["doctor"] ?? arguments["department"]
        if !wish.when.anyOf.isEmpty { arguments["when"] = .when(wish.when) }
        return arguments
    }
}

extension Heard {
    /// Whether what is not wanted any more is the word of a release, not a place in line.
    fileprivate var isAboutRelease: Bool {
        understood.intents.first { $0.intent == .leaveWaitlist }?.rule.hasPrefix("release.") == true
    }
}
