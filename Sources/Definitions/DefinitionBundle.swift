import Booking
import Dialogue
import Foundation
import Insight
import Understanding

/// Everything that people write for the desk: what people say, what it does and says, and what complaints mean.
/// Immutable; replaced as a whole when the files change.
public struct DefinitionBundle: Sendable {
    /// Words, values and rules by which utterances are read.
    public let intents: IntentDefinitions
    /// Forms, patterns and texts.
    public let dialogue: DialogueDefinitions
    /// Departments for complaints, and signs of an emergency.
    public let triage: Triage
    /// Words by which people ask about one rule or another.
    public let ruleTopics: RuleTopics
    /// Words by which people ask about the house: parking, insurance and the like.
    public let houseTopics: HouseTopics

    /// Reads every file.
    /// - Parameters:
    ///   - intents: The directory `intents/`.
    ///   - dialogues: The directory `dialogues/`.
    /// - Throws: All problems of all files at once.
    public init(intents: URL, dialogues: URL) throws(DefinitionProblems) {
        let log = ProblemLog()
        self.init(intents: intents, dialogues: dialogues, log: log)
        try log.check()
    }

    /// Reads every file; what is wrong goes to the log, and what is right is kept.
    public init(intents: URL, dialogues: URL, log: ProblemLog) {
        self.intents = IntentLoader.read(from: intents, as: intents.lastPathComponent, log: log)
        dialogue = DialogueLoader.read(from: dialogues, as: dialogues.lastPathComponent, log: log)
        triage = TriageDefinitions.read(intents.appendingPathComponent("triage"), log: log)
        let topics = intents.appendingPathComponent("topics")
        ruleTopics = TopicDefinitions.read(topics.appendingPathComponent("rules.yaml"), of: RuleTopic.self, log: log)
        houseTopics = TopicDefinitions.read(topics.appendingPathComponent("house.yaml"), of: HouseTopic.self, log: log)
    }
}
