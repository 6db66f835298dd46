/// A day of the week; ISO 8601 numbers, Monday is 1.
public enum Weekday: Int, Hashable, Sendable, Codable, CaseIterable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday
}

/// A set of days of the week.
public struct WeekdaySet: OptionSet, Hashable, Sendable, Codable {
    /// Bit 0 is Monday.
    public let rawValue: UInt8

    /// Makes a set from its bits; bit 0 is Monday.
    @inlinable
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Makes a set of one day.
    @inlinable
    public init(_ day: Weekday) {
        self.rawValue = 1 << UInt8(day.rawValue - 1)
    }

    /// Whether the day belongs to the set.
    @inlinable
    public func contains(_ day: Weekday) -> Bool {
        contains(WeekdaySet(day))
    }

    /// Monday to Friday.
    public static let mondayToFriday = WeekdaySet(rawValue: 0b001_1111)
    /// Saturday and Sunday.
    public static let saturdayAndSunday = WeekdaySet(rawValue: 0b110_0000)
    /// All seven.
    public static let all = WeekdaySet(rawValue: 0b111_1111)
}
