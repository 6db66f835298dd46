import CivilCalendar
import Definitions
import Foundation
import Testing
import Understanding

/// Runs `intents/tests`: what must be read so, and the known gaps, which must still fail.
@Suite struct IntentCorpusTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "intents").resolvingSymlinksInPath()
    static let reader = Result {
        Reader(entries: SampleLexicon.entries, definitions: try IntentLoader.load(from: root))
    }
    /// A Friday.
    static let now = CivilMoment(date: CivilDate(dayNumber: 20_777), hour: 9)

    @Test func everyFileLoads() throws {
        _ = try Self.reader.get()
    }

    @Test(arguments: ["zh", "en"])
    func readsWhatItMust(language: String) throws {
        let reader = try Self.reader.get()
        let cases = try IntentCase.all(below: Self.root.appending(path: "tests/\(language)"), known: false)
        #expect(cases.count > 100)
        for example in cases {
            let problems = example.problems(reader, now: Self.now)
            #expect(problems.isEmpty, "\(example.place) \"\(example.say)\": \(problems.joined(separator: "; "))")
        }
    }

    @Test(arguments: ["zh", "en"])
    func knownGapsStillFail(language: String) throws {
        let reader = try Self.reader.get()
        for example in try IntentCase.all(below: Self.root.appending(path: "tests/\(language)"), known: true) {
            let problems = example.problems(reader, now: Self.now)
            #expect(!problems.isEmpty, "\(example.place) \"\(example.say)\" is read right now: move it out of the gaps")
        }
    }
}
