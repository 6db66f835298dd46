import Booking

/// Which of the hospital's rules a question is about.
public typealias RuleTopics = PhraseTopics<RuleTopic>

/// Which thing about the house a question is about.
public typealias HouseTopics = PhraseTopics<HouseTopic>

/// What a question is about, by the words it has.
public struct PhraseTopics<Topic: Hashable & Sendable>: Sendable {
    /// Words that speak for a topic.
    public struct Entry: Hashable, Sendable {
        /// The topic.
        public var topic: Topic
        /// Groups of phrases; one of every group must be there.
        public var all: [[String]]

        /// Makes an entry.
        public init(topic: Topic, all: [[String]]) {
            self.topic = topic
            self.all = all
        }
    }

    private let entries: [(topic: Topic, groups: [PhraseTable])]

    /// Makes topics from entries, the most particular first.
    public init(_ entries: [Entry]) {
        self.entries = entries.map { ($0.topic, $0.all.map(PhraseTable.init)) }
    }

    /// The topics of a question, each once, the most particular first.
    public func topics(of question: String) -> [Topic] {
        let text = PhraseTable.folded(question)
        var found: [Topic] = []
        for (topic, groups) in entries where !found.contains(topic) {
            if groups.allSatisfy({ !$0.hits(in: text).isEmpty }) { found.append(topic) }
        }
        return found
    }
}
