import Testing

@testable import ConversationTesting

@Suite("Running conversation tests")
struct ConversationTestRunnerTests {
    private func failures(_ turns: String) async throws -> [PathFailure] {
        try await run("test: a\nworld: tiny\nturns:\n\(turns)").results.flatMap(\.failures)
    }

    @Test(
        "expectations that hold",
        arguments: [
            "  - u: book\n    act: book\n    store: {appointments: +1, holds: 0}\n    appointment: {doctor: zw01, at: 09:30}",
            "  - u: hello\n    appointment: ~\n    awaiting: ~\n    form: ~\n    store: {appointments: 0}",
            "  - u: offer now\n    offers: [{at: 2026-11-25, gives_up: [time]}]\n    awaiting: offer",
            "  - u: offer\n    offers: {count: 1-3, all: {campus: main}}\n    lang: zh",
            "  - u: ask.when 2026-11-25\n    act: ask\n    fields: {when: \"2026-*\", doctor: ~}",
            "  - u: ask.when\n    act: [ask.which|ask.when]\n    says: [[neither, when]]\n    not: [hour]",
            "  - u: hello\n  - tap: 2\n    act: \"no\"",
            "  - u: \"{code}\"\n    says: \"246810\"\n  - u: \"{wrong_code}\"\n    says: \"000000\"",
            "  - u: hello\n  - again: true\n    act: hello",
            "  - wait: 20m\n  - restart: true\n  - hang_up: true\n    act: greeting.again",
            "  - two: [one, two]\n    act: [one|two, one|two]",
            "  - u: hello\n    act: [hello]\n    loose: true",
        ])
    func holds(turns: String) async throws {
        let found = try await failures(turns)
        #expect(found.isEmpty, "\(found)")
    }

    @Test(
        "expectations that do not hold name what was expected and what was found",
        arguments: [
            ("  - u: hello\n    act: book", "act", "book", "hello"),
            ("  - u: hello\n    act: [hello, hello]", "act", "hello, hello", "hello"),
            ("  - u: hello\n    act: bye\n    loose: true", "act", "among others bye", "hello"),
            ("  - u: hello\n    says: world", "says", "world", "hello"),
            ("  - u: hello\n    not: hell", "not", "nothing with hell", "hello"),
            ("  - u: hello\n    store: {appointments: +1}", "store.appointments", "+1", "0 after 0"),
            ("  - u: x 2026\n    fields: {when: ~}", "fields.when", "nothing", "2026"),
            ("  - u: x\n    fields: {doctor: zw01}", "fields.doctor", "zw01", "nothing"),
            ("  - u: x\n    awaiting: field when", "awaiting", "field when", "nothing"),
            ("  - u: book\n    appointment: {at: 10:00}", "appointment.at", "10:00", "2026-11-25T09:30:00"),
            ("  - u: book\n    appointment: ~", "appointment", "none", "a1"),
            (
                "  - u: offer\n    offers: 0", "offers", "0 to 0",
                "at 2026-11-25T09:30:00, campus main, doctor zw01, gives_up time"
            ),
            ("  - u: x\n    lang: en", "lang", "en", "zh"),
        ])
    func fails(turns: String, what: String, expected: String, got: String) async throws {
        let mismatch = try #require(try await failures(turns).first?.mismatches.first)
        #expect([mismatch.what, mismatch.expected, mismatch.got] == [what, expected, got])
        #expect(mismatch.line == 5)
    }

    @Test("a path stops with the reason when it cannot go on")
    func stops() async throws {
        #expect(try await failures("  - u: x\n  - tap: 3").first?.problem == "there is no choice 3 to tap, only: 好, 不")
        #expect(try await failures("  - again: true").first?.problem != nil)
        #expect(
            try await failures("  - u: forget\n  - again: true").first?.problem
                == "the same message id got another answer")
    }

    @Test("every phrasing is a path, on every channel")
    func paths() async throws {
        let summary = try await run(
            """
            test: a
            world: tiny
            run_on: [chat, phone]
            turns:
              - u: [one, two, three]
                act: [one|two]
              - u: [red, blue]
            """)
        let result = summary.results[0]
        #expect(result.pathCount == 6)
        #expect(result.failures.map(\.path) == ["chat, phrasing 3 of 3", "phone, phrasing 3 of 3"])
        #expect(result.turnCount == 10)
    }

    @Test("a known gap must fail")
    func knownGaps() async throws {
        let gaps = "- {test: bad, why: not built}\n- {test: good, why: was not built}"
        let summary = try await run(
            """
            - test: bad
              world: tiny
              turns: [{u: hi, act: bye}]
            - test: good
              world: tiny
              turns: [{u: hi, act: hi}]
            """, more: ["tests/known_gaps.yaml": gaps])
        #expect(summary.results.map(\.verdict) == [.knownGap, .unexpectedlyPassed])
        #expect(!summary.isGood)
    }

    @Test("replies that no test heard are listed")
    func coverage() async throws {
        let summary = try await run(
            "test: a\nworld: tiny\nturns: [{u: hi}]", replyKeys: ["hi", "bye", "greeting"])
        #expect(summary.unsaidKeys == ["bye"])
        #expect(summary.isGood)
    }
}
