/// Public holidays and the weekend days that are worked in exchange (调休), as data.
public struct WorkCalendar: Sendable, Hashable, Codable {
    /// Days off by public holiday, with the holiday's name in Chinese (春节, 国庆节 …).
    public var holidays: [CivilDate: String]
    /// Saturdays and Sundays that are working days.
    public var makeUpDays: Set<CivilDate>

    /// Makes a calendar; with no entries, Monday to Friday are worked.
    public init(holidays: [CivilDate: String] = [:], makeUpDays: Set<CivilDate> = []) {
        self.holidays = holidays
        self.makeUpDays = makeUpDays
    }

    /// Whether people work on this day: a make-up day, or a weekday that is no holiday.
    public func isWorkingDay(_ date: CivilDate) -> Bool {
        if makeUpDays.contains(date) { return true }
        if holidays[date] != nil { return false }
        return !WeekdaySet.saturdayAndSunday.contains(date.weekday)
    }

    /// The `count`-th working day after `date` (before it when negative); `date` itself for 0.
    public func workingDay(_ count: Int, from date: CivilDate) -> CivilDate {
        var day = date
        var left = abs(count)
        let step = count < 0 ? -1 : 1
        while left > 0 {
            day = day.adding(days: step)
            if isWorkingDay(day) { left -= 1 }
        }
        return day
    }
}
