import Booking
import CivilCalendar
import Definitions

/// Reads the sections of a hospital into values, and remembers where each code was given.
///
/// A reader is used once. It goes on after a problem; whether the result may be used is for the log to say.
struct HospitalReader {
    let sections: HospitalSections
    var log: ProblemLog { sections.log }

    var hospital: Hospital?
    var answers: [HouseTopic: LocalizedText] = [:]
    var campuses: [Campus] = []
    var halves: [ClinicSession.Half: Range<Int>] = [:]
    var departments: [Department] = []
    var practitioners: [Practitioner] = []
    var campusByCode: [CampusCode: Campus] = [:]
    var departmentByCode: [DepartmentCode: Department] = [:]
    var practitionerByCode: [PractitionerCode: Practitioner] = [:]
    var fees = FeeTable(lines: [])
    var templates: [Placed<ClinicTemplate>] = []
    var exceptions: [Placed<ClinicException>] = []
    var calendar = HospitalCalendar()
    var otherChannels = OtherChannels.none
    var rules = RuleBook()
    var plannedDays = 35

    /// A value with the place where it was given.
    struct Placed<Value> {
        var value: Value
        var node: CheckedNode
    }

    init(sections: HospitalSections) {
        self.sections = sections
    }

    /// Reads every section, in the order in which they lean on each other.
    mutating func readAll() {
        readHospital()
        readFees()
        readDepartments()
        readPractitioners()
        readClinics()
        readHolidays()
        readExceptions()
        readRules()
        readOtherChannels()
        checkClinics()
        checkExceptions()
    }

    // MARK: Parts that several sections share

    /// A text in both languages; without English the Chinese stands for both.
    func localized(_ node: CheckedNode?) -> LocalizedText {
        guard let node else { return LocalizedText(zh: "", en: "") }
        if node.isScalar {
            let text = node.string() ?? ""
            return LocalizedText(zh: text, en: text)
        }
        guard let map = node.mapping(keys: ["zh", "en"]) else { return LocalizedText(zh: "", en: "") }
        let zh = map["zh"]?.word()
        let en = map["en"]?.word()
        if zh == nil && en == nil { map.node.report("expected zh, en or both") }
        return LocalizedText(zh: zh ?? en ?? "", en: en ?? zh ?? "")
    }

    /// A code: ASCII letters, digits, `_` and `-`.
    func code(_ node: CheckedNode?) -> String? {
        guard let node, let text = node.word() else { return nil }
        let isCode = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x5F
        }
        guard isCode, text.utf8.count <= 32 else {
            node.report("\"\(text)\" is no code: up to 32 letters, digits, - or _")
            return nil
        }
        return text
    }

    /// Looks up a code that another section gives, and reports it when there is none such.
    private func known<Of, Value>(
        _ node: CheckedNode?, in table: [Identifier<Of>: Value], what: String
    ) -> Identifier<Of>? {
        guard let node, let text = node.word() else { return nil }
        let code = Identifier<Of>(text)
        guard table[code] != nil else {
            node.reportUnknown(text, among: table.keys.map(\.rawValue), what: what)
            return nil
        }
        return code
    }

    func knownCampus(_ node: CheckedNode?) -> CampusCode? { known(node, in: campusByCode, what: "campus") }

    func knownDepartment(_ node: CheckedNode?) -> DepartmentCode? {
        known(node, in: departmentByCode, what: "department")
    }

    func knownPractitioner(_ node: CheckedNode?) -> PractitionerCode? {
        known(node, in: practitionerByCode, what: "practitioner")
    }

    /// An amount of yuan such as `50` or `12.5`, in fen.
    func fen(_ node: CheckedNode?) -> Int? {
        guard let node, let text = node.string() else { return nil }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let isAmount =
            !text.isEmpty && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard isAmount, parts[0].utf8.count <= 6, parts.count == 1 || parts[1].utf8.count <= 2,
            let yuan = Int(parts[0])
        else {
            node.report("expected an amount in yuan such as 50 or 12.5, found \(node.shown)")
            return nil
        }
        guard parts.count == 2, let fraction = Int(parts[1]) else { return yuan * 100 }
        return yuan * 100 + (parts[1].utf8.count == 1 ? fraction * 10 : fraction)
    }

    /// Days of the week: `mon`, `tue` …, `weekdays` or `weekend`.
    func weekdays(_ node: CheckedNode?) -> WeekdaySet {
        var set: WeekdaySet = []
        for item in node?.oneOrMore() ?? [] {
            guard let word = item.option(of: Self.weekdayNames + ["weekdays", "weekend", "daily"]) else { continue }
            switch word {
            case "weekdays": set.formUnion(.mondayToFriday)
            case "weekend": set.formUnion(.saturdayAndSunday)
            case "daily": set.formUnion(.all)
            default: Self.weekday(word).map { set.formUnion(WeekdaySet($0)) }
            }
        }
        return set
    }

    static let weekdayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    static func weekday(_ name: String) -> Weekday? {
        weekdayNames.firstIndex(of: name).flatMap { Weekday(rawValue: $0 + 1) }
    }

    /// Reports codes that are given twice, at the later place.
    func reportRepeats(_ codes: [(code: String, node: CheckedNode)], what: String) {
        var first: [String: Int] = [:]
        for (code, node) in codes {
            if let line = first[code] {
                node.report("\(what) \"\(code)\" is already given in line \(line)")
            } else {
                first[code] = node.line
            }
        }
    }
}
