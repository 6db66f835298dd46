import CivilCalendar

/// Where a simulated history takes place: a small hospital, its rules, and how many visitors it has.
public struct HistoryScene: Sendable {
    /// The hospital; import it into the desk that is tried.
    public var plan: HospitalPlan
    /// The rules; the desk that is tried must have the same.
    public var rules: RuleBook
    /// The limits; the desk that is tried must have the same.
    public var limits: DeskLimits
    /// How many visitors there are; each has an account and a conversation.
    public var visitors: Int
    /// When it begins.
    public var start: Instant

    let slots: [PlacedSlot]
    let sessions: [ClinicSessionID]
    let people: [NewPatient]

    /// A slot by what is the same on every desk.
    struct PlacedSlot: Hashable, Sendable {
        var session: ClinicSessionID
        var startMinute: Int
    }

    /// Makes a scene.
    public init(
        plan: HospitalPlan, rules: RuleBook = RuleBook(), limits: DeskLimits = DeskLimits(), visitors: Int = 4,
        start: Instant
    ) {
        self.plan = plan
        self.rules = rules
        self.limits = limits
        self.visitors = visitors
        self.start = start
        sessions = plan.sessions.map(\.session.id)
        slots = plan.sessions.flatMap { planned in
            planned.segments.map { PlacedSlot(session: planned.session.id, startMinute: $0.startMinute) }
        }
        people = [
            NewPatient(name: "甲", relation: .me, birthDate: CivilDate(year: 1980, month: 2, day: 29), sex: .female),
            NewPatient(name: "乙", relation: .father, birthDate: CivilDate(year: 1950, month: 1, day: 1), sex: .male),
            NewPatient(name: "丙", relation: .child, birthDate: CivilDate(year: 2020, month: 6, day: 1)),
        ]
    }

    /// A hospital so small that everything collides: two campuses, three doctors, four days, two slots a clinic; one
    /// department sees children only, one clinic is released during the history, one place is taken from the start.
    ///
    /// - Parameters:
    ///   - rules: the rules; the standard leaves everything open.
    ///   - hospital: the hospital's code, so that many can share a database.
    public static func crowded(
        rules: RuleBook = RuleBook(), visitors: Int = 4, hospital: HospitalCode = HospitalCode("crowded")
    ) -> HistoryScene {
        let zone = CivilZone.shanghai
        let today = CivilDate(dayNumber: 20_777)
        let blank = LocalizedText(zh: "", en: "")
        let catalogue = Catalogue(
            hospital: Hospital(
                code: hospital, name: blank, zone: zone.identifier, phone: "", hours: blank),
            campuses: ["main", "east"].map {
                Campus(code: CampusCode($0), name: blank, aliases: [], address: blank, way: blank)
            },
            departments: [("skin", nil), ("kids", 14)].map { code, maxAge in
                Department(
                    code: DepartmentCode(code), name: LocalizedText(zh: code, en: code),
                    places: [CampusCode("main"): blank, CampusCode("east"): blank], maxAge: maxAge)
            },
            practitioners: [("a", "skin"), ("b", "skin"), ("c", "kids")].map { code, department in
                Practitioner(
                    code: PractitionerCode(code), name: LocalizedText(zh: code, en: code), title: .attending,
                    sex: .female, departments: [DepartmentCode(department)], feeFen: 2000)
            }, calendar: WorkCalendar())
        var sessions: [PlannedSession] = []
        for day in 0..<4 {
            let date = today.adding(days: day)
            for (index, doctor) in catalogue.practitioners.enumerated() {
                let opens = CivilMoment(date: today, hour: doctor.code.rawValue == "b" && day == 3 ? 20 : 0)
                let session = ClinicSession(
                    id: ClinicSessionID("\(doctor.code)-\(date)-morning"), practitioner: doctor.code,
                    department: doctor.departments[0], campus: CampusCode(index == 1 ? "east" : "main"), room: blank,
                    date: date, half: .morning, feeFen: 2000, releaseAt: zone.instant(of: opens))
                let segments = [540, 570].map { start in
                    PlannedSession.Segment(
                        startMinute: start, endMinute: start + 30, capacity: 2 - (index + day) % 2,
                        preBooked: day == 1 && index == 0 && start == 540 ? 1 : 0)
                }
                sessions.append(PlannedSession(session: session, segments: segments))
            }
        }
        return HistoryScene(
            plan: HospitalPlan(catalogue: catalogue, sessions: sessions), rules: rules, visitors: visitors,
            start: zone.instant(of: CivilMoment(date: today, hour: 7)))
    }
}
