import Booking
import Testing

@testable import Insight

@Suite("Triage")
struct TriageTests {
    private static let triage = Triage(
        rules: [
            TriageRule(phrase: "咳嗽", department: DepartmentCode("resp"), weight: 6),
            TriageRule(phrase: "发烧", department: DepartmentCode("resp"), weight: 3),
            TriageRule(phrase: "头痛", department: DepartmentCode("neuro"), weight: 6),
            TriageRule(phrase: "胃", department: DepartmentCode("gi"), weight: 6),
            TriageRule(phrase: "ear", department: DepartmentCode("ent"), weight: 7),
            TriageRule(phrase: "cough", department: DepartmentCode("resp"), weight: 6),
            TriageRule(phrase: "fever", department: DepartmentCode("resp"), weight: 3),
            TriageRule(phrase: "knee", department: DepartmentCode("ortho"), weight: 6),
        ],
        flags: [
            RedFlag(
                reason: "chest_pain", all: [["胸痛", "chest pain"], ["呼吸困难", "can't breathe"]], none: ["去年"],
                say: LocalizedText(zh: "请拨打120", en: "Call 120"))
        ])

    @Test(
        "the loudest department comes first",
        arguments: [
            ("咳嗽一周了还发烧", "resp"), ("头痛", "neuro"), ("我胃不舒服，有点咳嗽，胃胀", "gi"), ("My EAR hurts", "ent"),
            ("头痛，不咳嗽，没有发烧", "neuro"), ("knee pain, no fever and no cough", "ortho"),
        ])
    func suggests(_ complaint: String, _ department: String) {
        #expect(Self.triage.advice(for: complaint).suggestions.first?.department == DepartmentCode(department))
    }

    @Test(
        "nothing is suggested where nothing speaks for it",
        arguments: ["", "你好", "this year I moved", "不咳嗽", "no fever", "\u{FFFD}", String(repeating: "啊", count: 5000)])
    func staysSilent(_ complaint: String) {
        #expect(Self.triage.advice(for: complaint).suggestions.isEmpty)
    }

    @Test("scores are shares of the whole")
    func sharesOfTheWhole() {
        let scores = Self.triage.advice(for: "咳嗽，头痛").suggestions.map(\.score)
        #expect(scores == [0.5, 0.5])
    }

    @Test(
        "a flag needs every group, and is lifted by what excludes it",
        arguments: [
            ("胸痛，呼吸困难", true), ("胸痛", false), ("呼吸困难", false), ("去年胸痛呼吸困难，现在好了", false),
            ("chest pain and I can’t breathe", true), ("没有胸痛，呼吸困难", false),
        ])
    func redFlags(_ complaint: String, _ isEmergency: Bool) {
        #expect((Self.triage.advice(for: complaint).emergency != nil) == isEmergency)
    }
}
