import Booking
import CivilCalendar
import Definitions
import FrontDesk
import TimeExpressions

/// Reads conversation tests and the parts that they share.
struct ConversationTestReader {
    private let worlds: Set<String>
    private let log: ProblemLog
    private var parts: [String: [TestTurn]] = [:]
    private var names: [String: String] = [:]
    private(set) var tests: [ConversationTest] = []

    init(worlds: Set<String>, log: ProblemLog) {
        self.worlds = worlds
        self.log = log
    }

    /// Reads a file of parts: a mapping from names to lists of turns.
    mutating func readParts(_ root: CheckedNode) {
        for entry in root.openMapping()?.entries ?? [] {
            if parts[entry.key] != nil { entry.keyNode.report("part \"\(entry.key)\" is already given") }
            parts[entry.key] = turns(entry.value)
        }
    }

    /// Reads a file of tests: one mapping, or a list of them.
    mutating func readTests(_ root: CheckedNode) {
        for node in root.oneOrMore() {
            guard let test = test(node) else { continue }
            if let other = names[test.name] {
                node.report("a test named \"\(test.name)\" is already in \(other)")
            } else {
                names[test.name] = test.place
            }
            tests.append(test)
        }
    }

    private func test(_ node: CheckedNode) -> ConversationTest? {
        let keys = ["test", "tags", "world", "clock", "lang", "run_on", "turns", "about"]
        guard let map = node.mapping(keys: keys) else { return nil }
        let name = map.word("test")
        let world = map.required("world").flatMap { $0.option(of: worlds.sorted()) }
        let channels = map["run_on"]?.oneOrMore().compactMap { channel($0) } ?? [.http]
        let turns = map.required("turns").map { self.turns($0) }
        guard let name, let world, let turns else { return nil }
        return ConversationTest(
            name: name, file: node.file, line: node.line, tags: map.strings("tags"), world: world,
            clock: map["clock"]?.moment(), language: map["lang"]?.option(Language.self) ?? .zh, channels: channels,
            turns: turns)
    }

    private func channel(_ node: CheckedNode) -> ChannelKind? {
        switch node.option(of: ["chat", "phone"]) {
        case "chat"?: .http
        case "phone"?: .line
        default: nil
        }
    }

    private func turns(_ node: CheckedNode) -> [TestTurn] {
        node.sequence().flatMap { node -> [TestTurn] in
            guard let map = node.mapping(keys: Self.actionKeys + ExpectationReader.keys + ["part"]) else { return [] }
            if let part = map["part"] {
                if map.entries.count > 1 { node.report("a part stands alone") }
                guard let name = part.word() else { return [] }
                guard let turns = parts[name] else {
                    part.reportUnknown(name, among: Array(parts.keys), what: "part")
                    return []
                }
                return turns
            }
            return turn(map).map { [$0] } ?? []
        }
    }

    private static let actionKeys = ["u", "tap", "two", "again", "wait", "freed", "restart", "hang_up", "stop"]

    private func turn(_ map: CheckedMapping) -> TestTurn? {
        let actions = map.entries.filter { Self.actionKeys.contains($0.key) }
        guard let first = actions.first, actions.count == 1 else {
            map.node.report("expected one of \(Self.actionKeys.joined(separator: ", "))")
            return nil
        }
        guard let action = action(first) else { return nil }
        return TestTurn(line: map.node.line, action: action, expectations: ExpectationReader.read(map))
    }

    private func action(_ entry: CheckedMapping.Entry) -> TestTurn.Action? {
        let value = entry.value
        switch entry.key {
        case "u":
            let texts = value.oneOrMore().compactMap { $0.string() }
            return texts.isEmpty ? nil : .say(texts)
        case "tap":
            return value.int(in: 1...20).map { .tap($0) }
        case "two":
            let texts = value.sequence().compactMap { $0.string() }
            guard texts.count == 2 else {
                value.report("expected two messages")
                return nil
            }
            return .two(texts[0], texts[1])
        case "stop":
            guard let map = value.mapping(keys: ["doctor", "at"]), let doctor = map.word("doctor"),
                let start = map.required("at")?.moment()
            else { return nil }
            return .stop(PractitionerCode(doctor), start)
        case "wait":
            return seconds(value).map { .wait(seconds: $0) }
        case "freed":
            guard let map = value.mapping(keys: ["doctor", "at"]), let doctor = map.word("doctor"),
                let moment = map.required("at").flatMap({ $0.moment() })
            else { return nil }
            return .freed(PractitionerCode(doctor), moment)
        default:
            guard value.bool() == true else {
                if value.isScalar { value.report("expected true") }
                return nil
            }
            return entry.key == "again" ? .again : entry.key == "restart" ? .restart : .hangUp
        }
    }

    /// A span such as `90s`, `20m`, `2h`, `3d`.
    private func seconds(_ node: CheckedNode) -> Int? {
        guard let text = node.word() else { return nil }
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let last = text.last, let unit = units[last], let number = Int(text.dropLast()), number > 0 else {
            node.report("\"\(text)\" is no span of time, expected one like 20m, 90s, 2h or 3d")
            return nil
        }
        return number * unit
    }
}
