import CivilCalendar

@testable import Booking

/// A little hospital for tests: two campuses, internal medicine as a group of two, dermatology, pediatrics; today is
/// Friday 2026-11-20, 09:00.
enum SmallHospital {
    static let today = CivilDate(dayNumber: 20_777)
    static let now = CivilMoment(date: today, hour: 9)
    static let zone = CivilZone.shanghai

    static let catalogue = Catalogue(
        hospital: Hospital(
            code: "h", name: LocalizedText(zh: "医院", en: "Hospital"), zone: "Asia/Shanghai", phone: "010",
            hours: LocalizedText(zh: "", en: "")),
        campuses: [campus("main"), campus("east")],
        departments: [
            Department(code: "internal", name: LocalizedText(zh: "内科", en: "Internal"), isGroup: true),
            department("cardio", group: "internal"), department("gastro", group: "internal"),
            department("skin"), department("kids", maxAge: 14), department("gyn", sex: .female),
        ],
        practitioners: [
            doctor("zhang", .chief, .male, ["cardio"], 5000), doctor("li", .attending, .female, ["cardio"], 2000),
            doctor("wang", .associateChief, .female, ["gastro"], 3000), doctor("zhao", .chief, .female, ["skin"], 6000),
            doctor("qian", .attending, .male, ["skin"], 2000), doctor("sun", .resident, .male, ["skin"], 1000),
            doctor("kid", .attending, .female, ["kids"], 2000), doctor("gy", .attending, .female, ["gyn"], 2000),
        ], calendar: WorkCalendar())

    static func campus(_ code: CampusCode) -> Campus {
        Campus(
            code: code, name: LocalizedText(zh: code.rawValue, en: code.rawValue), aliases: [],
            address: LocalizedText(zh: "", en: ""), way: LocalizedText(zh: "", en: ""))
    }

    static func department(
        _ code: DepartmentCode, group: DepartmentCode? = nil, maxAge: Int? = nil, sex: Sex? = nil
    ) -> Department {
        Department(
            code: code, name: LocalizedText(zh: code.rawValue, en: code.rawValue), group: group,
            places: ["main": LocalizedText(zh: "1", en: "1"), "east": LocalizedText(zh: "2", en: "2")],
            maxAge: maxAge, sex: sex)
    }

    static func doctor(
        _ code: PractitionerCode, _ title: PractitionerTitle, _ sex: Sex, _ departments: [DepartmentCode], _ fee: Int
    ) -> Practitioner {
        Practitioner(
            code: code, name: LocalizedText(zh: code.rawValue, en: code.rawValue), title: title, sex: sex,
            departments: departments, feeFen: fee)
    }

    /// A half-day of one doctor as slots.
    ///
    /// - Parameters:
    ///   - day: days from today.
    ///   - full: start minutes that are taken.
    static func session(
        _ practitioner: PractitionerCode, day: Int, _ half: ClinicSession.Half = .morning, every step: Int = 30,
        campus: CampusCode = "main", status: Slot.Status = .open, capacity: Int = 1, full: Set<Int> = []
    ) -> [Slot] {
        let person = catalogue.practitioner(practitioner)
        let date = today.adding(days: day)
        let session = ClinicSession(
            id: ClinicSessionID("\(practitioner)-\(day)-\(half.rawValue)"), practitioner: practitioner,
            department: person?.departments.first ?? "?", campus: campus, room: LocalizedText(zh: "3", en: "3"),
            date: date, half: half, status: status == .stopped ? .stopped : .scheduled,
            feeFen: person?.feeFen ?? 0,
            releaseAt: zone.instant(of: CivilMoment(date: date.adding(days: -14), hour: 7)))
        let hours: Range<Int> =
            switch half {
            case .morning: 480..<720
            case .afternoon: 840..<1020
            case .evening: 1080..<1200
            }
        return stride(from: hours.lowerBound, to: hours.upperBound, by: step).map { start in
            let taken = full.contains(start)
            return Slot(
                id: SlotID("\(session.id)-\(start)"), session: session, startMinute: start, endMinute: start + step,
                capacity: capacity, held: 0, booked: taken || status == .full ? capacity : 0,
                status: taken ? .full : status)
        }
    }

    /// Sessions in the order in which the core gives slots: by start, then id.
    static func slots(_ sessions: [Slot]...) -> [Slot] {
        sessions.flatMap { $0 }.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    }

    static func patient(_ id: PatientID = "p", age: Int = 40, sex: Sex = .male) -> Patient {
        Patient(id: id, name: "甲", relation: .me, birthDate: today.adding(months: -12 * age), sex: sex)
    }

    static func visit(_ id: AppointmentID, on slot: Slot) -> Appointment {
        Appointment(
            id: id, status: .booked, patient: patient(), account: "a", slot: slot, serial: 1, visitCode: "",
            sequence: 0, ruleVersion: "1", bookedAt: Instant(milliseconds: 0))
    }
}

extension Identifier: ExpressibleByUnicodeScalarLiteral {}
extension Identifier: ExpressibleByExtendedGraphemeClusterLiteral {}
extension Identifier: ExpressibleByStringLiteral {
    /// Makes an id from a literal; only tests name things in the source.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}

extension SmallHospital {
    /// Three weeks of morning clinics of one place each, half an hour apart; gastroenterology sits on the east campus.
    static let plan = HospitalPlan(
        catalogue: catalogue,
        sessions: (0...20).flatMap { day in
            catalogue.practitioners.map { doctor in
                let slots = session(doctor.code, day: day, campus: doctor.code == "wang" ? "east" : "main")
                return PlannedSession(
                    session: slots[0].session,
                    segments: slots.map {
                        PlannedSession.Segment(startMinute: $0.startMinute, endMinute: $0.endMinute, capacity: 1)
                    })
            }
        })
}
