import Booking
import CivilCalendar
import Understanding

/// What is known of a field, and how it is known.
public struct FieldRecord: Hashable, Sendable, Codable {
    /// The value.
    public var value: FieldValue
    /// The words it came from; empty when nobody said it.
    public var text: String
    /// The turn in which it was said.
    public var turn: Int
    /// Whether it was said, assumed or repaired.
    public var certainty: Certainty
    /// Whether the person agreed to it when it was read back.
    public var isConfirmed: Bool

    /// Makes a record.
    public init(
        _ value: FieldValue, text: String = "", turn: Int, certainty: Certainty = .stated, isConfirmed: Bool = false
    ) {
        self.value = value
        self.text = text
        self.turn = turn
        self.certainty = certainty
        self.isConfirmed = isConfirmed
    }
}

/// The value of a field.
public enum FieldValue: Hashable, Sendable, Codable {
    case departments(Choice<DepartmentCode>)
    case doctors(Choice<PractitionerCode>)
    case titles(Choice<PractitionerTitle>)
    case sexes(Choice<Sex>)
    case campuses(Choice<CampusCode>)
    case when(TimeWish, Wish.Strength)
    /// Highest fee in fen, and whether the cheapest is preferred.
    case fee(limitFen: Int?, cheap: Bool)
    case relation(Relation)
    case patient(PatientID)
    case appointment(AppointmentID)
    case date(CivilDate)
    case sex(Sex)
    case text(String)
    /// Anything will do (都行).
    case anything
}
