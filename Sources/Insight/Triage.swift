import Booking

/// A word that speaks for a department.
public struct TriageRule: Hashable, Sendable {
    /// The word or phrase, in any language.
    public var phrase: String
    /// The department it speaks for.
    public var department: DepartmentCode
    /// How loudly, 1...10.
    public var weight: Int

    /// Makes a rule.
    public init(phrase: String, department: DepartmentCode, weight: Int) {
        self.phrase = phrase
        self.department = department
        self.weight = weight
    }
}

/// A sign that must never wait for an appointment.
public struct RedFlag: Hashable, Sendable {
    /// A word for the kind of emergency, such as `stroke`.
    public var reason: String
    /// Groups of phrases; one of every group must be there.
    public var all: [[String]]
    /// Phrases that lift the flag.
    public var none: [String]
    /// What is said at once.
    public var say: LocalizedText

    /// Makes a flag.
    public init(reason: String, all: [[String]], none: [String] = [], say: LocalizedText) {
        self.reason = reason
        self.all = all
        self.none = none
        self.say = say
    }
}

/// Where a complaint may be seen: advice only, never a diagnosis (仅供参考).
public struct TriageResult: Hashable, Sendable {
    /// A department with its share of what speaks for any.
    public struct Suggestion: Hashable, Sendable {
        /// The department.
        public var department: DepartmentCode
        /// 0...1; the suggestions' scores add up to at most 1.
        public var score: Double
    }

    /// Departments, the likeliest first, at most three.
    public var suggestions: [Suggestion]
    /// The emergency, where there is one: then nothing is booked.
    public var emergency: RedFlag?
}

/// Suggests departments for complaints from weighted words, and knows the signs of an emergency.
///
/// The score of a department is the sum of the weights of its words in the complaint; a word counts once, and not where
/// it is denied ("不发烧", "no fever"). A longer phrase takes the place of shorter ones inside it. Between equals the one
/// that was complained of first goes first.
public struct Triage: Sendable {
    private let rules: [TriageRule]
    private let table: PhraseTable
    private let rulesByPhrase: [[Int]]
    private let flags: [RedFlag]
    private let flagTable: PhraseTable
    /// For every phrase of the flag table: flag, and group in it; -1 for `none`.
    private let flagPlaces: [[(flag: Int, group: Int)]]

    /// Makes a triage from rules and flags.
    public init(rules: [TriageRule], flags: [RedFlag]) {
        self.rules = rules
        self.flags = flags
        var numbers: [String: Int] = [:]
        var phrases: [String] = []
        var byPhrase: [[Int]] = []
        for (number, rule) in rules.enumerated() {
            if let known = numbers[rule.phrase] {
                byPhrase[known].append(number)
            } else {
                numbers[rule.phrase] = phrases.count
                phrases.append(rule.phrase)
                byPhrase.append([number])
            }
        }
        table = PhraseTable(phrases)
        rulesByPhrase = byPhrase
        var flagPhrases: [String] = []
        var places: [[(flag: Int, group: Int)]] = []
        var flagNumbers: [String: Int] = [:]
        func place(_ phrase: String, _ flag: Int, _ group: Int) {
            if let known = flagNumbers[phrase] {
                places[known].append((flag, group))
            } else {
                flagNumbers[phrase] = flagPhrases.count
                flagPhrases.append(phrase)
                places.append([(flag, group)])
            }
        }
        for (number, flag) in flags.enumerated() {
            for (group, phrases) in flag.all.enumerated() {
                for phrase in phrases { place(phrase, number, group) }
            }
            for phrase in flag.none { place(phrase, number, -1) }
        }
        flagTable = PhraseTable(flagPhrases)
        flagPlaces = places
    }

    /// What a complaint suggests.
    public func advice(for complaint: String) -> TriageResult {
        let text = PhraseTable.folded(complaint)
        var scores: [DepartmentCode: (score: Int, first: Int)] = [:]
        var counted: Set<Int> = []
        for hit in table.hits(in: text) where counted.insert(hit.phrase).inserted {
            guard !Negation.denies(text, at: hit.range.lowerBound) else { continue }
            for number in rulesByPhrase[hit.phrase] {
                let rule = rules[number]
                scores[rule.department, default: (0, hit.range.lowerBound)].score += rule.weight
            }
        }
        let total = Double(scores.values.reduce(0) { $0 + $1.score })
        let ranked = scores.sorted { ($0.value.score, $1.value.first) > ($1.value.score, $0.value.first) }
        return TriageResult(
            suggestions: ranked.prefix(3).map { .init(department: $0.key, score: Double($0.value.score) / total) },
            emergency: emergency(in: text))
    }

    private func emergency(in text: [UInt8]) -> RedFlag? {
        var groups: [Int: Set<Int>] = [:]
        for hit in flagTable.hits(in: text) where !Negation.denies(text, at: hit.range.lowerBound) {
            for place in flagPlaces[hit.phrase] { groups[place.flag, default: []].insert(place.group) }
        }
        return flags.indices.first { number in
            guard let found = groups[number], !found.contains(-1) else { return false }
            return flags[number].all.indices.allSatisfy(found.contains)
        }.map { flags[$0] }
    }
}
