import Booking
import Understanding

extension DialogueState {
    /// Obeys a command that is understood at any moment; false when it is none here.
    mutating func claimCommand(_ intent: Intent, _ heard: Heard, _ turn: inout Turn) -> Bool {
        switch intent {
        case .abort:
            if question == .yesNo(.place), answerPlace(heard, &turn) { return true }
            // "算了，改周四吧": what was said instead counts more than the giving up.
            if taskIndex != nil, heard.hasValues { return false }
            abort(&turn)
        case .undo:
            if !claimAbandoned(heard, &turn) { undo(&turn) }
        case .startOver: startOver(&turn)
        case .repeatLast:
            if question == .code {
                resendCode(&turn)
            } else {
                sayAgain(&turn)
            }
        case .slower:
            let earlier = lastReplies
            isSlow = true
            say("slower", &turn)
            lastReplies = earlier
            sayAgain(&turn)
        case .help: help(&turn)
        case .why: why(&turn)
        case .human: person(&turn)
        default: return false
        }
        return true
    }

    /// The topmost form that has a purpose of its own.
    var taskIndex: Int? { frames.lastIndex { !$0.isHelper } ?? frames.indices.last }

    /// Gives up the task on top with the forms that serve it, and goes on with the one beneath.
    private mutating func abort(_ turn: inout Turn) {
        guard let index = taskIndex else {
            question = nil
            waiting = []
            say("abandoned.nothing", &turn)
            return
        }
        let form = frames[index].form
        before = nil
        abandoned = frames[index]
        abandoned?.clearTable()
        abandoned?.touchedTurn = self.turn
        frames.removeSubrange(index...)
        question = nil
        releaseHolds(&turn)
        say(turn.context.definitions.flows[form]?.abandoned ?? "abandoned.nothing", &turn)
        goOn(&turn)
    }

    /// "还是约吧" right after giving up: the form goes on where it was; false where nothing was given up.
    mutating func claimAbandoned(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard frames.isEmpty, question == nil, let form = abandoned, form.form.takesWishes,
            self.turn - form.touchedTurn <= 2, !heard.hasValues,
            heard.has(.affirm) || heard.has(.undo) || heard.has(.book)
        else { return false }
        abandoned = nil
        frames.append(form)
        say("resume.\(form.form.rawValue)", arguments(turn), &turn)
        advance(&turn)
        return true
    }

    private mutating func startOver(_ turn: inout Turn) {
        frames = []
        waiting = []
        question = nil
        before = nil
        failures = 0
        releaseHolds(&turn)
        say("started_over", &turn)
    }

    /// Takes the last change back; right after a booking, offers to cancel it.
    private mutating func undo(_ turn: inout Turn) {
        if let earlier = before, let index = taskIndex, frames[index].form == earlier.form {
            before = nil
            frames.removeSubrange(index...)
            frames.append(earlier)
            question = nil
            say("undone", &turn)
            return advance(&turn)
        }
        if frames.isEmpty, lastVisit != nil { return openForm(.cancel, &turn) }
        say("undo.nothing", &turn)
        reask(&turn)
    }

    private mutating func sayAgain(_ turn: inout Turn) {
        if question == .offer, !lastReplies.contains(where: { $0.key.hasPrefix("offer.") }) { return sayOffers(&turn) }
        guard !lastReplies.isEmpty else { return reask(&turn) }
        turn.effects += lastReplies.map(DialogueEffect.say)
        hasSpoken = true
    }

    private mutating func help(_ turn: inout Turn) {
        if let need = askedNeed(turn) {
            say(need.examples, arguments(turn), &turn)
            return reask(&turn)
        }
        switch question {
        case .offer?: say("help.offer", &turn)
        case .confirm?: say("help.confirm", &turn)
        case .code?: say("help.code", &turn)
        default: say("help.anything", &turn)
        }
        reask(&turn)
    }

    /// Answers "why?" from what the form is at: the reason of a conflict, or the reason for asking.
    private mutating func why(_ turn: inout Turn) {
        if let need = askedNeed(turn) {
            say(need.why, arguments(turn), &turn)
        } else if let index = taskIndex, let conflict = frames[index].conflict {
            say(reply(to: conflict, frames[index], turn), &turn)
        } else {
            switch question {
            case .confirm?: say("why.confirm", &turn)
            case .code?: say("why.code", &turn)
            case .offer?: say("why.offer", &turn)
            case .yesNo(.stop)?: say("why.stop", &turn)
            default: say("why.nothing", &turn)
            }
        }
        reask(&turn)
    }

    /// Names the number that reaches a person; what is open stays open.
    mutating func person(_ turn: inout Turn) {
        say("person", ["phone": .digits(turn.catalogue.hospital.phone)], &turn)
    }

    /// The need whose question is open.
    func askedNeed(_ turn: Turn) -> Need? {
        guard let field = askedField, let form = frames.last?.form else { return nil }
        return turn.context.definitions.flows[form]?.need(field)
    }

    /// Meets greetings, thanks and farewells; false when there is something else to do first.
    mutating func claimCourtesy(_ heard: Heard, _ turn: inout Turn) -> Bool {
        let intents = heard.understood.intents.map(\.intent)
        guard intents.allSatisfy({ $0.claim == .courtesy }), !heard.hasValues, heard.problems.isEmpty,
            heard.symptom == nil
        else { return false }
        switch heard.understood.main {
        case .greet:
            say(frames.isEmpty ? "greeting.again" : "greeting.short", &turn)
            reask(&turn)
        case .thanks:
            say("thanks", &turn)
            reask(&turn)
        case .goodbye:
            frames = []
            waiting = []
            question = nil
            releaseHolds(&turn)
            say("goodbye", &turn)
        default:
            if question == nil {
                say("acknowledged", &turn)
            } else {
                return false
            }
        }
        return true
    }
}
