import Booking
import CivilCalendar
import Understanding

/// Everything a step may know besides the state: the hospital, the definitions and the moment.
public struct DialogueContext: Sendable {
    /// The hospital.
    public var catalogue: Catalogue
    /// Forms, patterns and texts.
    public var definitions: DialogueDefinitions
    /// The hospital's wall clock.
    public var now: CivilMoment
    /// The same moment on the world's time line.
    public var instant: Instant
    /// Whether replies are made for the ear: fewer options, shorter lines.
    public var isForTheEar: Bool
    /// The conversation's id, for keys of effects.
    public var conversation: String
    /// The number of this turn, from 1; 0 for the opening.
    public var turn: Int
    /// The kind of channel, for the record of consent (`http`, `line` …).
    public var channel: String
    /// Network address or line, if known; limits count by it.
    public var address: String?
    /// How far ahead there is a schedule, in days.
    public var horizonDays: Int
    /// How long a slot on offer is held, in seconds.
    public var holdSeconds: Int
    /// The hospital's rules in words, for answers about them: `sentence` (sale and cancelling), `further` (quotas and
    /// the like), `releaseTime`; what is missing is left out.
    public var ruleFacts: [String: LocalizedText]
    /// What the hospital's rules say to a question, topic by topic; nothing where it names none.
    public var ruleAnswers: @Sendable (RuleQuestion) -> [LocalizedText]
    /// What the house says to a question about itself, topic by topic; nothing where it names none.
    public var houseAnswers: @Sendable (_ question: String) -> [HouseAnswer]
    /// Departments for a complaint in the person's own words, the likeliest first.
    public var triage: @Sendable (_ complaint: String) -> TriageAdvice

    /// At most so many offers are held and said at once, 1 or more; fewer in a rush.
    public var offersAtOnce = 3

    /// Makes a context.
    public init(
        catalogue: Catalogue, definitions: DialogueDefinitions, now: CivilMoment, instant: Instant,
        isForTheEar: Bool = false, conversation: String, turn: Int, channel: String, address: String? = nil,
        horizonDays: Int = 28, holdSeconds: Int = 300, ruleFacts: [String: LocalizedText] = [:],
        ruleAnswers: @escaping @Sendable (RuleQuestion) -> [LocalizedText] = { _ in [] },
        houseAnswers: @escaping @Sendable (_ question: String) -> [HouseAnswer] = { _ in [] },
        triage: @escaping @Sendable (_ complaint: String) -> TriageAdvice = { _ in TriageAdvice() }
    ) {
        self.catalogue = catalogue
        self.definitions = definitions
        self.now = now
        self.instant = instant
        self.isForTheEar = isForTheEar
        self.conversation = conversation
        self.turn = turn
        self.channel = channel
        self.address = address
        self.horizonDays = horizonDays
        self.holdSeconds = holdSeconds
        self.ruleFacts = ruleFacts
        self.ruleAnswers = ruleAnswers
        self.houseAnswers = houseAnswers
        self.triage = triage
    }

    /// So many options are said at once.
    var optionLimit: Int { min(isForTheEar ? 2 : 3, offersAtOnce) }

    /// Who holds.
    var holder: Holder { Holder(conversation: conversation, address: address) }

    /// What a change rests on.
    public var consent: Consent { Consent(conversation: conversation, turn: turn, channel: channel) }
}

/// A question about the rules: what was said, whose rules are meant, and when it is asked.
public struct RuleQuestion: Hashable, Sendable {
    /// The question in the person's words.
    public var text: String
    /// The department, if one is meant.
    public var department: DepartmentCode?
    /// The doctor, if one is meant.
    public var doctor: PractitionerCode?
    /// When it is asked.
    public var now: Instant

    /// Makes a question.
    public init(
        text: String, department: DepartmentCode? = nil, doctor: PractitionerCode? = nil, now: Instant
    ) {
        self.text = text
        self.department = department
        self.doctor = doctor
        self.now = now
    }
}

/// What the house says about one thing that was asked.
public struct HouseAnswer: Hashable, Sendable {
    /// What it is about.
    public var topic: HouseTopic
    /// The answer; `nil` where the catalogue knows better.
    public var text: LocalizedText?

    /// Makes an answer.
    public init(topic: HouseTopic, text: LocalizedText?) {
        self.topic = topic
        self.text = text
    }
}

/// Where a complaint may be seen; never a diagnosis.
public struct TriageAdvice: Hashable, Sendable {
    /// Departments, the likeliest first; may be empty.
    public var departments: [DepartmentCode]
    /// Whether it sounds like an emergency: then nothing is booked and 120 is named.
    public var isEmergency: Bool
    /// A question whose answer would help, if any.
    public var ask: LocalizedText?

    /// Makes an advice.
    public init(departments: [DepartmentCode] = [], isEmergency: Bool = false, ask: LocalizedText? = nil) {
        self.departments = departments
        self.isEmergency = isEmergency
        self.ask = ask
    }
}
