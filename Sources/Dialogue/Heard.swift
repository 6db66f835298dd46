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
    /// For each of the times what its neighbouring words make of it.
    var timeRoles: [TimeRole] = []
    /// Names that fit several entries of the catalogue.
    var unclear: [Unclear] = []
    /// What was understood and is impossible.
    var problems: [Problem] = []
    /// Further people for whom the same is wished: "给我和我老公".
    var companions: [Relation] = []
    /// A complaint in the person's words.
    var symptom: String?
    /// A plain number, where one was said.
    var number: Int?
    /// Characters of a code.
    var code: String?
    /// How old somebody is, in years.
    var age: Int?
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

    /// Whether somebody or something is pointed at in a certain way.
    func refers(to reference: Reference) -> Bool { understood.references.contains(reference) }

    /// The one-based option that was chosen, from the reader or from an ordinal.
    var option: Int? { understood.chosenOption ?? ordinal }

    /// Whether anything was said that a form could use.
    var hasValues: Bool {
        !values.isEmpty || !unclear.isEmpty || !understood.namedFields.isEmpty || refers(to: .lastDoctor)
    }

    /// Whether the only time said is an order (早一点, later), relative to what is on the table.
    var orderAlone: TimeOrder? {
        guard times.count == 1, case .when(let wish, _) = times[0].value, wish.anyOf.isEmpty, wish.except.isEmpty
        else { return nil }
        return wish.order
    }

    /// What a time is in a sentence about a change.
    enum TimeRole {
        /// Where to: 改到周五, to Friday.
        case goal
        /// Which visit: 周三的, my Wednesday appointment.
        case description
        /// Not said.
        case open
    }

    /// Takes the times out that say which visit is meant. With two times the first does; of one time the words beside
    /// it tell, and where a change is wished it is the goal.
    mutating func takeDescriptions(keepsLast: Bool) -> [FieldRecord] {
        var taken: [Int] = []
        for index in times.indices {
            switch timeRoles[index] {
            case .description: taken.append(index)
            case .goal: continue
            case .open: if !keepsLast || (times.count > 1 && index == 0) { taken.append(index) }
            }
        }
        let descriptions = taken.map { times[$0] }
        times = times.indices.filter { !taken.contains($0) }.map { times[$0] }
        values[.when] = nil
        mergeTimes()
        return descriptions
    }
}
