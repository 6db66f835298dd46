import CivilCalendar

/// The days that a ``DaySpec`` means on a given day.
struct DaySpan: Sendable {
    /// First day; `nil` when the days only repeat.
    var first: CivilDate?
    /// Last day, included.
    var last: CivilDate?
    var grain: TimeReading.Grain
    /// A stated span rather than one calendar unit.
    var isInterval = false
    var assumed: Assumptions = []
    var weekdays: WeekdaySet?
    var dayClass: TimeConstraint.DayClass?
    /// What else the words may mean.
    var alternative: ClosedRange<CivilDate>?

    /// One day.
    static func day(_ date: CivilDate, assumed: Assumptions = []) -> DaySpan {
        DaySpan(first: date, last: date, grain: .day, assumed: assumed)
    }

    /// From one day to another, both included.
    static func span(
        _ first: CivilDate, _ last: CivilDate, _ grain: TimeReading.Grain, interval: Bool = true,
        assumed: Assumptions = []
    ) -> DaySpan {
        DaySpan(first: first, last: last, grain: grain, isInterval: interval, assumed: assumed)
    }
}
