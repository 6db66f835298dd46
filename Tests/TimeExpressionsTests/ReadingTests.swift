import CivilCalendar
import Testing

@testable import TimeExpressions

/// What a reading says beside its wish: bounds, grain, kind, what was assumed, other readings, the rules that fired.
@Suite("Readings, said on Friday 20 November 2026 at 09:30")
struct ReadingTests {
    static let now = moment("2026-11-20T09:30:00")

    private func first(_ text: String, _ conventions: TimeConventions = TimeConventions()) throws -> TimeMention {
        try #require(TimeParser(conventions: conventions).mentions(text, at: Self.now, .zh).first)
    }

    struct Shape: Sendable, CustomTestStringConvertible {
        var text: String
        var from: String?
        var to: String?
        var grain: TimeReading.Grain
        var kind: TimeReading.Kind
        var assumed: Set<TimeReading.Assumption> = []
        var isPast = false
        var testDescription: String { text }
    }

    static let shapes: [Shape] = [
        Shape(text: "明天", from: "2026-11-21", to: "2026-11-22", grain: .day, kind: .instant),
        Shape(text: "周三", from: "2026-11-25", to: "2026-11-26", grain: .day, kind: .instant, assumed: [.week]),
        Shape(text: "下周三", from: "2026-11-25", to: "2026-11-26", grain: .day, kind: .instant),
        Shape(text: "3月5号", from: "2027-03-05", to: "2027-03-06", grain: .day, kind: .instant, assumed: [.year]),
        Shape(text: "25号", from: "2026-11-25", to: "2026-11-26", grain: .day, kind: .instant, assumed: [.month]),
        Shape(text: "下周", from: "2026-11-23", to: "2026-11-30", grain: .week, kind: .instant),
        Shape(text: "周末", from: "2026-11-21", to: "2026-11-23", grain: .weekend, kind: .interval, assumed: [.week]),
        Shape(text: "12月上旬", from: "2026-12-01", to: "2026-12-11", grain: .tenDays, kind: .interval, assumed: [.year]),
        Shape(
            text: "明天下午三点", from: "2026-11-21T15:00:00", to: nil, grain: .hour, kind: .instant),
        Shape(
            text: "明天三点", from: "2026-11-21T15:00:00", to: nil, grain: .hour, kind: .instant, assumed: [.meridiem]),
        Shape(
            text: "下午", from: "2026-11-20T12:00:00", to: "2026-11-20T18:00:00", grain: .partOfDay, kind: .interval,
            assumed: [.day]),
        Shape(
            text: "三点以后", from: "2026-11-20T15:00:00", to: nil, grain: .hour, kind: .openAfter,
            assumed: [.day, .meridiem]),
        Shape(text: "周三之前", from: nil, to: "2026-11-25", grain: .day, kind: .openBefore, assumed: [.week]),
        Shape(text: "每周二", from: nil, to: nil, grain: .day, kind: .recurring),
        Shape(text: "最早的", from: nil, to: nil, grain: .day, kind: .order),
        Shape(text: "周三不行", from: "2026-11-25", to: "2026-11-26", grain: .day, kind: .exclusion, assumed: [.week]),
        Shape(text: "昨天", from: "2026-11-19", to: "2026-11-20", grain: .day, kind: .instant, isPast: true),
        Shape(text: "上周三", from: "2026-11-11", to: "2026-11-12", grain: .day, kind: .instant, isPast: true),
        Shape(text: "现在", from: "2026-11-20T09:30:00", to: nil, grain: .second, kind: .instant),
        Shape(
            text: "从明天下午两点到后天上午十点", from: "2026-11-21T14:00:00", to: "2026-11-22T10:00:00", grain: .hour,
            kind: .interval),
    ]

    @Test(arguments: shapes)
    func shape(_ shape: Shape) throws {
        let reading = try first(shape.text).readings[0]
        #expect(reading.from == shape.from.flatMap { CivilMoment(iso: $0) })
        #expect(reading.to == shape.to.flatMap { CivilMoment(iso: $0) })
        #expect(reading.grain == shape.grain)
        #expect(reading.kind == shape.kind)
        #expect(reading.assumed == shape.assumed)
        #expect(reading.isPast == shape.isPast)
    }

