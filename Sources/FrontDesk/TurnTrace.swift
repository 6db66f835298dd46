import Dialogue
import Understanding

/// What happened in a turn, for whoever writes and tests dialogues. Carries the person's words: never logged.
public struct TurnTrace: Sendable {
    /// What was understood.
    public var understood: Understood?
    /// Effects in the order in which they ran, each with its answer.
    public var steps: [String]

    /// Makes a trace.
    public init(understood: Understood? = nil, steps: [String] = []) {
        self.understood = understood
        self.steps = steps
    }
}
