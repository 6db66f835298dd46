/// Everything that an utterance is compared with: phrases of the definitions and names of the hospital, compiled.
struct Vocabulary: Sendable {
    /// Numbers of the word classes and mention kinds by name.
    private(set) var symbols: [String: Int] = [:]
    private(set) var symbolNames: [String] = []

    let entries: [LexiconEntry]
    let values: [ValueDefinition]
    let surnames: SurnameIndex
    let doctorSounds: SoundIndex
    let surnameSounds: SoundIndex
    let departmentSounds: SoundIndex
    let typos: TypoIndex
    let automaton: PhraseAutomaton

    private let meaningStarts: [Int32]
    private let allMeanings: [Meaning]
    /// What words still say inside a time expression, and inside one that is only an order.
    let wordsOfTimes: SymbolSet
    let wordsOfOrders: SymbolSet
    /// Classes of words that answer.
    let answers: SymbolSet
    /// The class of words that greet.
    let greetings: SymbolSet
    /// The word classes that rules of emergencies look for.
    let alarms: SymbolSet
    /// For every phrase the word classes it belongs to.
    let phraseSymbols: [SymbolSet]
    /// The word classes that name fields.
    let fieldWords: FieldWords

    /// Compiles entries and definitions.
    init(entries: [LexiconEntry], definitions: IntentDefinitions) {
        var symbols: [String: Int] = [:]
        var names: [String] = []
        func symbol(_ name: String) -> Int {
            if let known = symbols[name] { return known }
            let number = min(names.count, SymbolSet.capacity - 1)
            symbols[name] = number
            names.append(name)
            return number
        }
        // Cues first, so that a cue's place is its symbol.
        for cue in Cue.allCases { _ = symbol(cue.name) }
        for kind in Vocabulary.mentionKinds { _ = symbol("{\(kind)}") }
        var builder = LexiconBuilder()
        for word in definitions.words {
            let number = symbol(word.name)
            for phrase in word.phrases { builder.add(phrase, Meaning(.word, number)) }
        }
        let characters = Self.addValues(definitions.values, to: &builder)
        var departmentsByName: [[UInt8]: [Int]] = [:]
        for (index, entry) in entries.enumerated() where entry.kind == .department {
            for name in entry.names + entry.aliases {
                departmentsByName[FoldedText.phrase(name), default: []].append(index)
            }
        }
        for value in definitions.values where value.kind == .department {
            for index in departmentsByName[FoldedText.phrase(value.value)] ?? [] {
                for phrase in value.phrases { builder.add(phrase, Meaning(.department, index)) }
            }
        }
        var index = NameIndexer(surnameValues: definitions.values)
        for (number, entry) in entries.enumerated() { index.add(entry, number: number, to: &builder) }

        func set(_ names: [String]) -> SymbolSet {
            names.reduce(into: SymbolSet()) { set, name in symbols[name].map { set.insert($0) } }
        }
        wordsOfTimes = set([Cue.correction.name, "hours", "release", "next_free", "open_word", "cannot_make"])
        wordsOfOrders = set([
            Cue.correction.name, "next_free", "available", "alternatives", "earlier_one", "later_one", "deadline",
        ])
        alarms = definitions.rules.filter { $0.intent == .emergency }.reduce(into: SymbolSet()) { all, rule in
            all.formUnion(set(rule.any + rule.all + rule.with))
        }
        answers = set(["refuse", "agree", "abort"])
        greetings = set(["greet"])
        fieldWords = FieldWords(symbols)
        self.symbols = symbols
        symbolNames = names
        self.entries = entries
        values = definitions.values
        surnames = index.surnames
        doctorSounds = index.doctorSounds
        surnameSounds = index.surnameSounds
        departmentSounds = index.departmentSounds
        typos = TypoIndex(phrases: builder.phrases)
        automaton = PhraseAutomaton(builder.phrases)
        var starts: [Int32] = [0]
        var meanings: [Meaning] = []
        var sets: [SymbolSet] = []
        let plain = Int32(Cue.plain.rawValue)
        for list in builder.meanings {
            meanings += list
            starts.append(Int32(meanings.count))
            var set = SymbolSet()
            for meaning in list where meaning.sort == .word && meaning.number != plain {
                set.insert(Int(meaning.number))
            }
            sets.append(set)
        }
        meaningStarts = starts
        allMeanings = meanings
        phraseSymbols = sets
        characterValues = characters
    }

