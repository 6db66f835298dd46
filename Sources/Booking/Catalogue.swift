import CivilCalendar

/// A hospital: the tenant that everything belongs to.
public struct Hospital: Hashable, Sendable, Codable {
    /// Its short code.
    public var code: HospitalCode
    /// Its name.
    public var name: LocalizedText
    /// IANA name of its time zone.
    public var zone: String
    /// The number that reaches a person.
    public var phone: String
    /// Opening hours in words.
    public var hours: LocalizedText

    /// Makes a hospital.
    public init(code: HospitalCode, name: LocalizedText, zone: String, phone: String, hours: LocalizedText) {
        self.code = code
        self.name = name
        self.zone = zone
        self.phone = phone
        self.hours = hours
    }
}

/// A site of the hospital (院区).
public struct Campus: Hashable, Sendable, Codable {
    /// Its code.
    public var code: CampusCode
    /// Its name.
    public var name: LocalizedText
    /// What people call it, in any language.
    public var aliases: [String]
    /// Street address.
    public var address: LocalizedText
    /// How to get there.
    public var way: LocalizedText

    /// Makes a campus.
    public init(
        code: CampusCode, name: LocalizedText, aliases: [String], address: LocalizedText, way: LocalizedText
    ) {
        self.code = code
        self.name = name
        self.aliases = aliases
        self.address = address
        self.way = way
    }
}

/// A department (科室), or a group of departments such as 内科.
public struct Department: Hashable, Sendable, Codable {
    /// Its code.
    public var code: DepartmentCode
    /// Its name.
    public var name: LocalizedText
    /// What people call it, in any language.
    public var aliases: [String]
    /// The group it belongs to.
    public var group: DepartmentCode?
    /// Whether this is only a group: it has members and no clinic of its own.
    public var isGroup: Bool
    /// Where it sits, by campus; also the list of its campuses.
    public var places: [CampusCode: LocalizedText]
    /// Youngest age in years that is seen, inclusive.
    public var minAge: Int?
    /// Oldest age in years that is seen, inclusive.
    public var maxAge: Int?
    /// The only sex that is seen.
    public var sex: Sex?
    /// What it treats.
    public var about: LocalizedText
    /// What to bring and how to prepare.
    public var preparation: LocalizedText
    /// Whether its name must not appear in public messages (psychiatry, fertility, HIV …).
    public var isSensitive: Bool

    /// Makes a department.
    public init(
        code: DepartmentCode, name: LocalizedText, aliases: [String] = [], group: DepartmentCode? = nil,
        isGroup: Bool = false, places: [CampusCode: LocalizedText] = [:], minAge: Int? = nil, maxAge: Int? = nil,
        sex: Sex? = nil, about: LocalizedText = LocalizedText(zh: "", en: ""),
        preparation: LocalizedText = LocalizedText(zh: "", en: ""), isSensitive: Bool = false
    ) {
        self.code = code
        self.name = name
        self.aliases = aliases
        self.group = group
        self.isGroup = isGroup
        self.places = places
        self.minAge = minAge
        self.maxAge = maxAge
        self.sex = sex
        self.about = about
        self.preparation = preparation
        self.isSensitive = isSensitive
    }
}

/// Male or female, as in the civil register.
public enum Sex: String, Hashable, Sendable, Codable, CaseIterable {
    case male, female
}

/// A doctor's rank (职称).
public enum PractitionerTitle: String, Hashable, Sendable, Codable, CaseIterable {
    /// 主任医师
    case chief
    /// 副主任医师
    case associateChief = "associate_chief"
    /// 主治医师
    case attending
    /// 住院医师
    case resident
}

/// A doctor (医生).
public struct Practitioner: Hashable, Sendable, Codable {
    /// The code.
    public var code: PractitionerCode
    /// The name; the English one is the romanised or the real English name.
    public var name: LocalizedText
    /// The rank.
    public var title: PractitionerTitle
    /// The sex.
    public var sex: Sex
    /// The departments, the main one first.
    public var departments: [DepartmentCode]
    /// What the doctor is good at.
    public var specialties: LocalizedText
    /// Registration fee in fen.
    public var feeFen: Int
    /// Language codes the doctor sees patients in, such as `zh`, `en`.
    public var languages: [String]
    /// Other names that people use.
    public var aliases: [String]
    /// Pinyin of the Chinese name without tones, syllables separated by blanks, surname first (`ou yang ming`).
    public var pinyin: String

    /// Makes a doctor.
    public init(
        code: PractitionerCode, name: LocalizedText, title: PractitionerTitle, sex: Sex,
        departments: [DepartmentCode], specialties: LocalizedText = LocalizedText(zh: "", en: ""), feeFen: Int,
        languages: [String] = ["zh"], aliases: [String] = [], pinyin: String = ""
    ) {
        self.code = code
        self.name = name
        self.title = title
        self.sex = sex
        self.departments = departments
        self.specialties = specialties
        self.feeFen = feeFen
        self.languages = languages
        self.aliases = aliases
        self.pinyin = pinyin
    }
}

/// Everything about the hospital that changes rarely: who and where. Immutable; replaced as a whole.
public struct Catalogue: Sendable {
    /// The hospital.
    public let hospital: Hospital
    /// Its campuses, in the file's order.
    public let campuses: [Campus]
    /// Its departments and groups, in the file's order.
    public let departments: [Department]
    /// Its doctors, in the file's order.
    public let practitioners: [Practitioner]
    /// Holidays and make-up days.
    public let calendar: WorkCalendar
    /// The time zone.
    public let zone: CivilZone

    private let campusIndex: [CampusCode: Int]
    private let departmentIndex: [DepartmentCode: Int]
    private let practitionerIndex: [PractitionerCode: Int]
    private let membersByGroup: [DepartmentCode: [DepartmentCode]]

    /// Makes a catalogue; where a code occurs twice the first entry wins.
    public init(
        hospital: Hospital, campuses: [Campus], departments: [Department], practitioners: [Practitioner],
        calendar: WorkCalendar
    ) {
        self.hospital = hospital
        self.campuses = campuses
        self.departments = departments
        self.practitioners = practitioners
        self.calendar = calendar
        zone = CivilZone(identifier: hospital.zone) ?? .shanghai
        campusIndex = Dictionary(campuses.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        departmentIndex = Dictionary(
            departments.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        practitionerIndex = Dictionary(
            practitioners.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        var members: [DepartmentCode: [DepartmentCode]] = [:]
        for department in departments {
            if let group = department.group { members[group, default: []].append(department.code) }
        }
        membersByGroup = members
    }

    /// The campus with this code.
    public func campus(_ code: CampusCode) -> Campus? { campusIndex[code].map { campuses[$0] } }
    /// The department with this code.
    public func department(_ code: DepartmentCode) -> Department? { departmentIndex[code].map { departments[$0] } }
    /// The doctor with this code.
    public func practitioner(_ code: PractitionerCode) -> Practitioner? {
        practitionerIndex[code].map { practitioners[$0] }
    }
    /// The departments of a group; empty for a department that is none.
    public func members(of group: DepartmentCode) -> [DepartmentCode] { membersByGroup[group] ?? [] }
}
