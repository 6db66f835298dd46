/// A value of a data file that is read with a type: what does not fit is reported with its place and read as `nil`.
///
/// Readers go on after a problem, so that one run shows an author all of them.
public struct CheckedNode {
    /// The value as it was written.
    public let source: SourceNode
    /// The name of the file.
    public let file: String
    /// Where problems go.
    public let log: ProblemLog

    /// Makes a node.
    public init(_ source: SourceNode, file: String, log: ProblemLog) {
        self.source = source
        self.file = file
        self.log = log
    }

    /// The line, from 1.
    public var line: Int { source.line }

    /// Reports a problem at this place.
    public func report(_ message: String) {
        log.report(message, file: file, line: source.line, column: source.column > 0 ? source.column : nil)
    }

    /// Whether it is a single text, number or truth value.
    public var isScalar: Bool {
        if case .scalar = source.content { true } else { false }
    }

    /// Whether it is a list.
    public var isSequence: Bool {
        if case .sequence = source.content { true } else { false }
    }

    /// Whether it is a mapping.
    public var isMapping: Bool {
        if case .mapping = source.content { true } else { false }
    }

    /// Whether nothing was written, or a bare `~` or `null`.
    public var isNull: Bool {
        if case .scalar(let text, .plain) = source.content { YAMLWord.isNull(text) } else { false }
    }

    /// What it is, for a message.
    var kindName: String {
        switch source.content {
        case .scalar: isNull ? "nothing" : "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    /// The text.
    ///
    /// A bare word that YAML 1.1 takes for a truth value (`yes`, `no`, `on`, `off`, `true` …) is refused: another
    /// reader of the same file would not see a text there.
    public func string() -> String? {
        guard case .scalar(let text, let style) = source.content else {
            report("expected a text, found \(kindName)")
            return nil
        }
        guard style == .plain else { return text }
        if YAMLWord.isNull(text) {
            report("expected a text, found nothing")
            return nil
        }
        if YAMLWord.isTruthValue(text) {
            report("a bare \(text) means true or false in YAML: write \"\(text)\" in quotes")
            return nil
        }
        return text
    }

    /// The text, which must not be empty.
    public func word() -> String? {
        guard let text = string() else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            report("expected a text, found an empty one")
            return nil
        }
        return text
    }

    /// A whole number within a range.
    public func int(in range: ClosedRange<Int> = Int.min...Int.max) -> Int? {
        guard case .scalar(let text, let style) = source.content, style != .quoted, let number = Int(text) else {
            report("expected a whole number, found \(shown)")
            return nil
        }
        guard range.contains(number) else {
            report("\(number) is out of range, expected \(Self.describe(range))")
            return nil
        }
        return number
    }

    /// A number within a range.
    public func double(in range: ClosedRange<Double> = -Double.infinity...Double.infinity) -> Double? {
        guard case .scalar(let text, let style) = source.content, style != .quoted, let number = Double(text),
            number.isFinite
        else {
            report("expected a number, found \(shown)")
            return nil
        }
        guard range.contains(number) else {
            report("\(text) is out of range, expected \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// A truth value, written `true` or `false`.
    public func bool() -> Bool? {
        guard case .scalar(let text, let style) = source.content, style != .quoted else {
            report("expected true or false, found \(shown)")
            return nil
        }
        switch text {
        case "true": return true
        case "false": return false
        default:
            report("expected true or false, found \(shown)")
            return nil
        }
    }

    /// One of the cases of an enumeration, by raw value.
    public func option<Option: RawRepresentable & CaseIterable>(_ type: Option.Type = Option.self) -> Option?
    where Option.RawValue == String {
        guard let text = string() else { return nil }
        if let option = Option(rawValue: text) { return option }
        reportUnknown(text, among: Option.allCases.map(\.rawValue), what: "value")
        return nil
    }

    /// One of some words.
    public func option(of words: [String]) -> String? {
        guard let text = string() else { return nil }
        if words.contains(text) { return text }
        reportUnknown(text, among: words, what: "value")
        return nil
    }

    /// The elements of a list; a CSV cell is split at semicolons.
    public func sequence() -> [CheckedNode] {
        switch source.content {
        case .sequence(let nodes):
            return nodes.map { CheckedNode($0, file: file, log: log) }
        case .scalar(let text, .cell):
            return text.split(whereSeparator: { $0 == ";" || $0 == "；" }).map { part in
                let trimmed = YAMLWord.trimmed(part)
                return CheckedNode(
                    SourceNode(.scalar(trimmed, .cell), line: source.line, column: source.column), file: file, log: log)
            }
        default:
            report("expected a list, found \(kindName)")
            return []
        }
    }

    /// The elements of a list, or the value itself as the only element.
    public func oneOrMore() -> [CheckedNode] {
        if isSequence { return sequence() }
        if case .scalar(_, .cell) = source.content { return sequence() }
        return [self]
    }

    /// Non-empty texts: one, or a list of them.
    public func strings() -> [String] {
        oneOrMore().compactMap { $0.word() }
    }

    /// A mapping whose keys must be among the given ones; unknown keys are reported with the nearest known one.
    public func mapping(keys: [String]) -> CheckedMapping? {
        guard let map = openMapping() else { return nil }
        for entry in map.entries where !keys.contains(entry.key) {
            entry.keyNode.reportUnknown(entry.key, among: keys, what: "key")
        }
        return map
    }

    /// A mapping whose keys are names that the author chooses.
    public func openMapping() -> CheckedMapping? {
        guard case .mapping(let pairs) = source.content else {
            report("expected a mapping, found \(kindName)")
            return nil
        }
        var entries: [CheckedMapping.Entry] = []
        for pair in pairs {
            let keyNode = CheckedNode(pair.key, file: file, log: log)
            guard let key = keyNode.string() else { continue }
            entries.append(
                CheckedMapping.Entry(key: key, keyNode: keyNode, value: CheckedNode(pair.value, file: file, log: log)))
        }
        return CheckedMapping(node: self, entries: entries)
    }

    /// Reports a name that is not among the known ones, with the nearest of them or all.
    public func reportUnknown(_ name: String, among known: [String], what: String) {
        if let near = Nearness.nearest(to: name, among: known) {
            report("unknown \(what) \"\(name)\", did you mean \"\(near)\"?")
        } else if (1...12).contains(known.count) {
            report("unknown \(what) \"\(name)\", expected one of \(known.sorted().joined(separator: ", "))")
        } else {
            report("unknown \(what) \"\(name)\"")
        }
    }

    /// The value as it is shown in a message.
    public var shown: String {
        if case .scalar(let text, _) = source.content, !isNull { "\"\(text)\"" } else { kindName }
    }

    private static func describe(_ range: ClosedRange<Int>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (let low, Int.max): "\(low) or more"
        case (Int.min, let high): "\(high) or less"
        case (let low, let high): "\(low) to \(high)"
        }
    }
}
