import Booking
import Foundation
import Insight

/// Reads `intents/topics/rules.yaml`: the words by which people ask about one rule or another.
public enum RuleTopicDefinitions {
    /// Reads the file.
    /// - Parameter log: Gets every problem; then the answer lacks what was wrong.
    public static func read(_ url: URL, log: ProblemLog) -> RuleTopics {
        let root = CheckedYAML.read(contentsOf: url, as: "intents/topics/rules.yaml", log: log)?
            .mapping(keys: ["topics"])
        let entries: [RuleTopics.Entry] =
            root?.required("topics")?.sequence().compactMap { node in
                guard let map = node.mapping(keys: ["topic", "all"]),
                    let topic = map.required("topic")?.option(RuleTopic.self),
                    let groups = map.required("all")?.sequence().map({ $0.strings() })
                else { return nil }
                return RuleTopics.Entry(topic: topic, all: groups)
            } ?? []
        return RuleTopics(entries)
    }
}
