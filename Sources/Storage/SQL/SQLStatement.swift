/// A statement with its arguments; parameters are written `$1`, `$2` … and may repeat.
public struct SQLStatement: Sendable {
    /// The words of a statement.
    public enum Text: Sendable, Hashable {
        /// Written in the source; known by its address, which costs nothing to look up.
        case literal(StaticString)
        /// Put together at run time, such as a list of any length; known by its words.
        case made(String)

        /// Same literal, or same words.
        public static func == (left: Text, right: Text) -> Bool {
            switch (left, right) {
            case (.literal(let left), .literal(let right)): left.utf8Start == right.utf8Start
            case (.made(let left), .made(let right)): left == right
            default: false
            }
        }

        /// By address or by words.
        public func hash(into hasher: inout Hasher) {
            switch self {
            case .literal(let text): hasher.combine(text.utf8Start)
            case .made(let text): hasher.combine(text)
            }
        }

        /// The words.
        public var string: String {
            switch self {
            case .literal(let text): text.description
            case .made(let text): text
            }
        }
    }

    /// The words.
    public let text: Text
    /// The value of `$1` first.
    public let arguments: [SQLValue]

    /// Makes a statement from words written in the source.
    public init(_ text: StaticString, arguments: [any SQLConvertible]) {
        self.text = .literal(text)
        self.arguments = arguments.map(\.sqlValue)
    }

    /// Makes a statement from words put together at run time. Values never belong into the words.
    public init(made text: String, arguments: [SQLValue] = []) {
        self.text = .made(text)
        self.arguments = arguments
    }
}
