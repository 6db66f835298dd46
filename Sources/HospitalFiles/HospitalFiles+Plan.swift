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
        var sessions: [PlannedSession] = []
        for offset in 0..<max(0, days ?? plannedDays) {
            appendSessions(on: today.adding(days: offset), to: &sessions)
        }
        return HospitalPlan(catalogue: catalogue, sessions: sessions)
    }

    private func appendSessions(on date: CivilDate, to sessions: inout [PlannedSession]) {
        let weekday = calendar.weekday(workedOn: date)
        let isHoliday = calendar.work.holidays[date] != nil
        let changes = exceptions.filter { $0.days.contains(date) }
        for template in templates where template.takesPlace(on: date, as: weekday) {
            let concerning = changes.filter { $0.concerns(template) }
            if isHoliday, !concerning.contains(where: { $0.change == .open }) { continue }
            sessions.append(session(of: template, on: date, changes: concerning))
        }
        for change in changes {
            guard case .add(let template) = change.change else { continue }
            sessions.append(session(of: template, on: date, changes: []))
        }
    }

    private func session(
        of template: ClinicTemplate, on date: CivilDate, changes: [ClinicException]
    ) -> PlannedSession {
        let owner = catalogue.practitioner(template.practitioner)
        let special = owner.flatMap { fees.special($0.title, half: template.half, campus: template.campus) }
        var session = ClinicSession(
            id: sessionID(of: template, on: date, mainDepartment: owner?.departments.first),
            practitioner: template.practitioner, department: template.department, campus: template.campus,
            room: template.room, date: date, half: template.half,
            feeFen: template.feeFen ?? special ?? owner?.feeFen ?? 0,
            // Without a rule of release a clinic can be booked as soon as it is planned.
            releaseAt: catalogue.zone.instant(of: CivilMoment(date: date.adding(days: -plannedDays))))
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
        let subject = RuleSubject(session, in: catalogue)
        session.releaseAt = rules.inForce(on: date)
            .rules(for: subject, calendar: calendar.work, zone: catalogue.zone).releaseInstant(of: session)
        var segments = segments(of: template)
        otherChannels.fill(&segments, of: session, title: owner?.title ?? .resident)
        return PlannedSession(session: session, segments: segments)
    }

    /// Day, half and doctor; with the department where it is not the doctor's first, since a doctor may sit in two
    /// departments in one half-day. A stand-in does not change it.
    private func sessionID(
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
    private func segments(of template: ClinicTemplate) -> [PlannedSession.Segment] {
        (0..<template.minutes.count / template.segmentMinutes).map { index in
            let start = template.minutes.lowerBound + index * template.segmentMinutes
            return PlannedSession.Segment(
                startMinute: start, endMinute: start + template.segmentMinutes, capacity: template.capacity)
        }
    }
}
