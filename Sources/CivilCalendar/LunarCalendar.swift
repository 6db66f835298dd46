/// The Chinese lunar calendar, 1900–2099, as an integer table.
///
/// Each year is one number: bits 15…4 say whether months 1…12 have 30 days, bits 3…0 give the month after which a leap
/// month is inserted (0: none) and bit 16 whether that one has 30 days. The layout is the one that almanac tables
/// have used since the 1990s; the values agree with the Hong Kong Observatory's conversion tables.
public enum LunarCalendar {
    /// Lunar years that can be converted.
    public static let years = 1900..<2100

    /// 31 January 1900, the first day of the first lunar year of the table.
    private static let epoch = -25_537

    private static let table: [UInt32] = [
        0x04BD8, 0x04AE0, 0x0A570, 0x054D5, 0x0D260, 0x0D950, 0x16554, 0x056A0,
        0x09AD0, 0x055D2, 0x04AE0, 0x0A5B6, 0x0A4D0, 0x0D250, 0x1D255, 0x0B540,
        0x0D6A0, 0x0ADA2, 0x095B0, 0x14977, 0x04970, 0x0A4B0, 0x0B4B5, 0x06A50,
        0x06D40, 0x1AB54, 0x02B60, 0x09570, 0x052F2, 0x04970, 0x06566, 0x0D4A0,
        0x0EA50, 0x06E95, 0x05AD0, 0x02B60, 0x186E3, 0x092E0, 0x1C8D7, 0x0C950,
        0x0D4A0, 0x1D8A6, 0x0B550, 0x056A0, 0x1A5B4, 0x025D0, 0x092D0, 0x0D2B2,
        0x0A950, 0x0B557, 0x06CA0, 0x0B550, 0x15355, 0x04DA0, 0x0A5D0, 0x14573,
        0x052B0, 0x0A9A8, 0x0E950, 0x06AA0, 0x0AEA6, 0x0AB50, 0x04B60, 0x0AAE4,
        0x0A570, 0x05260, 0x0F263, 0x0D950, 0x05B57, 0x056A0, 0x096D0, 0x04DD5,
        0x04AD0, 0x0A4D0, 0x0D4D4, 0x0D250, 0x0D558, 0x0B540, 0x0B5A0, 0x195A6,
        0x095B0, 0x049B0, 0x0A974, 0x0A4B0, 0x0B27A, 0x06A50, 0x06D40, 0x0AF46,
        0x0AB60, 0x09570, 0x04AF5, 0x04970, 0x064B0, 0x074A3, 0x0EA50, 0x06B58,
        0x05AC0, 0x0AB60, 0x096D5, 0x092E0, 0x0C960, 0x0D954, 0x0D4A0, 0x0DA50,
        0x07552, 0x056A0, 0x0ABB7, 0x025D0, 0x092D0, 0x0CAB5, 0x0A950, 0x0B4A0,
        0x0BAA4, 0x0AD50, 0x055D9, 0x04BA0, 0x0A5B0, 0x15176, 0x052B0, 0x0A930,
        0x07954, 0x06AA0, 0x0AD50, 0x05B52, 0x04B60, 0x0A6E6, 0x0A4E0, 0x0D260,
        0x0EA65, 0x0D530, 0x05AA0, 0x076A3, 0x096D0, 0x04AFB, 0x04AD0, 0x0A4D0,
        0x1D0B6, 0x0D250, 0x0D520, 0x0DD45, 0x0B5A0, 0x056D0, 0x055B2, 0x049B0,
        0x0A577, 0x0A4B0, 0x0AA50, 0x1B255, 0x06D20, 0x0ADA0, 0x14B63, 0x09370,
        0x049F8, 0x04970, 0x064B0, 0x168A6, 0x0EA50, 0x06AA0, 0x1A6C4, 0x0AAE0,
        0x092E0, 0x0D2E3, 0x0C960, 0x0D557, 0x0D4A0, 0x0DA50, 0x05D55, 0x056A0,
        0x0A6D0, 0x055D4, 0x052D0, 0x0A9B8, 0x0A950, 0x0B4A0, 0x0B6A6, 0x0AD50,
        0x055A0, 0x0ABA4, 0x0A5B0, 0x052B0, 0x0B273, 0x06930, 0x07337, 0x06AA0,
        0x0AD50, 0x14B55, 0x04B60, 0x0A570, 0x054E4, 0x0D160, 0x0E968, 0x0D520,
        0x0DAA0, 0x16AA6, 0x056D0, 0x04AE0, 0x0A9D4, 0x0A2D0, 0x0D150, 0x0F252,
    ]

    /// The day number of each lunar year's first day.
    private static let firstDays: [Int] = {
        var day = epoch
        return years.map { year in
            defer { day += daysIn(year: year) }
            return day
        }
    }()

    /// The Gregorian day of a lunar date.
    /// - Parameters:
    ///   - year: The lunar year, named after the Gregorian year in which it starts.
    ///   - month: 1...12.
    ///   - day: 1...30; 30 in a month of 29 days means its last day.
    ///   - leap: Whether the leap month of that number is meant.
    /// - Returns: `nil` outside the table, or when the year has no such leap month.
    public static func date(year: Int, month: Int, day: Int, leap: Bool = false) -> CivilDate? {
        guard years.contains(year), (1...12).contains(month), (1...30).contains(day) else { return nil }
        let info = table[year - years.lowerBound]
        let leapMonth = Int(info & 0xF)
        if leap, leapMonth != month { return nil }
        var offset = 0
        for earlier in 1..<month {
            offset += length(of: earlier, info)
            if earlier == leapMonth { offset += leapLength(info) }
        }
        if leap { offset += length(of: month, info) }
        let length = leap ? leapLength(info) : length(of: month, info)
        return CivilDate(dayNumber: firstDays[year - years.lowerBound] + offset + min(day, length) - 1)
    }

    private static func length(of month: Int, _ info: UInt32) -> Int {
        info >> UInt32(16 - month) & 1 == 1 ? 30 : 29
    }

    private static func leapLength(_ info: UInt32) -> Int {
        info >> 16 & 1 == 1 ? 30 : 29
    }

    private static func daysIn(year: Int) -> Int {
        let info = table[year - years.lowerBound]
        let regular = (1...12).reduce(0) { $0 + length(of: $1, info) }
        return info & 0xF == 0 ? regular : regular + leapLength(info)
    }
}
