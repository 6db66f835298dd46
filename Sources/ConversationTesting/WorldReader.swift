import Booking
import CivilCalendar
import Definitions
import Foundation
import HospitalFiles

/// Reads worlds: a hospital inline or a directory of hospital files, a clock, and people.
public struct WorldReader {
    private let log: ProblemLog

    /// Makes a reader that reports to a log.
    public init(log: ProblemLog) {
        self.log = log
    }

    /// Reads every world of a directory. Directories in it are hospitals that worlds name.
    /// - Parameters:
    ///   - directory: Where the worlds are, one a YAML file.
    ///   - name: The directory's name in problems.
    public func worlds(in directory: URL, name: String) -> [String: World] {
        var worlds: [String: World] = [:]
        for file in CheckedYAML.files(below: directory) where !file.contains("/") {
            let url = directory.appendingPathComponent(file)
            let stem = url.deletingPathExtension().lastPathComponent
            if let world = world(at: url, file: name + "/" + file, name: stem) { worlds[stem] = world }
        }
        return worlds
    }

    /// Reads one world; `nil` when it has problems, which are reported.
    public func world(at url: URL, file: String, name: String) -> World? {
        let own = ["about", "clock", "directory", "people"]
        guard let root = CheckedYAML.read(contentsOf: url, as: file, log: log),
            let map = root.mapping(keys: own + HospitalSection.allCases.map(\.rawValue))
        else { return nil }
        let before = log.problems.count
        let clock = map.required("clock")?.moment()
        let hospital = hospital(map, url: url, file: file)
        let people = map["people"]?.sequence().compactMap { person($0, hospital: hospital) } ?? []
        guard let clock, let hospital, log.problems.count == before else { return nil }
        return World(name: name, hospital: hospital, clock: clock, people: people)
    }

    private static func beside(_ file: String, _ path: String) -> String {
        file.split(separator: "/").dropLast().joined(separator: "/") + "/" + path
    }

    private func hospital(_ map: CheckedMapping, url: URL, file: String) -> HospitalFiles? {
        guard let node = map["directory"] else { return HospitalFiles.read(inline: map) }
        guard let path = node.word() else { return nil }
        for entry in map.entries where HospitalSection(rawValue: entry.key) != nil {
            entry.keyNode.report("\"\(entry.key)\" is already given by the directory")
        }
        do {
            let base = url.deletingLastPathComponent()
            return try HospitalFiles(
                directory: base.appendingPathComponent(path).standardizedFileURL, name: Self.beside(file, path))
        } catch {
            for problem in error.problems { log.report(problem) }
            return nil
        }
    }

    private func person(_ node: CheckedNode, hospital: HospitalFiles?) -> World.Person? {
        guard let map = node.mapping(keys: ["phone", "patients", "visits"]), let phone = map.word("phone") else {
            return nil
        }
        if !phone.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            map["phone"]?.report("\"\(phone)\" is no phone: digits only")
        }
        var patients: [NewPatient] = []
        for node in map.required("patients")?.sequence() ?? [] {
            guard let entry = node.mapping(keys: ["name", "relation", "birth_date", "sex"]),
                let name = entry.word("name")
            else { continue }
            patients.append(
                NewPatient(
                    name: name, relation: entry["relation"]?.option(Relation.self) ?? .me,
                    birthDate: entry.required("birth_date")?.date(), sex: entry["sex"]?.option(Sex.self)))
        }
        let visits = map["visits"]?.sequence().compactMap { visit($0, patients: patients, hospital: hospital) }
        return World.Person(phone: phone, patients: patients, visits: visits ?? [])
    }

    private func visit(_ node: CheckedNode, patients: [NewPatient], hospital: HospitalFiles?) -> World.Visit? {
        guard let map = node.mapping(keys: ["patient", "practitioner", "at"]) else { return nil }
        let patient = map.required("patient").flatMap { node -> Int? in
            guard let name = node.word() else { return nil }
            guard let index = patients.firstIndex(where: { $0.name == name }) else {
                node.reportUnknown(name, among: patients.map(\.name), what: "patient")
                return nil
            }
            return index
        }
        let practitioner = map.required("practitioner").flatMap { node -> PractitionerCode? in
            guard let code = node.word() else { return nil }
            if let hospital, hospital.catalogue.practitioner(PractitionerCode(code)) == nil {
                node.reportUnknown(
                    code, among: hospital.catalogue.practitioners.map(\.code.rawValue), what: "practitioner")
                return nil
            }
            return PractitionerCode(code)
        }
        guard let patient, let practitioner, let start = map.required("at")?.moment() else { return nil }
        return World.Visit(patient: patient, practitioner: practitioner, start: start)
    }
}
