import CivilCalendar
import Testing

@testable import Definitions

@Suite("Checked YAML")
struct CheckedYAMLTests {
    private enum Colour: String, CaseIterable { case red, green }

    private func read(_ text: String, _ body: (CheckedNode) -> Void) -> [String] {
        let log = ProblemLog()
        if let root = CheckedYAML.read(text, file: "a.yaml", log: log) { body(root) }
        return log.problems.sorted().map(\.description)
    }

    @Test("every problem of a file is reported with its line")
    func allProblemsAtOnce() {
        let problems = read(
            """
            code: card
            tilte: chief
            fee: a lot
            open: yes
            colours: [red, gren, blue]
            """
        ) { root in
            let map = root.mapping(keys: ["code", "title", "fee", "open", "colours", "name"])
            #expect(map?.word("code") == "card")
            #expect(map?.required("fee")?.int() == nil)
            #expect(map?.required("open")?.string() == nil)
            #expect(map?["colours"]?.sequence().compactMap { $0.option(Colour.self) } == [.red])
            #expect(map?.word("name") == nil)
        }
        #expect(
            problems == [
                "a.yaml:1: \"name\" is missing",
                "a.yaml:2: unknown key \"tilte\", did you mean \"title\"?",
                "a.yaml:3: expected a whole number, found \"a lot\"",
                "a.yaml:4: a bare yes means true or false in YAML: write \"yes\" in quotes",
                "a.yaml:5: unknown value \"gren\", did you mean \"green\"?",
                "a.yaml:5: unknown value \"blue\", expected one of green, red",
            ])
    }

    @Test(
        "bare truth words are refused as text and as keys",
        arguments: ["yes", "no", "on", "Off", "TRUE", "y"])
    func truthWords(word: String) {
        #expect(read("\(word): 1") { _ = $0.mapping(keys: [word]) }.count == 1)
        let bare = read("- \(word)") { #expect($0.strings().isEmpty) }
        #expect(bare.count == 1)
        let quoted = read("- \"\(word)\"") { #expect($0.strings() == [word]) }
        #expect(quoted.isEmpty)
    }

    @Test(
        "a broken file names the line",
        arguments: [
            ("a: 1\nb: [1, 2\nc: 3", "a.yaml:3:"), ("a: 1\na: 2", "a.yaml:1: \"a\" is given more than once"),
            ("", "a.yaml:1: the file is empty"), ("a: *nobody", "a.yaml:1:"),
        ])
    func brokenFiles(text: String, start: String) {
        let problems = read(text) { _ in }
        #expect(problems.count == 1 && problems[0].hasPrefix(start), "\(problems)")
    }

    @Test("numbers, ranges and truth values")
    func numbers() {
        let problems = read("- 3\n- 0\n- true\n- \"3\"\n- 2.5") { root in
            let nodes = root.sequence()
            #expect(nodes[0].int(in: 1...5) == 3)
            #expect(nodes[1].int(in: 1...5) == nil)
            #expect(nodes[2].bool() == true)
            #expect(nodes[3].int() == nil)
            #expect(nodes[4].double() == 2.5)
        }
        #expect(
            problems == [
                "a.yaml:2: 0 is out of range, expected 1 to 5", "a.yaml:4: expected a whole number, found \"3\"",
            ])
    }

    @Test("days and times of day")
    func times() {
        let problems = read("- 2026-11-23\n- 2026-02-30\n- 8:30\n- 25:00\n- 08:00-12:00\n- 12:00-08:00") { root in
            let nodes = root.sequence()
            #expect(nodes[0].date() == CivilDate(year: 2026, month: 11, day: 23))
            #expect(nodes[1].date() == nil)
            #expect(nodes[2].minuteOfDay() == 510)
            #expect(nodes[3].minuteOfDay() == nil)
            #expect(nodes[4].minutesOfDay() == 480..<720)
            #expect(nodes[5].minutesOfDay() == nil)
        }
        #expect(problems.map { $0.prefix(8) } == ["a.yaml:2", "a.yaml:4", "a.yaml:6"])
    }

    @Test(
        "the nearest name is suggested only when it is near",
        arguments: [
            ("departmnet", "department"), ("tilte", "title"), ("cod", "code"), ("zzz", nil), ("fees", "fee"),
        ] as [(String, String?)])
    func nearest(name: String, expected: String?) {
        #expect(Nearness.nearest(to: name, among: ["department", "title", "code", "fee"]) == expected)
    }

    @Test("a CSV cell is a list when it has semicolons")
    func cells() {
        let log = ProblemLog()
        let cell = CheckedNode(SourceNode(.scalar("card; gi；yes", .cell), line: 2, column: 0), file: "a.csv", log: log)
        #expect(cell.strings() == ["card", "gi", "yes"])
        #expect(log.isEmpty)
    }
}
