import Booking
import Definitions

extension HospitalReader {
    /// Reads the versions of the booking rules: values by scope, written as ``RuleKind`` describes.
    mutating func readRules() {
        guard let map = sections[.rules]?.mapping(keys: ["planned_days", "versions"]) else { return }
        plannedDays = map["planned_days"]?.int(in: 1...400) ?? plannedDays
        var versions: [RuleSet] = []
        var names: [(String, CheckedNode)] = []
        for node in map.required("versions")?.sequence() ?? [] {
            guard let version = node.mapping(keys: ["version", "from", "rules"]), let name = version.word("version")
            else { continue }
            names.append((name, node))
            var set = RuleSet(version: name, effectiveFrom: version["from"]?.date())
            for entry in version.required("rules")?.openMapping()?.entries ?? [] {
                guard let scope = scope(entry.keyNode) else { continue }
                set.values[scope, default: [:]].merge(values(entry.value)) { $1 }
            }
            for found in set.contradictions() {
                node.report(
                    "\(found.first.rawValue) and \(found.second.rawValue) contradict each other for \(found.scope.text)"
                )
            }
            versions.append(set)
        }
        reportRepeats(names, what: "version")
        rules = RuleBook(versions)
    }

    /// `hospital` for this hospital, or `campus CODE`, `department CODE`, `class NAME`, `doctor CODE`.
    private func scope(_ node: CheckedNode) -> RuleScope? {
        guard let text = node.word() else { return nil }
        if text == "hospital" { return hospital.map { .hospital($0.code) } }
        guard let scope = RuleScope(text), scope != .platform else {
            node.report(
                "\"\(text)\" is no scope, expected hospital, campus CODE, department CODE, doctor CODE or one of "
                    + ServiceClass.allCases.map { "class \($0.rawValue)" }.joined(separator: ", "))
            return nil
        }
        let code = text.split(separator: " ").last.map(String.init) ?? ""
        switch scope {
        case .campus(let campus) where campusByCode[campus] == nil:
            node.reportUnknown(code, among: campusByCode.keys.map(\.rawValue), what: "campus")
        case .department(let department) where departmentByCode[department] == nil:
            node.reportUnknown(code, among: departmentByCode.keys.map(\.rawValue), what: "department")
        case .doctor(let doctor) where practitionerByCode[doctor] == nil:
            node.reportUnknown(code, among: practitionerByCode.keys.map(\.rawValue), what: "practitioner")
        case .hospital(let other) where other != hospital?.code:
            node.report("\"\(code)\" is another hospital: write hospital")
        default:
            return scope
        }
        return nil
    }

    private func values(_ node: CheckedNode) -> [RuleParameter: RuleValue] {
        var values: [RuleParameter: RuleValue] = [:]
        for entry in node.mapping(keys: RuleParameter.allCases.map(\.rawValue))?.entries ?? [] {
            guard let parameter = RuleParameter(rawValue: entry.key) else { continue }
            if parameter.kind == .flag {
                values[parameter] = entry.value.bool().map { .flag($0) }
            } else if let text = entry.value.string() {
                values[parameter] = value(text, of: parameter, at: entry.value)
            }
        }
        return values
    }

    private func value(_ text: String, of parameter: RuleParameter, at node: CheckedNode) -> RuleValue? {
        do throws(RuleValueProblem) {
            return try parameter.kind.value(from: text)
        } catch {
            switch error {
            case .form(let expected):
                node.report("\"\(text)\" is no \(parameter.rawValue), expected \(expected)")
            case .bounds(let bounds):
                node.report("\(text) is out of range, expected \(bounds.lowerBound) to \(bounds.upperBound)")
            case .word(let allowed):
                node.reportUnknown(text, among: allowed, what: "value")
            }
            return nil
        }
    }
}
