import TimeExpressions

/// What the desk does and says, as data: the content of `dialogues/`. Immutable, checked when it was loaded.
public struct DialogueDefinitions: Sendable {
    /// The forms by what they do.
    public var flows: [Form: FlowDefinition]
    /// How the talk is repaired.
    public var patterns: PatternDefinitions
    /// The texts by language.
    public var texts: [Language: [String: SayText]]

    /// Makes definitions.
    public init(
        flows: [Form: FlowDefinition], patterns: PatternDefinitions, texts: [Language: [String: SayText]]
    ) {
        self.flows = flows
        self.patterns = patterns
        self.texts = texts
    }
}

/// A form that the desk can fill with somebody.
public enum Form: String, Hashable, Sendable, Codable, CaseIterable {
    /// Make an appointment.
    case book
    /// Move an appointment.
    case reschedule
    /// Cancel an appointment.
    case cancel
    /// Read out the visitor's appointments.
    case appointments
    /// Register a patient.
    case register
    /// Prove a phone.
    case identify
    /// Answer a question that lacks what it is about.
    case enquire
    /// Report for a visit (报到).
    case checkIn = "check_in"
    /// Say where a waiting patient stands in the queue.
    case queue = "queue_status"
    /// Read out visit codes (就诊码).
    case visitCode = "visit_code"
    /// Say whether booking is restricted, why and until when.
    case standing = "my_restrictions"
    /// Appeal against a missed visit (申诉).
    case appeal
    /// Say how one stands on the waitlist, or leave it.
    case waitlist
}

/// What a form needs, in the order in which it is asked for, and how it ends.
public struct FlowDefinition: Hashable, Sendable {
    /// The form.
    public var form: Form
    /// What it needs.
    public var needs: [Need]
    /// The text of the read-back before the commit; `nil` where nothing is committed.
    public var confirm: String?
    /// The text said when it is given up.
    public var abandoned: String
    /// What it is called when it is resumed or asked about.
    public var name: String

    /// Makes a flow.
    public init(form: Form, needs: [Need], confirm: String?, abandoned: String, name: String) {
        self.form = form
        self.needs = needs
        self.confirm = confirm
        self.abandoned = abandoned
        self.name = name
    }

    /// The need of a field.
    public func need(_ field: Field) -> Need? { needs.first { $0.field == field } }
}

/// One thing that a form needs to know.
public struct Need: Hashable, Sendable {
    /// What.
    public var field: Field
    /// The question.
    public var ask: String
    /// The question after something was said that was no answer: names the one thing that was not got.
    public var again: String
    /// Examples of answers.
    public var examples: String
    /// Why it is asked.
    public var why: String
    /// Whether it is only taken when it is offered, never asked for.
    public var isOptional: Bool
    /// Any of these known makes the question needless.
    public var unless: [Field]
    /// What no longer holds when this changes.
    public var clears: [Field]

    /// Makes a need.
    public init(
        field: Field, ask: String, again: String, examples: String, why: String, isOptional: Bool = false,
        unless: [Field] = [], clears: [Field] = []
    ) {
        self.field = field
        self.ask = ask
        self.again = again
        self.examples = examples
        self.why = why
        self.isOptional = isOptional
        self.unless = unless
        self.clears = clears
    }
}

/// A field of a form; the names are those of `frontdesk parse`.
public enum Field: String, Hashable, Sendable, Codable, CaseIterable {
    case department, doctor, title, sex, campus, when
    case fee = "price_limit"
    case patient, name
    case birthDate = "birth_date"
    case patientSex = "patient_sex"
    case phone, code, appointment, topic, reason
}

/// How misunderstandings and interruptions are handled.
public struct PatternDefinitions: Hashable, Sendable {
    /// What is done after the first, second … failure at one question.
    public var ladder: [LadderStep]
    /// From this many turns on a form that was set aside is offered instead of simply going on.
    public var askBeforeResumingAfterTurns: Int
    /// So many questions of the same turn of talk raise the pace to slow by themselves.
    public var slowerAfterFailures: Int

    /// Makes patterns.
    public init(ladder: [LadderStep], askBeforeResumingAfterTurns: Int, slowerAfterFailures: Int) {
        self.ladder = ladder
        self.askBeforeResumingAfterTurns = askBeforeResumingAfterTurns
        self.slowerAfterFailures = slowerAfterFailures
    }
}

/// A step of the ladder that a question climbs when its answers are not understood.
public enum LadderStep: String, Hashable, Sendable, Codable, CaseIterable {
    /// Ask again, naming the one thing that was not got.
    case rephrase
    /// Give examples of answers.
    case examples
    /// Offer real choices from the calendar or the catalogue.
    case choices
    /// Offer a person.
    case person
}

/// A text in its variants.
public struct SayText: Hashable, Sendable {
    /// For the eye; one or more wordings.
    public var chat: [Template]
    /// For the ear; empty where the words for the eye serve.
    public var phone: [Template]
    /// For somebody who asked to go slower; empty where the usual ones serve.
    public var slower: [Template]

    /// Makes a text.
    public init(chat: [Template], phone: [Template] = [], slower: [Template] = []) {
        self.chat = chat
        self.phone = phone
        self.slower = slower
    }
}
