/// Whether somebody who says "forget it" goes on with another wish in the same breath: 那算了，还是第二个吧; "scrap that,
/// I'd rather see a lady doctor". Who only gives a reason or a later day to call has given up: 算了，我周三要出差.
struct ChangeOfMind {
    private let draft: Draft

    init(_ draft: Draft) {
        self.draft = draft
    }

    /// Whether a wish that is taken up follows the word of giving up.
    func follows(_ abort: IntentRanker.Finding, among findings: [IntentRanker.Finding]) -> Bool {
        guard let word = draft.firstWord("abort") else { return false }
        return draft.mentions.contains { mention in
            guard mention.range.lowerBound >= word.end, mention.polarity == .wanted, mention.isOfWish,
                !Self.givingUp.contains(where: { draft.hasWord($0, in: mention.stretch, after: word.end) })
            else { return false }
            return findings.contains { $0.stretch == mention.stretch && Self.taking.contains($0.intent) }
                || Self.takingUp.contains { draft.hasWord($0, in: mention.stretch, after: word.end) }
        }
    }

    private static let taking: Set<Intent> = [.select, .alternatives, .book, .queryAvailability]
    private static let takingUp = ["prefer", "want", "pick", "instead_word", "alternatives", "agree", "only_word"]
    private static let givingUp = ["abort", "postpone", "cannot_make", "excuse"]
}

extension Draft {
    /// The first word of a class; `nil` where there is none.
    func firstWord(_ name: String) -> Tag? {
        guard let symbol = vocabulary.symbol(named: name) else { return nil }
        return tags.first { !$0.isTaken && $0.symbols.contains(symbol) }
    }

    /// Whether a stretch has a word of a class from a place on.
    func hasWord(_ name: String, in stretch: Int, after start: Int) -> Bool {
        guard let symbol = vocabulary.symbol(named: name) else { return false }
        return tags.contains { tag in
            tag.stretch == stretch && tag.start >= start && !tag.isTaken && tag.symbols.contains(symbol)
        }
    }
}

extension Draft.Found {
    /// Whether it says what kind of visit is wanted, rather than who somebody is.
    fileprivate var isOfWish: Bool {
        switch value {
        case .department, .doctor, .campus, .title, .sex, .when, .ordinal, .priceLimit, .cheap: true
        default: false
        }
    }
}
