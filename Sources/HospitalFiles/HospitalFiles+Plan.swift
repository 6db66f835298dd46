import Booking
import CivilCalendar

extension HospitalFiles {
    /// The clinic sessions of a span of days.
    ///
    /// The same day gives the same sessions with the same ids whenever it is planned, so that a server can plan anew
    /// every day and the store only adds what is new.
    /// - Parameters:
    ///   - today: The first day.
    ///   - days: How many days; ``plannedDays`` when left out.
    public func plan(from today: CivilDate, days: Int? = nil) -> HospitalPlan {
        var planner = ClinicPlanner(files: self)
        for offset in 0..<max(0, days ?? plannedDays) {
            planner.plan(today.adding(days: offset))
        }
        return HospitalPlan(catalogue: catalogue, sessions: planner.sessions)
    }
}

/// Turns weekly clinics and exceptions into the sessions of days.
struct ClinicPlanner {
    private let files: HospitalFiles
    private(set) var sessions: [PlannedSession] = []
    /// Rules that apply, by version and subject: many sessions share them.
    private var rules: [RulesKey: Rules] = [:]

    private struct RulesKey: Hashable {
        var version: String
        var subject: RuleSubject
    }

    init(files: HospitalFiles) {
        self.files = files
    }

    /// Adds the sessions of a day, in the order of the files.
    mutating func plan(_ date: CivilDate) {
        let weekday = files.calendar.weekday(workedOn: date)
        let isHoliday = files.calendar.work.holidays[date] != nil
        let changes = files.exceptions.filter { $0.days.contains(date) }
        for template in files.templates where template.takesPlace(on: date, as: weekday) {
            let concerning = changes.filter { $0.concerns(template) }
            if isHoliday, !concerning.contains(where: { $0.change == .open }) { continue }
            add(template, on: date, changes: concerning)
        }
        for change in changes {
            guard case .add(let template) = change.change else { continue }
            add(template, on: date, changes: [])
        }
    }

    private mutating func add(_ template: ClinicTemplate, on date: CivilDate, changes: [ClinicException]) {
        let catalogue = files.catalogue
        let owner = catalogue.practitioner(template.practitioner)
        let special = owner.flatMap { files.fees.special($0.title, half: template.half, campus: template.campus) }
        var session = ClinicSession(
            id: Self.sessionID(of: template, on: date, mainDepartment: owner?.departments.first),
            practitioner: template.practitioner, department: template.department, campus: template.campus,
            room: template.room, date: date, half: template.half,
            feeFen: template.feeFen ?? special ?? owner?.feeFen ?? 0,
            // Without a rule of release a clinic can be booked as soon as it is planned.
            releaseAt: catalogue.zone.instant(of: CivilMoment(date: date.adding(days: -files.plannedDays))))
        for change in changes {
            switch change.change {
            case .stop: session.status = .stopped
            case .suspend: if session.status == .scheduled { session.status = .suspended }
            case .substitute(let by):
                session.insteadOf = template.practitioner
                session.practitioner = by
            case .open, .add: break
            }
        }
        session.releaseAt = releaseRules(of: session).releaseInstant(of: session)
        var segments = Self.segments(of: template)
        files.otherChannels.fill(&segments, of: session, title: owner?.title ?? .resident)
        sessions.append(PlannedSession(session: session, segments: segments))
    }

    private mutating func releaseRules(of session: ClinicSession) -> Rules {
        let version = files.rules.inForce(on: session.date)
        let key = RulesKey(version: version.version, subject: RuleSubject(session, in: files.catalogue))
        if let known = rules[key] { return known }
        let found = version.rules(for: key.subject, calendar: files.calendar.work, zone: files.catalogue.zone)
        rules[key] = found
        return found
    }

    /// Day, half and doctor; with the department where it is not the doctor's first, since a doctor may sit in two
    /// departments in one half-day. A stand-in does not change it.
    private static func sessionID(
        of template: ClinicTemplate, on date: CivilDate, mainDepartment: DepartmentCode?
    ) -> ClinicSessionID {
        let half =
            switch template.half {
            case .morning: "am"
            case .afternoon: "pm"
            case .evening: "ev"
            }
        let day = date.description.filter { $0 != "-" }
        let suffix = template.department == mainDepartment ? "" : "-\(template.department)"
        return ClinicSessionID("s-\(day)-\(half)-\(template.practitioner)\(suffix)")
    }

    /// Whole segments from the start; minutes left over at the end stay free.
    private static func segments(of template: ClinicTemplate) -> [PlannedSession.Segment] {
        (0..<template.minutes.count / template.segmentMinutes).map { index in
            let start = template.minutes.lowerBound + index * template.segmentMinutes
            return PlannedSession.Segment(
                startMinute: start, endMinute: start + template.segmentMinutes, capacity: template.capacity)
        }
    }
}
