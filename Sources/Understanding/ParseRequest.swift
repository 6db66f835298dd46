import CivilCalendar
import TimeExpressions

/// One line of input of `frontdesk parse` in its JSON form: `{"text", "lang"?, "now"?, "expecting"?}`.
///
/// `expecting` is the name of a field (`when`, `department` …), `yes_no`, `code`, a list of option labels, or an object
/// `{"field"}`, `{"options"}`.
public struct ParseRequest: Hashable, Sendable, Decodable {
    /// The utterance.
    public var text: String
    /// The language of the conversation so far.
    public var language: Language?
    /// The hospital's wall clock, where the line sets it.
    public var now: CivilMoment?
    /// The open question.
    public var expecting: Expectation

    /// Makes a request.
    public init(text: String, language: Language? = nil, now: CivilMoment? = nil, expecting: Expectation = .nothing) {
        self.text = text
        self.language = language
        self.now = now
        self.expecting = expecting
    }

    private enum CodingKeys: String, CodingKey {
        case text, now, expecting
        case language = "lang"
    }

    /// Reads a request.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        text = try container.decode(String.self, forKey: .text)
        language = try container.decodeIfPresent(Language.self, forKey: .language)
        now = try container.decodeIfPresent(CivilMoment.self, forKey: .now)
        expecting = try container.decodeIfPresent(ExpectationText.self, forKey: .expecting)?.expectation ?? .nothing
    }
}

/// An open question as it is written in JSON.
private struct ExpectationText: Decodable {
    let expectation: Expectation

    private struct Object: Decodable {
        var kind: String?
        var field: String?
        var options: [Option]?
    }

    private struct Option: Decodable {
        let labels: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                labels = [text]
            } else if let texts = try? container.decode([String].self) {
                labels = texts
            } else {
                labels = try container.decode(ExpectedOption.self).labels
            }
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let name = try? container.decode(String.self) {
            expectation = Expectation(named: name)
        } else if let options = try? container.decode([Option].self) {
            expectation = .option(options.map { ExpectedOption(labels: $0.labels) })
        } else {
            let object = try container.decode(Object.self)
            if let options = object.options {
                expectation = .option(options.map { ExpectedOption(labels: $0.labels) })
            } else {
                expectation = Expectation(named: object.field ?? object.kind ?? "")
            }
        }
    }
}

extension Expectation {
    /// The open question by its short name: `yes_no` (also `confirm`), `code`, `option` without labels, nothing when
    /// empty, otherwise a field.
    public init(named name: String) {
        switch name {
        case "", "nothing", "none": self = .nothing
        case "yes_no", "yesno", "confirm", "confirmation": self = .yesNo
        case "code": self = .code
        case "option", "options", "choice", "offer", "select": self = .option([])
        default: self = .field(name)
        }
    }
}
