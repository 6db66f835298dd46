import Dialogue
import Synchronization

/// The decoded state of conversations that spoke lately.
///
/// Only the turn that runs in a conversation's mailbox touches its entry. An entry may be dropped at any time: the store
/// has the truth, and a turn that finds its entry outdated reads it anew.
final class ConversationCache: Sendable {
    struct Entry: Sendable {
        var record: ConversationRecord
        var state: DialogueState
        /// Whether the store has it; a conversation opened in a rush is kept with its first turn.
        var isStored = true
    }

    /// An entry is some two thousand bytes: a table of them would keep as much again free for those to come.
    private final class Kept: Sendable {
        let entry: Entry

        init(_ entry: Entry) {
            self.entry = entry
        }
    }

    private let entries = Mutex<[ConversationID: Kept]>([:])
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    subscript(_ id: ConversationID) -> Entry? {
        get { entries.withLock { $0[id] }?.entry }
        set {
            let kept = newValue.map { Kept($0) }
            entries.withLock { entries in
                entries[id] = kept
                if entries.count > limit { Self.dropOldestQuarter(of: &entries) }
            }
        }
    }

    /// Forgets everything.
    func clear() {
        entries.withLock { $0 = [:] }
    }

    private static func dropOldestQuarter(of entries: inout [ConversationID: Kept]) {
        let ages = entries.values.map(\.entry.record.changedAt).sorted()
        let bound = ages[ages.count / 4]
        entries = entries.filter { $0.value.entry.record.changedAt > bound }
    }
}
