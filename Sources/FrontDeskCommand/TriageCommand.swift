import ArgumentParser
import Definitions
import Foundation
import HospitalFiles
import Insight

/// `frontdesk triage`: departments for complaints, one JSON object a line.
struct TriageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triage",
        abstract: "Suggest departments: a complaint a line in, one JSON object a line out. 仅供参考, advice only.",
        discussion: "Departments are those of the hospital's files; a red flag is told as \"emergency\".")

    @OptionGroup var hospital: HospitalOptions

    @Option(help: "Language of the names and of what is said in an emergency: zh or en.")
    var lang: String?

    func run() throws {
        let home = try Home.find()
        let log = ProblemLog()
        let triage = TriageDefinitions.read(home.intents.appending(path: "triage"), log: log)
        try log.check()
        let catalogue = try hospital.files(home).catalogue
        JSONLines.run { text in
            let advice = triage.advice(for: text)
            let english =
                lang.map { $0 == "en" } ?? !text.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) }
            let departments = advice.suggestions.compactMap { suggestion -> String? in
                guard let department = catalogue.department(suggestion.department) else { return nil }
                return JSONLines.object([
                    ("code", .string(department.code.rawValue)),
                    ("name", .string(english ? department.name.en : department.name.zh)),
                    ("score", .number(suggestion.score, digits: 3)),
                ])
            }
            let emergency = advice.emergency.map {
                JSONLines.object([("reason", .string($0.reason)), ("say", .string(english ? $0.say.en : $0.say.zh))])
            }
            let ask =
                english
                ? "Where does it trouble you, and since when? I can then suggest a department."
                : "您哪里不舒服，多久了？说得具体一点，我好帮您看该挂哪个科。"
            return JSONLines.object([
                ("text", .string(text)), ("departments", JSONText("[" + departments.joined(separator: ", ") + "]")),
                ("emergency", emergency.map(JSONText.init) ?? nil),
                ("ask", departments.isEmpty && emergency == nil ? .string(ask) : nil),
            ])
        }
    }
}

/// Which hospital's files a command reads.
struct HospitalOptions: ParsableArguments {
    @Option(name: .customLong("hospital"), help: "Folder of a hospital's files (default: the demo hospital).")
    var folder: String?

    init() {}

    /// Options that a command sets itself.
    init(folder: String) {
        self.folder = folder
    }

    /// Reads the hospital's files.
    /// - Throws: Every problem in them, one a line.
    func files(_ home: Home) throws -> HospitalFiles {
        let url = folder.map { URL(filePath: $0) } ?? home.demoHospital
        guard FileManager.default.fileExists(atPath: url.path) else {
            throw ValidationError("\(url.relativePath): there is no such folder of hospital files.")
        }
        return try HospitalFiles(directory: url)
    }
}
