import Foundation
import Testing

@testable import Definitions

@Suite("Reloading definitions")
struct CheckedReloadTests {
    private let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("reload-\(ProcessInfo.processInfo.globallyUniqueString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    private func write(_ text: String, to name: String = "a.yaml") throws {
        try Data(text.utf8).write(to: directory.appendingPathComponent(name))
    }

    private func bundle() throws(DefinitionProblems) -> ReloadingBundle<[String]> {
        let directory = directory
        return try ReloadingBundle(directories: [directory]) { () throws(DefinitionProblems) -> [String] in
            let log = ProblemLog()
            let words = CheckedYAML.files(below: directory).flatMap { name in
                CheckedYAML.read(contentsOf: directory.appendingPathComponent(name), as: name, log: log)?.strings()
                    ?? []
            }
            try log.check()
            return words
        }
    }

    @Test("changed, added and removed files come into force")
    func replaces() throws {
        try write("[one]")
        let bundle = try bundle()
        #expect(bundle.current == ["one"])
        guard case .unchanged = bundle.poll() else { return #expect(Bool(false), "nothing was changed") }
        try write("[one, two]")
        guard case .replaced = bundle.poll() else { return #expect(Bool(false), "a change was not seen") }
        #expect(bundle.current == ["one", "two"])
        try write("[three]", to: "b.yaml")
        _ = bundle.poll()
        #expect(bundle.current == ["one", "two", "three"])
        try FileManager.default.removeItem(at: directory.appendingPathComponent("a.yaml"))
        _ = bundle.poll()
        #expect(bundle.current == ["three"])
        try FileManager.default.removeItem(at: directory)
    }

    @Test("a bad file is reported once and leaves the old value in force")
    func rejects() throws {
        try write("[one]")
        let bundle = try bundle()
        try write("[one, {}]")
        guard case .rejected(let problems) = bundle.poll() else { return #expect(Bool(false), "not rejected") }
        #expect(problems.description == "a.yaml:1: expected a text, found a mapping")
        #expect(bundle.current == ["one"])
        guard case .unchanged = bundle.poll() else { return #expect(Bool(false), "reported twice") }
        try write("[mended again]")
        _ = bundle.poll()
        #expect(bundle.current == ["mended again"])
        try FileManager.default.removeItem(at: directory)
    }

    @Test("bad files at the start are thrown")
    func startsWithProblems() throws {
        try write("[off]")
        #expect(throws: DefinitionProblems.self) { try bundle() }
        try FileManager.default.removeItem(at: directory)
    }
}
