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
    /// Weekly clinics, in the file's order.
    public let templates: [ClinicTemplate]
    /// What departs from them, in the file's order.
    public let exceptions: [ClinicException]
    /// What visits cost.
    public let fees: FeeTable
    /// Places taken elsewhere.
    public let otherChannels: OtherChannels
    /// When clinics can first be booked, and how far ahead they are planned.
    public let release: ReleasePlan
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
        templates = reader.templates.map(\.value)
        exceptions = reader.exceptions.map(\.value)
        fees = reader.fees
        otherChannels = reader.otherChannels
        release = reader.release
        calendar = reader.calendar
    }
}

/// When clinics can first be booked.
public struct ReleasePlan: Hashable, Sendable {
    /// Days before the clinic on which its places are released, 0 or more.
    public var daysAhead = 28
    /// Minute of that day, 0..<1440.
    public var minuteOfDay = 0
    /// Days that are planned from today on, today included; clinics beyond the release are planned, not bookable.
    public var plannedDays = 35
}
