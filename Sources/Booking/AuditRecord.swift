import CivilCalendar

/// One change of state, chained to the one before it: what happened, to what, by whom, why, by whose consent.
public struct AuditRecord: Hashable, Sendable, Codable {
    /// Position in the chain, from 1 without a gap.
    public var number: Int
    /// When it happened.
    public var at: Instant
    /// Who did it, such as `account/…`, `staff/…` or `clock`.
    public var actor: String
    /// What was done, such as `book`.
    public var action: String
    /// To what, such as `appointment/…`.
    public var target: String
    /// Why, as a code.
    public var reason: String
    /// The version of the rules that decided, if any did.
    public var ruleVersion: String?
    /// The turn in which the person said yes, if one did.
    public var consent: Consent?
    /// The hash of the record before; empty for the first.
    public var previous: [UInt8]
    /// The hash of this record.
    public var hash: [UInt8]

    /// Makes a record that follows another.
    ///
    /// - Parameters:
    ///   - last: the record before; `nil` for the first.
    ///   - digest: a collision-resistant hash of bytes, such as SHA-256.
    public init(
        after last: AuditRecord?, at: Instant, actor: String, action: String, target: String, reason: String,
        ruleVersion: String? = nil, consent: Consent? = nil, digest: ([UInt8]) -> [UInt8]
    ) {
        number = (last?.number ?? 0) + 1
        self.at = at
        self.actor = actor
        self.action = action
        self.target = target
        self.reason = reason
        self.ruleVersion = ruleVersion
        self.consent = consent
        previous = last?.hash ?? []
        hash = []
        hash = digest(canonicalBytes)
    }

    /// Everything but the hash itself, in one unambiguous form: each field with its length before it, so that nothing
    /// can move from one field into the next.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        func add(_ field: [UInt8]) {
            withUnsafeBytes(of: UInt32(field.count).bigEndian) { bytes += $0 }
            bytes += field
        }
        func add(_ text: String?) { add(text.map { [1] + Array($0.utf8) } ?? [0]) }
        add("frontdesk audit 1")
        add(String(number))
        add(String(at.milliseconds))
        for text in [actor, action, target, reason] { add(text) }
        add(ruleVersion)
        add(consent?.conversation)
        add(consent.map { String($0.turn) })
        add(consent?.channel)
        add(previous)
        return bytes
    }
}

/// What is wrong with an audit chain, at its first bad record.
public enum AuditProblem: Error, Hashable, Sendable, Codable {
    /// A number is missing, doubled or out of order; the one that was expected.
    case number(expected: Int)
    /// The record does not follow the one before it: one was exchanged or removed.
    case chain(number: Int)
    /// The record was changed after it was written.
    case content(number: Int)
}

extension Sequence<AuditRecord> {
    /// Checks a chain from its first record; `nil` when all is in order.
    ///
    /// Records missing at the end can only be noticed by whoever kept a later hash.
    public func firstProblem(digest: ([UInt8]) -> [UInt8]) -> AuditProblem? {
        var last: AuditRecord?
        for record in self {
            let expected = (last?.number ?? 0) + 1
            guard record.number == expected else { return .number(expected: expected) }
            guard record.previous == last?.hash ?? [] else { return .chain(number: record.number) }
            guard record.hash == digest(record.canonicalBytes) else { return .content(number: record.number) }
            last = record
        }
        return nil
    }
}
