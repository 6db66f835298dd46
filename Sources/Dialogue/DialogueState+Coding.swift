import Foundation

extension DialogueState {
    /// The state as bytes, for the record of the conversation.
    public func encoded() throws -> [UInt8] {
        Array(try JSONEncoder().encode(self))
    }

    /// Reads what ``encoded()`` wrote.
    /// - Throws: A decoding error when the bytes are no state.
    public init(encoded bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(DialogueState.self, from: Data(bytes))
    }
}
