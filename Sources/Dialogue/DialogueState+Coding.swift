import Foundation

extension DialogueState {
    /// The state as bytes, for the record of the conversation.
    public func encoded() throws -> [UInt8] {
        try CompactEncoder().encode(self)
    }

    /// Reads what ``encoded()`` wrote, or the JSON that was written before it.
    /// - Throws: A decoding error when the bytes are no state.
    public init(encoded bytes: [UInt8]) throws {
        let isJSON = bytes.first == UInt8(ascii: "{")
        self =
            try isJSON
            ? JSONDecoder().decode(DialogueState.self, from: Data(bytes))
            : CompactDecoder().decode(DialogueState.self, from: bytes)
    }
}
