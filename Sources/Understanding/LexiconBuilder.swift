/// Collects phrases with what they mean and builds the automaton.
struct LexiconBuilder {
    private var ids: [[UInt8]: Int] = [:]
    private(set) var phrases: [[UInt8]] = []
    private(set) var meanings: [[Meaning]] = []

    /// Adds a meaning to a phrase; blank phrases are ignored.
    mutating func add(_ phrase: String, _ meaning: Meaning) {
        add(folded: FoldedText.phrase(phrase), meaning)
    }

    /// Adds a meaning to a phrase in folded spelling.
    mutating func add(folded bytes: [UInt8], _ meaning: Meaning) {
        guard !bytes.isEmpty else { return }
        if let id = ids[bytes] {
            if !meanings[id].contains(meaning) { meanings[id].append(meaning) }
        } else {
            ids[bytes] = phrases.count
            phrases.append(bytes)
            meanings.append([meaning])
        }
    }
}

/// What a phrase means.
struct Meaning: Hashable, Sendable {
    enum Sort: UInt8, Sendable {
        /// A class of words; the number is its symbol.
        case word
        /// Entries of the lexicon; the number is the entry's.
        case department, doctor, campus
        /// A doctor's name in letters; the number is the entry's.
        case doctorSound
        /// A value definition; the number is its index.
        case relation, title, sex, ordinal, cheap, symptom, character
    }

    var sort: Sort
    var number: Int32

    init(_ sort: Sort, _ number: Int) {
        self.sort = sort
        self.number = Int32(number)
    }
}
