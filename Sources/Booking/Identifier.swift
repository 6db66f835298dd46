/// An opaque text id that cannot be confused with the id of another thing.
public struct Identifier<Of>: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    /// The text.
    public let rawValue: String

    /// Makes an id from its text.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Makes an id from its text.
    public init(_ text: String) {
        rawValue = text
    }

    /// The text.
    public var description: String { rawValue }

    /// By the order of the text.
    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }

    /// Reads the bare text.
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    /// Writes the bare text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// A hospital's short code; the tenant key of every row.
public typealias HospitalCode = Identifier<Hospital>
/// A campus (院区) of a hospital.
public typealias CampusCode = Identifier<Campus>
/// A department (科室), as in the hospital's own files.
public typealias DepartmentCode = Identifier<Department>
/// A doctor, as in the hospital's own files.
public typealias PractitionerCode = Identifier<Practitioner>
/// A doctor's half-day in clinic.
public typealias ClinicSessionID = Identifier<ClinicSession>
/// A bookable time of a clinic session.
public typealias SlotID = Identifier<Slot>
/// A unit of a slot kept for a short time.
public typealias HoldID = Identifier<Hold>
/// An appointment; kept across reschedules.
public typealias AppointmentID = Identifier<Appointment>
/// A person to be seen.
public typealias PatientID = Identifier<Patient>
/// Somebody whose phone is proven and who books for patients.
public typealias AccountID = Identifier<Account>
