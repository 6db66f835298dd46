import Definitions
import Foundation

@testable import HospitalFiles

/// The directory of the demo hospital.
let demoDirectory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("hospital/demo")

/// A small hospital that has no problem; tests change one section of it.
let smallHospital: [String: String] = [
    "hospital": """
    code: small
    name: {zh: 小医院, en: Small Hospital}
    phone: "1000"
    hours: {zh: 上午, en: mornings}
    half_days: {morning: 08:00-10:00, afternoon: 13:30-15:00}
    campuses:
      - {code: main, name: {zh: 本部, en: Main}, address: {zh: 路1号, en: Road 1}}
    """,
    "departments": """
    - {code: im, name: {zh: 内科, en: Medicine}, is_group: true}
    - {code: gi, name: {zh: 消化科, en: GI}, group: im, places: {main: 一层}}
    - {code: ent, name: {zh: 耳鼻喉科, en: ENT}, places: {main: 二层}}
    """,
    "fees": "- {title: chief, fee: 60}\n- {title: chief, half: afternoon, fee: 62.5}\n- {title: attending, fee: 25}",
    "practitioners": """
    - {code: zw01, name: 张伟, title: chief, sex: male, departments: gi}
    - {code: lw01, name: 李伟, title: attending, sex: male, departments: [gi, ent], fee: 30}
    """,
    "clinics": """
    - {practitioner: zw01, room: 101, weekdays: [mon, wed], half: morning, minutes: 30, capacity: 2}
    - {practitioner: zw01, room: 101, weekdays: mon, half: afternoon, minutes: 20, capacity: 1}
    - {practitioner: lw01, room: 102, weekdays: tue, half: morning, minutes: 30, capacity: 2, weeks: odd}
    """,
]

/// Writes sections as `NAME.yaml` (or under the name given, when it has a dot) into a directory of its own.
func withDirectory<Result>(of sections: [String: String], _ body: (URL) throws -> Result) throws -> Result {
    let directory = FileManager.default.temporaryDirectory
        .appendingPathComponent("hospital-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    for (name, text) in sections {
        let file = name.contains(".") ? name : name + ".yaml"
        try Data(text.utf8).write(to: directory.appendingPathComponent(file))
    }
    return try body(directory)
}

/// Reads a hospital made of the small one with some sections replaced.
func read(_ changed: [String: String] = [:]) throws -> HospitalFiles {
    try withDirectory(of: smallHospital.merging(changed) { $1 }) { try HospitalFiles(directory: $0, name: "h") }
}

/// The problems of a hospital made of the small one with some sections replaced or, when `nil`, left out.
func problems(_ changed: [String: String?]) throws -> [String] {
    var sections = smallHospital
    for (name, text) in changed { sections[name] = text }
    return try withDirectory(of: sections) { directory in
        do {
            _ = try HospitalFiles(directory: directory, name: "h")
            return []
        } catch let error as DefinitionProblems {
            return error.problems.map(\.description)
        }
    }
}
