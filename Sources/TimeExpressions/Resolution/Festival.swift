import CivilCalendar

/// A festival or a day with a name: the rule that gives its date in a year, and the name of the public holiday that
/// belongs to it.
struct Festival: Sendable, Hashable {
    /// How its date is found.
    enum Rule: Sendable, Hashable {
        case fixed(month: Int, day: Int)
        /// The n-th weekday of a month, from the end when negative.
        case nth(Int, Weekday, month: Int)
        case lunar(month: Int, day: Int)
        /// The eve of the lunar new year.
        case lunarEve
        /// 0 小寒 … 23 冬至.
        case solarTerm(Int)
        /// Days from Easter Sunday of the western churches.
        case easter(Int)
        /// Days from the n-th weekday of a month.
        case afterNth(Int, Weekday, month: Int, days: Int)
    }

    var rule: Rule
    /// The name under which ``WorkCalendar`` lists its days off.
    var holiday: String?
    /// Days off by habit when the hospital's calendar has none for the year: first day relative to the date, length.
    var usualSpan = 0..<1

    /// The date in a Gregorian year; `nil` when it cannot be computed for the year.
    ///
    /// Lunar festivals of the first and second lunar month belong to the Gregorian year in which they fall.
    func date(in year: Int) -> CivilDate? {
        switch rule {
        case .fixed(let month, let day): CivilDate(year: year, month: month, day: day)
        case .nth(let count, let weekday, let month):
            CivilDate.nth(count, weekday, month: month, year: year)
        case .afterNth(let count, let weekday, let month, let days):
            CivilDate.nth(count, weekday, month: month, year: year)?.adding(days: days)
        case .lunar(let month, let day): Festival.lunarDate(month: month, day: day, gregorianYear: year)
        case .lunarEve: LunarCalendar.date(year: year, month: 1, day: 1)?.adding(days: -1)
        case .solarTerm(let index): SolarTerms.date(index, year: year)
        case .easter(let days): Festival.easter(year)?.adding(days: days)
        }
    }

    /// The days off that belong to the festival of a year: what the calendar says, else the habit.
    func holidaySpan(in year: Int, calendar: WorkCalendar) -> ClosedRange<CivilDate>? {
        guard let date = date(in: year) else { return nil }
        if let holiday {
            var first = date
            var last = date
            if calendar.holidays[date] == holiday {
                while calendar.holidays[first.adding(days: -1)] == holiday { first = first.adding(days: -1) }
                while calendar.holidays[last.adding(days: 1)] == holiday { last = last.adding(days: 1) }
                return first...last
            }
        }
        return date.adding(days: usualSpan.lowerBound)...date.adding(days: usualSpan.upperBound - 1)
    }

    /// A lunar date that falls into a Gregorian year.
    static func lunarDate(month: Int, day: Int, gregorianYear year: Int) -> CivilDate? {
        for lunarYear in [year, year - 1] {
            if let date = LunarCalendar.date(year: lunarYear, month: month, day: day), date.year == year {
                return date
            }
        }
        return nil
    }

    /// Easter Sunday by the anonymous Gregorian computus (Meeus, "Astronomical Algorithms", chapter 8).
    static func easter(_ year: Int) -> CivilDate? {
        let a = year % 19
        let (b, c) = (year / 100, year % 100)
        let (d, e) = (b / 4, b % 4)
        let f = (b + 8) / 25
        let g = (b - f + 1) / 3
        let h = (19 * a + b - d - g + 15) % 30
        let (i, k) = (c / 4, c % 4)
        let l = (32 + 2 * e + 2 * i - h - k) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let month = (h + l - 7 * m + 114) / 31
        let day = (h + l - 7 * m + 114) % 31 + 1
        return CivilDate(year: year, month: month, day: day)
    }
}

