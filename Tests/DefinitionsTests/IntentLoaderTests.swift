import Definitions
import Testing
import Understanding

@Suite struct IntentLoaderTests {
    private func problems(_ text: String) -> [String] {
        do {
            _ = try IntentLoader.load(text: text, as: "intents/x.yaml")
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test func readsWordsValuesAndRules() throws {
        let definitions = try IntentLoader.load(
            text: """
                words:
                  book: [挂号, [预约, 约]]
                values:
                  ordinal: { 1: [第一个], "-1": 最后一个 }
                rules:
                  - { name: r, intent: book, any: [book, "{doctor}"], only: [], weight: 0.5 }
                """, as: "x.yaml")
        #expect(definitions.words == [WordDefinition(name: "book", phrases: ["挂号", "预约", "约"])])
        #expect(definitions.values.map(\.value) == ["1", "-1"])
        #expect(definitions.rules.first?.only == [])
    }

    @Test func expandsChoicesInPhrases() throws {
        let definitions = try IntentLoader.load(
            text: "words:\n  x: [(我|俺)的(号|预约), (再|)说一遍, (a|(b|c)) d, x|y]", as: "x.yaml")
        #expect(
            definitions.words.first?.phrases == [
                "我的号", "我的预约", "俺的号", "俺的预约", "再说一遍", "说一遍", "a d", "b d", "c d", "x|y",
            ])
    }

    @Test(arguments: [
        ("(a|b", "the parentheses of \"(a|b\" do not match"), ("a)b", "the parentheses of \"a)b\" do not match"),
        (String(repeating: "(a|b)", count: 11), "at most 1000 are read"),
    ])
    func reportsSlipsInChoices(pattern: String, problem: String) {
        let found = problems("words:\n  x:\n    - \(pattern)")
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("intents/x.yaml:3: ") == true)
        #expect(found.first?.contains(problem) == true)
    }

    @Test func reportsEveryProblemAtItsLine() {
        let found = problems(
            """
            words:
              book: [挂号]
              deny: [no]
            value: {}
            values:
              ordinal: { first: [第一个] }
              colour: { red: [红] }
            rules:
              - { name: a, intent: bok, any: [book], weight: 0.5 }
              - { name: b, intent: book, any: [boook], weight: 1.5 }
              - { name: c, intent: book, weight: 0.5 }
            """)
        #expect(found.contains { $0.hasPrefix("intents/x.yaml:3: a bare no") })
        #expect(found.contains { $0.hasPrefix("intents/x.yaml:4: unknown key \"value\"") })
        #expect(found.contains { $0.hasPrefix("intents/x.yaml:6: \"first\" is no ordinal") })
        #expect(found.contains { $0.hasPrefix("intents/x.yaml:7: unknown key \"colour\"") })
        #expect(found.contains { $0.hasPrefix("intents/x.yaml:9: unknown value \"bok\"") })
        #expect(found.contains { $0.hasPrefix("intents/x.yaml:10: 1.5 is out of range") })
        #expect(found.contains { $0.hasPrefix("intents/x.yaml:11: the rule \"c\" asks for nothing") })
    }

    @Test func reportsTermsThatNameNothing() {
        let found = problems(
            "rules:\n  - { name: a, intent: book, any: [bok], none: [\"{docter}\"], weight: 0.5 }\nwords: { book: [约] }"
        )
        #expect(found.count == 2)
        #expect(found.first?.contains("did you mean \"book\"") == true)
    }

    @Test func makesEmergenciesOfRedFlags() throws {
        let definitions = try IntentLoader.load(
            text: """
                words: { past: [去年] }
                flags:
                  - { reason: stroke, all: [[嘴歪], [说话不清]], none: [康复], say: { zh: 快, en: go } }
                """, as: "x.yaml")
        #expect(definitions.rules.map(\.intent) == [.emergency])
        #expect(definitions.rules.first?.all == ["red_flag.stroke.1", "red_flag.stroke.2"])
    }
}
