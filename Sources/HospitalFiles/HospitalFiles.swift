import Booking
import CivilCalendar
import Definitions
import Foundation

/// A hospital as its own files describe it: who and where, the weekly clinics and what departs from them.
///
/// Immutable. ``plan(from:days:)`` turns it into clinic sessions for any day, the same each time.
public struct HospitalFiles: Sendable {
    /// Who and where.
    public let catalogue: Catalogue
    /// What is said about the house: parking, insurance and the like.
    public let answers: [HouseTopic: LocalizedText]
    /// Weekly clinics, in the file's order.
    public let templates: [ClinicTemplate]
    /// What departs from them, in the file's order.
    public let exceptions: [ClinicException]
    /// What visits cost.
    public let fees: FeeTable
    /// Places taken elsewhere.
    public let otherChannels: OtherChannels
    /// The booking rules, in all their versions.
    public let rules: RuleBook
    /// How many days are planned from today on, today included; what is not released yet can be seen, not booked.
    public let plannedDays: Int
    let calendar: HospitalCalendar

    /// Reads a hospital's directory.
    /// - Parameters:
    ///   - directory: Where the files are.
    ///   - name: The name of the directory in problems; its path when left out.
    /// - Throws: Every problem of every file at once.
    public init(directory: URL, name: String? = nil) throws(DefinitionProblems) {
        let log = ProblemLog()
        let shown = name ?? directory.relativePath
        try self.init(sections: HospitalSections(directory: directory, name: shown, log: log))
    }

    /// Reads a hospital that is written inline: a mapping whose keys are the names of the sections.
    /// - Returns: `nil` when there are problems; they are in the mapping's log.
    public static func read(inline map: CheckedMapping) -> HospitalFiles? {
        let log = map.node.log
        let before = log.problems.count
        var reader = HospitalReader(sections: HospitalSections(inline: map, name: map.node.file, log: log))
        reader.readAll()
        return log.problems.count == before ? HospitalFiles(reader) : nil
    }

    private init(sections: HospitalSections) throws(DefinitionProblems) {
        var reader = HospitalReader(sections: sections)
        reader.readAll()
        try sections.log.check()
        guard let files = HospitalFiles(reader) else {
            throw DefinitionProblems([DefinitionProblem(file: sections.name, line: 0, message: "names no hospital")])
        }
        self = files
    }

    private init?(_ reader: HospitalReader) {
        guard let hospital = reader.hospital else { return nil }
        catalogue = Catalogue(
            hospital: hospital, campuses: reader.campuses, departments: reader.departments,
            practitioners: reader.practitioners, calendar: reader.calendar.work)
        answers = reader.answers
        templates = reader.templates.map(\.value)
        exceptions = reader.exceptions.map(\.value)
        fees = reader.fees
        otherChannels = reader.otherChannels
        rules = reader.rules
        plannedDays = reader.plannedDays
        calendar = reader.calendar
    }
}
