/// What people ask about the house besides its rules and its clinics; `hospital.yaml` has the answers.
public enum HouseTopic: String, Hashable, Sendable, Codable, CaseIterable {
    case insurance, payment, invoice, parking, fasting
    case accessibility, interpreter, pharmacy, reports, records, visiting, admission, checkup, vaccination
    case telemedicine, food, identity
    /// The consultation fee itself and the languages of doctors, which the catalogue knows; these have no text.
    case fee, languages

    /// Whether the hospital writes the answer itself.
    public var hasText: Bool { self != .fee && self != .languages }
}
