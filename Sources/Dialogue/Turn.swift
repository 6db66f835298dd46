import Booking

/// The working paper of one step: what is known from outside, and the effects so far.
struct Turn {
    let context: DialogueContext
    var effects: [DialogueEffect] = []
    /// Whether a question was asked in this step on which the rest of the step must not go on.
    var hasAsked = false
    /// Whether the utterance was a question and nothing else, so that the form keeps its values.
    var isQuestionOnly = false
    /// Whether everything that was said is dealt with.
    var isDone = false

    var catalogue: Catalogue { context.catalogue }
}

extension DialogueState {
    /// Says something.
    mutating func say(_ reply: Reply, _ turn: inout Turn) {
        if !hasSpoken {
            lastReplies = []
            hasSpoken = true
        }
        var reply = reply
        reply.wording = self.turn
        lastReplies.append(reply)
        turn.effects.append(.say(reply))
    }

    /// Says the text of a key that has no places.
    mutating func say(_ key: String, _ turn: inout Turn) {
        say(Reply(key), &turn)
    }

    /// Says the text of a key.
    mutating func say(_ key: String, _ arguments: [String: ReplyValue], _ turn: inout Turn) {
        say(Reply(key, arguments), &turn)
    }

    /// Asks: from now on the answer has the first claim.
    mutating func ask(_ question: OpenQuestion, _ reply: Reply, _ turn: inout Turn) {
        if self.question?.kind != question.kind { failures = 0 }
        self.question = question
        say(reply, &turn)
    }
}

extension OpenQuestion {
    /// What failures are counted by: the same question asked in other words is the same.
    var kind: String {
        switch self {
        case .field(let field): "field." + field.rawValue
        case .offer: "offer"
        case .confirm: "confirm"
        case .code: "code"
        case .choice(let what, _): "choice." + what.rawValue
        case .yesNo(let proposal): "yes_no." + proposal.rawValue
        }
    }
}
