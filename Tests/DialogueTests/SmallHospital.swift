import Booking
import CivilCalendar

/// A hospital that fits on a page: two campuses, a group of departments, namesakes, a full doctor, a department for
/// children. Now is Friday, 20 November 2026, 08:00.
enum SmallHospital {
    static let now = CivilMoment(date: CivilDate(dayNumber: 20_777), second: 8 * 3600)

    static let catalogue = Catalogue(
        hospital: Hospital(
            code: "demo", name: LocalizedText(zh: "安和医院", en: "Anhe Hospital"), zone: "Asia/Shanghai",
            phone: "01088886666", hours: LocalizedText(zh: "门诊每天 8:00–17:00", en: "Clinics 8 am to 5 pm daily")),
        campuses: [
            Campus(
                code: "main", name: LocalizedText(zh: "本部", en: "Main Campus"), aliases: [],
                address: LocalizedText(zh: "和平路 1 号", en: "1 Heping Road"),
                way: LocalizedText(zh: "地铁 2 号线和平站。", en: "Metro line 2, Heping.")),
            Campus(
                code: "east", name: LocalizedText(zh: "东院", en: "East Campus"), aliases: [],
                address: LocalizedText(zh: "东湖路 8 号", en: "8 Donghu Road"),
                way: LocalizedText(zh: "公交 12 路。", en: "Bus 12.")),
        ],
        departments: [
            Department(
                code: "internal", name: LocalizedText(zh: "内科", en: "Internal Medicine"), isGroup: true),
            department("cardiology", "心内科", "Cardiology", group: "internal"),
            department("respiratory", "呼吸内科", "Respiratory Medicine", group: "internal"),
            department("orthopaedics", "骨科", "Orthopaedics"),
            department("gynaecology", "妇科", "Gynaecology", sex: .female, minAge: 14),
            department("paediatrics", "儿科", "Paediatrics", maxAge: 14),
        ],
        practitioners: [
            doctor("zhang", "张伟", "Zhang Wei", .chief, .male, "cardiology", fee: 10_000),
            doctor("li", "李娜", "Li Na", .attending, .female, "cardiology", fee: 5_000),
            doctor("liwei", "李伟", "Li Wei", .associateChief, .male, "cardiology", fee: 8_000),
            doctor("liwei2", "李伟", "Li Wei", .attending, .male, "orthopaedics", fee: 5_000),
            doctor("wang", "王芳", "Wang Fang", .attending, .female, "gynaecology", fee: 5_000),
            doctor("zhou", "周童", "Zhou Tong", .attending, .female, "paediatrics", fee: 5_000),
            doctor("chen", "陈静", "Chen Jing", .attending, .female, "respiratory", fee: 5_000),
        ],
        calendar: WorkCalendar())

    private static func department(
        _ code: String, _ zh: String, _ en: String, group: String? = nil, sex: Sex? = nil, minAge: Int? = nil,
        maxAge: Int? = nil
    ) -> Department {
        Department(
            code: DepartmentCode(code), name: LocalizedText(zh: zh, en: en), group: group.map { DepartmentCode($0) },
            places: ["main": LocalizedText(zh: "门诊楼3层", en: "3rd floor")], minAge: minAge, maxAge: maxAge, sex: sex,
            about: LocalizedText(zh: "\(zh)常见病", en: "common complaints"),
            preparation: LocalizedText(zh: "带上以前的检查结果。", en: "Bring earlier results."))
    }

    private static func doctor(
        _ code: String, _ zh: String, _ en: String, _ title: PractitionerTitle, _ sex: Sex, _ department: String,
        fee: Int
    ) -> Practitioner {
        Practitioner(
            code: PractitionerCode(code), name: LocalizedText(zh: zh, en: en), title: title, sex: sex,
            departments: [DepartmentCode(department)], feeFen: fee)
    }

    /// Every doctor sees patients every weekday for two weeks, 8:00 to 10:00 in the morning and 14:00 to 16:00 in the
    /// afternoon, half-hour slots of two places; Zhang's mornings of 25 November are full, and Li Na's Thursdays are
    /// stopped.
    static func desk(limits: DeskLimits = DeskLimits()) -> InMemoryDesk {
        let today = now.date
        var sessions: [PlannedSession] = []
        for doctor in catalogue.practitioners {
            for offset in 1...14 {
                let day = today.adding(days: offset)
                guard !WeekdaySet.saturdayAndSunday.contains(day.weekday) else { continue }
                for half in [ClinicSession.Half.morning, .afternoon] {
                    let first = half == .morning ? 480 : 840
                    let isFull = doctor.code == "zhang" && half == .morning && day.description == "2026-11-25"
                    let session = ClinicSession(
                        id: ClinicSessionID("\(doctor.code)/\(day)/\(half.rawValue)"), practitioner: doctor.code,
                        department: doctor.departments[0], campus: doctor.code == "li" ? "east" : "main",
                        room: LocalizedText(zh: "3 诊室", en: "Room 3"), date: day, half: half,
                        status: doctor.code == "li" && day.weekday == .thursday ? .stopped : .scheduled,
                        feeFen: doctor.feeFen, releaseAt: Instant(milliseconds: 0))
                    sessions.append(
                        PlannedSession(
                            session: session,
                            segments: (0..<4).map { index in
                                PlannedSession.Segment(
                                    startMinute: first + index * 30, endMinute: first + index * 30 + 30, capacity: 2,
                                    preBooked: isFull ? 2 : 0)
                            }))
                }
            }
        }
        return InMemoryDesk(plan: HospitalPlan(catalogue: catalogue, sessions: sessions), limits: limits)
    }
}

extension Identifier: ExpressibleByStringLiteral, ExpressibleByUnicodeScalarLiteral,
    ExpressibleByExtendedGraphemeClusterLiteral
{
    /// Makes an id from a literal.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}
