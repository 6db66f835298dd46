import Definitions
import Foundation

/// The parts of a hospital's description, each a file of its own name: `departments.yaml` or `departments.csv`.
public enum HospitalSection: String, Sendable, CaseIterable {
    /// Name, zone, phone, opening hours, hours of the half-days, campuses.
    case hospital
    /// Departments and groups of departments.
    case departments
    /// Doctors.
    case practitioners
    /// Weekly clinic templates.
    case clinics
    /// 停诊, 停约, 替诊, 加诊 and clinics that open on a holiday.
    case exceptions
    /// Fees by title.
    case fees
    /// Public holidays and make-up days.
    case holidays
    /// Booking rules.
    case rules
    /// Places taken through other channels.
    case otherChannels = "other_channels"

    /// Whether a hospital cannot be described without it.
    public var isRequired: Bool {
        switch self {
        case .hospital, .departments, .practitioners, .clinics, .fees: true
        case .exceptions, .holidays, .rules, .otherChannels: false
        }
    }

    /// Whether the section is a list of records, so that a table can carry it.
    var isTable: Bool {
        switch self {
        case .hospital, .rules, .otherChannels: false
        case .departments, .practitioners, .clinics, .exceptions, .fees, .holidays: true
        }
    }
}

/// The sections of one hospital, each read from YAML or CSV or written inline in another file.
struct HospitalSections {
    private(set) var nodes: [HospitalSection: CheckedNode]
    /// The name of the whole for reports about what is missing.
    let name: String
    let log: ProblemLog

    /// Takes the sections that are written inline as the values of a mapping.
    init(inline map: CheckedMapping, name: String, log: ProblemLog) {
        nodes = [:]
        self.name = name
        self.log = log
        for section in HospitalSection.allCases {
            if let node = map[section.rawValue] { nodes[section] = node }
        }
        reportMissing()
    }

    /// Reads the sections of a directory.
    init(directory: URL, name: String, log: ProblemLog) {
        nodes = [:]
        self.name = name
        self.log = log
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: directory.path) else {
            log.report("is no directory that can be read", file: name, line: 0)
            return
        }
        for file in files.sorted() {
            let shown = name.isEmpty ? file : name + "/" + file
            guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { continue }
            let form = String(file[file.index(after: dot)...])
            guard ["yaml", "yml", "csv"].contains(form) else { continue }
            let stem = String(file[..<dot])
            guard let section = HospitalSection(rawValue: stem) else {
                let place = CheckedNode(SourceNode(.scalar(stem, .quoted), line: 0, column: 0), file: shown, log: log)
                place.reportUnknown(stem, among: HospitalSection.allCases.map(\.rawValue), what: "hospital file")
                continue
            }
            if nodes[section] != nil {
                log.report("\(stem) is there in two forms, keep one", file: shown, line: 0)
                continue
            }
            let url = directory.appendingPathComponent(file)
            if form != "csv" {
                nodes[section] = CheckedYAML.read(contentsOf: url, as: shown, log: log)
            } else if section.isTable {
                nodes[section] = CheckedTable.read(contentsOf: url, as: shown, log: log)
            } else {
                log.report("\(stem) is no list of records, write it as YAML", file: shown, line: 0)
            }
        }
        reportMissing()
    }

    private func reportMissing() {
        for section in HospitalSection.allCases where section.isRequired && nodes[section] == nil {
            // A file that is there but broken was reported already.
            let isBroken = log.problems.contains { $0.file.contains("/" + section.rawValue + ".") }
            if !isBroken { log.report("\(section.rawValue) is missing", file: name, line: 0) }
        }
    }

    subscript(_ section: HospitalSection) -> CheckedNode? { nodes[section] }

    /// The records of a section that is a list.
    func records(_ section: HospitalSection, keys: [String]) -> [CheckedMapping] {
        nodes[section]?.sequence().compactMap { $0.mapping(keys: keys) } ?? []
    }
}
