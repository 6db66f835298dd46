import Booking
import CivilCalendar
import FrontDesk

extension SQLDesk {
    /// What an announcement of a new turn begins with; the conversation's id follows.
    static let conversationSubject = "conversation/"

    func conversation(_ id: ConversationID) throws -> ConversationRecord? {
        try sql.run(
            """
            SELECT id, token_hash, channel, client_key, resume_hash, state, turns, version, opened_at, changed_at,
                account
            FROM conversation WHERE hospital = $1 AND id = $2
            """, hospital, id
        ).first.map { try conversation($0) }
    }

    func conversation(channel: ChannelKind, key: String) throws -> ConversationRecord? {
        try sql.run(
            """
            SELECT id, token_hash, channel, client_key, resume_hash, state, turns, version, opened_at, changed_at,
                account
            FROM conversation WHERE hospital = $1 AND channel = $2 AND client_key = $3
            """, hospital, channel.rawValue, key
        ).first.map { try conversation($0) }
    }

    func conversation(resumeHash: String) throws -> ConversationRecord? {
        try sql.run(
            """
            SELECT id, token_hash, channel, client_key, resume_hash, state, turns, version, opened_at, changed_at,
                account
            FROM conversation WHERE hospital = $1 AND resume_hash = $2
            """, hospital, resumeHash
        ).first.map { try conversation($0) }
    }

    func conversation(of account: AccountID, since: Instant) throws -> ConversationID? {
        try sql.run(
            """
            SELECT id FROM conversation WHERE hospital = $1 AND account = $2 AND changed_at >= $3
            ORDER BY changed_at DESC, id DESC LIMIT 1
            """, hospital, account, since
        ).first.map { try $0.id(0) }
    }

    func claim(_ conversation: ConversationID, version: Int) throws -> Bool {
        // Where this process writes alone, the update at the end of the turn is check enough.
        guard case .shared = sql.exclusivity else { return true }
        let rows = try sql.run(
            SQLStatement(
                made: "SELECT version FROM conversation WHERE hospital = $1 AND id = $2\(sql.forUpdate)",
                arguments: [hospital.sqlValue, conversation.sqlValue]))
        return try rows.first?.integer(0) == version
    }

    func insert(_ conversation: ConversationRecord) throws {
        try sql.run(
            """
            INSERT INTO conversation (hospital, id, token_hash, channel, client_key, resume_hash, state, turns, version,
                opened_at, changed_at, account)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """, hospital, conversation.id, conversation.tokenHash, conversation.channel.rawValue, conversation.key,
            conversation.resumeHash, try sealedState(of: conversation), conversation.turns, conversation.version,
            conversation.openedAt, conversation.changedAt, conversation.account)
    }

    func update(_ conversation: ConversationRecord) throws -> Bool {
        let rows = try sql.run(
            """
            UPDATE conversation SET resume_hash = $3, state = $4, turns = $5, version = $6, changed_at = $7, account = $9
            WHERE hospital = $1 AND id = $2 AND version = $8 RETURNING version
            """, hospital, conversation.id, conversation.resumeHash, try sealedState(of: conversation),
            conversation.turns,
            conversation.version, conversation.changedAt, conversation.version - 1, conversation.account)
        return !rows.isEmpty
    }

    func turn(of conversation: ConversationID, messageID: String) throws -> TurnRecord? {
        try sql.run(
            """
            SELECT number, message_id, text_hash, kind, answer, at FROM turn
            WHERE hospital = $1 AND conversation = $2 AND message_id = $3
            """, hospital, conversation, messageID
        ).first.map { try turn($0, of: conversation) }
    }

    func insert(_ turn: TurnRecord) throws {
        try sql.run(
            """
            INSERT INTO turn (hospital, conversation, number, message_id, text_hash, kind, answer, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """, hospital, turn.conversation, turn.number, turn.messageID, turn.textHash, turn.kind,
            try vault.sealTalk(turn.answer, place: Self.place(of: turn.number, in: turn.conversation)), turn.at)
        try sql.announce(Self.conversationSubject + turn.conversation.rawValue)
    }

    func turns(of conversation: ConversationID, after: Int, limit: Int) throws -> [TurnRecord] {
        try sql.run(
            """
            SELECT number, message_id, text_hash, kind, answer, at FROM turn
            WHERE hospital = $1 AND conversation = $2 AND number > $3 ORDER BY number LIMIT $4
            """, hospital, conversation, after, limit
        ).map { try turn($0, of: conversation) }
    }

    private func sealedState(of conversation: ConversationRecord) throws -> [UInt8] {
        try vault.sealTalk(conversation.state, place: Self.place(of: conversation.id))
    }

    private static func place(of conversation: ConversationID) -> String { "conversation/\(conversation)/state" }

    private static func place(of turn: Int, in conversation: ConversationID) -> String {
        "conversation/\(conversation)/turn/\(turn)"
    }

    private func conversation(_ row: SQLRow) throws -> ConversationRecord {
        let id: ConversationID = try row.id(0)
        return ConversationRecord(
            id: id, tokenHash: try row.text(1), channel: try row.word(2), key: try row.optionalText(3),
            resumeHash: try row.optionalText(4), state: try vault.openTalk(try row.bytes(5), place: Self.place(of: id)),
            turns: try row.integer(6),
            version: try row.integer(7), openedAt: try row.instant(8), changedAt: try row.instant(9),
            account: try row.optionalText(10).map { AccountID($0) })
    }

    private func turn(_ row: SQLRow, of conversation: ConversationID) throws -> TurnRecord {
        let number = try row.integer(0)
        return TurnRecord(
            conversation: conversation, number: number, messageID: try row.optionalText(1),
            textHash: try row.text(2), kind: try row.text(3),
            answer: try vault.openTalk(try row.bytes(4), place: Self.place(of: number, in: conversation)),
            at: try row.instant(5))
    }
}
