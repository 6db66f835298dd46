import Testing

@testable import Understanding

@Suite struct FoldedTextTests {
    @Test(arguments: [
        ("ＡＢＣ　１２３", "abc 123"), ("預約掛號", "预约挂号"), ("挂 骨 科", "挂骨科"), ("Dr.  Zhang 的 号", "dr. zhang的号"),
        ("週三、週四", "周三&周四"), ("Zhāng Wěi", "zhang wei"), ("你\u{200B}好", "你好"), ("  好的  ", "好的"), ("", ""),
        ("“好”", "\"好\""),
    ])
    func foldsSpellings(given: String, folded: String) {
        let text = FoldedText(given.utf8)
        #expect(text.text(0..<text.count) == folded)
    }

    @Test func leadsBackToTheGivenBytes() {
        let given = "我想 掛 號，ＯＫ"
        let text = FoldedText(given.utf8)
        let phrase = FoldedText.phrase("挂号")
        let start = text.bytes.indices.first { text.bytes[$0...].starts(with: phrase) } ?? 0
        let range = text.source(of: start..<(start + phrase.count))
        #expect(String(decoding: Array(given.utf8)[range], as: UTF8.self) == "掛 號")
        #expect(text.folded(of: range) == start..<(start + phrase.count))
    }

    @Test func skipsBytesThatAreNoText() {
        let bytes: [UInt8] = [0xFF, 0xE6, 0x8C, 0x82, 0xE5, 0x8F, 0xC0, 0x80, 0xE5, 0x8F, 0xB7, 0xF8]
        #expect(FoldedText(bytes).text(0..<6) == "挂号")
    }
}
