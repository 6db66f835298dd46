import CivilCalendar

/// What rules apply to; a narrower one wins, parameter by parameter.
public enum RuleScope: Hashable, Sendable {
    case platform
    case hospital(HospitalCode)
    case campus(CampusCode)
    /// A department or a group of departments; the department's own rules win over its group's.
    case department(DepartmentCode)
    case serviceClass(ServiceClass)
    case doctor(PractitionerCode)

    /// The scope as the hospital's files write it: `platform`, `department cardio`, `class expert` …
    public var text: String {
        switch self {
        case .platform: "platform"
        case .hospital(let code): "hospital \(code)"
        case .campus(let code): "campus \(code)"
        case .department(let code): "department \(code)"
        case .serviceClass(let serviceClass): "class \(serviceClass.rawValue)"
        case .doctor(let code): "doctor \(code)"
        }
    }

    /// Reads what ``text`` prints; `nil` for anything else.
    public init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        switch (words.first, words.count) {
        case ("platform", 1): self = .platform
        case ("hospital", 2): self = .hospital(HospitalCode(words[1]))
        case ("campus", 2): self = .campus(CampusCode(words[1]))
        case ("department", 2): self = .department(DepartmentCode(words[1]))
        case ("doctor", 2): self = .doctor(PractitionerCode(words[1]))
        case ("class", 2):
            guard let serviceClass = ServiceClass(rawValue: words[1]) else { return nil }
            self = .serviceClass(serviceClass)
        default: return nil
        }
    }
}

/// The class of a clinic (门诊类型), which hospitals often give rules of its own.
public enum ServiceClass: String, Hashable, Sendable, Codable, CaseIterable {
    /// 普通门诊
    case general
    /// 专家门诊
    case expert
    /// 特需门诊
    case premium
    /// 国际门诊
    case international
    /// 互联网门诊
    case online
}

/// What the rules are asked about: where, by whom, in which class.
public struct RuleSubject: Hashable, Sendable {
    /// The hospital.
    public var hospital: HospitalCode
    /// The campus, if it is known.
    public var campus: CampusCode?
    /// The department.
    public var department: DepartmentCode?
    /// The group the department belongs to.
    public var group: DepartmentCode?
    /// The class of the clinic.
    public var serviceClass: ServiceClass?
    /// The doctor.
    public var practitioner: PractitionerCode?

    /// Makes a subject; without arguments but the hospital it means the hospital's general rules.
    public init(
        hospital: HospitalCode, campus: CampusCode? = nil, department: DepartmentCode? = nil,
        group: DepartmentCode? = nil, serviceClass: ServiceClass? = nil, practitioner: PractitionerCode? = nil
    ) {
        self.hospital = hospital
        self.campus = campus
        self.department = department
        self.group = group
        self.serviceClass = serviceClass
        self.practitioner = practitioner
    }

    /// The subject of a clinic session; chiefs and associate chiefs hold expert clinics, others general ones.
    public init(_ session: ClinicSession, in catalogue: Catalogue) {
        let title = catalogue.practitioner(session.practitioner)?.title
        self.init(
            hospital: catalogue.hospital.code, campus: session.campus, department: session.department,
            group: catalogue.department(session.department)?.group,
            serviceClass: title.map { $0 == .chief || $0 == .associateChief ? .expert : .general },
            practitioner: session.practitioner)
    }

    /// The scopes that apply, widest first.
    public var scopes: [RuleScope] {
        [
            .platform, .hospital(hospital), campus.map { .campus($0) }, group.map { .department($0) },
            department.map { .department($0) }, serviceClass.map { .serviceClass($0) },
            practitioner.map { .doctor($0) },
        ].compactMap { $0 }
    }
}

/// One version of a hospital's rules: what was set at which scope.
public struct RuleSet: Hashable, Sendable {
    /// Its name, kept with every appointment made under it.
    public var version: String
    /// The first day it holds; `nil` from ever.
    public var effectiveFrom: CivilDate?
    /// What is set, by scope.
    public var values: [RuleScope: [RuleParameter: RuleValue]]

