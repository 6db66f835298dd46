import Booking
import CivilCalendar
import Definitions
import Foundation

extension HospitalReader {
    mutating func readHospital() {
        let keys = ["code", "name", "zone", "phone", "hours", "half_days", "campuses", "answers"]
        guard let map = sections[.hospital]?.mapping(keys: keys) else { return }
        let zone = map["zone"]?.word() ?? "Asia/Shanghai"
        if CivilZone(identifier: zone) == nil { map["zone"]?.report("unknown time zone \"\(zone)\"") }
        hospital = Hospital(
            code: HospitalCode(code(map.required("code")) ?? ""), name: localized(map.required("name")), zone: zone,
            phone: map.word("phone") ?? "", hours: localized(map.required("hours")))
        if let hours = map.required("half_days")?.mapping(keys: ClinicSession.Half.allCases.map(\.rawValue)) {
            for entry in hours.entries {
                guard let half = ClinicSession.Half(rawValue: entry.key) else { continue }
                halves[half] = entry.value.minutesOfDay()
            }
        }
        let topics = HouseTopic.allCases.filter(\.hasText).map(\.rawValue)
        for entry in map["answers"]?.mapping(keys: topics)?.entries ?? [] {
            guard let topic = HouseTopic(rawValue: entry.key) else { continue }
            answers[topic] = localized(entry.value)
        }
        var codes: [(String, CheckedNode)] = []
        for node in map.required("campuses")?.sequence() ?? [] {
            guard let campus = node.mapping(keys: ["code", "name", "aliases", "address", "way"]),
                let code = code(campus.required("code"))
            else { continue }
            codes.append((code, campus.node))
            campuses.append(
                Campus(
                    code: CampusCode(code), name: localized(campus.required("name")),
                    aliases: campus.strings("aliases"), address: localized(campus.required("address")),
                    way: localized(campus["way"])))
        }
        campusByCode = Dictionary(campuses.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        reportRepeats(codes, what: "campus")
    }

    mutating func readFees() {
        for record in sections.records(.fees, keys: ["title", "half", "campus", "fee"]) {
            let title = record.required("title")?.option(PractitionerTitle.self)
            let half = record["half"]?.option(ClinicSession.Half.self)
            let campus = knownCampus(record["campus"])
            guard let title, let fee = fen(record.required("fee")) else { continue }
            fees.lines.append(FeeTable.Line(title: title, half: half, campus: campus, feeFen: fee))
        }
    }

    mutating func readDepartments() {
        let keys = [
            "code", "name", "aliases", "group", "is_group", "places", "min_age", "max_age", "sex", "about",
            "preparation", "sensitive",
        ]
        var placed: [(String, CheckedNode)] = []
        var groups: [(CheckedNode, Int)] = []
        for record in sections.records(.departments, keys: keys) {
            guard let code = code(record.required("code")) else { continue }
            placed.append((code, record.node))
            var department = Department(code: DepartmentCode(code), name: localized(record.required("name")))
            department.aliases = record.strings("aliases")
            department.isGroup = flag(record["is_group"])
            department.isSensitive = flag(record["sensitive"])
            department.minAge = record["min_age"]?.int(in: 0...120)
            department.maxAge = record["max_age"]?.int(in: 0...120)
            if let low = department.minAge, let high = department.maxAge, low > high {
                record.node.report("min_age \(low) is above max_age \(high)")
            }
            department.sex = record["sex"]?.option(Sex.self)
            department.about = localized(record["about"])
            department.preparation = localized(record["preparation"])
            for place in record["places"]?.openMapping()?.entries ?? [] {
                guard let campus = knownCampus(place.keyNode) else { continue }
                department.places[campus] = localized(place.value)
            }
            if !department.isGroup && department.places.isEmpty {
                record.node.report("department \"\(code)\" has no place: give at least one campus under places")
            }
            if let group = record["group"], let name = group.word() {
                department.group = DepartmentCode(name)
                groups.append((group, departments.count))
            }
            departments.append(department)
        }
        departmentByCode = Dictionary(departments.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        reportRepeats(placed, what: "department")
        for (node, index) in groups {
            guard let group = knownDepartment(node) else { continue }
            if departments[index].isGroup {
                node.report("a group cannot belong to a group")
            } else if departmentByCode[group]?.isGroup != true {
                node.report("\"\(group)\" is no group: give it is_group: true")
            }
        }
    }

    mutating func readPractitioners() {
        let keys = [
            "code", "name", "pinyin", "title", "sex", "departments", "languages", "specialties", "aliases", "fee",
        ]
        var placed: [(String, CheckedNode)] = []
        for record in sections.records(.practitioners, keys: keys) {
            let code = code(record.required("code"))
            let title = record.required("title")?.option(PractitionerTitle.self)
            let sex = record.required("sex")?.option(Sex.self)
            let departments = readDepartmentsOfPractitioner(record)
            let fee = record["fee"].map { fen($0) } ?? title.flatMap { fees.base($0) }
            if record["fee"] == nil, let title, fees.base(title) == nil {
                record.node.report("no fee: neither here nor for the title \(title.rawValue) in fees")
            }
            var name = localized(record.required("name"))
            let pinyin = record["pinyin"]?.word()?.lowercased() ?? ChineseName.pinyin(of: name.zh)
            if name.en == name.zh { name.en = ChineseName.english(pinyin: pinyin, name: name.zh) }
            let languages = record.strings("languages")
            let specialties = localized(record["specialties"])
            let aliases = record.strings("aliases")
            guard let code else { continue }
            placed.append((code, record.node))
            // A doctor with a mistake stays known, so that the clinics do not report the same mistake again.
            practitioners.append(
                Practitioner(
                    code: PractitionerCode(code), name: name, title: title ?? .resident, sex: sex ?? .female,
                    departments: departments,
                    specialties: specialties, feeFen: (fee ?? nil) ?? 0,
                    languages: languages.isEmpty ? ["zh"] : languages, aliases: aliases, pinyin: pinyin))
        }
        practitionerByCode = Dictionary(practitioners.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        reportRepeats(placed, what: "practitioner")
    }

    private func readDepartmentsOfPractitioner(_ record: CheckedMapping) -> [DepartmentCode] {
        var result: [DepartmentCode] = []
        for node in record.required("departments")?.oneOrMore() ?? [] {
            guard let code = knownDepartment(node) else { continue }
            if departmentByCode[code]?.isGroup == true {
                node.report("\"\(code)\" is a group: name one of its departments")
            } else if !result.contains(code) {
                result.append(code)
            }
        }
        return result
    }

    func flag(_ node: CheckedNode?) -> Bool { node?.bool() ?? false }
}

/// How a Chinese name is written in Latin letters.
enum ChineseName {
    private static let compoundSurnames: Set<String> = [
        "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "夏侯", "司徒", "长孙", "宇文", "端木", "南宫",
    ]

    /// Pinyin without tones, syllables separated by blanks; characters with several readings get the commonest, which
    /// is wrong for surnames such as 单 or 仇: the file should say.
    static func pinyin(of name: String) -> String {
        let latin = name.applyingTransform(.mandarinToLatin, reverse: false)?
            .applyingTransform(.stripDiacritics, reverse: false)
        return (latin ?? name).lowercased()
    }

    /// Surname, then the given name in one word: `Zhang Xiaoming`, `Ouyang Ming`.
    static func english(pinyin: String, name: String) -> String {
        let syllables = pinyin.split(separator: " ").map(String.init)
        let surname = compoundSurnames.contains(String(name.prefix(2))) ? 2 : 1
        return [syllables.prefix(surname), syllables.dropFirst(surname)]
            .map { $0.joined() }
            .filter { !$0.isEmpty }
            .map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined(separator: " ")
    }
}
