import Booking
import Understanding

extension DialogueState {
    /// Opens, or goes on with, the forms an utterance asks for; false when it asks for none.
    mutating func claimForms(_ heard: Heard, _ turn: inout Turn) -> Bool {
        var wanted = heard.understood.intents.map(\.intent).filter { $0.claim == .form }.uniqued
        // What is given up and what is wanted instead is one errand: the old place goes only when the new one is held.
        if wanted.contains(.cancel), wanted.contains(.book) || wanted.contains(.reschedule) {
            wanted.removeAll { $0 == .cancel || $0 == .book || $0 == .reschedule }
            wanted.insert(.reschedule, at: 0)
        }
        if let covered = wanted.first?.covered { wanted.removeAll { covered.contains($0) } }
        guard let first = wanted.first else { return movesLastVisit(heard, &turn) }
        if first == .triage || (first == .book && wanted.contains(.triage) && lacksPlace(heard)) {
            return triage(heard, &turn)
        }
        guard let form = first.form else { return false }
        // "确认取消" is the yes to the read-back, not another wish to cancel.
        if case .confirm? = question, form == taskIndex.map({ frames[$0].form }), heard.has(.affirm), !heard.hasValues {
            return claimAnswer(heard, &turn)
        }
        waiting += wanted.dropFirst().compactMap(\.form).filter { $0 != form && !waiting.contains($0) }
        if let index = taskIndex, frames[index].form.takesWishes,
            form == .book || form == frames[index].form || (form == .reschedule && frames[index].hasTable)
        {
            if claimCompanion(heard, &turn) { return true }
            if claimAnswer(heard, &turn) || claimValues(heard, &turn) { return true }
            if claimProblems(heard, &turn) { return true }
            reask(&turn)
            return true
        }
        if let index = frames.firstIndex(where: { $0.form == form }) { return resume(index, heard, &turn) }
        push(Frame(form: form, turn: self.turn), &turn)
        fillNewForm(heard, &turn)
        return true
    }

    /// Another time said right after a booking, with nothing open: "can we come tomorrow instead", "换成明天行吗".
    private mutating func movesLastVisit(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard frames.isEmpty, question == nil, let lastVisit, heard.values[.when] != nil,
            heard.has(.correct) || heard.has(.alternatives) || heard.understood.isCorrection,
            [.department, .doctor, .patient].allSatisfy({ heard.values[$0] == nil }), heard.unclear.isEmpty
        else { return false }
        push(Frame(form: .reschedule, turn: self.turn), &turn)
        frames[frames.count - 1].target = lastVisit
        if !claimValues(heard, &turn) { advance(&turn) }
        return true
    }

    /// Whether neither department nor doctor is said or known: then a complaint says where to go.
    private func lacksPlace(_ heard: Heard) -> Bool {
        let known = taskIndex.map { frames[$0].fields } ?? [:]
        return [.department, .doctor].allSatisfy { heard.values[$0] == nil && known[$0] == nil }
            && heard.unclear.isEmpty && heard.problems.isEmpty
    }

    /// Opens a form without anything said for it.
    mutating func openForm(_ form: Form, _ turn: inout Turn) {
        push(Frame(form: form, turn: self.turn), &turn)
        advance(&turn)
    }

    /// Puts a form on top. What was on the table beneath is given back: its holds would block others for nothing.
    mutating func push(_ frame: Frame, _ turn: inout Turn) {
        if !frame.isHelper, frame.form != .enquire {
            if let index = taskIndex {
                frames.removeSubrange((index + 1)...)
                if frames[index].form == .enquire { frames.remove(at: index) }
            }
            for index in frames.indices where frames[index].chosen != nil || !frames[index].offers.isEmpty {
                frames[index].clearTable()
                releaseHolds(&turn)
            }
        }
        if !frame.isHelper { frames.removeAll { !$0.isHelper && $0.fields.isEmpty && $0.target == nil } }
        frames.append(frame)
        question = nil
        before = nil
    }

    /// Puts what was said into a form just opened, then goes on with it.
    private mutating func fillNewForm(_ heard: Heard, _ turn: inout Turn) {
        var heard = heard
        if frames.last?.form.isAboutVisit == true { aimAtVisit(&heard) }
        if frames.last?.form == .book {
            takeLastAsked(heard)
            takeLastVisit(heard)
        }
        if frames.last?.form.isOfTheDay == true {
            noteVisitOfDay(heard)
            if !claimVisitCode(heard, &turn) { advance(&turn) }
            return
        }
        if claimValues(heard, &turn) { return }
        if claimProblems(heard, &turn) { return }
        advance(&turn)
    }

    /// Right after a question about a doctor or department, a booking that names none is for that one.
    mutating func takeLastAsked(_ heard: Heard) {
        guard let top = frames.indices.last, let lastAsked, self.turn - lastAsked.openedTurn <= 2,
            heard.values[.doctor] == nil, heard.values[.department] == nil, heard.unclear.isEmpty,
            heard.problems.isEmpty, heard.symptom == nil
        else { return }
        frames[top].fields.merge(lastAsked.fields) { own, _ in own }
    }

