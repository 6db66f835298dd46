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

    /// The words behind a choice that was offered with a field's question and is now named by its place ("第一个").
    public func wordsOfChoice(_ understood: Understood) -> Reply? {
        guard case .field? = question, let choices = lastReplies.last?.choices,
            understood.mentions.count == 1, case .ordinal(let number) = understood.mentions[0].value,
            understood.mentions[0].polarity == .wanted
        else { return nil }
        let index = number > 0 ? number - 1 : choices.count + number
        return choices.indices.contains(index) ? choices[index].say ?? choices[index].label : nil
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
