/// Something that must hold after a turn.
public struct Expectation: Hashable, Sendable {
    /// The line.
    public var line: Int
    /// What.
    public var kind: Kind

    /// What must hold.
    public enum Kind: Hashable, Sendable {
        /// The keys of the replies, in order, each with alternatives; more replies are allowed only when loose.
        case acts([[String]], isLoose: Bool)
        /// Fragments that the texts must contain; of a list one is enough.
        case says([[String]])
        /// Fragments that no text may contain.
        case saysNot([String])
        /// The form on top; `nil` for none.
        case form(String?)
        /// A field by name; `nil` when it must not be known.
        case field(String, String?)
        /// The offers on the table, in order.
        case offers([[String: Pattern]])
        /// How many offers are on the table.
        case offerCount(ClosedRange<Int>)
        /// What every offer must be.
        case everyOffer([String: Pattern])
        /// The open question: its kind, and the field where there is one; `nil` for none.
        case awaiting(kind: String, field: String?)
        /// No question is open.
        case awaitingNothing
        /// The appointment that the turn committed or changed; `nil` when it must be none.
        case appointment([String: Pattern]?)
        /// What became of a count in the store.
        case count(String, Change)
        /// The language of the conversation.
        case language(String)
    }

    /// What became of a count.
    public enum Change: Hashable, Sendable {
        /// So many more than before the turn; fewer when negative.
        case by(Int)
        /// So many.
        case to(Int)
    }
}

/// A value as a test writes it: as it is, or with `*` for anything at either end.
public struct Pattern: Hashable, Sendable, CustomStringConvertible {
    /// As it was written.
    public var text: String

    /// Makes a pattern.
    public init(_ text: String) {
        self.text = text
    }

    /// As it was written.
    public var description: String { text }

    /// Whether a value fits.
    public func matches(_ value: String) -> Bool {
        switch (text.hasPrefix("*"), text.hasSuffix("*")) {
        case (true, true) where text.count > 2: value.contains(text.dropFirst().dropLast())
        case (true, _) where text.count > 1: value.hasSuffix(text.dropFirst())
        case (_, true): value.hasPrefix(text.dropLast())
        default: value == text
        }
    }
}
