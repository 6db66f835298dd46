/// Orders the intents that were found: what answers the open question first, then by what weighs most for the talk.
struct IntentRanking {
    private(set) var intents: [ScoredIntent] = []
    private(set) var rejected: [String] = []
    private(set) var isCorrection = false
    /// The option of the open question that was chosen, from 1.
    private(set) var chosenOption: Int?

    /// Findings below this are not kept.
    private static let least = 0.3

    init(draft: Draft, answer: AnswerReader.Answer, findings: [IntentRanker.Finding]) {
        var all = findings
        var answer = answer
        if Self.isQuestionAboutOption(answer, all, draft) {
            rejected.append("\(answer.rule): the option is only what is asked about")
            answer = AnswerReader.Answer()
            all.removeAll { $0.intent == .select }
        }
        chosenOption = answer.option
        if let intent = answer.intent {
            all.removeAll { $0.intent == intent }
            all.append(IntentRanker.Finding(intent: intent, weight: 0.95, rule: answer.rule, stretch: 0))
        }
        if let place = all.firstIndex(where: { $0.intent == .abort }),
            ChangeOfMind(draft).follows(all[place], among: all)
        {
            rejected.append("\(all[place].rule): another wish follows")
            if !all.contains(where: { $0.intent == .correct }) {
                all.append(
                    IntentRanker.Finding(
                        intent: .correct, weight: 0.5, rule: "correct.change_of_mind", stretch: all[place].stretch))
            }
            all.remove(at: place)
        }
        isCorrection = all.contains { $0.intent == .correct }
        let asksOrActs = all.contains {
            (Self.tier($0.intent) >= 4 || $0.intent == .outOfScope) && $0.weight >= Self.least
        }
        if !draft.mentions.isEmpty, !all.contains(where: { $0.intent == .inform }), !asksOrActs {
            let weight = all.isEmpty || draft.expecting != .nothing ? 0.6 : 0.4
            all.append(IntentRanker.Finding(intent: .inform, weight: weight, rule: "mentions", stretch: 0))
        }
        let expecting = draft.expecting
        let found = all
        func key(_ finding: IntentRanker.Finding) -> Double {
            if expecting == .nothing, Self.yieldsToCourtesy(finding, found) { return 0.5 }
            return Self.priority(finding, answer: answer.intent, expecting: expecting)
        }
        all.sort { left, right in
            let (a, b) = (key(left), key(right))
            if a != b { return a > b }
            return left.stretch != right.stretch ? left.stretch < right.stretch : left.weight > right.weight
        }
        var ceiling = 1.0
        for finding in all {
            if finding.weight < Self.least {
                rejected.append("\(finding.rule): \(finding.intent.rawValue) weighs \(finding.weight)")
                continue
            }
            ceiling = min(ceiling, finding.weight)
            intents.append(ScoredIntent(intent: finding.intent, confidence: ceiling, rule: finding.rule))
        }
        if intents.isEmpty { intents = [ScoredIntent(intent: .outOfScope, confidence: 0.3, rule: "nothing")] }
    }

    /// How much an intent moves the talk: 6 danger, 5 acts on appointments, 4 questions, 3 steering, 2 answers, 1 courtesy.
    static func tier(_ intent: Intent) -> Int {
        switch intent {
        case .emergency: 6
        case .book, .reschedule, .cancel, .registerPatient, .waitlist, .leaveWaitlist, .releaseAlert, .checkIn, .appeal:
            5
        case .queryAvailability, .queryDoctor, .queryDepartment, .queryAppointment, .price, .location, .hours, .rules,
            .preparation, .triage, .why, .queueStatus, .waitlistStatus, .visitCode, .myRestrictions:
            4
        case .human, .startOver, .repeatLast, .slower, .help, .undo, .abort: 3
        case .correct, .alternatives, .select, .any, .unknownAnswer, .affirm, .deny, .acknowledge, .inform: 2
        case .greet, .thanks, .goodbye, .outOfScope: 1
        }
    }

    /// 第二个多少钱: an option that is named in the clause of a question, with no word of taking it, is not chosen.
    private static func isQuestionAboutOption(
        _ answer: AnswerReader.Answer, _ findings: [IntentRanker.Finding], _ draft: Draft
    ) -> Bool {
        guard answer.intent == .select, !draft.hasWord("pick"), !draft.hasWord("agree") else { return false }
        return findings.contains { finding in
            [.price, .location, .preparation, .queryDoctor, .queryDepartment].contains(finding.intent)
                && finding.weight >= 0.7 && draft.mentions.allSatisfy { $0.stretch == finding.stretch }
        }
    }

    private static func priority(
        _ finding: IntentRanker.Finding, answer: Intent?, expecting: Expectation
    ) -> Double {
        // A weak reading does not go before a sure courtesy: 好的再见.
        let base = Double(tier(finding.intent)) - (finding.weight < 0.5 ? 1.5 : 0)
        if finding.intent == .emergency { return 100 }
        if finding.intent == answer { return 50 }
        if expecting != .nothing {
            switch finding.intent {
            case .affirm, .deny, .any, .unknownAnswer, .select, .alternatives, .correct:
                return 40 + finding.weight
            case .inform: return 39 + finding.weight
            // Giving up says more than a no, and waiting for another place more than a yes to this one.
            case .abort: return 40 + finding.weight
            case .waitlist, .leaveWaitlist, .waitlistStatus, .releaseAlert: return 42
            case .startOver, .human, .undo, .repeatLast, .slower, .help: return 30 + finding.weight
            default: break
            }
        }
        return base + finding.weight
    }

    /// 好的谢谢, said when nothing is open, is thanks, and 就这样吧再会 a goodbye.
    private static func yieldsToCourtesy(_ finding: IntentRanker.Finding, _ all: [IntentRanker.Finding]) -> Bool {
        [.affirm, .acknowledge].contains(finding.intent)
            && all.contains { $0.intent == .thanks || $0.intent == .goodbye }
    }
}
