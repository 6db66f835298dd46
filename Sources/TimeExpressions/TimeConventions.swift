import CivilCalendar

/// The choices that a hospital may set: clinic hours, holidays and how vague words are cut.
///
/// The defaults and their reasons, per language, are written in `Sources/TimeExpressions/Conventions.md`.
public struct TimeConventions: Sendable, Hashable {
    /// Public holidays and 调休 days.
    public var calendar: WorkCalendar
    /// Minutes of the day between which patients are seen; settles 12-hour times. Default 07:00–21:00.
    public var clinicMinutes: Range<Int>

    /// Makes conventions.
    public init(calendar: WorkCalendar = WorkCalendar(), clinicMinutes: Range<Int> = 420..<1260) {
        self.calendar = calendar
        self.clinicMinutes = clinicMinutes
    }
}

/// A language that people may speak to the desk.
public enum Language: String, Hashable, Sendable, Codable, CaseIterable {
    /// Chinese (Mandarin), simplified; traditional characters are folded.
    case zh
    /// English.
    case en
}
