import Testing

@testable import HospitalFiles

@Suite("Problems of hospital files")
struct HospitalProblemsTests {
    @Test("the small hospital has none")
    func none() throws {
        #expect(try problems([:]).isEmpty)
    }

    @Test(
        "a mistake is reported where it stands",
        arguments: [
            (
                "departments", "- {code: gi, name: 消化, places: {mian: x}}",
                "h/departments.yaml:1: unknown campus \"mian\""
            ),
            ("departments", "- {code: gi, name: 消化, group: im, places: {main: x}}", "unknown department \"im\""),
            ("departments", "- {code: gi, name: 消化}", "has no place"),
            ("departments", "- {code: gi, name: 消化, places: {main: x}, min_age: 20, max_age: 3}", "min_age 20"),
            (
                "departments", "- {code: gi, name: a, places: {main: x}}\n- {code: gi, name: b, places: {main: x}}",
                "h/departments.yaml:2: department \"gi\" is already given in line 1"
            ),
            (
                "practitioners", "- {code: zw01, name: 张伟, title: cheif, sex: male, departments: gi}",
                "did you mean \"chief\""
            ),
            (
                "practitioners", "- {code: zw01, name: 张伟, title: chief, sex: male, departments: [g1]}",
                "unknown department"
            ),
            ("practitioners", "- {code: zw01, name: 张伟, title: chief, sex: male, departments: im}", "is a group"),
            ("practitioners", "- {code: z, name: 张, title: resident, sex: male, departments: gi}", "no fee"),
            ("practitioners", "- {code: \"张\", name: 张, title: chief, sex: male, departments: gi}", "is no code"),
            (
                "practitioners", "- {code: z, nmae: 张, title: chief, sex: male, departments: gi}",
                "did you mean \"name\""
            ),
            ("fees", "- {title: chief, fee: 6.123}", "expected an amount in yuan"),
            (
                "clinics", "- {practitioner: zw02, room: 1, weekdays: mon, half: morning, minutes: 30, capacity: 1}",
                "did you mean \"zw01\""
            ),
            (
                "clinics", "- {practitioner: zw01, room: 1, weekdays: mon, half: morning, minutes: 30, capacity: 0}",
                "0 is out of range"
            ),
            (
                "clinics", "- {practitioner: zw01, room: 1, weekdays: mon, half: evening, minutes: 30, capacity: 1}",
                "\"time\" is missing"
            ),
            (
                "clinics", "- {practitioner: zw01, room: 1, weekdays: mno, half: morning, minutes: 30, capacity: 1}",
                "did you mean \"mon\""
            ),
            (
                "clinics",
                "- {practitioner: zw01, department: ent, room: 1, weekdays: mon, half: morning, minutes: 30, capacity: 1}",
                "does not belong"
            ),
            (
                "clinics",
                "- {practitioner: zw01, room: 1, weekdays: mon, half: morning, time: 9:00-8:00, minutes: 30, capacity: 1}",
                "ends before"
            ),
            ("exceptions", "- {kind: stop, practitioner: zw01, date: 2026-11-24}", "concerns no clinic"),
            ("exceptions", "- {kind: substitute, practitioner: zw01, date: 2026-11-23}", "\"by\" is missing"),
            ("exceptions", "- {kind: stop, practitioner: zw01, monthly: 6 mon}", "how-manieth weekday"),
            ("exceptions", "- {kind: stop, practitioner: zw01, date: 2026-11-31}", "is no day"),
            ("exceptions", "- {kind: stop, practitioner: zw01, date: 2026-11-23, room: 3}", "means nothing"),
            (
                "holidays",
                "- {kind: holiday, name: 元旦, date: 2027-01-01}\n- {kind: working, name: x, date: 2027-01-01}",
                "h/holidays.yaml:2: day"
            ),
            ("rules", "planed_days: 30\nversions: []", "did you mean \"planned_days\""),
            ("rules", "versions:\n- {version: a, rules: {ward gi: {}}}", "h/rules.yaml:2: \"ward gi\" is no scope"),
            ("rules", "versions:\n- {version: a, rules: {doctor zw02: {}}}", "did you mean \"zw01\""),
            (
                "rules", "versions:\n- {version: a, rules: {hospital: {perPatientDya: 1}}}",
                "did you mean \"perPatientDay\""
            ),
            ("rules", "versions:\n- {version: a, rules: {hospital: {perPatientDay: -1}}}", "out of range"),
            ("rules", "versions:\n- {version: a, rules: {hospital: {cancelDeadline: soon}}}", "is no cancelDeadline"),
            (
                "rules", "versions:\n- {version: a, rules: {hospital: {minAge: 9, maxAge: 3}}}",
                "minAge and maxAge contradict"
            ),
            ("other_channels", "seed: 1\ntaken: {chief: {least: 50, most: 10, full: 0}}", "least 50 is above most 10"),
            ("doctors", "[]", "h/doctors.yaml: unknown hospital file"),
        ])
    func single(section: String, text: String, message: String) throws {
        let found = try problems([section: text])
        #expect(found.contains { $0.contains(message) }, "\(found)")
    }

    @Test("a doctor in two rooms at once, and a room with two doctors")
    func collisions() throws {
        let found = try problems([
            "clinics": """
            - {practitioner: zw01, room: 101, weekdays: [mon, wed], half: morning, minutes: 30, capacity: 2}
            - {practitioner: zw01, room: 102, weekdays: wed, half: morning, minutes: 30, capacity: 2}
            - {practitioner: lw01, room: 101, weekdays: mon, time: 09:00-11:00, half: morning, minutes: 30, capacity: 2}
            - {practitioner: lw01, room: 103, weekdays: mon, weeks: even, half: morning, minutes: 30, capacity: 2}
            """
        ])
        #expect(
            found == [
                "h/clinics.yaml:2: zw01 is already in clinic at that time in 101诊室, line 1",
                "h/clinics.yaml:3: room 101诊室 is taken at that time by zw01, line 1",
                "h/clinics.yaml:4: lw01 is already in clinic at that time in 101诊室, line 3",
            ])
    }

    @Test("a stand-in must be free")
    func standIn() throws {
        let clinics = """
            - {practitioner: zw01, room: 101, weekdays: mon, half: morning, minutes: 30, capacity: 2}
            - {practitioner: lw01, room: 102, weekdays: mon, half: morning, minutes: 30, capacity: 2}
            """
        let found = try problems([
            "clinics": clinics,
            "exceptions": "- {kind: substitute, practitioner: zw01, by: lw01, date: 2026-11-23, half: morning}",
        ])
        #expect(found == ["h/exceptions.yaml:1: lw01 has a clinic of their own at that time on 2026-11-23"])
    }

    @Test("the same file in two forms, and files that are missing")
    func files() throws {
        let found = try problems(["practitioners.csv": "code\nx", "fees": nil])
        #expect(found.contains { $0.contains("is there in two forms") })
        #expect(found.contains { $0.contains("h: fees is missing") })
    }

    @Test("all problems of a bad hospital at once, ordered by file and line")
    func many() throws {
        let found = try problems([
            "departments": "- {code: gi, name: a, places: {main: x}, sex: man}\n- {code: ent, places: {main: x}}",
            "practitioners": "- {code: zw01, name: 张伟, title: boss, sex: male, departments: gi}\n- {code: a b}",
            "clinics": "- {practitioner: zw01, room: 1, weekdays: mon, half: noon, minutes: 3, capacity: -1}",
        ])
        #expect(found.count == 11, "\(found)")
        let places = found.compactMap { $0.split(separator: ": ").first }
        #expect(places == places.sorted())
    }
}
