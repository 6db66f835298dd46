import Dialogue

/// Reads the flows: one form a file.
struct FlowReader {
    let log: ProblemLog

    func read(_ nodes: [CheckedNode], file: String) -> [Form: FlowDefinition] {
        var flows: [Form: FlowDefinition] = [:]
        for node in nodes {
            guard let map = node.mapping(keys: ["flow", "name", "needs", "confirm", "abandoned"]),
                let form = map.required("flow")?.option(Form.self)
            else { continue }
            if flows[form] != nil { node.report("flow \"\(form.rawValue)\" is defined twice") }
            flows[form] = FlowDefinition(
                form: form, needs: needs(map["needs"]), confirm: map["confirm"]?.word(),
                abandoned: map.word("abandoned") ?? "", name: map.word("name") ?? "")
            check(form, map)
        }
        for form in Form.allCases where flows[form] == nil && !nodes.isEmpty {
            log.report("flow \"\(form.rawValue)\" is missing", file: file, line: 0)
        }
        return flows
    }

    /// A form that commits something must read it back first; others have nothing to read back.
    private func check(_ form: Form, _ map: CheckedMapping) {
        switch form {
        case .book, .reschedule, .cancel: _ = map.required("confirm")
        case .appointments, .register, .identify, .enquire, .checkIn, .queue, .visitCode, .standing, .appeal, .waitlist:
            if let confirm = map["confirm"] { confirm.report("flow \"\(form.rawValue)\" commits nothing to confirm") }
        }
    }

    private func needs(_ node: CheckedNode?) -> [Need] {
        guard let map = node?.openMapping() else { return [] }
        let fields = Field.allCases.map(\.rawValue)
        let needs = map.entries.compactMap { entry -> Need? in
            guard let field = Field(rawValue: entry.key) else {
                entry.keyNode.reportUnknown(entry.key, among: fields, what: "field")
                return nil
            }
            return need(field, entry.value)
        }
        for (need, entry) in zip(needs, map.entries) where needs.count == map.entries.count {
            for other in need.clears where !needs.contains(where: { $0.field == other }) {
                entry.value.report("clears \"\(other.rawValue)\", which this flow does not need")
            }
        }
        return needs
    }

    private func need(_ field: Field, _ node: CheckedNode) -> Need? {
        let keys = ["ask", "again", "examples", "why", "optional", "unless", "clears"]
        guard let map = node.mapping(keys: keys), let ask = map.word("ask"), let again = map.word("again"),
            let examples = map.word("examples"), let why = map.word("why")
        else { return nil }
        return Need(
            field: field, ask: ask, again: again, examples: examples, why: why,
            isOptional: map["optional"]?.bool() ?? false, unless: fields(map["unless"]), clears: fields(map["clears"]))
    }

    private func fields(_ node: CheckedNode?) -> [Field] {
        node?.oneOrMore().compactMap { $0.option(Field.self) } ?? []
    }
}

/// Reads the patterns of repair.
struct PatternReader {
    let log: ProblemLog

    func read(_ nodes: [CheckedNode], file: String) -> PatternDefinitions {
        let keys = ["ladder", "slower_after_failures", "ask_before_resuming_after_turns"]
        var ladder: [LadderStep]?
        var slower: Int?
        var resume: Int?
        for node in nodes {
            guard let map = node.mapping(keys: keys) else { continue }
            if let steps = map["ladder"] {
                ladder = steps.sequence().compactMap { $0.option(LadderStep.self) }
                if ladder?.last != .person { steps.report("the ladder must end with a person") }
            }
            slower = map["slower_after_failures"]?.int(in: 1...100) ?? slower
            resume = map["ask_before_resuming_after_turns"]?.int(in: 1...1000) ?? resume
        }
        func missing(_ key: String) {
            if !nodes.isEmpty { log.report("\"\(key)\" is missing", file: file, line: 0) }
        }
        if ladder == nil { missing("ladder") }
        if slower == nil { missing("slower_after_failures") }
        if resume == nil { missing("ask_before_resuming_after_turns") }
        return PatternDefinitions(
            ladder: ladder ?? [], askBeforeResumingAfterTurns: resume ?? 1, slowerAfterFailures: slower ?? 1)
    }
}
