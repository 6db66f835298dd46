import Dialogue
import TimeExpressions

/// Reads the texts: `language:` and `say:` a file, several files a language.
struct SayReader {
    let log: ProblemLog

    private struct Placed {
        var text: SayText
        var node: CheckedNode
    }

    func read(_ nodes: [CheckedNode], file: String, flows: [Form: FlowDefinition]) -> [Language: [String: SayText]] {
        var texts: [Language: [String: Placed]] = [:]
        for node in nodes {
            guard let map = node.mapping(keys: ["language", "say"]),
                let language = map.required("language")?.option(Language.self),
                let entries = map.required("say")?.openMapping()?.entries
            else { continue }
            for entry in entries {
                if texts[language]?[entry.key] != nil { entry.keyNode.report("\"\(entry.key)\" is said twice") }
                guard let text = say(entry.value) else { continue }
                texts[language, default: [:]][entry.key] = Placed(text: text, node: entry.keyNode)
            }
        }
        if !nodes.isEmpty { check(texts, file: file, flows: flows) }
        return texts.mapValues { $0.mapValues(\.text) }
    }

    private func say(_ node: CheckedNode) -> SayText? {
        guard node.isMapping else {
            let chat = templates(node)
            return chat.isEmpty ? nil : SayText(chat: chat)
        }
        guard let map = node.mapping(keys: ["chat", "phone", "slower"]), let chat = map.required("chat") else {
            return nil
        }
        return SayText(
            chat: templates(chat), phone: map["phone"].map { templates($0) } ?? [],
            slower: map["slower"].map { templates($0) } ?? [])
    }

    private func templates(_ node: CheckedNode) -> [Template] {
        node.oneOrMore().compactMap { node -> Template? in
            guard let text = node.string() else { return nil }
            do throws(Template.Problem) {
                return try Template(text)
            } catch {
                switch error {
                case .unbalanced: node.report("a { or [ has no end, or an end no beginning")
                case .emptyPlace: node.report("a place needs a name between { and }")
                }
            }
            return nil
        }
    }

    /// Every key in every language, none that nobody says, and one question at most where one is asked.
    private func check(_ texts: [Language: [String: Placed]], file: String, flows: [Form: FlowDefinition]) {
        let wanted = ReplyKeys.all.union(flows.values.flatMap { ReplyKeys.keys(of: $0) })
        for language in Language.allCases {
            let said = texts[language] ?? [:]
            for key in wanted.sorted() where said[key] == nil {
                log.report("\"\(key)\" is not said in \(language.rawValue)", file: file, line: 0)
            }
            for (key, placed) in said.sorted(by: { $0.key < $1.key }) {
                if !wanted.contains(key) { placed.node.report("nothing says \"\(key)\"") }
                checkQuestions(key, placed)
                checkPlaces(key, placed)
            }
        }
    }

    private func checkQuestions(_ key: String, _ placed: Placed) {
        let limit = ReplyKeys.isQuestion(key) ? 1 : 0
        let ear = placed.text.phone.isEmpty ? placed.text.chat : placed.text.phone
        for template in ear + placed.text.slower {
            let questions = template.source.count { $0 == "?" || $0 == "？" }
            if questions > limit {
                placed.node.report("\"\(key)\" asks \(questions) questions in one turn for the ear, at most \(limit)")
            }
        }
    }

    /// A place that nothing ever fills is a typing error.
    private func checkPlaces(_ key: String, _ placed: Placed) {
        for place in Set(placed.text.places).sorted() where !ReplyKeys.places.contains(place) {
            placed.node.reportUnknown(place, among: ReplyKeys.places.sorted(), what: "place")
        }
    }
}

extension SayText {
    /// The names of the places of all variants.
    fileprivate var places: [String] { (chat + phone + slower).flatMap(\.places) }
}
