import Synchronization

/// Lets one turn at a time run in each conversation; different conversations run in parallel.
///
/// Waiting turns are served in the order of arrival. A conversation with too many waiting turns refuses the next one,
/// so that one impatient client cannot fill the memory.
final class Mailboxes: Sendable {
    private struct Box {
        var waiting: [CheckedContinuation<Void, Never>] = []
        var first = 0
        var count: Int { waiting.count - first }
    }

    private let boxes = Mutex<[ConversationID: Box]>([:])
    private let limit: Int

    /// - Parameter limit: Turns that may wait in one conversation.
    init(limit: Int) {
        self.limit = limit
    }

    /// Waits for the conversation's turn to come; every entry that returns true must be followed by `leave`.
    /// - Returns: False when too many wait already.
    func enter(_ conversation: ConversationID) async -> Bool {
        enum Decision { case go, full, wait }
        let decision = boxes.withLock { boxes -> Decision in
            guard let box = boxes[conversation] else {
                boxes[conversation] = Box()
                return .go
            }
            return box.count >= limit ? .full : .wait
        }
        switch decision {
        case .go: return true
        case .full: return false
        case .wait: break
        }
        await withCheckedContinuation { continuation in
            let mayGo = boxes.withLock { boxes -> Bool in
                // The box may have been left between the two locks.
                if boxes[conversation] == nil {
                    boxes[conversation] = Box()
                    return true
                }
                boxes[conversation]?.waiting.append(continuation)
                return false
            }
            if mayGo { continuation.resume() }
        }
        return true
    }

    /// Turns that wait in a conversation.
    func waiting(_ conversation: ConversationID) -> Int {
        boxes.withLock { $0[conversation]?.count ?? 0 }
    }

    /// Ends the conversation's running turn and starts the next one that waits.
    func leave(_ conversation: ConversationID) {
        let next = boxes.withLock { boxes -> CheckedContinuation<Void, Never>? in
            guard var box = boxes[conversation], box.count > 0 else {
                boxes[conversation] = nil
                return nil
            }
            let next = box.waiting[box.first]
            box.first += 1
            if box.first > 32 {
                box.waiting.removeFirst(box.first)
                box.first = 0
            }
            boxes[conversation] = box
            return next
        }
        next?.resume()
    }
}
