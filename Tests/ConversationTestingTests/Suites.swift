import Definitions
import Foundation

@testable import ConversationTesting

/// A world in as few words as possible.
let tinyWorld = """
    about: one doctor
    clock: 2026-11-23T09:00
    hospital:
      code: tiny
      name: {zh: 小医院, en: Tiny Hospital}
      phone: "1000"
      hours: 上午
      half_days: {morning: 08:00-10:00}
      campuses:
        - {code: main, name: {zh: 本部, en: Main}, address: 路1号}
    departments:
      - {code: gi, name: {zh: 消化科, en: GI}, places: {main: 一层}}
    fees:
      - {title: chief, fee: 60}
    practitioners:
      - {code: zw01, name: 张伟, title: chief, sex: male, departments: gi}
    clinics:
      - {practitioner: zw01, room: 101, weekdays: [mon, wed], half: morning, minutes: 30, capacity: 2}
    people:
      - phone: "13800001111"
        patients:
          - {name: 王建, relation: self, birth_date: 1980-05-01, sex: male}
        visits:
          - {patient: 王建, practitioner: zw01, at: 2026-11-25T08:30}
    """

/// Reads a suite made of files given by path below `dialogues/`.
func suite(_ files: [String: String]) throws -> (suite: ConversationSuite, problems: [String]) {
    let directory = FileManager.default.temporaryDirectory
        .appendingPathComponent("dialogues-\(ProcessInfo.processInfo.globallyUniqueString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    for (path, text) in ["worlds/tiny.yaml": tinyWorld].merging(files, uniquingKeysWith: { $1 }) {
        let url = directory.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }
    let log = ProblemLog()
    let suite = ConversationSuite(dialogues: directory, name: "d", log: log)
    return (suite, log.problems.sorted().map(\.description))
}

/// Runs tests given as the text of one file on parrots.
func run(
    _ tests: String, more: [String: String] = [:], replyKeys: Set<String> = []
) async throws -> ConversationTestSummary {
    let read = try suite(more.merging(["tests/t.yaml": tests]) { $1 })
    if !read.problems.isEmpty { throw DefinitionProblem(file: "d", line: 0, message: "\(read.problems)") }
    let runner = ConversationTestRunner(suite: read.suite, replyKeys: replyKeys, width: 2) { world, _ in
        ParrotHost(world: world)
    }
    return await runner.run()
}
