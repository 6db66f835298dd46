import Foundation
import Understanding

/// Reads `intents/`: words and values per language, rules, and the red flags of `triage/`.
///
/// Every file may hold `words`, `values` and `rules`; classes of words with the same name in several files are one.
public enum IntentLoader {
    /// Reads all files below a directory.
    /// - Parameters:
    ///   - directory: The directory `intents`; its folders `tests` and `topics` are left out, and of `triage` the
    ///     red flags are read: they are emergencies in talk, too.
    ///   - prefix: How the directory is called in problems.
    /// - Throws: All problems of all files at once.
    public static func load(
        from directory: URL, as prefix: String = "intents"
    ) throws(DefinitionProblems) -> IntentDefinitions {
        let log = ProblemLog()
        let definitions = read(from: directory, as: prefix, log: log)
        try log.check()
        return definitions
    }

    /// Reads all files below a directory; what is wrong goes to the log, and what is right is returned.
    public static func read(from directory: URL, as prefix: String, log: ProblemLog) -> IntentDefinitions {
        var reading = IntentReading(log: log)
        // A linked directory would be taken for a file.
        let directory = directory.resolvingSymlinksInPath()
        let files = CheckedYAML.files(below: directory).filter {
            !$0.hasPrefix("tests/") && !$0.hasPrefix("topics/")
        }
        if files.isEmpty { log.report("has no YAML files", file: prefix, line: 0) }
        for path in files {
            let url = directory.appendingPathComponent(path)
            if let root = CheckedYAML.read(contentsOf: url, as: "\(prefix)/\(path)", log: log) { reading.read(root) }
        }
        return reading.finished()
    }

    /// Reads one file's text; for tests and editors.
    public static func load(text: String, as file: String) throws(DefinitionProblems) -> IntentDefinitions {
        let log = ProblemLog()
        var reading = IntentReading(log: log)
        if let root = CheckedYAML.read(text, file: file, log: log) { reading.read(root) }
        let definitions = reading.finished()
        try log.check()
        return definitions
    }
}

/// What was read of the files so far.
struct IntentReading {
    let log: ProblemLog
    private var words: [(name: String, phrases: [String])] = []
    private var values: [ValueDefinition] = []
    private var rules: [(rule: RuleDefinition, node: CheckedNode)] = []
    private var ruleNames: Set<String> = []

    init(log: ProblemLog) {
        self.log = log
    }

    mutating func read(_ root: CheckedNode) {
        guard let map = root.mapping(keys: ["words", "values", "rules", "flags"]) else { return }
        for entry in map["words"]?.openMapping()?.entries ?? [] {
            words.append((entry.key, phrases(entry.value)))
        }
        if let kinds = map["values"]?.mapping(keys: ValueDefinition.Kind.allCases.map(\.rawValue)) {
            for entry in kinds.entries {
                guard let kind = ValueDefinition.Kind(rawValue: entry.key) else { continue }
                readValues(kind, entry.value)
            }
        }
        for node in map["rules"]?.sequence() ?? [] { readRule(node) }
        for node in map["flags"]?.sequence() ?? [] { readFlag(node) }
    }

    private mutating func readValues(_ kind: ValueDefinition.Kind, _ node: CheckedNode) {
        for entry in node.openMapping()?.entries ?? [] {
            if kind == .ordinal, Int(entry.key) == nil || entry.key == "0" {
                entry.keyNode.report("\"\(entry.key)\" is no ordinal, expected 1 for the first or -1 for the last")
            }
            values.append(ValueDefinition(kind: kind, value: entry.key, phrases: phrases(entry.value)))
        }
    }

    /// Phrases in one list, or in lists of lists where an author groups them; each may hold choices in parentheses.
    private func phrases(_ node: CheckedNode) -> [String] {
        node.oneOrMore().flatMap { $0.isSequence ? $0.oneOrMore().flatMap { $0.phrases() } : $0.phrases() }
    }

    private mutating func readRule(_ node: CheckedNode) {
        let keys = ["name", "intent", "any", "all", "with", "none", "order", "only", "rest", "expecting", "weight"]
        guard let map = node.mapping(keys: keys), let name = map.word("name"),
            let intent = map.required("intent")?.option(Intent.self),
            let weight = map.required("weight")?.double(in: 0...1)
        else { return }
        if !ruleNames.insert(name).inserted { node.report("the rule \"\(name)\" is defined twice") }
        let rule = RuleDefinition(
            name: name, intent: intent, any: map.strings("any"), all: map.strings("all"), with: map.strings("with"),
            none: map.strings("none"), order: map.strings("order"),
            only: map.has("only") ? map["only"]?.sequence().compactMap { $0.word() } ?? [] : nil,
            rest: map["rest"]?.int(in: 0...1000),
            expecting: (map["expecting"]?.oneOrMore() ?? []).compactMap { $0.option(RuleDefinition.Condition.self) },
            weight: weight)
        if rule.any.isEmpty, rule.all.isEmpty, rule.order.isEmpty {
            node.report("the rule \"\(name)\" asks for nothing: give any, all or order")
        }
        rules.append((rule, node))
    }

    /// A red flag of the triage is an emergency in talk too: its groups become classes of words.
    private mutating func readFlag(_ node: CheckedNode) {
        guard let map = node.mapping(keys: ["reason", "all", "none", "say"]), let reason = map.word("reason") else {
            return
        }
        var classes: [String] = []
        for (index, group) in (map.required("all")?.sequence() ?? []).enumerated() {
            let name = "red_flag.\(reason).\(index + 1)"
            words.append((name, group.strings()))
            classes.append(name)
        }
        var none = ["past"]
        let lifted = map.strings("none")
        if !lifted.isEmpty {
            words.append(("red_flag.\(reason).none", lifted))
            none.append("red_flag.\(reason).none")
        }
        rules.append(
            (
                RuleDefinition(
                    name: "emergency.\(reason)", intent: .emergency, all: classes, none: none, weight: 0.98), node
            ))
    }

    /// The definitions; terms that name nothing are reported.
    func finished() -> IntentDefinitions {
        var merged: [String: [String]] = [:]
        var order: [String] = []
        for (name, phrases) in words {
            if merged[name] == nil { order.append(name) }
            merged[name, default: []] += phrases
        }
        let known = order + Reader.mentionTerms + Reader.cueTerms
        let names = Set(known)
        for (rule, node) in rules {
            for term in rule.any + rule.all + rule.with + rule.none + rule.order + (rule.only ?? [])
            where !names.contains(term) {
                node.reportUnknown(term, among: known, what: "word class")
            }
        }
        if known.count > Reader.mostTerms, let first = rules.first {
            first.node.report("there are \(known.count) word classes, at most \(Reader.mostTerms) can be used")
        }
        return IntentDefinitions(
            words: order.map { WordDefinition(name: $0, phrases: merged[$0] ?? []) }, values: values,
            rules: rules.map(\.rule))
    }
}