    @Test("Eight o'clock may be morning or evening; the morning is likelier")
    func twoReadings() throws {
        let readings = try first("明天八点").readings
        #expect(readings.map { $0.from?.hour } == [8, 20])
    }

    @Test("A weekday said on the day itself is today or a week from now")
    func sameWeekday() throws {
        let readings = try first("周五").readings
        #expect(readings.map { $0.from?.date.description } == ["2026-11-20", "2026-11-27"])
        let late = TimeParser().mentions("周五", at: moment("2026-11-20T21:30:00"), .zh)
        #expect(late[0].readings.map { $0.from?.date.description } == ["2026-11-27"])
    }

    @Test("The trace names the rules that fired, in order")
    func rules() throws {
        #expect(try first("下周三上午").rules == ["zh: 下周三", "part of the day", "time + time"])
    }

    @Test(
        "A date that does not exist is no mention but is told",
        arguments: [
            ("2月30号", nil, 2, 30), ("帮我约二月三十日", nil, 2, 30), ("2027年2月29日", 2027, 2, 29), ("2026-02-30", 2026, 2, 30),
            ("4/31", nil, 4, 31), ("6月31号上午", nil, 6, 31), ("十一月三十一号", nil, 11, 31),
        ] as [(String, Int?, Int, Int)])
    func impossibleDates(_ text: String, _ year: Int?, _ month: Int, _ day: Int) throws {
        let findings = TimeParser().findings(in: Array(text.utf8), now: Self.now, language: .zh)
        let date = try #require(findings.impossibleDates.first)
        #expect(date.year == year && date.month == month && date.day == day)
        #expect(!findings.mentions.contains { $0.range.overlaps(date.range) })
    }

    @Test("29 February waits for a leap year")
    func leapDay() throws {
        #expect(try first("2月29号").readings[0].from?.date.description == "2028-02-29")
    }

    // MARK: Conventions

    @Test("Clinic hours settle twelve-hour times")
    func clinicHours() throws {
        let day = TimeConventions(clinicMinutes: 480..<1020)
        #expect(try first("明天八点", day).readings.map { $0.from?.hour } == [8])
        let night = TimeConventions(clinicMinutes: 1080..<1440)
        #expect(try first("明天八点", night).readings.map { $0.from?.hour } == [20])
    }

    @Test("A part of the day means what the hospital says")
    func partsOfDay() throws {
        var conventions = TimeConventions()
        conventions.partsOfDay[.afternoon] = 810..<1050
        let wish = try first("明天下午", conventions).readings[0].wish
        #expect(describe(wish) == "11-21 13:30-17:30")
    }

    @Test("Tolerances decide what still counts as three o'clock")
    func tolerances() throws {
        let conventions = TimeConventions(clockToleranceMinutes: 10, roughToleranceMinutes: 45)
        let exact = try first("明天下午三点", conventions).readings[0].wish.anyOf[0]
        #expect(exact.fromMinute == 890 && exact.toMinute == 911 && exact.aroundMinute == 900)
        let rough = try first("明天下午三点左右", conventions).readings[0].wish.anyOf[0]
        #expect(rough.fromMinute == 855 && rough.toMinute == 946)
    }

    @Test("Days off and 调休 days of the calendar count")
    func workCalendar() throws {
        var calendar = WorkCalendar()
        for day in 1...8 {
            if let date = CivilDate(year: 2027, month: 10, day: day) { calendar.holidays[date] = "国庆节" }
        }
        if let saturday = CivilDate(iso: "2027-10-09") { calendar.makeUpDays = [saturday] }
        let conventions = TimeConventions(calendar: calendar)
        #expect(describe(try first("国庆假期", conventions).readings[0].wish) == "2027-10-01…2027-10-08")
        #expect(describe(try first("国庆后第一个工作日", conventions).readings[0].wish) == "2027-10-09")
        #expect(describe(try first("国庆后", conventions).readings[0].wish) == "2027-10-09…")
        #expect(describe(try first("三个工作日后", conventions).readings[0].wish) == "11-25")
    }
}
