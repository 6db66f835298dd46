import CivilCalendar
import Testing

@testable import TimeExpressions

@Suite("An English date written in any of our forms is read back")
struct EnglishRoundTripTests {
    static let now = moment("2026-11-20T09:30:00")

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let ones = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    private static func words(_ value: Int) -> String {
        if value < 20 { return ones[value] }
        let tens = ["twenty", "thirty", "forty", "fifty"][value / 10 - 2]
        return value % 10 == 0 ? tens : tens + "-" + ones[value % 10]
    }

    private static func suffixed(_ day: Int) -> String {
        switch (day % 10, day) {
        case (_, 11...13): "\(day)th"
        case (1, _): "\(day)st"
        case (2, _): "\(day)nd"
        case (3, _): "\(day)rd"
        default: "\(day)th"
        }
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    @Test func datesWithYear() {
        var generator = SeededGenerator(seed: 99)
        for _ in 0..<120 {
            let date = CivilDate(dayNumber: Int.random(in: 14_610..<29_220, using: &generator))
            let (year, month, day) = date.parts
            let name = Self.months[month - 1]
            let short = String(name.prefix(3))
            let weekday = Self.names[date.weekday.rawValue - 1]
            for form in [
                "\(date)", "\(month)/\(day)/\(year)", "\(Self.two(month))/\(Self.two(day))/\(year)",
                "\(name) \(day), \(year)",
                "\(name) \(Self.suffixed(day)) \(year)", "\(Self.suffixed(day)) of \(name) \(year)",
                "\(day) \(short) \(year)",
                "\(day)-\(short)-\(year)", "\(weekday), \(name) \(day), \(year)",
                "\(weekday) the \(Self.suffixed(day)) of \(name), \(year)",
                "book me in on \(name) \(Self.suffixed(day)), \(year) please", "\(year)/\(month)/\(day)",
            ] {
                let mentions = TimeParser().mentions(form, at: Self.now, .en)
                #expect(mentions.count == 1 && mentions[0].readings[0].from?.date == date, "\(form)")
            }
        }
    }

    @Test("A date without a year is the next to come")
    func datesWithoutYear() {
        for ahead in 0..<365 {
            let date = Self.now.date.adding(days: ahead)
            let (_, month, day) = date.parts
            let name = Self.months[month - 1]
            for form in [
                "\(name) \(day)", "\(day) \(name)", "the \(Self.suffixed(day)) of \(name)",
                "\(name) the \(Self.suffixed(day))",
                "\(month)/\(day)", "on \(name.prefix(3)) \(Self.suffixed(day))", "\(name) \(day) in the afternoon",
            ] {
                let mentions = TimeParser().mentions(form, at: Self.now, .en)
                #expect(mentions.count == 1 && mentions[0].readings[0].from?.date == date, "\(form)")
            }
        }
    }

    @Test func weekdaysOfTheComingWeeks() {
        for (index, name) in Self.names.enumerated() {
            let next = Self.now.date.startOfWeek.adding(days: 7 + index)
            for form in ["next \(name)", "\(name) next week", "\(name.lowercased()) of next week", "next week \(name)"]
            {
                let mentions = TimeParser().mentions(form, at: Self.now, .en)
                #expect(mentions.count == 1 && mentions[0].readings[0].from?.date == next, "\(form)")
            }
        }
    }

    @Test func clockTimes() {
        let day = Self.now.date.adding(days: 1)
        for hour in 0..<24 {
            for minute in stride(from: 0, to: 60, by: 5) {
                let twelve = (hour + 11) % 12 + 1
                let half = hour < 12 ? "am" : "pm"
                let spoken = minute == 0 ? "" : minute < 10 ? " oh \(Self.words(minute))" : " \(Self.words(minute))"
                for form in [
                    "tomorrow at \(Self.two(hour)):\(Self.two(minute))",
                    "tomorrow \(twelve):\(Self.two(minute)) \(half)",
                    "\(twelve):\(Self.two(minute))\(half) tomorrow",
                    "tomorrow at \(Self.words(twelve))\(spoken) \(half)",
                ] {
                    let mentions = TimeParser().mentions(form, at: Self.now, .en)
                    #expect(
                        mentions.count == 1
                            && mentions[0].readings[0].from == CivilMoment(date: day, hour: hour, minute: minute),
                        "\(form)")
                }
            }
        }
    }
}

@Suite("No English input crashes the parser or gets a range outside the text")
struct EnglishFuzzTests {
    @Test("Soup of our own words")
    func tokenSoup() {
        let words =
            EnglishLexicon.words.map(\.text) + ["3", "12", "2026", "31", "30", "9:30", "pm", "x", ",", ".", "-", "?"]
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<3000 {
            let count = Int.random(in: 1...16, using: &generator)
            let text = (0..<count).map { _ in words[Int.random(in: 0..<words.count, using: &generator)] }
                .joined(separator: Bool.random(using: &generator) ? " " : "")
            let bytes = Array(text.utf8)
            var end = 0
            for mention in TimeParser().mentions(in: bytes, now: EnglishRoundTripTests.now, language: .en) {
                #expect(mention.range.lowerBound >= end && mention.range.upperBound <= bytes.count, "\(text)")
                #expect(!mention.readings.isEmpty)
                for reading in mention.readings {
                    if let from = reading.from, let to = reading.to { #expect(from <= to, "\(text)") }
                }
                end = mention.range.upperBound
            }
        }
    }

    @Test("A text cut anywhere is read")
    func truncated() {
        let bytes = Array(
            "any day but Friday the 5th of December, from half past 2 to 5 pm or the week after next".utf8)
        for start in bytes.indices {
            _ = TimeParser().mentions(in: Array(bytes[start...]), now: EnglishRoundTripTests.now, language: .en)
            _ = TimeParser().mentions(in: Array(bytes[..<start]), now: EnglishRoundTripTests.now, language: .en)
        }
    }

    @Test("Long garbage is read in one pass")
    func longInput() {
        for piece in [
            "next ", "from 3 to ", "Tuesday ", "or ", "the ", "half past ", "in ", "a ", "3 ", "after ", "not ",
        ] {
            let bytes = Array(String(repeating: piece, count: 1200).utf8)
            let mentions = TimeParser().mentions(in: bytes, now: EnglishRoundTripTests.now, language: .en)
            #expect(mentions.allSatisfy { $0.range.upperBound <= bytes.count })
        }
    }
}
