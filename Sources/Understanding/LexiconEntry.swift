/// Something of the hospital that people name: a department, a doctor or a campus.
public struct LexiconEntry: Hashable, Sendable {
    /// What it is.
    public enum Kind: UInt8, Hashable, Sendable {
        case department, doctor, campus
    }

    /// What it is.
    public var kind: Kind
    /// The catalogue's code.
    public var code: String
    /// Its full names, in any language.
    public var names: [String]
    /// What else people call it, in any language.
    public var aliases: [String]
    /// For a doctor, the pinyin of the Chinese name without tones, syllables divided by blanks, surname first
    /// (`ou yang ming`); empty lets the lexicon work it out.
    public var pinyin: String

    /// Makes an entry.
    public init(kind: Kind, code: String, names: [String], aliases: [String] = [], pinyin: String = "") {
        self.kind = kind
        self.code = code
        self.names = names
        self.aliases = aliases
        self.pinyin = pinyin
    }
}
