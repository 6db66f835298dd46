import CivilCalendar

/// The choices that a hospital may set: clinic hours, holidays and how vague words are cut.
///
/// The defaults and their reasons, per language, are written in `Documentation.docc/Conventions.md`.
public struct TimeConventions: Sendable, Hashable {
    /// Public holidays and 调休 days.
    public var calendar: WorkCalendar
    /// Minutes of the day between which patients are seen; settles 12-hour times. Default 07:00–21:00.
    public var clinicMinutes: Range<Int>
    /// What the parts of the day cover.
    public var partsOfDay: PartOfDayWindows
    /// How far from a named clock time ("三点") a visit may start and still be meant; minutes, default 30.
    public var clockToleranceMinutes: Int
    /// The same for a time that was named roughly ("三点左右"); minutes, default 60.
    public var roughToleranceMinutes: Int
    /// When the working day starts and ends, for 上班前 and 下班后; minutes of the day, default 09:00–17:30.
    public var officeMinutes: Range<Int>
    /// When lunch is taken, for 午饭后 and 午休; minutes of the day, default 12:00–13:30.
    public var lunchMinutes: Range<Int>
    /// The hours that are neither too early nor too late for who says 别太早 or 别太晚; minutes of the day, default
    /// 09:30–16:30.
    public var unhurriedMinutes: Range<Int>

    /// Makes conventions; what is left out has the default.
    public init(
        calendar: WorkCalendar = WorkCalendar(), clinicMinutes: Range<Int> = 420..<1260,
        partsOfDay: PartOfDayWindows = PartOfDayWindows(), clockToleranceMinutes: Int = 30,
        roughToleranceMinutes: Int = 60, officeMinutes: Range<Int> = 540..<1050,
        lunchMinutes: Range<Int> = 720..<810, unhurriedMinutes: Range<Int> = 570..<990
    ) {
        self.calendar = calendar
        self.clinicMinutes = clinicMinutes
        self.partsOfDay = partsOfDay
        self.clockToleranceMinutes = clockToleranceMinutes
        self.roughToleranceMinutes = roughToleranceMinutes
        self.officeMinutes = officeMinutes
        self.lunchMinutes = lunchMinutes
        self.unhurriedMinutes = unhurriedMinutes
    }
}

/// A language that people may speak to the desk.
public enum Language: String, Hashable, Sendable, Codable, CaseIterable {
    /// Chinese (Mandarin), simplified; traditional characters are folded.
    case zh
    /// English.
    case en
}
