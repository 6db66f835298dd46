/// Everything the engine has to know about one language: its words and its rules.
///
/// A language is a folder with one value of this type. Words of all languages are compiled into one automaton and
/// rules of all languages run in the same cascade, because people mix languages.
struct LanguagePack: Sendable {
    /// Words, lower case, simplified script; the value's meaning belongs to the kind.
    var words: [(text: String, word: Word)]
    /// Rules in the order in which they are tried within a stage.
    var rules: [Rule]
}

/// Collects a lexicon.
struct LexiconBuilder {
    private(set) var words: [(text: String, word: Word)] = []

    /// Adds words of one meaning, separated by spaces. An underscore stands for a space within a word.
    mutating func add(_ kind: ItemKind, _ value: Int = 0, _ texts: String) {
        for text in texts.split(separator: " ") {
            let written = String(text.map { $0 == "_" ? " " : $0 })
            words.append((written, Word(kind: kind, value: Int32(value))))
        }
    }
}
