import Booking
import TimeExpressions
import Understanding

extension DialogueState {
    /// Takes what was said. The order in which its parts are claimed is fixed: the open question's answer, its value,
    /// other fields of the form, commands, questions, other forms.
    mutating func hear(_ understood: Understood, _ turn: inout Turn) {
        begin(understood, turn)
        if understood.text.allSatisfy(\.isWhitespace) { return silence(&turn) }
        if understood.has(.emergency) { return emergency(&turn) }
        let heard = Heard(
            understood, turn: self.turn, today: turn.context.now.date, expecting: askedField)
        takeSuggestion(heard, &turn)
        if question == .yesNo(.stop), claimStop(heard, &turn) { return }
        if heard.isPause { return pause(&turn) }
        switch understood.main.claim {
        case .nothing where understood.isForeign && turn.context.houseAnswers(understood.text).isEmpty:
            return foreign(&turn)
        case .command where claimCommand(understood.main, heard, &turn): return
        case .courtesy where claimCourtesy(heard, &turn): return
        // "为什么不能约" asks for a reason, not for a form.
        case .form
        where understood.has(.why) && !heard.hasValues && !understood.asksForStanding(frames)
            && claimCommand(.why, heard, &turn):
            return
        default: break
        }
        if claimReason(heard, &turn) || claimVisitCode(heard, &turn) { return }
        let answered = answerQuestions(heard, &turn)
        if pendsAnswer(turn) || turn.hasAsked || turn.isDone { return }
        if turn.isQuestionOnly { return reask(&turn) }
        if claimWaiting(heard, &turn) || claimAbandoned(heard, &turn) { return }
        if claimForms(heard, &turn) { return }
        if claimShownCode(heard, &turn) { return }
        if claimAnswer(heard, &turn) { return }
        if claimValues(heard, &turn) { return }
        if answered { return reask(&turn) }
        if claimProblems(heard, &turn) { return }
        if claimLateCommand(heard, &turn) { return }
        misunderstood(heard, &turn)
    }

    private mutating func begin(_ understood: Understood, _ turn: Turn) {
        self.turn = turn.context.turn
        language = understood.language
        committed = nil
        pending = nil
        retries = 0
        hasSpoken = false
        if let top = frames.indices.last { frames[top].touchedTurn = self.turn }
    }

    /// The field whose question is open.
    var askedField: Field? {
        if case .field(let field)? = question { field } else { nil }
    }

    /// Whether an effect was asked for whose answer continues the turn.
    func pendsAnswer(_ turn: Turn) -> Bool { turn.effects.contains(where: \.wantsAnswer) }

    private mutating func silence(_ turn: inout Turn) {
        say("silence", &turn)
        reask(&turn)
    }

    /// "等一下": nothing is asked again; what is on the table stays on hold.
    private mutating func pause(_ turn: inout Turn) {
        var arguments: [String: ReplyValue] = [:]
        if question != nil, let heldUntil {
            let left = heldUntil.milliseconds - turn.context.instant.milliseconds
            arguments["minutes"] = .number(max(1, Int(left / 60_000)))
        }
        say("wait", arguments, &turn)
    }

    private mutating func emergency(_ turn: inout Turn) {
        for index in frames.indices { frames[index].clearTable() }
        frames.removeAll { $0.isHelper || $0.form == .enquire }
        waiting = []
        question = nil
        releaseHolds(&turn)
        say("emergency", &turn)
    }

    /// Something that was understood and is none of the desk's business; it counts as no failure.
    private mutating func foreign(_ turn: inout Turn) {
        say("out_of_scope", ["phone": .digits(turn.catalogue.hospital.phone)], &turn)
        if question != nil { reask(&turn) }
    }

    /// Commands that came along with something else and were not the main thing.
    private mutating func claimLateCommand(_ heard: Heard, _ turn: inout Turn) -> Bool {
        for intent in heard.understood.intents.map(\.intent) {
            switch intent.claim {
            case .command where claimCommand(intent, heard, &turn): return true
            case .courtesy where claimCourtesy(heard, &turn): return true
            default: continue
            }
        }
        return false
    }
}

extension Heard {
    /// Whether somebody only asks for a moment.
    fileprivate var isPause: Bool {
        understood.main == .acknowledge && understood.intents.first?.rule == "acknowledge.wait" && !hasValues
            && problems.isEmpty && symptom == nil && option == nil && code == nil
    }
}

extension Understood {
    /// Whether "why can't I book?" is about the person and not about what is on the table.
    fileprivate func asksForStanding(_ frames: [Frame]) -> Bool {
        (main == .myRestrictions || main == .appeal) && frames.allSatisfy { $0.conflict == nil }
    }

    /// Whether a rule knew the topic as foreign, as against nothing having been understood.
    fileprivate var isForeign: Bool { main == .outOfScope && intents.first?.rule != "nothing" }
}

extension Intent {
    /// What sort of claim an intent makes on an utterance.
    enum Claim {
        case answer, command, question, form, courtesy, waiting, nothing
    }

    /// What sort of claim it makes.
    var claim: Claim {
        switch self {
        case .affirm, .deny, .inform, .correct, .alternatives, .select, .any, .unknownAnswer: .answer
        case .abort, .undo, .startOver, .repeatLast, .slower, .help, .why, .human: .command
        case .queryAvailability, .queryDoctor, .queryDepartment, .price, .location, .hours, .rules, .preparation:
            .question
        case .book, .reschedule, .cancel, .queryAppointment, .registerPatient, .triage, .checkIn, .queueStatus,
            .visitCode,
            .myRestrictions, .appeal:
            .form
        case .greet, .thanks, .goodbye, .acknowledge: .courtesy
        case .waitlist, .leaveWaitlist, .waitlistStatus, .releaseAlert: .waiting
        case .emergency, .outOfScope: .nothing
        }
    }
}

extension Frame {
    /// Whether something is on the table or chosen.
    var hasTable: Bool { chosen != nil || !offers.isEmpty }

    /// Takes everything off the table.
    mutating func clearTable() {
        offers = []
        chosen = nil
        conflict = nil
    }
}
