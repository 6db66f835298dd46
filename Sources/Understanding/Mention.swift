import CivilCalendar
import TimeExpressions

/// One place in an utterance that names something a form needs.
public struct Mention: Hashable, Sendable {
    /// What is named.
    public var value: MentionValue
    /// The words, as they were written.
    public var text: String
    /// Where they stand, in UTF-8 bytes of the utterance as it was given.
    public var range: Range<Int>
    /// How the value was come by.
    public var certainty: Certainty
    /// Whether it is wanted or ruled out.
    public var polarity: Polarity
    /// How firmly.
    public var strength: MentionStrength

    /// Makes a mention.
    public init(
        value: MentionValue, text: String, range: Range<Int>, certainty: Certainty = .stated,
        polarity: Polarity = .wanted, strength: MentionStrength = .stated
    ) {
        self.value = value
        self.text = text
        self.range = range
        self.certainty = certainty
        self.polarity = polarity
        self.strength = strength
    }
}

/// How a value was come by; what was assumed never passes for what was said.
public enum Certainty: String, Hashable, Sendable, Codable {
    /// Said in so many words.
    case stated
    /// Supplied by a convention or from context.
    case assumed
    /// Found by sound or by correcting a typing error; to be confirmed.
    case repaired
}

/// Whether something is wanted or ruled out.
public enum Polarity: String, Hashable, Sendable, Codable {
    case wanted, excluded
}

/// How firmly something was asked for.
public enum MentionStrength: String, Hashable, Sendable, Codable {
    /// 一定要, 只要, must be.
    case hard
    /// Said plainly.
    case stated
    /// 最好, 优先, preferably.
    case preferred
}

/// What a mention names. Codes are the catalogue's codes as text; this target knows no catalogue.
public enum MentionValue: Hashable, Sendable {
    /// A department or group; several when the name fits several.
    case department([Candidate])
    /// A doctor; several when the name fits several ("李伟", "张医生", "zhang wei").
    case doctor([Candidate])
    /// A campus.
    case campus([Candidate])
    /// A person called a doctor whom the lexicon does not know ("赵医生" where there is none).
    case unknownDoctor(String)
    /// A rank: `chief`, `associate_chief`, `attending`, `resident`; 专家 gives the first two.
    case title([String])
    /// The doctor's sex, `male` or `female`.
    case sex(String)
    /// A time, with its readings.
    case when([TimeReading])
    /// A date that no calendar has, such as 30 February.
    case impossibleDate
    /// How the patient is related to the speaker, in the codes of `Relation` (`self`, `mother`, `child` …).
    case relation(String)
    /// A highest fee, in fen.
    case priceLimit(Int)
    /// The cheapest is preferred.
    case cheap
    /// Which of several: 1 is the first, -1 the last.
    case ordinal(Int)
    /// A phone number, digits only, with whether it is well-formed.
    case phone(String, valid: Bool)
    /// A resident identity number with whether its check digit is right.
    case idNumber(String, valid: Bool)
    /// A person's name given as an answer or after 叫 / "my name is".
    case name(String)
    /// A complaint, with the departments that treat it where known.
    case symptom(String)
    /// How old somebody is, in whole years, 0...120.
    case age(Int)
    /// A birth date.
    case birthDate(CivilDate)
    /// A one-time code, visit code or resume code: the characters.
    case code(String)
    /// A plain number.
    case number(Int)

    /// The name that `frontdesk parse` prints for the kind.
    public var kind: String {
        switch self {
        case .department: "department"
        case .doctor, .unknownDoctor: "doctor"
        case .campus: "campus"
        case .title: "title"
        case .sex: "sex"
        case .when, .impossibleDate: "when"
        case .relation: "relation"
        case .priceLimit, .cheap: "price_limit"
        case .ordinal: "ordinal"
        case .phone: "phone"
        case .idNumber: "id_number"
        case .name: "name"
        case .symptom: "symptom"
        case .age: "age"
        case .birthDate: "birth_date"
        case .code: "code"
        case .number: "number"
        }
    }
}

/// A catalogue entry that a name may mean.
public struct Candidate: Hashable, Sendable, Codable {
    /// How the name led to the entry.
    public enum Match: String, Hashable, Sendable, Codable {
        /// The full name or an alias.
        case exact
        /// Surname with a form of address (张医生, Dr. Zhang).
        case surname
        /// Same sound, other characters; or pinyin; or an accepted confusion of sounds.
        case sound
        /// A typing error away.
        case spelling
    }

    /// The catalogue's code.
    public var code: String
    /// How it was found.
    public var match: Match
    /// 0...1.
    public var score: Double

    /// Makes a candidate.
    public init(code: String, match: Match, score: Double) {
        self.code = code
        self.match = match
        self.score = score
    }
}
