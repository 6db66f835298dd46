import Testing

@testable import Understanding

@Suite struct DigitRunTests {
    @Test(arguments: [
        ("13800138000", "13800138000", true), ("138 0013 8000", "13800138000", true),
        ("+86 138-0013-8000", "13800138000", true),
        ("幺三八零零幺三八零零零", "13800138000", true), ("一三八，零零一三，八零零零", "13800138000", true),
        ("one three eight double zero one three eight triple zero", "13800138000", true),
        ("008613800138000", "13800138000", true),
        ("12345678901", "12345678901", false), ("+44 20 7946 0958", "442079460958", true),
    ])
    func readsPhones(text: String, digits: String, valid: Bool) {
        let run = DigitScanner.runs(in: FoldedText(text.utf8)).first
        #expect(run.map { String(decoding: $0.digits, as: UTF8.self) } == digits)
        #expect(run?.kind == .phone(valid: valid))
    }

    @Test(arguments: [
        ("11010519491231002X", true), ("110105194912310021", false), ("11010519490230002X", false),
        ("一一零一零五一九四九一二三一零零二x", true), ("110105 19491231 002X", true),
    ])
    func checksIdentityNumbers(text: String, valid: Bool) {
        #expect(DigitScanner.runs(in: FoldedText(text.utf8)).first?.kind == .idNumber(valid: valid))
    }

    @Test(arguments: ["三点", "2026年", "第二个", "one of them", "no", "上午九点半到十点"])
    func leavesShortNumbersAlone(text: String) {
        #expect(DigitScanner.runs(in: FoldedText(text.utf8)).allSatisfy { $0.kind == .plain })
    }
}
