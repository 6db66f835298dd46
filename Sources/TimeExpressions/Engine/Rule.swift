/// A named step of understanding: a sequence of kinds, and what it makes of them.
///
/// A rule matches neighbouring items whose kinds fit its elements; `produce` looks at the values and returns the item
/// that takes their place, or `nil` when the values do not fit. Optional elements are taken when they fit and never
/// given back, so matching a rule costs at most its length.
struct Rule: Sendable {
    /// When a rule is tried. Stages run in this order over the whole text.
    enum Stage: Int, CaseIterable, Sendable {
        /// Takes numbers away that belong to something else: fees, ages, rooms.
        case refusals
        /// Ordinals, durations and other small pieces.
        case pieces
        /// Days.
        case days
        /// Times of day.
        case clocks
        /// Several days or hours as one: from … to, one list of weekdays.
        case ranges
        /// Days, parts of the day and hours that belong together.
        case merges
        /// Before, after, since.
        case bounds
        /// From one complete time to another.
        case spans
        /// Corrections.
        case corrections
        /// What is ruled out.
        case exclusions
    }

    /// One place of a pattern.
    struct Element: Sendable {
        let kinds: KindSet
        let isOptional: Bool
        /// Takes up to three items.
        let repeats: Bool

        /// Exactly one item of this kind.
        static func one(_ kind: ItemKind) -> Element {
            Element(kinds: KindSet(kind), isOptional: false, repeats: false)
        }

        /// Exactly one item of any of these kinds.
        static func any(_ kinds: KindSet) -> Element { Element(kinds: kinds, isOptional: false, repeats: false) }

        /// One item of these kinds, or none.
        static func maybe(_ kinds: KindSet) -> Element { Element(kinds: kinds, isOptional: true, repeats: false) }

        /// Up to three items of these kinds.
        static func several(_ kinds: KindSet) -> Element { Element(kinds: kinds, isOptional: true, repeats: true) }
    }

    let name: String
    let stage: Stage
    let elements: [Element]
    let produce: @Sendable (inout Chart) -> Item?

    init(
        _ name: String, _ stage: Stage, _ elements: [Element], _ produce: @escaping @Sendable (inout Chart) -> Item?
    ) {
        self.name = name
        self.stage = stage
        self.elements = elements
        self.produce = produce
    }
}

/// Rules compiled for matching: per stage, the rules that can start with a kind, in order.
struct RuleBook: Sendable {
    /// A rule's pattern: its part of `elements`.
    struct Pattern: Sendable {
        let firstElement: Int32
        let elementEnd: Int32
    }

    /// A rule that can start with a kind, and what must follow that kind for it to have a chance.
    struct Candidate: Sendable {
        let rule: Int32
        /// Whether one of `follow` has to come next.
        let needsMore: Bool
        let follow: KindSet
    }

    let names: [String]
    let patterns: ContiguousArray<Pattern>
    let productions: [@Sendable (inout Chart) -> Item?]
    let elements: ContiguousArray<Rule.Element>
    /// For each stage, the kinds that some rule starts with.
    let starters: [KindSet]
    /// `candidates[offsets[stage * kinds + kind] ..< offsets[… + 1]]` are the rules to try.
    let offsets: ContiguousArray<Int32>
    let candidates: ContiguousArray<Candidate>

    /// Compiles rules; within a stage the given order is kept.
    init(_ source: [Rule]) {
        names = source.map(\.name)
        var patterns: ContiguousArray<Pattern> = []
        var elements: ContiguousArray<Rule.Element> = []
        for rule in source {
            let first = Int32(elements.count)
            elements += rule.elements
            patterns.append(Pattern(firstElement: first, elementEnd: Int32(elements.count)))
        }
        var starters: [KindSet] = []
        var offsets: ContiguousArray<Int32> = []
        var candidates: ContiguousArray<Candidate> = []
        for stage in Rule.Stage.allCases {
            var stageStarters = KindSet(bits: 0)
            for kind in ItemKind.allCases {
                offsets.append(Int32(candidates.count))
                for (index, rule) in source.enumerated() where rule.stage == stage {
                    if let candidate = RuleBook.candidate(index, rule.elements, startingWith: kind) {
                        candidates.append(candidate)
                        stageStarters.insert(kind)
                    }
                }
            }
            starters.append(stageStarters)
        }
        offsets.append(Int32(candidates.count))
        self.patterns = patterns
        productions = source.map(\.produce)
        self.elements = elements
        self.starters = starters
        self.offsets = offsets
        self.candidates = candidates
    }

    /// What a rule needs behind a kind that it starts with; `nil` when it cannot start with it.
    private static func candidate(
        _ rule: Int, _ elements: [Rule.Element], startingWith kind: ItemKind
    ) -> Candidate? {
        for (index, element) in elements.enumerated() {
            if element.kinds.contains(kind) {
                var follow = element.repeats ? element.kinds : KindSet(bits: 0)
                for later in elements[(index + 1)...] {
                    follow = follow | later.kinds
                    if !later.isOptional { return Candidate(rule: Int32(rule), needsMore: true, follow: follow) }
                }
                return Candidate(rule: Int32(rule), needsMore: false, follow: follow)
            }
            if !element.isOptional { return nil }
        }
        return nil
    }
}
