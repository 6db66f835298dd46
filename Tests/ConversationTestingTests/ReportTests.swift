import CivilCalendar
import Dialogue
import FrontDesk
import Testing

@testable import ConversationTesting

@Suite("Reports of conversation tests")
struct ReportTests {
    private func summary() async throws -> ConversationTestSummary {
        try await run(
            """
            - test: works
              world: tiny
              turns: [{u: hi, act: hi}]
            - test: breaks <&> "
              world: tiny
              turns:
                - u: hi
                - u: there
                  act: bye
            """)
    }

    @Test("a failure shows the talk, what was expected and found, the trace, the line and the command")
    func text() async throws {
        let summary = try await summary()
        let text = TextReport().text(of: summary.results[1])
        #expect(
            text.split(separator: "\n").dropFirst().map { String($0) } == [
                "    d/tests/t.yaml:8  on chat", "      您好  [greeting]", "      > hi", "      hi  [hi]",
                "      > there", "      there  [there]", "    d/tests/t.yaml:9: act", "      expected bye",
                "      got      there", "    trace of the last turn", "      rule parrot",
                "    again: frontdesk test d/tests/t.yaml:4",
            ])
        #expect(TextReport().text(of: summary).hasPrefix("2 tests, 2 paths, 3 turns: 1 passed, 1 failed"))
    }

    @Test("TAP and JUnit say the same")
    func machines() async throws {
        let summary = try await summary()
        let tap = TAPReport().text(of: summary)
        #expect(tap.hasPrefix("TAP version 14\n1..2\nok 1 - works\nnot ok 2 - breaks"))
        let xml = JUnitReport().text(of: summary)
        #expect(xml.contains("tests=\"2\" failures=\"1\" skipped=\"0\""))
        #expect(xml.contains("name=\"breaks &lt;&amp;&gt; &quot;\""))
    }

    @Test("a talk that was held becomes a test that passes")
    func transcript() async throws {
        let world = try #require(try suite([:]).suite.worlds["tiny"])
        let host = ParrotHost(world: world)
        var writer = TranscriptWriter(name: "saved: \"one\"", world: "tiny", clock: world.clock, language: "zh")
        for (number, text) in ["hi 2026-11-25", "offer\tall", "book", "no: really? #1"].enumerated() {
            let message = InboundMessage(
                id: "\(number)", conversation: ConversationID("c1"), text: text, channel: .repl)
            writer.add(text, answer: try await host.turn(message))
        }
        let summary = try await run(writer.yaml)
        #expect(summary.results.first?.test.name == "saved: \"one\"")
        #expect(summary.isGood, "\(summary.results.map { TextReport().text(of: $0) })\n\(writer.yaml)")
    }
}
