import Booking
import CivilCalendar

/// A departure from the weekly templates on some days (调班).
public struct ClinicException: Hashable, Sendable {
    /// On which days.
    public enum Days: Hashable, Sendable {
        /// From a day through another.
        case span(ClosedRange<CivilDate>)
        /// The nth such weekday of every month, 1...5; -1 is the last.
        case monthly(nth: Int, Weekday)

        /// Whether the day is one of them.
        func contains(_ date: CivilDate) -> Bool {
            switch self {
            case .span(let days): return days.contains(date)
            case .monthly(let nth, let weekday):
                guard date.weekday == weekday else { return false }
                if nth > 0 { return (date.day - 1) / 7 + 1 == nth }
                return date.adding(days: 7).month != date.month
            }
        }
    }

    /// What is different.
    public enum Change: Hashable, Sendable {
        /// 停诊: does not take place.
        case stop
        /// 停约: takes place, takes no bookings.
        case suspend
        /// 替诊: another doctor sees the patients.
        case substitute(by: PractitionerCode)
        /// Takes place although the day is a holiday.
        case open
        /// 加诊: one more clinic.
        case add(ClinicTemplate)
    }

    /// On which days.
    public var days: Days
    /// Which clinics: this doctor's; `nil` for every doctor's.
    public var practitioner: PractitionerCode?
    /// Which clinics: this department's; `nil` for every department's.
    public var department: DepartmentCode?
    /// Which clinics: this campus's; `nil` for every campus's.
    public var campus: CampusCode?
    /// Which half of the day; `nil` for all.
    public var half: ClinicSession.Half?
    /// What is different.
    public var change: Change

    /// Whether it is about this clinic on this day.
    func concerns(_ template: ClinicTemplate, on date: CivilDate) -> Bool {
        days.contains(date) && concerns(template)
    }

    /// Whether it is about this clinic on some day.
    func concerns(_ template: ClinicTemplate) -> Bool {
        (practitioner.map { $0 == template.practitioner } ?? true)
            && (department.map { $0 == template.department } ?? true)
            && (campus.map { $0 == template.campus } ?? true) && (half.map { $0 == template.half } ?? true)
    }
}
