import Booking
import CivilCalendar
import Dialogue
import Understanding

/// Everything a turn reads and no turn changes: the hospital, what people say, what the desk says. Replaced as a whole.
public struct DeskBundle: Sendable {
    /// The hospital.
    public var catalogue: Catalogue
    /// Reads utterances; built for this catalogue.
    public var reader: Reader
    /// Forms, patterns and texts.
    public var definitions: DialogueDefinitions
    /// Finds slots for wishes; made for this catalogue.
    public var negotiator: Negotiator
    /// Printed values of the hospital's rules by parameter name.
    public var ruleFacts: [String: LocalizedText]
    /// What the hospital's rules say to a question.
    public var ruleAnswers: @Sendable (RuleQuestion) -> [LocalizedText]
    /// What the house says to a question about itself.
    public var houseAnswers: @Sendable (String) -> [HouseAnswer]
    /// Departments for a complaint.
    public var triage: @Sendable (_ complaint: String) -> TriageAdvice

    /// Makes a bundle.
    public init(
        catalogue: Catalogue, reader: Reader, definitions: DialogueDefinitions,
        ruleFacts: [String: LocalizedText] = [:],
        ruleAnswers: @escaping @Sendable (RuleQuestion) -> [LocalizedText] = { _ in [] },
        houseAnswers: @escaping @Sendable (String) -> [HouseAnswer] = { _ in [] },
        triage: @escaping @Sendable (_ complaint: String) -> TriageAdvice = { _ in TriageAdvice() }
    ) {
        self.catalogue = catalogue
        negotiator = Negotiator(catalogue: catalogue)
        self.reader = reader
        self.definitions = definitions
        self.ruleFacts = ruleFacts
        self.ruleAnswers = ruleAnswers
        self.houseAnswers = houseAnswers
        self.triage = triage
    }
}
