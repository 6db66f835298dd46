import Synchronization

/// Hands events to the open streams of their conversation.
final class EventHub: Sendable {
    private struct Streams {
        var continuations: [ConversationID: [Int: AsyncStream<ConversationEvent>.Continuation]] = [:]
        var next = 0
        var isClosed = false
    }

    private let streams = Mutex(Streams())

    /// A stream of the conversation's events from now on; it ends when the hub closes or the reader stops.
    func subscribe(to conversation: ConversationID) -> AsyncStream<ConversationEvent> {
        AsyncStream(bufferingPolicy: .bufferingNewest(256)) { continuation in
            let number = streams.withLock { streams -> Int? in
                guard !streams.isClosed else { return nil }
                streams.next += 1
                streams.continuations[conversation, default: [:]][streams.next] = continuation
                return streams.next
            }
            guard let number else {
                continuation.finish()
                return
            }
            continuation.onTermination = { [weak self] _ in
                self?.streams.withLock { streams in
                    streams.continuations[conversation]?[number] = nil
                    if streams.continuations[conversation]?.isEmpty == true {
                        streams.continuations[conversation] = nil
                    }
                }
            }
        }
    }

    /// Conversations that somebody listens to now.
    var heard: [ConversationID] { streams.withLock { Array($0.continuations.keys) } }

    /// Whether anybody listens to a conversation.
    func isHeard(_ conversation: ConversationID) -> Bool {
        streams.withLock { $0.continuations[conversation] != nil }
    }

    /// Gives an event to everybody who listens to the conversation.
    func publish(_ event: ConversationEvent, to conversation: ConversationID) {
        let listeners = streams.withLock { $0.continuations[conversation].map { Array($0.values) } ?? [] }
        for listener in listeners { listener.yield(event) }
    }

    /// Ends every stream; later subscriptions end at once.
    func close() {
        let all = streams.withLock { streams in
            streams.isClosed = true
            let all = streams.continuations.values.flatMap(\.values)
            streams.continuations = [:]
            return all
        }
        for continuation in all { continuation.finish() }
    }
}