    /// Makes a version.
    public init(
        version: String, effectiveFrom: CivilDate? = nil, values: [RuleScope: [RuleParameter: RuleValue]] = [:]
    ) {
        self.version = version
        self.effectiveFrom = effectiveFrom
        self.values = values
    }

    /// What holds for a subject: per parameter the narrowest scope that sets it.
    public func rules(for subject: RuleSubject, calendar: WorkCalendar, zone: CivilZone) -> Rules {
        var effective: [RuleParameter: RuleValue] = [:]
        for scope in subject.scopes {
            guard let values = values[scope] else { continue }
            effective.merge(values) { $1 }
        }
        return Rules(version: version, values: effective, calendar: calendar, zone: zone)
    }

    /// Parameters that contradict each other within one scope, by scope, for whoever writes the files.
    public func contradictions() -> [(scope: RuleScope, first: RuleParameter, second: RuleParameter)] {
        var found: [(scope: RuleScope, first: RuleParameter, second: RuleParameter)] = []
        let ordered: [(RuleParameter, RuleParameter)] = [
            (.horizonMinDays, .horizonMaxDays), (.minAge, .maxAge), (.refundPercentAfter, .refundPercentBefore),
        ]
        for (scope, values) in values.sorted(by: { $0.key.text < $1.key.text }) {
            for (low, high) in ordered {
                if case .number(let least)? = values[low], case .number(let most)? = values[high], least > most {
                    found.append((scope, low, high))
                }
            }
            if values[.sameDayAllowed] == .flag(false), values[.sameDayHours] != nil {
                found.append((scope, .sameDayAllowed, .sameDayHours))
            }
            if values[.rescheduleAllowed] == .flag(false), values[.maxReschedules] != nil {
                found.append((scope, .rescheduleAllowed, .maxReschedules))
            }
        }
        return found
    }
}

extension RuleSet: Codable {
    private enum CodingKeys: CodingKey {
        case version, effectiveFrom, values
    }

    /// Reads what ``encode(to:)`` writes; an unknown scope, parameter or value is an error.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        version = try container.decode(String.self, forKey: .version)
        effectiveFrom = try container.decodeIfPresent(CivilDate.self, forKey: .effectiveFrom)
        values = [:]
        for (scopeText, texts) in try container.decode([String: [String: String]].self, forKey: .values) {
            for (key, text) in texts {
                guard let scope = RuleScope(scopeText), let parameter = RuleParameter(rawValue: key),
                    let value = try? parameter.kind.value(from: text)
                else {
                    throw DecodingError.dataCorruptedError(
                        forKey: .values, in: container, debugDescription: "no rule: \(scopeText): \(key): \(text)")
                }
                values[scope, default: [:]][parameter] = value
            }
        }
    }

    /// Writes scopes, parameters and values as the hospital's files write them.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(version, forKey: .version)
        try container.encodeIfPresent(effectiveFrom, forKey: .effectiveFrom)
        var texts: [String: [String: String]] = [:]
        for (scope, values) in values {
            for (parameter, value) in values { texts[scope.text, default: [:]][parameter.rawValue] = value.text }
        }
        try container.encode(texts, forKey: .values)
    }
}

/// All versions of a hospital's rules.
public struct RuleBook: Hashable, Sendable, Codable {
    /// The versions, in the order in which they come into force; never empty.
    public let versions: [RuleSet]

    /// Makes a book; without versions it holds one, `1`, that leaves everything open.
    public init(_ versions: [RuleSet] = []) {
        let given = versions.isEmpty ? [RuleSet(version: "1")] : versions
        self.versions = given.enumerated().sorted { left, right in
            (left.element.effectiveFrom?.dayNumber ?? Int.min, left.offset)
                < (right.element.effectiveFrom?.dayNumber ?? Int.min, right.offset)
        }.map(\.element)
    }

    /// The version in force on a day; before the first comes into force, the first.
    public func inForce(on day: CivilDate) -> RuleSet {
        versions.last { version in version.effectiveFrom.map { $0 <= day } ?? true } ?? versions[0]
    }

    /// The version of that name, under which an appointment was made.
    public func version(_ name: String) -> RuleSet? {
        versions.last { $0.version == name }
    }
}
