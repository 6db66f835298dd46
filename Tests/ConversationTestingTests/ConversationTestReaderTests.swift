import Testing

@testable import ConversationTesting

@Suite("Reading conversation tests")
struct ConversationTestReaderTests {
    @Test("a world carries its hospital, clock and people")
    func world() throws {
        let read = try suite([:])
        #expect(read.problems.isEmpty)
        let world = try #require(read.suite.worlds["tiny"])
        #expect(world.clock.description == "2026-11-23T09:00:00")
        #expect(world.people.first?.visits.first?.start.clockText == "08:30")
        #expect(world.hospital.plan(from: world.clock.date, days: 3).sessions.count == 2)
    }

    @Test(
        "mistakes are reported where they stand",
        arguments: [
            (
                "test: a\nworld: tiny\nturns:\n  - u: hi\n    atc: x",
                "d/tests/t.yaml:5: unknown key \"atc\", did you mean \"act\"?"
            ),
            ("test: a\nworld: tiyn\nturns: []", "unknown value \"tiyn\", did you mean \"tiny\"?"),
            ("test: a\nworld: tiny\nturns:\n  - act: x", "d/tests/t.yaml:4: expected one of u, tap"),
            ("test: a\nworld: tiny\nturns:\n  - u: yes", "a bare yes means true or false"),
            ("test: a\nworld: tiny\nturns:\n  - wait: soon", "is no span of time"),
            ("test: a\nworld: tiny\nturns:\n  - part: nowhere", "unknown part"),
            ("test: a\nworld: tiny\nturns:\n  - u: x\n    offers: few", "is no number of offers"),
            ("test: a\nworld: tiny\nturns:\n  - u: x\n    awaiting: love", "is no question"),
            ("test: a\nworld: tiny\nturns:\n  - u: x\n    store: {appointment: 1}", "did you mean \"appointments\""),
            (
                "- {test: a, world: tiny, turns: []}\n- {test: a, world: tiny, turns: []}",
                "d/tests/t.yaml:2: a test named \"a\""
            ),
            ("test: a\nturns: []", "\"world\" is missing"),
        ])
    func problems(text: String, message: String) throws {
        let read = try suite(["tests/t.yaml": text])
        #expect(read.problems.contains { $0.contains(message) }, "\(read.problems)")
    }

    @Test("worlds report their mistakes too")
    func worldProblems() throws {
        let read = try suite(["worlds/bad.yaml": tinyWorld.replacing("zw01, at", with: "zw02, at")])
        #expect(read.problems == ["d/worlds/bad.yaml:24: unknown practitioner \"zw02\", did you mean \"zw01\"?"])
    }

    @Test(
        "a filter finds tests by file and line, directory, name and tag",
        arguments: [
            ("d/tests/a/t.yaml:1", ["one"]), ("a/t.yaml:6", ["two"]), ("d/tests/a", ["one", "two"]),
            ("tw", ["two"]), ("greek", ["one"]), ("nothing", []), ("t.yaml:3", ["one"]),
        ])
    func filters(filter: String, names: [String]) throws {
        let text = """
            - test: one
              tags: [greek]
              world: tiny
              turns: [{u: hi}]
            - test: two
              world: tiny
              turns: [{u: hi}]
            """
        let read = try suite(["tests/a/t.yaml": text])
        #expect(read.suite.tests(matching: filter).map(\.name) == names)
    }

    @Test("an act that no text is written for can never be heard")
    func unsayable() throws {
        let read = try suite([
            "tests/t.yaml": "test: a\nworld: tiny\nturns:\n  - u: hi\n    act: [ask.whne, ask, \"*\", offer|ofer]"
        ])
        let problems = read.suite.lint(replyKeys: ["ask.when", "offer.one"])
        #expect(
            problems.map(\.description) == [
                "d/tests/t.yaml:5: there is no reply \"ask.whne\" in say",
                "d/tests/t.yaml:5: there is no reply \"ofer\" in say",
            ])
    }

    @Test("parts are turns that several tests share")
    func parts() throws {
        let read = try suite([
            "tests/_parts.yaml": "hello: [{u: hi}, {u: there}]",
            "tests/t.yaml": "test: a\nworld: tiny\nturns:\n  - part: hello\n  - u: [one, two, three]",
        ])
        #expect(read.problems.isEmpty)
        #expect(read.suite.tests[0].turns.count == 3)
        #expect(read.suite.tests[0].pathCount == 3)
    }
}
