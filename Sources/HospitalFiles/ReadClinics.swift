import Booking
import CivilCalendar
import Definitions

extension HospitalReader {
    private static let templateKeys = [
        "practitioner", "department", "campus", "room", "half", "time", "minutes", "capacity", "fee",
    ]

    mutating func readClinics() {
        let keys = Self.templateKeys + ["weekdays", "weeks", "from", "until", "note"]
        for record in sections.records(.clinics, keys: keys) {
            let days = record.required("weekdays").map { weekdays($0) }
            let weeks = record["weeks"]?.option(ClinicTemplate.Weeks.self) ?? .every
            let from = record["from"]?.date()
            let until = record["until"]?.date()
            if let from, let until, from > until { record.node.report("until \(until) lies before from \(from)") }
            guard var template = readTemplate(record), let days, !days.isEmpty else { continue }
            template.weekdays = days
            template.weeks = weeks
            template.from = from
            template.until = until
            templates.append(Placed(value: template, node: record.node))
        }
    }

    /// The parts that a weekly clinic and an added one have in common.
    func readTemplate(_ record: CheckedMapping) -> ClinicTemplate? {
        let practitioner = knownPractitioner(record.required("practitioner"))
        let department = readDepartment(of: record, practitioner: practitioner)
        let campus = readCampus(of: record, department: department)
        let half = record.required("half")?.option(ClinicSession.Half.self)
        let minutes = readMinutes(of: record, half: half)
        let segment = record.required("minutes")?.int(in: 5...120)
        let capacity = record.required("capacity")?.int(in: 1...500)
        let fee = fen(record["fee"])
        let room = room(record.required("room"))
        if let segment, let minutes, segment > minutes.count {
            record["minutes"]?.report("a segment of \(segment) minutes does not fit into \(minutes.count) minutes")
        }
        guard let practitioner, let department, let campus, let half, let minutes, let segment, let capacity,
            segment <= minutes.count
        else { return nil }
        return ClinicTemplate(
            practitioner: practitioner, department: department, campus: campus, room: room, weekdays: [],
            weeks: .every, half: half, minutes: minutes, segmentMinutes: segment, capacity: capacity, from: nil,
            until: nil, feeFen: fee)
    }

    /// The department; left out, it is the doctor's first.
    private func readDepartment(of record: CheckedMapping, practitioner: PractitionerCode?) -> DepartmentCode? {
        let doctor = practitioner.flatMap { practitionerByCode[$0] }
        guard let node = record["department"] else {
            return doctor?.departments.first
        }
        guard let department = knownDepartment(node) else { return nil }
        if let doctor, !doctor.departments.contains(department) {
            node.report("\(doctor.code) does not belong to department \"\(department)\"")
        }
        return department
    }

    /// The campus; it may be left out where the department has only one.
    private func readCampus(of record: CheckedMapping, department: DepartmentCode?) -> CampusCode? {
        let places = department.flatMap { departmentByCode[$0] }?.places ?? [:]
        guard let node = record["campus"] else {
            if places.count == 1 { return places.keys.first }
            if department != nil { record.node.report("\"campus\" is missing: the department has \(places.count)") }
            return nil
        }
        guard let campus = knownCampus(node) else { return nil }
        if let department, places[campus] == nil {
            node.report("department \"\(department)\" has no place on campus \"\(campus)\"")
        }
        return campus
    }

    private func readMinutes(of record: CheckedMapping, half: ClinicSession.Half?) -> Range<Int>? {
        if let node = record["time"] { return node.minutesOfDay() }
        guard let half else { return nil }
        if halves[half] == nil {
            record.node.report("\"time\" is missing: half_days in hospital does not say when \(half.rawValue) is")
        }
        return halves[half]
    }

    /// A room: a number such as `312`, or words in both languages.
    private func room(_ node: CheckedNode?) -> LocalizedText {
        guard let node, node.isScalar, let text = node.word() else { return localized(node) }
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return LocalizedText(zh: text, en: text) }
        return LocalizedText(zh: "\(text)诊室", en: "Room \(text)")
    }

    /// Finds doctors in two places at once, rooms with two doctors, and half-days that are split without need.
    mutating func checkClinics() {
        var byDoctor: [PractitionerCode: [Placed<ClinicTemplate>]] = [:]
        var byRoom: [RoomKey: [Placed<ClinicTemplate>]] = [:]
        for template in templates {
            let value = template.value
            for other in byDoctor[value.practitioner] ?? [] where value.overlaps(other.value) {
                let place = other.value.room == value.room ? "" : " in \(other.value.room.zh)"
                template.node.report(
                    "\(value.practitioner) is already in clinic at that time\(place), line \(other.node.line)")
            }
            for other in byDoctor[value.practitioner] ?? []
            where other.value.half == value.half && other.value.department == value.department
                && !other.value.weekdays.isDisjoint(with: value.weekdays) && !value.overlaps(other.value)
                && (value.weeks == .every || other.value.weeks == .every || value.weeks == other.value.weeks)
                && !value.minutes.overlaps(other.value.minutes)
            {
                template.node.report(
                    "\(value.practitioner) has another clinic of the same half-day in line \(other.node.line): "
                        + "make them one")
            }
            let key = RoomKey(campus: value.campus, room: value.room)
            for other in byRoom[key] ?? []
            where other.value.practitioner != value.practitioner && value.overlaps(other.value) {
                template.node.report(
                    "room \(value.room.zh) is taken at that time by \(other.value.practitioner), line \(other.node.line)"
                )
            }
            byDoctor[value.practitioner, default: []].append(template)
            byRoom[key, default: []].append(template)
        }
    }

    private struct RoomKey: Hashable {
        var campus: CampusCode
        var room: LocalizedText
    }
}
