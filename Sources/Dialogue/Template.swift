/// A text with places to be filled: `{name}`, and `[…]` around what is left out when a place in it stays empty.
public struct Template: Hashable, Sendable {
    /// A part of a template.
    public indirect enum Part: Hashable, Sendable {
        /// Said as it is.
        case words(String)
        /// A place by name.
        case place(String)
        /// Left out as a whole when one of its places has no value.
        case optional([Part])
    }

    /// The parts in order.
    public let parts: [Part]
    /// The text as it was written.
    public let source: String

    /// Why a text is no template.
    public enum Problem: Error, Hashable, Sendable {
        /// A `{` or `[` without its end, or an end without its beginning.
        case unbalanced
        /// A place without a name.
        case emptyPlace
    }

    /// Reads a template.
    public init(_ source: String) throws(Problem) {
        self.source = source
        var stack: [[Part]] = [[]]
        var words = ""
        var place: String?
        for character in source {
            switch character {
            case "{" where place == nil:
                if !words.isEmpty { stack[stack.count - 1].append(.words(words)) }
                words = ""
                place = ""
            case "}":
                guard let name = place else { throw .unbalanced }
                guard !name.isEmpty else { throw .emptyPlace }
                stack[stack.count - 1].append(.place(name))
                place = nil
            case "[" where place == nil, "]" where place == nil:
                if !words.isEmpty { stack[stack.count - 1].append(.words(words)) }
                words = ""
                if character == "[" {
                    stack.append([])
                } else {
                    guard stack.count > 1 else { throw .unbalanced }
                    let inner = stack.removeLast()
                    stack[stack.count - 1].append(.optional(inner))
                }
            default:
                if place != nil { place?.append(character) } else { words.append(character) }
            }
        }
        guard place == nil, stack.count == 1 else { throw .unbalanced }
        if !words.isEmpty { stack[0].append(.words(words)) }
        parts = stack[0]
    }

    /// The names of all places, in order of appearance.
    public var places: [String] {
        func names(_ parts: [Part]) -> [String] {
            parts.flatMap { part -> [String] in
                switch part {
                case .words: []
                case .place(let name): [name]
                case .optional(let inner): names(inner)
                }
            }
        }
        return names(parts)
    }
}
