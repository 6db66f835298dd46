import Booking
import CivilCalendar
import TimeExpressions
import Understanding

/// An utterance as the forms see it: values by field, and what was said but cannot be used.
struct Heard {
    /// What was understood.
    let understood: Understood
    /// Values that were wanted or ruled out, by field.
    var values: [Field: FieldRecord] = [:]
    /// Times in the order in which they were said.
    var times: [FieldRecord] = []
    /// Names that fit several entries of the catalogue.
    var unclear: [Unclear] = []
    /// What was understood and is impossible.
    var problems: [Problem] = []
    /// A complaint in the person's words.
    var symptom: String?
    /// A plain number, where one was said.
    var number: Int?
    /// Characters of a code.
    var code: String?
    /// Which of several.
    var ordinal: Int?

    /// A name that fits several entries.
    struct Unclear {
        let field: Field
        let codes: [String]
        let text: String
        /// Whether the entries were found by sound or spelling only.
        let isRepaired: Bool
    }

    /// Something understood that cannot be.
    enum Problem: Hashable {
        case unknownDoctor(String)
        case impossibleDate(String)
        case past(String)
        case badPhone
        case badIdentityNumber
        case futureBirthDate
    }

    /// The intents.
    func has(_ intent: Intent) -> Bool { understood.has(intent) }

    /// The one-based option that was chosen, from the reader or from an ordinal.
    var option: Int? { understood.chosenOption ?? ordinal }

    /// Whether anything was said that a form could use.
    var hasValues: Bool { !values.isEmpty || !unclear.isEmpty || !understood.namedFields.isEmpty }

    /// Whether the only time said is an order (早一点, later), relative to what is on the table.
    var orderAlone: TimeOrder? {
        guard times.count == 1, case .when(let wish, _) = times[0].value, wish.anyOf.isEmpty, wish.except.isEmpty
        else { return nil }
        return wish.order
    }
}
