import CivilCalendar
import TimeExpressions

/// Reads utterances: one linear pass over the normalised text, then rules over what was tagged.
///
/// Built once from a lexicon and the intent definitions; immutable and shared.
public struct Reader: Sendable {
    private let vocabulary: Vocabulary
    private let ranker: IntentRanker
    private let times: TimeParser

    /// Builds a reader; takes time proportional to the lexicon, so build it once.
    /// - Parameters:
    ///   - entries: What the hospital's departments, doctors and campuses are called.
    ///   - definitions: What people say.
    ///   - times: The parser of time expressions, with the hospital's conventions.
    public init(entries: [LexiconEntry], definitions: IntentDefinitions, times: TimeParser = TimeParser()) {
        vocabulary = Vocabulary(entries: entries, definitions: definitions)
        ranker = IntentRanker(
            rules: CompiledRules(definitions.rules, vocabulary: vocabulary), vocabulary: vocabulary)
        self.times = times
    }

    /// The terms in braces that rules may use.
    public static var mentionTerms: [String] { Vocabulary.mentionKinds.map { "{\($0)}" } }
    /// Word classes that the reader itself knows; they may be empty.
    public static var cueTerms: [String] { Cue.allCases.map(\.name) }
    /// How many terms can be told apart.
    public static var mostTerms: Int { SymbolSet.capacity - 1 }

    /// What a text says.
    /// - Parameters:
    ///   - text: The utterance, any length; all of it is read.
    ///   - expecting: The open question.
    ///   - language: The language of the conversation so far; the text's own script decides where it is clear.
    ///   - now: The hospital's wall clock.
    public func read(
        _ text: String, expecting: Expectation = .nothing, language: Language? = nil, now: CivilMoment
    ) -> Understood {
        var draft = draft(of: text, expecting: expecting, language: language, now: now)
        var findings = ranker.findings(in: draft)
        let answer = AnswerReader(chooser: OptionChooser(reader: self, now: now))
            .read(&draft, isClaimed: !findings.isEmpty)
        if answer.intent != nil || findings.isEmpty && draft.readLooseComplaint() {
            findings = ranker.findings(in: draft)
        }
        let intents = Set(findings.map(\.intent))
        if intents.contains(.cancel), intents.isDisjoint(with: [.book, .reschedule]) { draft.nameCancelledTimes() }
        let ranking = IntentRanking(draft: draft, answer: answer, findings: findings)
        let said = draft.words
        return Understood(
            text: text, language: draft.language(hint: language), intents: ranking.intents, mentions: draft.finished(),
            isCorrection: ranking.isCorrection, chosenOption: ranking.chosenOption,
            namedFields: draft.namedFields(said), references: draft.references(said),
            rejected: draft.rejected + ranking.rejected)
    }

    /// Recognises words and mentions; no intents yet.
    func draft(of text: String, expecting: Expectation, language: Language?, now: CivilMoment) -> Draft {
        let source = Array(text.utf8)
        let folded = FoldedText(source)
        let likely: Language = folded.hanCount > 0 ? .zh : folded.letterCount > 0 ? .en : language ?? .zh
        let found = times.findings(in: source, now: now, language: likely)
        let digits = DigitScanner.runs(in: folded)
        let tagger = Tagger(vocabulary: vocabulary)
        let ranges = found.mentions.map(\.range) + found.impossibleDates.map(\.range)
        let orders = found.mentions.indices.filter { found.mentions[$0].readings.first?.kind == .order }
        var alarms = SymbolSet()
        let chosen = tagger.tags(
            in: folded, times: ranges.map(folded.folded(of:)), orders: Set(orders), digits: digits, alarms: &alarms)
        // Where a name is asked for, an unknown word is one rather than a misspelt other word.
        let tags = expecting == .field("name") ? chosen : tagger.repair(chosen, in: folded)
        var draft = Draft(
            vocabulary: vocabulary, text: folded, source: source, expecting: expecting, times: found.mentions,
            digits: digits,
            tags: tags)
        draft.alarms = alarms
        draft.readTags()
        draft.readNames()
        draft.readDoctors()
        draft.readContrastedSurnames()
        draft.readSymptoms()
        draft.readNumbers()
        draft.dropPastTimes(before: now.date)
        draft.divide()
        draft.readShape()
        draft.readScopes()
        return draft
    }
}

extension Draft {
    /// The language of the utterance: that of its script, or the conversation's where the text could be either.
    func language(hint: Language?) -> Language {
        if text.hanCount > 0 {
            // A Chinese character says about as much as three letters.
            return text.hanCount * 3 >= text.letterCount ? .zh : .en
        }
        guard text.letterCount > 0 else { return hint ?? .zh }
        guard hint == .zh else { return .en }
        let isShared = tags.allSatisfy { has($0, .neutral) } && mentions.allSatisfy(\.isNameOnly)
        return isShared && text.letterCount <= 12 ? .zh : .en
    }

    private func has(_ tag: Tag, _ cue: Cue) -> Bool {
        tag.isTaken || tag.symbols.contains(vocabulary.symbol(cue)) || tag.symbols.isEmpty
    }

    /// Fields that are named without a value; a field whose value is given beside its name is not among them.
    func namedFields(_ said: SymbolSet) -> [String] {
        let words = vocabulary.fieldWords
        return words.fields.compactMap { field in
            guard field.named.map(said.contains) ?? false || field.noun.map({ isNamed($0, said) }) ?? false else {
                return nil
            }
            let isGiven = mentions.contains { $0.polarity == .wanted && field.kinds.contains($0.value.kind) }
            return isGiven ? nil : field.name
        }
    }

    /// All classes of words that were said.
    var words: SymbolSet {
        var said = SymbolSet()
        for tag in tags where !tag.isTaken { said.formUnion(tag.symbols) }
        return said
    }

    /// What is pointed at without being named.
    func references(_ said: SymbolSet) -> Set<Reference> {
        var found: Set<Reference> = []
        for (reference, symbol) in vocabulary.fieldWords.references where said.contains(symbol) {
            found.insert(reference)
        }
        return found
    }

    /// Whether a noun stands right after a word like "another" or right before one like "is wrong".
    private func isNamed(_ noun: Int, _ said: SymbolSet) -> Bool {
        guard said.contains(noun), let other = vocabulary.fieldWords.other, let wrong = vocabulary.fieldWords.wrong,
            said.contains(other) || said.contains(wrong)
        else { return false }
        return tags.indices.dropLast().contains { index in
            let (left, right) = (tags[index], tags[index + 1])
            guard !left.isTaken, !right.isTaken, right.start - left.end <= 1 else { return false }
            return left.symbols.contains(other) && right.symbols.contains(noun)
                || left.symbols.contains(noun) && right.symbols.contains(wrong)
        }
    }

    /// Whether a word of a class that only the definitions know occurs.
    func hasWord(_ name: String) -> Bool {
        guard let symbol = vocabulary.symbol(named: name) else { return false }
        return tags.contains { !$0.isTaken && $0.symbols.contains(symbol) }
    }
}

extension Draft.Found {
    fileprivate var isNameOnly: Bool {
        switch value {
        case .doctor, .department, .code, .phone, .idNumber, .name, .number: true
        default: false
        }
    }
}
