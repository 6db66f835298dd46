import CivilCalendar
import Dialogue
import FrontDesk

/// What the REPL shows besides the talk itself; whoever composes the desk implements it.
public protocol ReplHooks: Sendable {
    /// Lines on how the last turn came about: the rules that matched, what was rejected, the effects that ran.
    func trace(of conversation: ConversationID) async -> [String]

    /// Messages of the embedded SMS port, one a line, oldest first.
    func outbox() async -> [String]

    /// Writes the talk so far as a conversation test; returns where it is.
    func save(_ conversation: ConversationID, as name: String) async throws(ReplFailure) -> String

    /// Lets whatever the hospital would say first be said now; the answer is what was said.
    func push(to conversation: ConversationID) async throws(ReplFailure) -> [RenderedReply]

    /// Sets the desk's clock.
    func setNow(_ moment: CivilMoment) async throws(ReplFailure)
}

/// Why a command of the REPL did not work, in words for the person at the terminal.
public struct ReplFailure: Error, Hashable, Sendable {
    /// The words.
    public var message: String

    /// Makes a failure.
    public init(_ message: String) {
        self.message = message
    }
}
