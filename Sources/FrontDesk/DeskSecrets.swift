/// Ids, tokens and keyed hashes, given to the desk by the composition root.
public struct DeskSecrets: Sendable {
    /// A new conversation id; unguessable, at least 128 bits.
    public var newConversationID: @Sendable () -> String
    /// A new bearer token; at least 128 bits.
    public var newToken: @Sendable () -> String
    /// A new resume code: short, easy to read out, hard to guess within its life.
    public var newResumeCode: @Sendable () -> String
    /// A keyed hash of a secret, for keeping and comparing; never the secret itself.
    public var hash: @Sendable (String) -> String

    /// Makes the set.
    public init(
        newConversationID: @escaping @Sendable () -> String, newToken: @escaping @Sendable () -> String,
        newResumeCode: @escaping @Sendable () -> String, hash: @escaping @Sendable (String) -> String
    ) {
        self.newConversationID = newConversationID
        self.newToken = newToken
        self.newResumeCode = newResumeCode
        self.hash = hash
    }
}
