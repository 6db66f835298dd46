/// One thing the desk says, in words of a language and for a kind of channel.
public struct RenderedReply: Hashable, Sendable, Codable {
    /// For the eye.
    public var text: String
    /// For the ear, where it differs: shorter, digits grouped.
    public var speech: String?
    /// Answers that can be tapped or read out.
    public var choices: [Choice]?
    /// Structured facts for a widget to lay out: label and value, in order.
    public var card: Card?
    /// The reply's key in `dialogues/say`; for tests and traces, not served.
    public var key: String

    /// An answer to tap.
    public struct Choice: Hashable, Sendable, Codable {
        /// What the button shows.
        public var label: String
        /// What is sent as the message when it is tapped.
        public var say: String

        /// Makes a choice.
        public init(label: String, say: String) {
            self.label = label
            self.say = say
        }
    }

    /// Facts to lay out.
    public struct Card: Hashable, Sendable, Codable {
        /// Heading.
        public var title: String
        /// Label and value, in order.
        public var rows: [[String]]

        /// Makes a card.
        public init(title: String, rows: [[String]]) {
            self.title = title
            self.rows = rows
        }
    }

    /// Makes a reply.
    public init(text: String, speech: String? = nil, choices: [Choice]? = nil, card: Card? = nil, key: String) {
        self.text = text
        self.speech = speech
        self.choices = choices
        self.card = card
        self.key = key
    }

    private enum CodingKeys: String, CodingKey {
        case text, speech, choices, card, key
    }
}
