import TimeExpressions

/// What a text was understood to say: ranked readings and mentions. Pure data; nothing was decided yet.
public struct Understood: Hashable, Sendable {
    /// The text as it was given.
    public var text: String
    /// The language it is written in.
    public var language: Language
    /// Intents, the main one first; never empty (`out_of_scope` when nothing fits).
    public var intents: [ScoredIntent]
    /// What is named, by place in the text, without overlap of the same kind.
    public var mentions: [Mention]
    /// Whether the speaker marks a correction (不对, 我是说, actually).
    public var isCorrection: Bool
    /// The option of the open question that was chosen, counted from 1.
    public var chosenOption: Int?
    /// Fields that are named without a value, in the names of `frontdesk parse`: "换个医生" names `doctor`, "change the
    /// time" names `when`.
    public var namedFields: [String]
    /// What is pointed at without being named: "the same doctor as last time", "the later one".
    public var references: Set<Reference>
    /// Readings that were weighed and dropped, with the reason; for the trace.
    public var rejected: [String]

    /// Makes a reading.
    public init(
        text: String, language: Language, intents: [ScoredIntent], mentions: [Mention], isCorrection: Bool = false,
        chosenOption: Int? = nil, namedFields: [String] = [],
        references: Set<Reference> = [], rejected: [String] = []
    ) {
        self.text = text
        self.language = language
        self.intents = intents
        self.mentions = mentions
        self.isCorrection = isCorrection
        self.chosenOption = chosenOption
        self.namedFields = namedFields
        self.references = references
        self.rejected = rejected
    }

    /// The main intent.
    public var main: Intent { intents.first?.intent ?? .outOfScope }

    /// Whether an intent is among the readings.
    public func has(_ intent: Intent) -> Bool { intents.contains { $0.intent == intent } }
}

/// The open question, which has the first claim on an utterance.
public enum Expectation: Hashable, Sendable, Codable {
    /// Nothing is open.
    case nothing
    /// A field of a form is asked for; the names are those of `frontdesk parse` (`when`, `department`, `patient` …).
    case field(String)
    /// Yes or no.
    case yesNo
    /// One of several options, each with the words that may name it.
    case option([ExpectedOption])
    /// A one-time code.
    case code
}

/// An option of an open question.
public struct ExpectedOption: Hashable, Sendable, Codable {
    /// Words that name it; the shown label first.
    public var labels: [String]

    /// Makes an option.
    public init(labels: [String]) {
        self.labels = labels
    }
}
