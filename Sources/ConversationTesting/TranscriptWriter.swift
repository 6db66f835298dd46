import CivilCalendar
import FrontDesk

/// Writes a talk that was held as a conversation test, with what happened as its expectations.
public struct TranscriptWriter: Sendable {
    /// The name of the test.
    public var name: String
    /// The name of the world.
    public var world: String
    /// The wall clock when the talk began.
    public var clock: CivilMoment
    /// The language it was opened in, `zh` or `en`.
    public var language: String
    /// Whether it was a phone line.
    public var isForTheEar: Bool
    private var turns: [(text: String, answer: TurnAnswer)] = []

    /// Makes a writer for a talk that begins now.
    public init(name: String, world: String, clock: CivilMoment, language: String, isForTheEar: Bool = false) {
        self.name = name
        self.world = world
        self.clock = clock
        self.language = language
        self.isForTheEar = isForTheEar
    }

    /// Adds a message with its answer.
    public mutating func add(_ text: String, answer: TurnAnswer) {
        turns.append((text, answer))
    }

    /// The test as YAML.
    public var yaml: String {
        var lines = [
            "test: \(Self.quoted(name))", "tags: [saved]", "world: \(Self.quoted(world))",
            "clock: \(clock.description.dropLast(3))", "lang: \(language)",
        ]
        if isForTheEar { lines.append("run_on: [phone]") }
        lines.append("turns:")
        var sentCode = false
        for (text, answer) in turns {
            let isCode = sentCode && OneTimeCode.inside(text) == text
            sentCode = answer.state.awaiting?.kind == "code"
            lines.append("  - u: \(isCode ? Self.quoted("{code}") : Self.quoted(text))")
            lines += Self.expectations(answer).map { "    \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func expectations(_ answer: TurnAnswer) -> [String] {
        let state = answer.state
        var lines = ["act: [\(answer.replies.map { quoted($0.key) }.joined(separator: ", "))]"]
        // Ids differ from run to run, and what is private is masked: neither says anything in a test.
        let fields = state.fields.filter { !["patient", "appointment", "phone", "code"].contains($0.key) }
        if !fields.isEmpty {
            let shown = fields.sorted { $0.key < $1.key }.map { "\($0.key): \(quoted($0.value.value))" }
            lines.append("fields: {\(shown.joined(separator: ", "))}")
        }
        if !state.offers.isEmpty {
            lines.append("offers:")
            for offer in state.offers {
                let givesUp = offer.gives_up.isEmpty ? "" : ", gives_up: [\(offer.gives_up.joined(separator: ", "))]"
                lines.append(
                    "  - {doctor: \(quoted(offer.practitioner.code)), at: \(quoted(String(offer.start.dropLast(3))))"
                        + "\(givesUp)}")
            }
        }
        if let awaiting = state.awaiting {
            lines.append("awaiting: \(([awaiting.kind] + (awaiting.field.map { [$0] } ?? [])).joined(separator: " "))")
        }
        if let appointment = state.appointment {
            lines.append(
                "appointment: {status: \(appointment.status), doctor: \(quoted(appointment.practitioner.code)), "
                    + "at: \(quoted(String(appointment.start.dropLast(3))))}")
        }
        return lines
    }

    /// A YAML scalar that cannot be mistaken for something else: in double quotes unless it is a dotted key.
    static func quoted(_ text: String) -> String {
        let isKey =
            text.contains(".") && text.utf8.allSatisfy { $0 == 0x2E || $0 == 0x5F || (0x61...0x7A).contains($0) }
        if isKey { return text }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let hex = String(scalar.value, radix: 16)
                result += "\\x" + String(repeating: "0", count: 2 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
