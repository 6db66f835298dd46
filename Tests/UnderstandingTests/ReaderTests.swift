import CivilCalendar
import Foundation
import Testing
import TimeExpressions

@testable import Understanding

@Suite struct ReaderTests {
    static let now = CivilMoment(date: CivilDate(dayNumber: 20_777), hour: 9)
    static let reader = Reader(
        entries: [
            LexiconEntry(kind: .doctor, code: "zw", names: ["张伟", "Zhang Wei"], pinyin: "zhang wei"),
            LexiconEntry(kind: .department, code: "ortho", names: ["骨科", "Orthopaedics"]),
        ],
        definitions: IntentDefinitions(
            words: [
                WordDefinition(name: "book", phrases: ["挂号", "挂", "book"]),
                WordDefinition(name: "address", phrases: ["医生"]),
                WordDefinition(name: "address_before", phrases: ["dr", "dr."]),
                WordDefinition(name: "exclude", phrases: ["不要", "not"]),
                WordDefinition(name: "filler", phrases: ["的", "请"]),
            ],
            values: [ValueDefinition(kind: .surname, value: "-", phrases: ["张", "赵"])],
            rules: [RuleDefinition(name: "book", intent: .book, any: ["book"], weight: 0.8)]))

    @Test(arguments: ["", " ", "\u{0}\u{7}", "\u{200B}", "😀😀", "？？？", "\n\n", "\u{FEFF}"])
    func answersEmptyTexts(text: String) {
        let understood = Self.reader.read(text, now: Self.now)
        #expect(understood.main == .outOfScope)
        #expect(understood.mentions.isEmpty)
    }

    @Test func survivesAnyBytes() {
        var state: UInt64 = 11
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = [
            "张", "医生", "dr ", "不要", "周三", "13800138000", "骨科", "的", "，", ".", "一", "x", "\u{301}", "伟", "zhang", "😀",
            " ",
        ]
        for round in 0..<150 {
            let text: String
            if round % 2 == 0 {
                text = String(decoding: (0..<random(60)).map { _ in UInt8(random(256)) }, as: UTF8.self)
            } else {
                text = (0..<random(25)).map { _ in pieces[random(pieces.count)] }.joined()
            }
            let understood = Self.reader.read(
                text, expecting: round % 3 == 0 ? .field("name") : .nothing, now: Self.now)
            let bytes = Array(text.utf8)
            for mention in understood.mentions {
                #expect(
                    mention.range.lowerBound >= 0 && mention.range.upperBound <= bytes.count && !mention.range.isEmpty)
                #expect(String(decoding: bytes[mention.range], as: UTF8.self) == mention.text)
            }
            #expect(!understood.intents.isEmpty)
            #expect(
                zip(understood.intents, understood.intents.dropFirst()).allSatisfy { $0.confidence >= $1.confidence })
        }
    }

    @Test(arguments: ["啊", "不要张医生，", "dr ", "1", "的伟的", "zhang wei "])
    func readsLongTextsWhole(unit: String) {
        let count = 9_000 / unit.utf8.count
        let understood = Self.reader.read(String(repeating: unit, count: count) + "，挂骨科", now: Self.now)
        #expect(understood.has(.book))
        #expect(understood.mentions.contains { $0.text == "骨科" })
    }

    @Test func reportsRangesInScalars() throws {
        let report = ParseReport(Self.reader.read("😀请挂张伟的号", now: Self.now))
        let mention = try #require(report.mentions.first)
        #expect(mention.text == "张伟")
        #expect(mention.range == [3, 5])
        #expect(report.fields["doctor"]?.value == .text("zw"))
        #expect(report.rule == "book")
    }

    @Test func marksWhatIsRuledOut() throws {
        let report = ParseReport(Self.reader.read("不要张伟", now: Self.now))
        #expect(report.fields["doctor"]?.exclude == [.text("zw")])
        #expect(report.fields["doctor"]?.value == nil)
        #expect(report.mentions.first?.polarity == "excluded")
    }

    @Test(arguments: [
        (#"{"text":"x"}"#, Understanding.Expectation.nothing), (#"{"text":"x","expecting":"when"}"#, .field("when")),
        (#"{"text":"x","expecting":"yes_no"}"#, .yesNo), (#"{"text":"x","expecting":"code"}"#, .code),
        (
            #"{"text":"x","expecting":["a",["b","c"]]}"#,
            .option([ExpectedOption(labels: ["a"]), ExpectedOption(labels: ["b", "c"])])
        ),
        (#"{"text":"x","expecting":{"field":"phone"}}"#, .field("phone")),
    ])
    func readsOpenQuestions(json: String, expecting: Understanding.Expectation) throws {
        #expect(try JSONDecoder().decode(ParseRequest.self, from: Data(json.utf8)).expecting == expecting)
    }
}
