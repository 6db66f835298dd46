import Definitions
import Dialogue

/// Reads what must hold after a turn.
enum ExpectationReader {
    /// The keys that a turn may have besides what happens.
    static let keys = [
        "act", "loose", "says", "not", "form", "fields", "offers", "awaiting", "appointment", "store", "lang",
    ]

    private static let offerKeys = [
        "doctor", "department", "campus", "at", "end", "fee", "gives_up", "slot", "doctor_name",
    ]
    private static let appointmentKeys = [
        "id", "status", "patient", "doctor", "department", "campus", "at", "end", "fee", "doctor_name",
    ]
    private static let questionKinds = ["field", "offer", "confirm", "code", "choice"]

    static func read(_ map: CheckedMapping) -> [Expectation] {
        let isLoose = map["loose"]?.bool() ?? false
        if isLoose, !map.has("act") { map["loose"]?.report("loose says something about act, which is missing") }
        return map.entries.flatMap { entry in
            read(entry, isLoose: isLoose).map { Expectation(line: entry.keyNode.line, kind: $0) }
        }
    }

    private static func read(_ entry: CheckedMapping.Entry, isLoose: Bool) -> [Expectation.Kind] {
        let value = entry.value
        switch entry.key {
        case "act":
            let acts = value.strings().map { $0.split(separator: "|").map { $0.filter { $0 != " " } } }
            return [.acts(acts, isLoose: isLoose)]
        case "says":
            return [.says(value.oneOrMore().map { $0.strings() })]
        case "not":
            return [.saysNot(value.strings())]
        case "form":
            return [.form(value.isNull ? nil : value.word())]
        case "fields":
            let names = Field.allCases.map(\.rawValue)
            return value.mapping(keys: names)?.entries.map { .field($0.key, text($0.value)) } ?? []
        case "offers":
            return offers(value)
        case "awaiting":
            return awaiting(value)
        case "appointment":
            return [.appointment(value.isNull ? nil : patterns(value, keys: appointmentKeys))]
        case "store":
            return value.mapping(keys: StoreCounts.names)?.entries.compactMap { entry in
                change(entry.value).map { .count(entry.key, $0) }
            } ?? []
        case "lang":
            return value.option(of: ["zh", "en"]).map { [.language($0)] } ?? []
        default:
            return []
        }
    }

    /// A list of offers, how many there are (`2`, `1-3`), or `{count, all}`.
    private static func offers(_ value: CheckedNode) -> [Expectation.Kind] {
        if value.isSequence {
            return [.offers(value.sequence().map { patterns($0, keys: offerKeys) })]
        }
        if value.isMapping {
            guard let map = value.mapping(keys: ["count", "all"]) else { return [] }
            return (map["count"].flatMap { count($0) }.map { [.offerCount($0)] } ?? [])
                + (map["all"].map { [.everyOffer(patterns($0, keys: offerKeys))] } ?? [])
        }
        return count(value).map { [.offerCount($0)] } ?? []
    }

    private static func count(_ value: CheckedNode) -> ClosedRange<Int>? {
        guard let text = value.word() else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        if parts.count == 1, let only = parts[0], only >= 0 { return only...only }
        if parts.count == 2, let low = parts[0], let high = parts[1], low <= high { return low...high }
        value.report("\"\(text)\" is no number of offers, expected one like 2 or 1-3")
        return nil
    }

    /// `~`, a kind, or a kind and a field such as `field when`.
    private static func awaiting(_ value: CheckedNode) -> [Expectation.Kind] {
        if value.isNull { return [.awaitingNothing] }
        guard let text = value.word() else { return [] }
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count <= 2, questionKinds.contains(parts[0]) else {
            value.report("\"\(text)\" is no question, expected one like confirm, offer or field when")
            return []
        }
        return [.awaiting(kind: parts[0], field: parts.count == 2 ? parts[1] : nil)]
    }

    private static func change(_ value: CheckedNode) -> Expectation.Change? {
        guard let text = value.word() else { return nil }
        guard let number = Int(text) else {
            value.report("\"\(text)\" is no count, expected one like 1, +1 or -1")
            return nil
        }
        return text.hasPrefix("+") || text.hasPrefix("-") ? .by(number) : .to(number)
    }

    private static func patterns(_ value: CheckedNode, keys: [String]) -> [String: Pattern] {
        var patterns: [String: Pattern] = [:]
        for entry in value.mapping(keys: keys)?.entries ?? [] {
            if entry.value.isSequence {
                patterns[entry.key] = Pattern(entry.value.strings().joined(separator: "|"))
            } else if let text = text(entry.value) {
                patterns[entry.key] = Pattern(text)
            }
        }
        return patterns
    }

    /// The text of a value; `nil` for an empty one.
    private static func text(_ value: CheckedNode) -> String? { value.isNull ? nil : value.string() }
}
