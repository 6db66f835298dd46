import CivilCalendar
import Foundation
import Testing

@testable import TimeExpressions

@Suite("Our calendars agree with Foundation's")
struct CalendarAgreementTests {
    private static let zone = TimeZone(identifier: "UTC") ?? .gmt

    private static var gregorian: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private static func date(_ day: CivilDate) -> Date {
        Date(timeIntervalSince1970: Double(day.dayNumber) * 86_400 + 43_200)
    }

    @Test("Year, month, day and weekday from 1900 to 2100")
    func gregorianDays() {
        let calendar = Self.gregorian
        for number in stride(from: -25_567, to: 47_482, by: 11) {
            let day = CivilDate(dayNumber: number)
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: Self.date(day))
            #expect(parts.year == day.year && parts.month == day.month && parts.day == day.day)
            #expect(parts.weekday == day.weekday.rawValue % 7 + 1)
        }
    }

    @Test("The n-th weekday of a month, from both ends")
    func nthWeekdays() {
        for month in 1...12 {
            for weekday in Weekday.allCases {
                let days = (1...CivilDate.daysIn(month: month, year: 2026))
                    .compactMap { CivilDate(year: 2026, month: month, day: $0) }.filter { $0.weekday == weekday }
                for (index, day) in days.enumerated() {
                    #expect(CivilDate.nth(index + 1, weekday, month: month, year: 2026) == day)
                    #expect(CivilDate.nth(index - days.count, weekday, month: month, year: 2026) == day)
                }
                #expect(CivilDate.nth(6, weekday, month: month, year: 2026) == nil)
            }
        }
    }

    /// From 1979: in autumn 1978 a new moon fell on midnight, and almanacs themselves differ by a day.
    @Test("Lunar festivals from 1979 to 2050")
    func lunarDates() throws {
        var chinese = Calendar(identifier: .chinese)
        chinese.timeZone = Self.zone
        for year in 1979...2050 {
            for (month, day) in [(1, 1), (5, 5), (8, 15), (12, 8)] {
                let ours = try #require(LunarCalendar.date(year: year, month: month, day: day))
                let parts = chinese.dateComponents([.month, .day, .isLeapMonth], from: Self.date(ours))
                #expect(
                    parts.month == month && parts.day == day && parts.isLeapMonth == false, "\(year)-\(month)-\(day)")
            }
        }
    }

    @Test("Leap months exist only where the table has them")
    func leapMonths() {
        #expect(LunarCalendar.date(year: 2025, month: 6, day: 1, leap: true) == CivilDate(iso: "2025-07-25"))
        #expect(LunarCalendar.date(year: 2025, month: 5, day: 1, leap: true) == nil)
        #expect(LunarCalendar.date(year: 2100, month: 1, day: 1) == nil)
    }

    @Test("清明, 冬至 and Easter of years that almanacs give")
    func computedFestivals() throws {
        let expected = [
            ("qingming", "2024-04-04"), ("qingming", "2026-04-05"), ("qingming", "2027-04-05"),
            ("dongzhi", "2025-12-21"),
            ("dongzhi", "2026-12-22"), ("easter", "2026-04-05"), ("easter", "2027-03-28"), ("lichun", "2026-02-04"),
            ("springFestival", "2026-02-17"), ("springEve", "2026-02-16"), ("midAutumn", "2026-09-25"),
        ]
        for (name, iso) in expected {
            let date = try #require(CivilDate(iso: iso))
            #expect(FestivalID.named(name).festival.date(in: date.year) == date, "\(name)")
        }
    }
}