extension Festival {
    /// Festivals by name; words of the lexicons refer to them by the index of the name.
    static let table: [(name: String, festival: Festival)] =
        [
            ("newYear", Festival(rule: .fixed(month: 1, day: 1), holiday: "元旦")),
            ("springFestival", Festival(rule: .lunar(month: 1, day: 1), holiday: "春节", usualSpan: -1..<7)),
            ("springEve", Festival(rule: .lunarEve, holiday: "春节", usualSpan: 0..<1)),
            ("lantern", Festival(rule: .lunar(month: 1, day: 15))),
            ("dragonHead", Festival(rule: .lunar(month: 2, day: 2))),
            ("qingming", Festival(rule: .solarTerm(6), holiday: "清明节")),
            ("labour", Festival(rule: .fixed(month: 5, day: 1), holiday: "劳动节", usualSpan: 0..<5)),
            ("dragonBoat", Festival(rule: .lunar(month: 5, day: 5), holiday: "端午节")),
            ("qixi", Festival(rule: .lunar(month: 7, day: 7))),
            ("ghost", Festival(rule: .lunar(month: 7, day: 15))),
            ("midAutumn", Festival(rule: .lunar(month: 8, day: 15), holiday: "中秋节")),
            ("doubleNinth", Festival(rule: .lunar(month: 9, day: 9))),
            ("laba", Festival(rule: .lunar(month: 12, day: 8))),
            ("littleNewYear", Festival(rule: .lunar(month: 12, day: 23))),
            ("national", Festival(rule: .fixed(month: 10, day: 1), holiday: "国庆节", usualSpan: 0..<7)),
            ("women", Festival(rule: .fixed(month: 3, day: 8))),
            ("girls", Festival(rule: .fixed(month: 3, day: 7))),
            ("arbor", Festival(rule: .fixed(month: 3, day: 12))),
            ("consumer", Festival(rule: .fixed(month: 3, day: 15))),
            ("fools", Festival(rule: .fixed(month: 4, day: 1))),
            ("youth", Festival(rule: .fixed(month: 5, day: 4))),
            ("nurses", Festival(rule: .fixed(month: 5, day: 12))),
            ("children", Festival(rule: .fixed(month: 6, day: 1))),
            ("party", Festival(rule: .fixed(month: 7, day: 1))),
            ("army", Festival(rule: .fixed(month: 8, day: 1))),
            ("doctors", Festival(rule: .fixed(month: 8, day: 19))),
            ("teachers", Festival(rule: .fixed(month: 9, day: 10))),
            ("valentine", Festival(rule: .fixed(month: 2, day: 14))),
            ("halloween", Festival(rule: .fixed(month: 10, day: 31))),
            ("singles", Festival(rule: .fixed(month: 11, day: 11))),
            ("double12", Festival(rule: .fixed(month: 12, day: 12))),
            ("christmasEve", Festival(rule: .fixed(month: 12, day: 24))),
            ("christmas", Festival(rule: .fixed(month: 12, day: 25), holiday: "Christmas Day")),
            ("boxingDay", Festival(rule: .fixed(month: 12, day: 26))),
            ("newYearsEve", Festival(rule: .fixed(month: 12, day: 31))),
            ("mothers", Festival(rule: .nth(2, .sunday, month: 5))),
            ("fathers", Festival(rule: .nth(3, .sunday, month: 6))),
            ("thanksgiving", Festival(rule: .nth(4, .thursday, month: 11), holiday: "Thanksgiving")),
            ("blackFriday", Festival(rule: .afterNth(4, .thursday, month: 11, days: 1))),
            ("cyberMonday", Festival(rule: .afterNth(4, .thursday, month: 11, days: 4))),
            ("easter", Festival(rule: .easter(0))),
            ("easterMonday", Festival(rule: .easter(1))),
            ("goodFriday", Festival(rule: .easter(-2))),
            ("palmSunday", Festival(rule: .easter(-7))),
            ("mlk", Festival(rule: .nth(3, .monday, month: 1))),
            ("presidents", Festival(rule: .nth(3, .monday, month: 2))),
            ("memorial", Festival(rule: .nth(-1, .monday, month: 5))),
            ("independence", Festival(rule: .fixed(month: 7, day: 4))),
            ("labor", Festival(rule: .nth(1, .monday, month: 9))),
            ("columbus", Festival(rule: .nth(2, .monday, month: 10))),
            ("veterans", Festival(rule: .fixed(month: 11, day: 11))),
            ("stPatrick", Festival(rule: .fixed(month: 3, day: 17))),
            ("groundhog", Festival(rule: .fixed(month: 2, day: 2))),
            ("earthDay", Festival(rule: .fixed(month: 4, day: 22))),
            ("sanfu", Festival(rule: .solarTerm(12), usualSpan: 0..<30)),
        ] + SolarTerms.names.enumerated().map { ($1, Festival(rule: .solarTerm($0))) }

    /// The index of a festival in ``table``; lexicons use it as the value of a word.
    static func index(_ name: String) -> Int {
        guard let index = table.firstIndex(where: { $0.name == name }) else {
            preconditionFailure("no festival has the name \(name)")
        }
        return index
    }
}

/// A festival by its place in ``Festival/table``: one integer, so that nodes stay plain values.
struct FestivalID: Sendable, Hashable {
    private let index: Int32

    /// The festival that the value of a ``ItemKind/festival`` word stands for.
    init(_ value: Int) {
        index = Int32(value)
    }

    /// The festival of a name of the table.
    static func named(_ name: String) -> FestivalID { FestivalID(Festival.index(name)) }

    /// The festival itself.
    var festival: Festival { Festival.table[Int(index)].festival }
}
