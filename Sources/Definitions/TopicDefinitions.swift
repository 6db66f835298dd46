import Booking
import Foundation
import Insight

/// Reads the files in `intents/topics/`: the words by which people ask about one thing or another.
public enum TopicDefinitions {
    /// Reads a file of topics.
    /// - Parameters:
    ///   - url: `intents/topics/rules.yaml` or another of its shape.
    ///   - log: Gets every problem; then the answer lacks what was wrong.
    public static func read<Topic: RawRepresentable & CaseIterable & Hashable & Sendable>(
        _ url: URL, of kind: Topic.Type, log: ProblemLog
    ) -> PhraseTopics<Topic> where Topic.RawValue == String {
        let root = CheckedYAML.read(contentsOf: url, as: "intents/topics/\(url.lastPathComponent)", log: log)?
            .mapping(keys: ["topics"])
        let entries: [PhraseTopics<Topic>.Entry] =
            root?.required("topics")?.sequence().compactMap { node in
                guard let map = node.mapping(keys: ["topic", "all"]),
                    let topic = map.required("topic")?.option(kind),
                    let groups = map.required("all")?.sequence().map({ $0.strings() })
                else { return nil }
                return PhraseTopics.Entry(topic: topic, all: groups)
            } ?? []
        return PhraseTopics(entries)
    }
}
