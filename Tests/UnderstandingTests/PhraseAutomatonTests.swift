import Testing

@testable import Understanding

@Suite struct PhraseAutomatonTests {
    private func hits(_ phrases: [String], in text: String) -> [String] {
        let automaton = PhraseAutomaton(phrases.map { Array($0.utf8) })
        var found: [String] = []
        automaton.scan(Array(text.utf8)) { found.append("\(phrases[$0.phrase])@\($0.start)") }
        return found.sorted()
    }

    @Test func findsOverlappingPhrases() {
        #expect(hits(["he", "she", "his", "hers"], in: "ushers") == ["he@2", "hers@2", "she@1"])
        #expect(hits(["号", "挂号", "挂号费"], in: "挂号费") == ["号@3", "挂号@0", "挂号费@0"])
        #expect(hits([], in: "x").isEmpty)
    }

    @Test func agreesWithPlainSearch() {
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<200 {
            let phrases = Set(
                (0..<20).map { _ in String((0..<(1 + random(4))).map { _ in "abc".randomLetter(random(3)) }) })
            let text = String((0..<40).map { _ in "abc".randomLetter(random(3)) })
            var expected: [String] = []
            let bytes = Array(text.utf8)
            for phrase in phrases {
                let part = Array(phrase.utf8)
                for start in bytes.indices where bytes[start...].starts(with: part) {
                    expected.append("\(phrase)@\(start)")
                }
            }
            #expect(hits(Array(phrases), in: text) == expected.sorted())
        }
    }
}

extension String {
    fileprivate func randomLetter(_ index: Int) -> Character { self[self.index(startIndex, offsetBy: index)] }
}