    /// For a value of kind `character`, the character it describes.
    private let characterValues: [Int32: UInt32]

    private static func addValues(
        _ values: [ValueDefinition], to builder: inout LexiconBuilder
    ) -> [Int32: UInt32] {
        var characters: [Int32: UInt32] = [:]
        for (index, value) in values.enumerated() {
            let sort: Meaning.Sort
            switch value.kind {
            case .relation: sort = .relation
            case .title: sort = .title
            case .sex: sort = .sex
            case .ordinal: sort = .ordinal
            case .cheap: sort = .cheap
            case .symptom: sort = .symptom
            case .character:
                sort = .character
                characters[Int32(index)] = FoldedText(value.value.utf8).firstScalar
            case .department, .surname: continue
            }
            for phrase in value.phrases { builder.add(phrase, Meaning(sort, index)) }
        }
        return characters
    }

    /// Kinds of mentions that rules may name in braces, in the order of their symbols.
    static let mentionKinds = [
        "department", "doctor", "unknown_doctor", "campus", "title", "sex", "when", "relation", "price_limit",
        "ordinal", "phone", "id_number", "name", "symptom", "birth_date", "code", "number", "age",
        "excluded", "swapped",
    ]

    /// What a phrase means.
    func meanings(of phrase: Int) -> ArraySlice<Meaning> {
        allMeanings[Int(meaningStarts[phrase])..<Int(meaningStarts[phrase + 1])]
    }

    /// Whether a phrase is known only so that it is not taken for a misspelt other word.
    func isPlain(_ phrase: Int) -> Bool {
        meanings(of: phrase).allSatisfy { $0.sort == .word && Int($0.number) == symbol(.plain) }
    }

    private static let cueCount = Cue.allCases.count

    /// The symbol of a cue.
    @inline(__always)
    func symbol(_ cue: Cue) -> Int { cue.rawValue }

    /// The symbol of a time that rules one thing out to name another.
    var swappedSymbol: Int { Self.cueCount + Self.mentionKinds.count - 1 }

    /// The symbol of the kind of a mention; what is ruled out has one of its own, whatever it is.
    func kindSymbol(of mention: Draft.Found) -> Int {
        if mention.polarity == .excluded { return Self.cueCount + Self.mentionKinds.count - 2 }
        let place =
            switch mention.value {
            case .department: 0
            case .doctor: 1
            case .unknownDoctor: 2
            case .campus: 3
            case .title: 4
            case .sex: 5
            case .when, .impossibleDate: 6
            case .relation: 7
            case .priceLimit, .cheap: 8
            case .ordinal: 9
            case .phone: 10
            case .idNumber: 11
            case .name: 12
            case .symptom: 13
            case .birthDate: 14
            case .code: 15
            case .number: 16
            case .age: 17
            }
        return Self.cueCount + place
    }

    /// The symbol of a word class or mention kind; `nil` when there is none of the name.
    func symbol(named name: String) -> Int? { symbols[name] }

    /// The character that a description (弓长张) stands for.
    func character(described value: Int32) -> UInt32 { characterValues[value] ?? 0 }
}

extension FoldedText {
    /// The first character, 0 when there is none.
    var firstScalar: UInt32 { bytes.isEmpty ? 0 : scalar(at: 0) }

    /// The characters of a range.
    func scalars(_ range: Range<Int>) -> [UInt32] {
        var result: [UInt32] = []
        var index = range.lowerBound
        while index < range.upperBound {
            result.append(scalar(at: index))
            index += length(at: index)
        }
        return result
    }
}
