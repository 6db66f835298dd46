/// Somebody's listening to a conversation's events; goes on until ``stop()``.
public struct EventListening: Sendable {
    private let end: @Sendable () -> Void

    /// Makes a listening.
    /// - Parameter end: what stops it; may be called more than once.
    public init(end: @escaping @Sendable () -> Void) {
        self.end = end
    }

    /// Hears nothing more; an event that is on its way may still come.
    public func stop() { end() }
}

extension ConversationHost {
    /// Listens by way of the host's stream.
    public func listen(
        to conversation: ConversationID, _ hear: @escaping @Sendable (ConversationEvent) -> Void
    ) -> EventListening {
        let task = Task {
            for await event in await liveEvents(of: conversation) { hear(event) }
        }
        return EventListening { task.cancel() }
    }
}
