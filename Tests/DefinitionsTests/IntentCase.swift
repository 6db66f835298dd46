import CivilCalendar
import Definitions
import Foundation
import TimeExpressions
import Understanding

/// One line of `intents/tests`.
///
/// `is` is the main intent, `also` are others that must be found, `not` must not be. A mention is written
/// `kind:words`, `kind=value` or both (`doctor:张医生=zhang1`), with `-` before it when it is ruled out, `~` when
/// preferred, `!` when insisted on and `?` when repaired.
struct IntentCase {
    var place: String
    var say: String
    var main: String?
    var also: [String]
    var not: [String]
    var mentions: [String]
    var lacks: [String]
    var expecting: Expectation
    var option: Int?
    var named: [String]
    var corrects: Bool?
    var language: String?

    static func all(below folder: URL, known: Bool) throws(DefinitionProblems) -> [IntentCase] {
        let log = ProblemLog()
        var cases: [IntentCase] = []
        for name in CheckedYAML.files(below: folder) where (name == "known_gaps.yaml") == known {
            let root = CheckedYAML.read(contentsOf: folder.appending(path: name), as: name, log: log)
            for node in root?.sequence() ?? [] { cases += read(node, file: name) }
        }
        try log.check()
        return cases
    }

    private static func read(_ node: CheckedNode, file: String) -> [IntentCase] {
        let keys = [
            "say", "is", "also", "not", "find", "lacks", "expecting", "options", "option", "named", "corrects", "lang",
        ]
        guard let map = node.mapping(keys: keys) else { return [] }
        let options = map.strings("options")
        let expecting =
            options.isEmpty
            ? Expectation(named: map.has("expecting") ? map.word("expecting") ?? "" : "")
            : .option(options.map { ExpectedOption(labels: [$0]) })
        return map.strings("say").map { text in
            IntentCase(
                place: "\(file):\(node.line)", say: text, main: map.strings("is").first, also: map.strings("also"),
                not: map.strings("not"), mentions: map.strings("find"), lacks: map.strings("lacks"),
                expecting: expecting,
                option: map["option"]?.int(), named: map.strings("named"), corrects: map["corrects"]?.bool(),
                language: map.strings("lang").first)
        }
    }

    func problems(_ reader: Reader, now: CivilMoment) -> [String] {
        let understood = reader.read(say, expecting: expecting, now: now)
        var problems: [String] = []
        let intents = understood.intents.map(\.intent.rawValue)
        if let main, intents.first != main { problems.append("is \(intents.joined(separator: ", ")), not \(main)") }
        for intent in also where !intents.contains(intent) { problems.append("lacks \(intent), has \(intents)") }
        for intent in not where intents.contains(intent) { problems.append("has \(intent)") }
        let found = understood.mentions.map(\.description)
        for wanted in mentions where !found.contains(where: { Self.fits(wanted, $0) }) {
            problems.append("lacks \(wanted), has \(found.map { "\($0.flags)\($0.kind):\($0.text)=\($0.value)" })")
        }
        for kind in lacks where found.contains(where: { $0.kind == kind }) { problems.append("has a \(kind)") }
        if let option, understood.chosenOption != option { problems.append("chose \(understood.chosenOption ?? 0)") }
        if understood.chosenOption != nil, option == nil, case .option = expecting {
            problems.append("chose an option")
        }
        if !named.isEmpty, understood.namedFields != named { problems.append("named \(understood.namedFields)") }
        if let corrects, understood.isCorrection != corrects { problems.append("correction is \(!corrects)") }
        if let language, understood.language.rawValue != language { problems.append("is \(understood.language)") }
        for mention in understood.mentions
        where String(decoding: Array(say.utf8)[mention.range], as: UTF8.self) != mention.text {
            problems.append("range of \(mention.text) is off")
        }
        return problems
    }

    private static func fits(_ wanted: String, _ found: Mention.Description) -> Bool {
        let flags = String(wanted.prefix { "-~!?".contains($0) })
        var rest = wanted.dropFirst(flags.count)
        guard Set(flags) == Set(found.flags) else { return false }
        if let equals = rest.firstIndex(of: "=") {
            guard rest[rest.index(after: equals)...] == found.value else { return false }
            rest = rest[..<equals]
        }
        if let colon = rest.firstIndex(of: ":") {
            guard rest[rest.index(after: colon)...] == found.text else { return false }
            rest = rest[..<colon]
        }
        return rest == found.kind
    }
}

extension Mention {
    struct Description {
        var kind: String
        var text: String
        var value: String
        var flags: String
    }

    var description: Description {
        var flags = ""
        if polarity == .excluded { flags += "-" }
        if strength == .preferred { flags += "~" }
        if strength == .hard { flags += "!" }
        if certainty == .repaired { flags += "?" }
        return Description(kind: value.kind, text: text, value: FieldValue(value).plain, flags: flags)
    }
}

extension FieldValue {
    /// As one text; a list is joined by bars.
    var plain: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .list(let values): values.map(\.plain).joined(separator: "|")
        }
    }
}
