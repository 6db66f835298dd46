import Synchronization

/// Hands events to whoever listens to their conversation.
final class EventHub: Sendable {
    private struct Listener {
        var number: Int
        var hear: @Sendable (ConversationEvent) -> Void
        var end: (@Sendable () -> Void)?
    }

    private struct Listeners {
        var all: [ConversationID: [Listener]] = [:]
        var next = 0
        var isClosed = false
    }

    private let listeners = Mutex(Listeners())

    /// A stream of the conversation's events from now on; it ends when the hub closes or the reader stops.
    func subscribe(to conversation: ConversationID) -> AsyncStream<ConversationEvent> {
        AsyncStream(bufferingPolicy: .bufferingNewest(256)) { continuation in
            let listening = listen(to: conversation, end: { continuation.finish() }) { continuation.yield($0) }
            continuation.onTermination = { _ in listening.stop() }
        }
    }

    /// Calls a handler with the conversation's events from now on.
    /// - Parameter end: called when the hub closes; at once where it is closed.
    func listen(
        to conversation: ConversationID, end: (@Sendable () -> Void)? = nil,
        _ hear: @escaping @Sendable (ConversationEvent) -> Void
    ) -> EventListening {
        let number = listeners.withLock { listeners -> Int? in
            guard !listeners.isClosed else { return nil }
            listeners.next += 1
            listeners.all[conversation, default: []].append(Listener(number: listeners.next, hear: hear, end: end))
            return listeners.next
        }
        guard let number else {
            end?()
            return EventListening {}
        }
        return EventListening { [weak self] in self?.stop(number, conversation) }
    }

    private func stop(_ number: Int, _ conversation: ConversationID) {
        listeners.withLock { listeners in
            listeners.all[conversation]?.removeAll { $0.number == number }
            if listeners.all[conversation]?.isEmpty == true { listeners.all[conversation] = nil }
        }
    }

    /// Conversations that somebody listens to now.
    var heard: [ConversationID] { listeners.withLock { Array($0.all.keys) } }

    /// Whether anybody listens to a conversation.
    func isHeard(_ conversation: ConversationID) -> Bool { listeners.withLock { $0.all[conversation] != nil } }

    /// Gives an event to everybody who listens to the conversation.
    func publish(_ event: ConversationEvent, to conversation: ConversationID) {
        for listener in listeners.withLock({ $0.all[conversation] ?? [] }) { listener.hear(event) }
    }

    /// Ends every stream; later subscriptions end at once.
    func close() {
        let all = listeners.withLock { listeners in
            listeners.isClosed = true
            defer { listeners.all = [:] }
            return listeners.all.values.joined().compactMap(\.end)
        }
        for end in all { end() }
    }
}
