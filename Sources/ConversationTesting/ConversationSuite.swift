import Definitions
import Foundation

/// Every conversation test of a directory with the worlds they happen in.
///
/// Files that begin with `_` hold parts: turns that several tests share under a name. `known_gaps.yaml` names tests that
/// are known to fail and must fail.
public struct ConversationSuite: Sendable {
    /// A test that is known to fail.
    public struct KnownGap: Hashable, Sendable {
        /// The test's name.
        public var test: String
        /// Why it fails.
        public var why: String
        /// `file:line` of the entry.
        public var place: String
    }

    /// The tests, by file and line.
    public var tests: [ConversationTest]
    /// The worlds by name.
    public var worlds: [String: World]
    /// Tests that must fail, by name.
    public var knownGaps: [String: KnownGap]

    /// Reads `tests/` and `worlds/` below a dialogues directory.
    /// - Parameters:
    ///   - dialogues: The directory.
    ///   - name: Its name in problems.
    ///   - log: Where problems go.
    public init(dialogues: URL, name: String, log: ProblemLog) {
        worlds = WorldReader(log: log).worlds(in: dialogues.appendingPathComponent("worlds"), name: name + "/worlds")
        let directory = dialogues.appendingPathComponent("tests")
        let files = CheckedYAML.files(below: directory)
        var reader = ConversationTestReader(worlds: Set(worlds.keys), log: log)
        for isPart in [true, false] {
            for file in files where file != Self.gapsFile && Self.isPart(file) == isPart {
                let shown = "\(name)/tests/\(file)"
                let url = directory.appendingPathComponent(file)
                guard let root = CheckedYAML.read(contentsOf: url, as: shown, log: log) else { continue }
                if isPart { reader.readParts(root) } else { reader.readTests(root) }
            }
        }
        tests = reader.tests
        knownGaps = [:]
        if files.contains(Self.gapsFile) { readGaps(directory, shown: "\(name)/tests/\(Self.gapsFile)", log: log) }
    }

    private static let gapsFile = "known_gaps.yaml"

    private static func isPart(_ file: String) -> Bool {
        file.split(separator: "/").last?.hasPrefix("_") ?? false
    }

    private mutating func readGaps(_ directory: URL, shown: String, log: ProblemLog) {
        let url = directory.appendingPathComponent(Self.gapsFile)
        guard let root = CheckedYAML.read(contentsOf: url, as: shown, log: log) else { return }
        let names = tests.map(\.name)
        for node in root.sequence() {
            guard let map = node.mapping(keys: ["test", "why"]), let test = map.required("test"),
                let name = test.word(), let why = map.word("why")
            else { continue }
            guard names.contains(name) else {
                test.reportUnknown(name, among: names, what: "test")
                continue
            }
            knownGaps[name] = KnownGap(test: name, why: why, place: "\(shown):\(node.line)")
        }
    }

    /// The tests that a filter names: `FILE:LINE` of the test or of one of its turns, a file or a directory, or a part of
    /// the name or of a tag.
    public func tests(matching filter: String?) -> [ConversationTest] {
        guard let filter, !filter.isEmpty else { return tests }
        if let colon = filter.lastIndex(of: ":"), let line = Int(filter[filter.index(after: colon)...]) {
            let file = String(filter[..<colon])
            let inFile = tests.filter { $0.file == file || $0.file.hasSuffix("/" + file) }
            return inFile.last { $0.line <= line }.map { [$0] } ?? []
        }
        return tests.filter { test in
            test.file == filter || test.file.hasPrefix(filter.hasSuffix("/") ? filter : filter + "/")
                || test.file.hasSuffix("/" + filter) || test.name.contains(filter) || test.tags.contains(filter)
        }
    }
}
