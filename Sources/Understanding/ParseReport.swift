import CivilCalendar
import TimeExpressions

/// One line of `frontdesk parse`: what an utterance was read as.
public struct ParseReport: Hashable, Sendable, Codable {
    /// The text as it was given.
    public var text: String
    /// `zh` or `en`.
    public var lang: String
    /// The main intent.
    public var intent: String
    /// How sure, 0...1.
    public var confidence: Double
    /// All intents, the main one first.
    public var intents: [ScoredIntent]
    /// What is known of each field, by name.
    public var fields: [String: Field]
    /// What is named, by place.
    public var mentions: [MentionReport]
    /// The rule that found the main intent.
    public var rule: String
    /// Fields that are named without a value (换个医生).
    public var named: [String]?
    /// The option of the open question that was chosen, from 1.
    public var option: Int?

    /// What is known of a field: the first wanted value with its certainty, further ones and those ruled out.
    public struct Field: Hashable, Sendable, Codable {
        /// The value; a list when several are wanted or the name fits several. Absent when only something is ruled out.
        public var value: FieldValue?
        /// The words.
        public var text: String
        /// `stated`, `assumed` or `repaired`.
        public var certainty: String
        /// What is ruled out.
        public var exclude: [FieldValue]?
        /// Whether it is only preferred.
        public var prefer: Bool?
        /// Whether it was insisted on.
        public var must: Bool?
        /// For `when`: first moment, local.
        public var from: String?
        /// For `when`: end, local, exclusive.
        public var to: String?
        /// For `when`: how fine it is.
        public var grain: String?
        /// For `when`: what sort it is.
        public var kind: String?
        /// For `when`: `earliest` or `latest`.
        public var order: String?
        /// Whether the value is well-formed, for phone and identity numbers.
        public var valid: Bool?
    }

    /// A mention.
    public struct MentionReport: Hashable, Sendable, Codable {
        /// What is named.
        public var kind: String
        /// The words.
        public var text: String
        /// Start and end in Unicode scalars of the text, end exclusive.
        public var range: [Int]
        /// The value.
        public var value: FieldValue
        /// `stated`, `assumed` or `repaired`.
        public var certainty: String
        /// `excluded` when ruled out.
        public var polarity: String?
        /// `hard` or `preferred`.
        public var strength: String?
    }

    /// Makes the report of a reading.
    public init(_ understood: Understood) {
        text = understood.text
        lang = understood.language.rawValue
        intent = understood.main.rawValue
        confidence = understood.intents.first?.confidence ?? 0
        intents = understood.intents
        rule = understood.intents.first?.rule ?? ""
        named = understood.namedFields.isEmpty ? nil : understood.namedFields
        option = understood.chosenOption
        fields = [:]
        mentions = []
        var counter = ScalarCounter(understood.text)
        for mention in understood.mentions {
            mentions.append(
                MentionReport(
                    kind: mention.value.kind, text: mention.text,
                    range: [
                        counter.scalars(before: mention.range.lowerBound),
                        counter.scalars(before: mention.range.upperBound),
                    ],
                    value: FieldValue(mention.value), certainty: mention.certainty.rawValue,
                    polarity: mention.polarity == .wanted ? nil : mention.polarity.rawValue,
                    strength: mention.strength == .stated ? nil : mention.strength.rawValue))
            for name in Self.fieldNames(of: mention.value) {
                var field = fields[name] ?? Field(text: mention.text, certainty: mention.certainty.rawValue)
                field.take(mention)
                fields[name] = field
            }
        }
    }

    /// The fields that a mention speaks for; a name is also who the patient is.
    private static func fieldNames(of value: MentionValue) -> [String] {
        if case .name = value { return ["name", "patient"] }
        return [value.kind]
    }
}

extension ParseReport.Field {
    init(text: String, certainty: String) {
        self.text = text
        self.certainty = certainty
    }

    /// Adds a mention of the field.
    mutating func take(_ mention: Mention) {
        let new = FieldValue(mention.value)
        if case .when(let readings) = mention.value, let reading = readings.first {
            if mention.polarity == .excluded || from == nil && to == nil && order == nil { take(reading, of: mention) }
        }
        if mention.polarity == .excluded {
            if case .when(let readings) = mention.value, let wish = readings.first?.wish, wish.except.count > 1 {
                exclude = (exclude ?? []) + wish.except.map { .text($0.brief) }
            } else {
                exclude = (exclude ?? []) + new.elements
            }
            return
        }
        if value == nil {
            text = mention.text
            certainty = mention.certainty.rawValue
        }
        value = value.map { $0.joined(with: new) } ?? new
        if mention.strength == .preferred { prefer = true }
        if mention.strength == .hard { must = true }
        switch mention.value {
        case .phone(_, let isValid), .idNumber(_, let isValid): valid = isValid
        case .cheap: prefer = true
        default: break
        }
    }

    private mutating func take(_ reading: TimeReading, of mention: Mention) {
        if mention.polarity == .wanted || value == nil, kind == nil || mention.polarity == .wanted {
            kind = reading.kind.rawValue
            grain = reading.grain.rawValue
        }
        guard mention.polarity == .wanted else { return }
        from = reading.from?.description
        to = reading.to?.description
        order = reading.wish.order?.rawValue
        if !reading.wish.except.isEmpty, !reading.wish.anyOf.isEmpty {
            exclude = (exclude ?? []) + reading.wish.except.map { .text($0.brief) }
        }
    }
}

extension TimeConstraint {
    /// Days and hours in a few words: `2026-11-27`, `friday 13:00-18:00`.
    var brief: String {
        var parts: [String] = []
        if let firstDay {
            parts.append(lastDay.map { $0 == firstDay ? "\(firstDay)" : "\(firstDay)/\($0)" } ?? "\(firstDay)/")
        }
        if firstDay == nil, let lastDay { parts.append("/\(lastDay)") }
        if let weekdays { parts += Weekday.allCases.filter { weekdays.contains($0) }.map { "\($0)" } }
        if let dayClass { parts.append(dayClass.rawValue) }
        if fromMinute != nil || toMinute != nil {
            parts.append("\(Self.clock(fromMinute ?? 0))-\(Self.clock(toMinute ?? 1440))")
        }
        return parts.joined(separator: " ")
    }

    private static func clock(_ minute: Int) -> String {
        minute >= 1440 ? "24:00" : CivilMoment(date: CivilDate(dayNumber: 0), second: minute * 60).clockText
    }
}

/// Turns byte offsets that only grow into counts of Unicode scalars.
struct ScalarCounter {
    private let bytes: [UInt8]
    private var byte = 0
    private var scalars = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func scalars(before offset: Int) -> Int {
        if offset < byte { (byte, scalars) = (0, 0) }
        while byte < min(offset, bytes.count) {
            if bytes[byte] & 0xC0 != 0x80 { scalars += 1 }
            byte += 1
        }
        return scalars
    }
}
