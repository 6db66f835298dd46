/// What people say, as data: the words, the values they name and the rules that make intents of them.
///
/// Read from `intents/` by the target Definitions; this target knows no files.
public struct IntentDefinitions: Hashable, Sendable {
    /// Phrases by the class of word they belong to; classes of all files and languages share one namespace.
    public var words: [WordDefinition]
    /// Phrases that name the value of a field.
    public var values: [ValueDefinition]
    /// Rules over classes of words and kinds of mentions.
    public var rules: [RuleDefinition]

    /// Makes definitions.
    public init(words: [WordDefinition] = [], values: [ValueDefinition] = [], rules: [RuleDefinition] = []) {
        self.words = words
        self.values = values
        self.rules = rules
    }
}

/// A class of words, such as all ways to say "cancel".
public struct WordDefinition: Hashable, Sendable {
    /// The name of the class.
    public var name: String
    /// Its phrases, in any spelling that folding makes alike.
    public var phrases: [String]

    /// Makes a class.
    public init(name: String, phrases: [String]) {
        self.name = name
        self.phrases = phrases
    }
}

/// Phrases that name one value of a field.
public struct ValueDefinition: Hashable, Sendable {
    /// What sort of value is named.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A code of `Relation`.
        case relation
        /// Codes of ranks joined by `|`.
        case title
        /// `male` or `female`.
        case sex
        /// Which of several, an integer; -1 is the last.
        case ordinal
        /// The cheapest is wanted; the value is not used.
        case cheap
        /// A complaint, under the word that stands for it.
        case symptom
        /// A department, under any name that the hospital gives it; entries of departments that it lacks are ignored.
        case department
        /// A surname, under its reading in pinyin; several readings are several entries.
        case surname
        /// A character, described by its parts (弓长张); the value is the character.
        case character
    }

    /// What sort of value.
    public var kind: Kind
    /// The value.
    public var value: String
    /// What people say for it.
    public var phrases: [String]

    /// Makes a value.
    public init(kind: Kind, value: String, phrases: [String]) {
        self.kind = kind
        self.value = value
        self.phrases = phrases
    }
}

/// A rule that finds an intent in a stretch of an utterance.
///
/// Terms are names of word classes, or kinds of mentions in braces (`{doctor}`). Words must stand in the same stretch
/// (between punctuation or connecting words); mentions may stand anywhere in the utterance when `reach` says so.
public struct RuleDefinition: Hashable, Sendable {
    /// When a rule may be tried.
    public enum Condition: String, Hashable, Sendable, CaseIterable {
        /// Nothing is open.
        case nothing
        /// A field is asked for.
        case field
        /// A yes or no is asked for.
        case yesNo = "yes_no"
        /// One of several options is asked for.
        case option
        /// A one-time code is asked for.
        case code
    }

    /// The rule's name, shown in traces.
    public var name: String
    /// What it finds.
    public var intent: Intent
    /// At least one of these; empty asks nothing.
    public var any: [String]
    /// All of these.
    public var all: [String]
    /// A second choice: at least one of these too; empty asks nothing.
    public var with: [String]
    /// None of these.
    public var none: [String]
    /// These in this order within the stretch, other words may stand between.
    public var order: [String]
    /// When given, nothing else may stand in the stretch than the rule's own terms, these and fillers.
    public var only: [String]?
    /// At most so many characters of the stretch may be left over that no phrase accounts for; `nil` does not look.
    public var rest: Int?
    /// The open questions under which it may be tried; empty is always.
    public var expecting: [Condition]
    /// How sure it makes, 0...1.
    public var weight: Double

    /// Makes a rule.
    public init(
        name: String, intent: Intent, any: [String] = [], all: [String] = [], with: [String] = [],
        none: [String] = [], order: [String] = [], only: [String]? = nil, rest: Int? = nil, expecting: [Condition] = [],
        weight: Double
    ) {
        self.name = name
        self.intent = intent
        self.any = any
        self.all = all
        self.with = with
        self.none = none
        self.order = order
        self.only = only
        self.rest = rest
        self.expecting = expecting
        self.weight = weight
    }
}
