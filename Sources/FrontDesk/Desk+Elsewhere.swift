import Dialogue

/// What other processes do in the same store.
extension Desk {
    /// Takes up what other processes change, until the desk shuts down or the task is cancelled: forgets states that are
    /// not the last ones any more, and hands on to open streams what was said elsewhere.
    ///
    /// News may be late or missing. No turn depends on it, because each compares the state's version with the store's.
    public func followOtherProcesses() async {
        for await change in store.changedElsewhere() {
            switch change {
            case .conversation(let conversation):
                cache[conversation] = nil
                await publishLast(of: conversation)
            case .unknown:
                cache.clear()
                for conversation in hub.heard { await publishLast(of: conversation) }
            }
        }
    }

    /// Gives the last event of a conversation to whoever listens; a stream that misses some before it reads them.
    private func publishLast(of conversation: ConversationID) async {
        guard hub.isHeard(conversation) else { return }
        do {
            let last = try await store.read { store -> TurnRecord? in
                guard let record = try store.conversation(conversation) else { return nil }
                return try store.turns(of: conversation, after: record.turns - 1, limit: 1).first
            }
            guard let last else { return }
            let answer = try AnswerCoding.decode(last.answer)
            hub.publish(ConversationEvent(number: last.number, kind: last.kind, answer), to: conversation)
        } catch {
            // The stream catches up with the next event, or when its client comes back.
            logger.warning(
                "Could not hand on what was said elsewhere",
                metadata: ["conversation": "\(conversation)", "error": "\(error)"])
        }
    }
}
