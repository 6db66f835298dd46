import Booking
import Understanding

extension DialogueState {
    /// Answers what is asked about the house itself: insurance, parking, fasting. What it answers is taken out of what
    /// was asked, so that "能用医保吗" gets no list of fees.
    /// - Returns: Whether something was answered.
    mutating func answerFromHouse(_ heard: Heard, _ asked: inout [Intent], _ turn: inout Turn) -> Bool {
        let intents = asked.filter(\.mayBeAboutHouse)
        guard !intents.isEmpty || asked.isEmpty && heard.isUnclaimed else { return false }
        var answers = turn.context.houseAnswers(heard.understood.text)
        if intents == [.preparation] { answers.removeAll { $0.topic != .fasting } }
        if departmentSpeaksOfFasting(heard, turn) { answers.removeAll { $0.topic == .fasting } }
        let topics = answers.map(\.topic)
        let texts = answers.compactMap(\.text)
        guard !texts.isEmpty else { return false }
        for text in texts.prefix(turn.context.isForTheEar ? 1 : 2) {
            say("answer.house", ["answer": .localized(text)], &turn)
        }
        let namesDepartment = heard.values[.department] != nil
        asked.removeAll { intent in
            switch intent {
            case .price: !topics.contains(.fee)
            case .location, .hours, .rules: true
            case .preparation: topics.contains(.fasting)
            case .queryDepartment: !namesDepartment
            default: false
            }
        }
        return true
    }

    /// Whether the department that is talked about says itself whether one must fast: then that is the better answer.
    private func departmentSpeaksOfFasting(_ heard: Heard, _ turn: Turn) -> Bool {
        var code = taskIndex.flatMap { frames[$0].chosen?.department ?? frames[$0].departments.anyOf.first }
        if case .departments(let choice)? = heard.values[.department]?.value { code = choice.anyOf.first ?? code }
        guard let preparation = code.flatMap(turn.catalogue.department)?.preparation else { return false }
        return turn.context.houseAnswers(preparation.zh).contains { $0.topic == .fasting }
    }
}

extension Intent {
    /// Whether a question of this kind may be about the house.
    fileprivate var mayBeAboutHouse: Bool {
        switch self {
        case .price, .location, .hours, .rules, .preparation, .queryDepartment: true
        default: false
        }
    }
}

extension Heard {
    /// Whether no rule claims the utterance and no form could use it.
    fileprivate var isUnclaimed: Bool {
        understood.main == .outOfScope && !hasValues && problems.isEmpty && symptom == nil
    }
}
