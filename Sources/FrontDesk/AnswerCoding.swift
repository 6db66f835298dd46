import CivilCalendar
import Dialogue
import Foundation

/// How answers are written into the store; the JSON that was written before is still read.
enum AnswerCoding {
    static func encode(_ answer: TurnAnswer) throws -> [UInt8] {
        try CompactEncoder().encode(answer)
    }

    static func decode(_ bytes: [UInt8]) throws -> TurnAnswer {
        bytes.first == UInt8(ascii: "{")
            ? try JSONDecoder().decode(TurnAnswer.self, from: Data(bytes))
            : try CompactDecoder().decode(TurnAnswer.self, from: bytes)
    }
}

extension ConversationRecord {
    /// Makes this the record after a turn that led to `state`.
    mutating func advance(to state: DialogueState, turn: Int, at now: Instant) throws {
        self.state = try state.encoded()
        turns = turn
        version += 1
        changedAt = now
        account = state.account?.id
    }
}

extension DeskTransaction {
    /// Whether a conversation is still as it was when a turn began; see ``claim(_:version:)``.
    func claim(_ entry: ConversationCache.Entry) throws -> Bool {
        entry.isStored
            ? try claim(entry.record.id, version: entry.record.version) : try conversation(entry.record.id) == nil
    }

    /// Keeps a conversation after a change; false when somebody else was first.
    func keep(_ entry: inout ConversationCache.Entry) throws -> Bool {
        if entry.isStored { return try update(entry.record) }
        guard try conversation(entry.record.id) == nil else { return false }
        try insert(entry.record)
        entry.isStored = true
        return true
    }
}
