import TimeExpressions

/// A value as `frontdesk parse` prints it: a text, a number or a list.
public enum FieldValue: Hashable, Sendable, Codable {
    case text(String)
    case number(Int)
    case list([FieldValue])

    /// The printed value of a mention: codes where there are codes; several readings are a list.
    public init(_ value: MentionValue) {
        switch value {
        case .department(let candidates), .doctor(let candidates), .campus(let candidates):
            self = Self.one(candidates.map { .text($0.code) })
        case .unknownDoctor(let name): self = .text("unknown:\(name)")
        case .title(let titles): self = Self.one(titles.map { .text($0) })
        case .sex(let text), .relation(let text), .symptom(let text), .name(let text), .code(let text):
            self = .text(text)
        case .when(let readings):
            let reading = readings.first
            self = .text(
                Self.span(reading?.from?.description, reading?.to?.description) ?? reading?.wish.order?.rawValue ?? "")
        case .impossibleDate: self = .text("impossible")
        case .priceLimit(let fen), .number(let fen): self = .number(fen)
        case .cheap: self = .text("cheap")
        case .ordinal(let number), .age(let number): self = .number(number)
        case .phone(let digits, _), .idNumber(let digits, _): self = .text(digits)
        case .birthDate(let date): self = .text("\(date)")
        }
    }

    /// Both values as one list.
    func joined(with other: FieldValue) -> FieldValue {
        let all = elements + other.elements.filter { !elements.contains($0) }
        return Self.one(all)
    }

    var elements: [FieldValue] {
        if case .list(let values) = self { values } else { [self] }
    }

    private static func one(_ values: [FieldValue]) -> FieldValue {
        values.count == 1 ? values[0] : .list(values)
    }

    private static func span(_ from: String?, _ to: String?) -> String? {
        switch (from, to) {
        case (nil, nil): nil
        case (let from?, nil): from
        case (let from, let to?): "\(from ?? "")/\(to)"
        }
    }

    /// Reads a text, a number or a list.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .list(try container.decode([FieldValue].self))
        }
    }

    /// Writes a text, a number or a list.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .list(let values): try container.encode(values)
        }
    }
}
