import CivilCalendar
import Foundation
import Testing

@testable import TimeExpressions

/// A small seeded generator, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("No input crashes the parser or gets a range outside the text")
struct ParserFuzzTests {
    static let now = moment("2026-11-20T09:30:00")

    private func check(_ bytes: [UInt8], _ language: Language) {
        let findings = TimeParser().findings(in: bytes, now: Self.now, language: language)
        var end = 0
        for mention in findings.mentions {
            #expect(mention.range.lowerBound >= end && mention.range.upperBound <= bytes.count)
            #expect(!mention.range.isEmpty && !mention.readings.isEmpty)
            end = mention.range.upperBound
            for edge in [mention.range.lowerBound, mention.range.upperBound] where edge < bytes.count {
                let text = String(decoding: bytes, as: UTF8.self)
                if Array(text.utf8) == bytes {
                    #expect(bytes[edge] & 0xC0 != 0x80, "a range cuts a character")
                }
            }
            for reading in mention.readings {
                if let from = reading.from, let to = reading.to {
                    #expect(from < to, "\(String(decoding: bytes, as: UTF8.self))")
                }
            }
        }
    }

    @Test(arguments: Language.allCases)
    func randomBytes(_ language: Language) {
        var generator = SeededGenerator(seed: 20_261_120)
        for _ in 0..<1500 {
            let count = Int.random(in: 0...80, using: &generator)
            check((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }, language)
        }
    }

    @Test(arguments: Language.allCases)
    func wordSoup(_ language: Language) {
        let words =
            (ChineseLexicon.words + EnglishLexicon.words).map(\.text)
            + [
                "3", "12", "2026", "31", "30", "0", "99", "123456789012", " ", "医生", "x", "。", "2月30号", "24:00",
                "二月三十一",
            ]
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<1500 {
            let count = Int.random(in: 1...14, using: &generator)
            let text = (0..<count).map { _ in words[Int.random(in: 0..<words.count, using: &generator)] }.joined()
            check(Array(text.utf8), language)
        }
    }

    @Test("Long garbage is read in one pass")
    func longInput() {
        for piece in [
            "下", "周三", "3", "下周三上午九点到", "除了", "一二三", "到", "12月", "a", "、周一", "\u{3000}", "每", "第", "到周三", "国庆后一天",
            "后一天", "的前一天", "3号到", "12月1号-", "周三不对", "9点到", "x周三",
            "下周三或",
        ] {
            check(Array(String(repeating: piece, count: 1500).utf8), .zh)
        }
    }

    @Test("A text cut anywhere is read")
    func truncated() {
        let bytes = Array("帮我预约２０２６年十二月五号下午３点半或下下周三上午，除了周五，不要早上".utf8)
        for end in bytes.indices { check(Array(bytes[..<end]), .zh) }
        for start in bytes.indices { check(Array(bytes[start...]), .zh) }
    }
}

@Suite("A date written in any of our forms is read back")
struct ChineseRoundTripTests {
    static let now = moment("2026-11-20T09:30:00")

    private static let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    /// 1...99 in characters.
    private static func hanzi(_ value: Int) -> String {
        if value < 10 { return digits[value] }
        let tens = value / 10 == 1 ? "十" : digits[value / 10] + "十"
        return value % 10 == 0 ? tens : tens + digits[value % 10]
    }

    private static func forms(_ date: CivilDate) -> [String] {
        let (year, month, day) = date.parts
        let spelled = String(year).map { digits[$0.wholeNumberValue ?? 0] }.joined()
        let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
        return [
            "\(date)", "\(year)年\(month)月\(day)日", "\(year)年\(two(month))月\(two(day))日", "\(year)年\(month)月\(day)号",
            "\(year)/\(month)/\(day)", "\(year).\(month).\(day)", "\(spelled)年\(hanzi(month))月\(hanzi(day))日",
            "\(spelled)年\(hanzi(month))月\(hanzi(day))號", "\(year) 年 \(month) 月 \(day) 日",
            "我想约\(year)年\(month)月\(day)号上午的号",
        ]
    }

    @Test func datesWithYear() {
        var generator = SeededGenerator(seed: 42)
        for _ in 0..<150 {
            let date = CivilDate(dayNumber: Int.random(in: 14_610..<29_220, using: &generator))
            for form in Self.forms(date) {
                let mentions = TimeParser().mentions(form, at: Self.now, .zh)
                #expect(mentions.count == 1 && mentions[0].readings[0].from?.date == date, "\(form)")
            }
        }
    }

    @Test("A date without a year is the next to come")
    func datesWithoutYear() {
        for ahead in 0..<365 {
            let date = Self.now.date.adding(days: ahead)
            let (_, month, day) = date.parts
            for form in [
                "\(month)月\(day)号", "\(Self.hanzi(month))月\(Self.hanzi(day))日", "\(month)/\(day)", "\(month)月\(day)",
                "\(month)月\(day)日下午",
            ] {
                let mentions = TimeParser().mentions(form, at: Self.now, .zh)
                #expect(mentions.count == 1 && mentions[0].readings[0].from?.date == date, "\(form)")
            }
        }
    }

    @Test func weekdaysOfTheComingWeeks() {
        for (index, name) in ["一", "二", "三", "四", "五", "六", "日"].enumerated() {
            for (week, shifts) in [(0, ["这", "本"]), (1, ["下", "下个"]), (2, ["下下", "下下个"])] {
                let expected = Self.now.date.startOfWeek.adding(days: week * 7 + index)
                for shift in shifts {
                    for unit in ["周", "星期", "礼拜", "週", "禮拜"] {
                        let mentions = TimeParser().mentions(shift + unit + name, at: Self.now, .zh)
                        #expect(
                            mentions.count == 1 && mentions[0].readings[0].from?.date == expected,
                            "\(shift)\(unit)\(name)")
                    }
                }
            }
        }
    }

    @Test func clockTimes() {
        let day = CivilDate(dayNumber: Self.now.date.dayNumber + 1)
        for hour in 0..<24 {
            for minute in stride(from: 0, to: 60, by: 5) {
                let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
                let part = hour < 6 ? "凌晨" : hour < 12 ? "上午" : hour == 12 ? "中午" : hour < 18 ? "下午" : "晚上"
                let twelve = hour > 12 ? hour - 12 : hour
                let spoken = minute == 0 ? "" : minute < 10 ? "零\(Self.hanzi(minute))分" : "\(Self.hanzi(minute))分"
                let spokenHour = twelve == 0 ? "零" : Self.hanzi(twelve)
                var forms = ["明天\(two(hour)):\(two(minute))", "明天\(part)\(spokenHour)点\(spoken)"]
                if hour > 12 || hour == 0 { forms.append("明天\(hour)点\(minute)分") }
                for form in forms {
                    let mentions = TimeParser().mentions(form, at: Self.now, .zh)
                    #expect(
                        mentions.count == 1
                            && mentions[0].readings[0].from == CivilMoment(date: day, hour: hour, minute: minute),
                        "\(form)")
                }
            }
        }
    }
}
