import Booking
import CivilCalendar

/// One audit record, as it is linked.
struct AuditEntry {
    var chain: Int
    var number: Int
    var at: Instant
    var actor: String
    var action: String
    var target: String
    var reason: String
    var ruleVersion: String
    var conversation: String
    var turn: Int
    var channel: String

    /// What the link is computed over.
    var record: String {
        """
        \(chain)\n\(number)\n\(at.milliseconds)\n\(actor)\n\(action)\n\(target)\n\(reason)\n\(ruleVersion)\n\
        \(conversation)\n\(turn)\n\(channel)
        """
    }

    /// How many chains a hospital has; several, so that writers of a shared database rarely wait for one another.
    static let chains = 16

    /// The chain of a target: FNV-1a over its text, so that it is the same in every process.
    static func chain(of target: String) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in target.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(hash % UInt64(chains))
    }
}

extension SQLDesk {
    /// Records a change of state with who, why and on what consent.
    func audit(
        _ action: String, target: String, actor: String, reason: String, ruleVersion: String = "",
        consent: Consent?, now: Instant
    ) throws {
        let chain = AuditEntry.chain(of: target)
        let number = try sql.run(
            """
            INSERT INTO audit_chain (hospital, chain, records) VALUES ($1, $2, 1)
            ON CONFLICT (hospital, chain) DO UPDATE SET records = audit_chain.records + excluded.records
            RETURNING records
            """, hospital, chain)[0].integer(0)
        let previous = try sql.run(
            "SELECT link FROM audit_record WHERE hospital = $1 AND chain = $2 AND number = $3", hospital, chain,
            number - 1
        ).first.map { try $0.text(0) }
        let entry = AuditEntry(
            chain: chain, number: number, at: now, actor: actor, action: action, target: target, reason: reason,
            ruleVersion: ruleVersion, conversation: consent?.conversation ?? "", turn: consent?.turn ?? 0,
            channel: consent?.channel ?? "")
        try sql.run(
            """
            INSERT INTO audit_record (hospital, chain, number, at, actor, action, target, reason, rule_version,
                conversation, turn, channel, link)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """, hospital, chain, number, now, actor, action, target, reason, ruleVersion, entry.conversation,
            entry.turn, entry.channel, vault.link(after: previous ?? LedgerEntry.root, entry.record))
    }
}
