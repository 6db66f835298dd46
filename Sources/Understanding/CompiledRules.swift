/// The rules of the definitions, compiled to sets of symbols.
struct CompiledRules: Sendable {
    struct Rule: Sendable {
        var name: String
        var intent: Intent
        var any = SymbolSet()
        var all = SymbolSet()
        var with = SymbolSet()
        var none = SymbolSet()
        var order: [Int] = []
        /// What may stand in the stretch; `nil` asks nothing.
        var only: SymbolSet?
        var rest: Int?
        var expecting: Set<RuleDefinition.Condition> = []
        var weight: Double
    }

    private(set) var rules: [Rule] = []
    /// For every symbol the rules that cannot match without it or one like it.
    private(set) var byTrigger: [[Int32]] = Array(repeating: [], count: SymbolSet.capacity)

    /// Compiles rules; a term that names nothing makes its rule unmatchable, which the loader reports beforehand.
    init(_ definitions: [RuleDefinition], vocabulary: Vocabulary) {
        for definition in definitions {
            func set(_ terms: [String]) -> SymbolSet? {
                var set = SymbolSet()
                for term in terms {
                    if let symbol = vocabulary.symbol(named: term) {
                        set.insert(symbol)
                    } else if terms.count == 1 {
                        return nil
                    }
                }
                return set
            }
            guard let any = set(definition.any), let all = set(definition.all), let with = set(definition.with) else {
                continue
            }
            var rule = Rule(name: definition.name, intent: definition.intent, weight: definition.weight)
            rule.any = any
            rule.all = all
            rule.with = with
            rule.none = set(definition.none) ?? SymbolSet()
            rule.order = definition.order.compactMap { vocabulary.symbol(named: $0) }
            guard rule.order.count == definition.order.count else { continue }
            if let only = definition.only {
                var allowed = set(only) ?? SymbolSet()
                for part in [any, all, with] { allowed.formUnion(part) }
                for symbol in rule.order + [vocabulary.symbol(.filler), vocabulary.symbol(.connector)] {
                    allowed.insert(symbol)
                }
                rule.only = allowed
            }
            rule.rest = definition.rest
            rule.expecting = Set(definition.expecting)
            let number = Int32(rules.count)
            let triggers =
                rule.any.isEmpty ? rule.order.first.map { [$0] } ?? rule.all.elements.prefix(1) : rule.any.elements[...]
            for symbol in triggers { byTrigger[symbol].append(number) }
            rules.append(rule)
        }
    }
}

extension Expectation {
    /// The condition under which rules are tried.
    var condition: RuleDefinition.Condition {
        switch self {
        case .nothing: .nothing
        case .field: .field
        case .yesNo: .yesNo
        case .option: .option
        case .code: .code
        }
    }
}
