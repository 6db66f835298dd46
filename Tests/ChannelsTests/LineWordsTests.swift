import Testing

@testable import Channels

@Suite("Words of a line")
struct LineWordsTests {
    struct Row: Sendable {
        var line: String
        var text: String
        var style: RelayWords.Style?
        var holds = false
        var ends = false
    }

    static let rows: [Row] = [
        Row(line: "I WANT TO BOOK DR WANG GA", text: "I WANT TO BOOK DR WANG", style: .goAhead),
        Row(line: "what time q ga", text: "what time?", style: .goAhead),
        Row(line: "WHAT TIME Q", text: "WHAT TIME?"),
        Row(line: "我想挂号GA", text: "我想挂号", style: .goAhead),
        Row(line: "周三有号吗 Q GA", text: "周三有号吗？", style: .goAhead),
        Row(line: "我想挂眼科，完毕。", text: "我想挂眼科，", style: .over),
        Row(line: "张医生 请讲", text: "张医生", style: .pleaseSpeak),
        Row(line: "请讲慢一点", text: "请讲慢一点"),
        Row(line: "加个QQ", text: "加个QQ"),
        Row(line: "THANK YOU BYE GA TO SK", text: "THANK YOU BYE", style: .goAhead, ends: true),
        Row(line: "SKSK", text: "", ends: true),
        Row(line: "等一下", text: "", holds: true),
        Row(line: "请稍等。", text: "", holds: true),
        Row(line: "Hold on, please", text: "Hold on, please"),
        Row(line: "Just a moment.", text: "", holds: true),
        Row(line: "HD", text: "", holds: true),
        Row(line: "LET ME ASK MY WIFE HD", text: "LET ME ASK MY WIFE", holds: true),
        Row(line: "MONDA XXX MONDAY GA", text: "MONDAY", style: .goAhead),
        Row(line: "on tueXXXX wednesday", text: "on wednesday"),
        Row(line: "张伟XXX张玮", text: "张伟，不对，张玮"),
        Row(line: "138XXXX1234", text: "138XXXX1234"),
        Row(line: "my size is XXL", text: "my size is XXL"),
        Row(line: "Montego Bay", text: "Montego Bay"),
        Row(line: "", text: ""),
    ]

    @Test("Relay words are taken out of what is said", arguments: rows.indices)
    func relay(index: Int) {
        let row = Self.rows[index]
        let words = RelayWords(row.line)
        #expect(words.text == row.text, "\(row.line)")
        #expect(words.style == row.style, "\(row.line)")
        #expect(words.holds == row.holds, "\(row.line)")
        #expect(words.ends == row.ends, "\(row.line)")
    }

    static let codes: [(String, String?)] = [
        ("4821", "4821"), (" 48 21 ", "4821"), ("48-21-07", "482107"), ("续接码4821", "4821"), ("接着说 4821。", "4821"),
        ("resume 48A1", "48A1"), ("13812345678", nil), ("我想挂号", nil), ("1", nil), ("hello", nil), ("book", nil),
        ("", nil),
        ("3pm", nil),
    ]

    @Test("What looks like a resume code", arguments: codes)
    func resumeCodes(line: String, code: String?) {
        #expect(ResumeCode.find(in: line) == code)
    }

    @Test("No line is wider than the limit, nothing is lost, and breaks are where a reader pauses")
    func layout() {
        let texts = [
            "张医生下周三上午已经约满了。下午两点到两点半还有三个号，周四上午也有两个号，您看哪一个合适？也可以换王医生，周三上午九点有号。",
            "Dr. Zhang is full on Wednesday morning. There is a place at 2 pm on the same day, or on Thursday at 9:30; which one suits you?",
            String(repeating: "x", count: 200), "一行\n\n两行", "挂号费 50.00 元",
            "请在 2026-11-25 09:00 到本部门诊楼三层 301 室报到，就诊码 K7QM2P，请提前十分钟到，带上身份证和以前的病历、检查报告。",
        ]
        for text in texts {
            let lines = LineLayout.lines(of: text)
            for line in lines {
                #expect(DisplayWidth.of(line) <= 72, "\(line)")
                #expect(!"，。；：、！？）」』》,.;:!?)".contains(line.first ?? " "), "\(line)")
            }
            let solid = { (text: String) in text.filter { !$0.isWhitespace } }
            #expect(solid(lines.joined()) == solid(text))
        }
        #expect(LineLayout.lines(of: texts[0])[0].hasSuffix("，"))
        #expect(LineLayout.lines(of: texts[5]).allSatisfy { !$0.hasPrefix("11-25") && !$0.hasSuffix("2026") })
    }

    @Test("Chinese takes two columns, marks none")
    func widths() {
        for (text, width) in [("挂号", 4), ("Dr. 张", 6), ("e\u{301}", 1), ("👍", 2), ("，。", 4), ("ｱ", 1), ("", 0)] {
            #expect(DisplayWidth.of(text) == width, "\(text)")
        }
    }

    @Test("Texts that number their options themselves are known")
    func numbered() {
        for (text, isNumbered) in [
            ("有三个：1. 张伟 2. 李伟", true), ("1 上午\n2 下午", true), ("第一个是张伟", true), ("11 点到 12 点", false),
            ("请说手机号", false), ("第1个，上午8点。\n第2个，下午2点。", true), ("第1号，就诊码", false),
            ("1号楼", false), ("①上午 ②下午", true), ("We have: 1) Mon 2) Tue", true),
        ] {
            #expect(ChoiceList.isNumbered(text) == isNumbered, "\(text)")
        }
    }
}
