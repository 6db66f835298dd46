import Booking
import Understanding

extension DialogueState {
    /// The open question, for the reader.
    public func expectation(_ catalogue: Catalogue) -> Expectation {
        switch question {
        case nil: .nothing
        case .field(let field)?: .field(field.rawValue)
        case .confirm?, .yesNo?: .yesNo
        case .code?: .code
        case .offer?: .option((frames.last?.offers ?? []).map { ExpectedOption(labels: labels($0, catalogue)) })
        case .choice(_, let options)?: .option(options.map { ExpectedOption(labels: labels($0.value, catalogue)) })
        }
    }

    private func labels(_ offer: PlacedOffer, _ catalogue: Catalogue) -> [String] {
        labels(.doctors(Choice(anyOf: [offer.practitioner])), catalogue)
    }

    /// Words that may name a value: the names in both languages and what tells it from its neighbours.
    private func labels(_ value: FieldValue, _ catalogue: Catalogue) -> [String] {
        switch value {
        case .departments(let choice):
            choice.anyOf.compactMap(catalogue.department).flatMap { [$0.name.zh, $0.name.en] + $0.aliases }
        case .doctors(let choice):
            choice.anyOf.compactMap(catalogue.practitioner).flatMap { doctor in
                [doctor.name.zh, doctor.name.en]
                    + doctor.departments.compactMap(catalogue.department).flatMap { [$0.name.zh, $0.name.en] }
            }
        case .campuses(let choice):
            choice.anyOf.compactMap(catalogue.campus).flatMap { [$0.name.zh, $0.name.en] + $0.aliases }
        case .patient(let id):
            (patients ?? []).filter { $0.id == id }.map(\.name)
        default: []
        }
    }
}
