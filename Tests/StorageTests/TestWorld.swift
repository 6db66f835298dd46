import Booking
import CivilCalendar
import FaultScript
import Foundation
import FrontDesk
import Storage
import Synchronization

/// A small hospital: two campuses, three departments, four doctors, two days of clinics.
enum TestWorld {
    static let code = HospitalCode("h1")
    static let zone = CivilZone.shanghai
    /// Friday 2026-11-20, 09:00 in Shanghai.
    static let now = zone.instant(of: CivilMoment(date: friday, hour: 9))
    static let friday = CivilDate(dayNumber: 20_777)
    static let monday = friday.adding(days: 3)
    static let tuesday = friday.adding(days: 4)

    static func text(_ zh: String, _ en: String) -> LocalizedText { LocalizedText(zh: zh, en: en) }

    static let catalogue = Catalogue(
        hospital: Hospital(
            code: code, name: text("示范医院", "Demo Hospital"), zone: "Asia/Shanghai", phone: "02112345678",
            hours: text("周一至周日", "every day")),
        campuses: [
            Campus(
                code: "east", name: text("东院", "East"), aliases: ["东区", "本部"], address: text("东路1号", "1 East Rd"),
                way: text("地铁2号线", "metro 2")),
            Campus(
                code: "west", name: text("西院", "West"), aliases: [], address: text("西路1号", "1 West Rd"),
                way: text("", "")),
        ],
        departments: [
            Department(code: "medicine", name: text("内科", "Medicine"), isGroup: true),
            Department(
                code: "cardio", name: text("心内科", "Cardiology"), aliases: ["看心脏的"], group: "medicine",
                places: ["east": text("2楼", "2nd floor"), "west": text("3楼", "3rd floor")]),
            Department(
                code: "paediatrics", name: text("儿科", "Paediatrics"), places: ["east": text("1楼", "1st floor")],
                maxAge: 14),
            Department(
                code: "gynaecology", name: text("妇科", "Gynaecology"), places: ["west": text("4楼", "4th floor")],
                sex: .female, isSensitive: true),
        ],
        practitioners: [
            doctor("d1", "张伟", ["cardio"]), doctor("d2", "李娜", ["cardio"]), doctor("d3", "欧阳敏", ["paediatrics"]),
            doctor("d4", "王芳", ["gynaecology"]),
        ],
        calendar: WorkCalendar(holidays: [monday.adding(days: 30): "假日"], makeUpDays: [friday.adding(days: 8)]))

    private static func doctor(_ code: String, _ name: String, _ departments: [DepartmentCode]) -> Practitioner {
        Practitioner(
            code: PractitionerCode(code), name: text(name, "Dr \(code)"), title: .chief, sex: .female,
            departments: departments, specialties: text("专长", "special"), feeFen: 5000, languages: ["zh", "en"],
            aliases: ["\(name)主任"], pinyin: "zhang wei")
    }

    /// A session of four slots of half an hour from 08:00, 13:30 or 18:00.
    static func session(
        _ id: String, doctor: PractitionerCode = "d1", department: DepartmentCode = "cardio",
        campus: CampusCode = "east", date: CivilDate = monday, half: ClinicSession.Half = .morning,
        status: ClinicSession.Status = .scheduled, capacities: [Int] = [2, 2, 2, 2], preBooked: Int = 0,
        releaseAt: Instant = now.adding(seconds: -3600)
    ) -> PlannedSession {
        let first = [ClinicSession.Half.morning: 480, .afternoon: 810, .evening: 1080][half] ?? 480
        return PlannedSession(
            session: ClinicSession(
                id: ClinicSessionID(id), practitioner: doctor, department: department, campus: campus,
                room: text("201室", "Room 201"), date: date, half: half, status: status, feeFen: 5000,
                releaseAt: releaseAt),
            segments: capacities.enumerated().map { index, capacity in
                PlannedSession.Segment(
                    startMinute: first + 30 * index, endMinute: first + 30 * (index + 1), capacity: capacity,
                    preBooked: min(preBooked, capacity))
            })
    }

    static let sessions = [
        session("m1"), session("m2", doctor: "d2"),
        session("w1", doctor: "d2", campus: "west", half: .afternoon),
        session("p1", doctor: "d3", department: "paediatrics"),
        session("g1", doctor: "d4", department: "gynaecology", campus: "west"),
        session("t1", date: tuesday), session("stopped", date: tuesday, half: .afternoon, status: .stopped),
        session("later", date: tuesday, half: .evening, releaseAt: now.adding(seconds: 3600)),
        session("full", doctor: "d2", date: tuesday, capacities: [2], preBooked: 2),
        session("today", doctor: "d2", date: friday),
    ]

    static var plan: HospitalPlan { HospitalPlan(catalogue: catalogue, sessions: sessions) }

    static func configuration(seed: UInt64 = 1) -> StoreConfiguration {
        let chance = SeededChance(seed: seed)
        return StoreConfiguration(
            hospital: code, sealingKey: Array(repeating: 7, count: 32), ids: TimeOrderedIdentifiers(chance: chance),
            chance: chance)
    }
}

extension Identifier: ExpressibleByUnicodeScalarLiteral {}
extension Identifier: ExpressibleByExtendedGraphemeClusterLiteral {}
extension Identifier: ExpressibleByStringLiteral {
    /// An id from a literal.
    public init(stringLiteral text: String) {
        self.init(text)
    }
}
