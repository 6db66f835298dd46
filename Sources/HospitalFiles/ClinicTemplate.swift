import Booking
import CivilCalendar

/// A clinic that takes place every week (排班模板).
public struct ClinicTemplate: Hashable, Sendable {
    /// Which weeks of the year, by ISO week number.
    public enum Weeks: String, Hashable, Sendable, CaseIterable {
        case every, odd, even
    }

    /// The doctor.
    public var practitioner: PractitionerCode
    /// The department.
    public var department: DepartmentCode
    /// The campus.
    public var campus: CampusCode
    /// The room.
    public var room: LocalizedText
    /// Days of the week.
    public var weekdays: WeekdaySet
    /// Which weeks.
    public var weeks: Weeks
    /// Which half of the day.
    public var half: ClinicSession.Half
    /// Minutes of the day, the end exclusive.
    public var minutes: Range<Int>
    /// Length of a segment in minutes.
    public var segmentMinutes: Int
    /// Places in a segment.
    public var capacity: Int
    /// First day on which it is valid.
    public var from: CivilDate?
    /// Last day on which it is valid.
    public var until: CivilDate?
    /// Fee in fen, where it differs from the doctor's.
    public var feeFen: Int?

    /// Whether it takes place on a day that is worked as this weekday.
    func takesPlace(on date: CivilDate, as weekday: Weekday) -> Bool {
        guard weekdays.contains(weekday) else { return false }
        if let from, date < from { return false }
        if let until, date > until { return false }
        switch weeks {
        case .every: return true
        case .odd: return date.isoWeek % 2 == 1
        case .even: return date.isoWeek % 2 == 0
        }
    }

    /// Whether both can fall on the same minute of the same day.
    func overlaps(_ other: ClinicTemplate) -> Bool {
        !weekdays.isDisjoint(with: other.weekdays) && minutes.overlaps(other.minutes)
            && (weeks == .every || other.weeks == .every || weeks == other.weeks)
            && (from.map { first in other.until.map { $0 >= first } ?? true } ?? true)
            && (other.from.map { first in until.map { $0 >= first } ?? true } ?? true)
    }
}

extension CivilDate {
    /// The ISO 8601 week number, 1...53.
    var isoWeek: Int {
        let thursday = startOfWeek.adding(days: 3)
        guard let newYear = CivilDate(year: thursday.year, month: 1, day: 1) else { return 1 }
        return thursday.days(since: newYear) / 7 + 1
    }
}
