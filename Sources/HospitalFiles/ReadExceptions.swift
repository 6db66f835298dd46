import Booking
import CivilCalendar
import Definitions

extension HospitalReader {
    private static let kinds = ["stop", "suspend", "substitute", "open", "add"]
    private static let dayKeys = ["kind", "date", "until", "monthly"]
    private static let scopeKeys = ["practitioner", "department", "campus", "half"]

    mutating func readExceptions() {
        let keys =
            Self.dayKeys + Self.scopeKeys + ["by", "reason", "room", "time", "minutes", "capacity", "fee"]
        for record in sections.records(.exceptions, keys: keys) {
            let kind = record.required("kind")?.option(of: Self.kinds)
            let days = readDays(record)
            guard let kind, let days, let exception = readException(kind, days: days, record: record) else { continue }
            exceptions.append(Placed(value: exception, node: record.node))
        }
    }

    private func readException(
        _ kind: String, days: ClinicException.Days, record: CheckedMapping
    ) -> ClinicException? {
        let extra = ["reason"] + (kind == "substitute" ? ["by"] : [])
        if kind != "add" {
            for entry in record.entries where !(Self.dayKeys + Self.scopeKeys + extra).contains(entry.key) {
                entry.keyNode.report("\"\(entry.key)\" means nothing for an exception of kind \(kind)")
            }
        }
        switch kind {
        case "add":
            guard let template = readTemplate(record) else { return nil }
            return ClinicException(days: days, change: .add(template))
        case "substitute":
            let scope = readScope(record)
            let by = knownPractitioner(record.required("by"))
            if record["practitioner"] == nil { record.node.report("\"practitioner\" is missing: who is replaced") }
            guard var exception = scope, let by, exception.practitioner != nil else { return nil }
            if by == exception.practitioner { record["by"]?.report("\(by) cannot stand in for the same doctor") }
            exception.days = days
            exception.change = .substitute(by: by)
            return exception
        default:
            guard var exception = readScope(record) else { return nil }
            exception.days = days
            exception.change = kind == "stop" ? .stop : kind == "suspend" ? .suspend : .open
            return exception
        }
    }

    /// Which clinics are meant; `nil` when one of the parts is wrong.
    private func readScope(_ record: CheckedMapping) -> ClinicException? {
        let practitioner = knownPractitioner(record["practitioner"])
        let department = knownDepartment(record["department"])
        let campus = knownCampus(record["campus"])
        let half = record["half"]?.option(ClinicSession.Half.self)
        guard (practitioner != nil) == (record["practitioner"] != nil),
            (department != nil) == (record["department"] != nil), (campus != nil) == (record["campus"] != nil),
            (half != nil) == (record["half"] != nil)
        else { return nil }
        return ClinicException(
            days: .monthly(nth: 1, .monday), practitioner: practitioner, department: department, campus: campus,
            half: half, change: .stop)
    }

    /// `date` with or without `until`, or `monthly` such as `2 wed` or `last fri`.
    private func readDays(_ record: CheckedMapping) -> ClinicException.Days? {
        if let node = record["monthly"] {
            if record["date"] != nil { node.report("give either date or monthly") }
            guard let text = node.word() else { return nil }
            let parts = text.split(separator: " ")
            let nth = parts.first.flatMap { $0 == "last" ? -1 : Int($0) }
            guard parts.count == 2, let nth, nth == -1 || (1...5).contains(nth),
                let weekday = Self.weekday(String(parts[1]))
            else {
                node.report("expected the how-manieth weekday of the month such as \"2 wed\" or \"last fri\"")
                return nil
            }
            return .monthly(nth: nth, weekday)
        }
        guard let first = record.required("date")?.date() else { return nil }
        guard let last = record["until"].map({ $0.date() }) ?? first else { return nil }
        guard first <= last else {
            record.node.report("until \(last) lies before date \(first)")
            return nil
        }
        return .span(first...last)
    }

    /// Finds exceptions that concern no clinic, and stand-ins and added clinics that collide with a clinic.
    func checkExceptions() {
        for exception in exceptions {
            let value = exception.value
            switch value.change {
            case .add(let added):
                reportCollisions(of: added.practitioner, with: [added], of: exception)
            case .substitute(let by):
                let replaced = templates.map(\.value).filter { value.concerns($0) }
                if !takesPlace(value, any: replaced) { reportIdle(exception) }
                reportCollisions(of: by, with: replaced, of: exception)
            case .stop, .suspend, .open:
                let concerned = templates.map(\.value).filter { value.concerns($0) }
                if !takesPlace(value, any: concerned) { reportIdle(exception) }
            }
        }
    }

    /// Whether any of the clinics falls on one of the exception's days.
    private func takesPlace(_ exception: ClinicException, any clinics: [ClinicTemplate]) -> Bool {
        days(of: exception).contains { day in
            let weekday = calendar.weekday(workedOn: day)
            return clinics.contains { $0.takesPlace(on: day, as: weekday) }
        }
    }

    /// Reports the first day on which the doctor has a clinic of their own while seeing patients in these clinics.
    private func reportCollisions(
        of doctor: PractitionerCode, with clinics: [ClinicTemplate], of exception: Placed<ClinicException>
    ) {
        let own = templates.map(\.value).filter { mine in
            mine.practitioner == doctor && clinics.contains { $0.minutes.overlaps(mine.minutes) }
        }
        guard !own.isEmpty else { return }
        let isAdded = if case .add = exception.value.change { true } else { false }
        for day in days(of: exception.value) {
            let weekday = calendar.weekday(workedOn: day)
            let there = clinics.filter { isAdded || $0.takesPlace(on: day, as: weekday) }
            let here = own.filter { $0.takesPlace(on: day, as: weekday) }
            if there.contains(where: { clinic in here.contains { $0.minutes.overlaps(clinic.minutes) } }) {
                exception.node.report("\(doctor) has a clinic of their own at that time on \(day)")
                return
            }
        }
    }

    private func reportIdle(_ exception: Placed<ClinicException>) {
        exception.node.report("concerns no clinic: nobody fits on those days")
    }

    /// The days of an exception; of one that comes back every month, those of a sample year.
    private func days(of exception: ClinicException) -> [CivilDate] {
        switch exception.days {
        case .span(let span):
            return (0...min(366, span.upperBound.days(since: span.lowerBound))).map {
                span.lowerBound.adding(days: $0)
            }
        case .monthly:
            // Two years from a fixed day: every weekday meets odd and even weeks in every month.
            let start = CivilDate(dayNumber: 20_454)
            return (0..<731).map { start.adding(days: $0) }.filter { exception.days.contains($0) }
        }
    }
}