    /// Brings a form that was set aside back on top.
    private mutating func resume(_ index: Int, _ heard: Heard, _ turn: inout Turn) -> Bool {
        let frame = frames.remove(at: index)
        if let task = taskIndex { frames.removeSubrange((task + 1)...) }
        frames.append(frame)
        question = nil
        if !claimValues(heard, &turn) { advance(&turn) }
        return true
    }

    /// Ends the form on top and goes on: with the form it served, the rest of the message, or one set aside.
    mutating func finish(_ turn: inout Turn) {
        if !frames.isEmpty { frames.removeLast() }
        question = nil
        before = nil
        failures = 0
        goOn(&turn)
    }

    /// Goes on after a form has ended.
    mutating func goOn(_ turn: inout Turn) {
        if tellStop(&turn) { return }
        if let next = waiting.first {
            waiting.removeFirst()
            say("next.\(next.rawValue)", &turn)
            return openForm(next, &turn)
        }
        guard let frame = frames.last else { return askPlace(&turn) }
        let away = self.turn - frame.touchedTurn
        if away >= turn.context.definitions.patterns.askBeforeResumingAfterTurns {
            return ask(
                .yesNo(.resume), Reply("ask.resume", ["form": .reply(Reply("form.\(frame.form.rawValue)"))]), &turn)
        }
        say("resume.\(frame.form.rawValue)", arguments(turn), &turn)
        advance(&turn)
    }

    /// Asks the open question again; where none is open the form goes on.
    mutating func reask(_ turn: inout Turn) {
        guard let question else { return advance(&turn) }
        switch question {
        case .field, .confirm, .offer, .code: pose(question, &turn)
        case .choice(.department, _) where taskIndex.map({ frames[$0].suggested != nil }) ?? false:
            askSuggested(taskIndex ?? 0, &turn)
        case .choice(let what, let options): askChoice(what, options, key: "choose.\(what.rawValue)", &turn)
        case .yesNo(.stop): tellStop(&turn)
        case .yesNo(.place): askPlace(&turn)
        case .yesNo(let proposal): say("again.\(proposal.rawValue)", arguments(turn), &turn)
        }
    }

    private mutating func pose(_ question: OpenQuestion, _ turn: inout Turn) {
        switch question {
        case .field(let field):
            guard let form = frames.last?.form, form != .register,
                let need = turn.context.definitions.flows[form]?.need(field)
            else {
                return advance(&turn)
            }
            say(Reply(need.ask, arguments(turn), choices: choices(for: field, turn)), &turn)
        case .offer: recallOffers(&turn)
        case .confirm: readBack(&turn)
        case .code: say("ask.code.again", ["phone": .digits(phone ?? "")], &turn)
        default: break
        }
    }

    /// Gives back all holds.
    mutating func releaseHolds(_ turn: inout Turn) {
        guard heldUntil != nil else { return }
        heldUntil = nil
        turn.effects.append(.releaseHolds)
    }

    /// Makes the holds on the table last longer when half their time is over.
    mutating func keepHolds(_ turn: inout Turn) {
        guard let heldUntil, !pendsAnswer(turn), question != nil, let index = taskIndex else { return }
        let left = heldUntil.milliseconds - turn.context.instant.milliseconds
        guard left * 2 < Int64(turn.context.holdSeconds) * 1000 else { return }
        let slots = frames[index].chosen.map { [$0.slot] } ?? frames[index].offers.map(\.slot)
        guard !slots.isEmpty else { return }
        hold(slots, .extend, &turn)
    }

    /// Asks for holds on exactly these slots.
    mutating func hold(_ slots: [SlotID], _ purpose: Pending, _ turn: inout Turn) {
        pending = purpose
        turn.effects.append(.hold(slots, until: turn.context.instant.adding(seconds: turn.context.holdSeconds)))
    }
}

extension Intent {
    /// What is done with it along the way, so that it is no errand of its own: who reports is told the place in the
    /// queue, and an appeal or the question why one cannot book begins with what is on record.
    fileprivate var covered: Set<Intent> {
        switch self {
        case .checkIn: [.queueStatus, .visitCode, .queryAppointment, .book]
        case .queueStatus: [.queryAppointment, .visitCode]
        case .visitCode: [.queryAppointment]
        case .appeal: [.myRestrictions, .cancel, .queryAppointment, .visitCode, .book, .checkIn]
        case .myRestrictions: [.queryAppointment, .book]
        default: []
        }
    }

    /// The form that an intent asks for.
    var form: Form? {
        switch self {
        case .book: .book
        case .reschedule: .reschedule
        case .cancel: .cancel
        case .queryAppointment: .appointments
        case .registerPatient: .register
        case .checkIn: .checkIn
        case .queueStatus: .queue
        case .visitCode: .visitCode
        case .myRestrictions: .standing
        case .appeal: .appeal
        default: nil
        }
    }
}

extension Form {
    /// Whether it searches for a time.
    var takesWishes: Bool { self == .book || self == .reschedule }
    /// Whether it is about an appointment that exists.
    var isAboutVisit: Bool { self == .cancel || self == .reschedule }
}
