extension CivilDate {
    /// The n-th day of a weekday in a month, such as the second Wednesday.
    /// - Parameters:
    ///   - count: 1...5, or -1...-5 counted from the end of the month.
    ///   - month: 1...12.
    /// - Returns: `nil` when the month has no such day.
    public static func nth(_ count: Int, _ weekday: Weekday, month: Int, year: Int) -> CivilDate? {
        guard count != 0, let first = CivilDate(year: year, month: month, day: 1) else { return nil }
        if count > 0 {
            let ahead = (weekday.rawValue - first.weekday.rawValue + 7) % 7
            let day = 1 + ahead + (count - 1) * 7
            return CivilDate(year: year, month: month, day: day)
        }
        let length = daysIn(month: month, year: year)
        let last = first.adding(days: length - 1)
        let back = (last.weekday.rawValue - weekday.rawValue + 7) % 7
        return CivilDate(year: year, month: month, day: length - back + (count + 1) * 7)
    }

    /// The first day of this weekday on or after this day.
    @inlinable
    public func next(_ weekday: Weekday) -> CivilDate {
        adding(days: (weekday.rawValue - self.weekday.rawValue + 7) % 7)
    }
}
