import Testing

@testable import Channels

@Suite("Bytes of a line")
struct LineBytesTests {
    static let endings: [(String, [[UInt8]], [String])] = [
        ("LF", [Array("a\nb\n".utf8)], ["a", "b"]),
        ("CRLF", [Array("a\r\nb\r\n".utf8)], ["a", "b"]),
        ("CRLF across packets", [Array("a\r".utf8), Array("\nb\r\n".utf8)], ["a", "b"]),
        ("CR alone", [Array("a\rb\r".utf8)], ["a", "b"]),
        ("CR NUL", [Array("a\r\0b\r\0".utf8)], ["a", "b"]),
        ("empty lines", [Array("\n\r\n\r".utf8)], ["", "", ""]),
        ("a character cut in two", [[0xE5, 0x8F], [0xB7, 0x0A]], ["号"]),
        ("NUL inside", [Array("a\0b\n".utf8)], ["ab"]),
    ]

    @Test("Line ends", arguments: endings.indices)
    func ends(index: Int) {
        let (name, packets, wanted) = Self.endings[index]
        var assembler = LineAssembler()
        let lines = packets.flatMap { assembler.feed($0) }
        #expect(lines.map { String(decoding: $0.bytes, as: UTF8.self) } == wanted, "\(name)")
        #expect(assembler.finish() == nil)
    }

    @Test("A line over the limit is cut, marked, and kept no longer than the limit")
    func overlong() {
        var assembler = LineAssembler()
        for _ in 0..<1024 { #expect(assembler.feed([UInt8](repeating: 0x61, count: 1024)) == []) }
        #expect(assembler.partial.count == LineAssembler.limit)
        let lines = assembler.feed(Array("\nok\n".utf8))
        #expect(lines.map(\.isCut) == [true, false])
        #expect(lines[0].bytes.count == LineAssembler.limit)
        #expect(lines[1].bytes == Array("ok".utf8))
    }

    static let edits: [(String, String)] = [
        ("挂号\u{8}\u{8}退号", "退号"), ("abc\u{7F}d", "abd"), ("👨‍👩‍👧好\u{7F}\u{7F}x", "x"), ("e\u{301}\u{8}x", "x"),
        ("\u{8}\u{8}a", "a"), ("book eye\u{17}heart", "book heart"), ("oops\u{15}好", "好"),
        ("a\u{1B}[Db\u{1B}[1;5Cc\u{1B}OHd", "abcd"), ("\u{FEFF}挂\u{0}号\u{7}", "挂号"), ("一\u{2028}二", "一\n二"),
        ("tab\there", "tab here"),
    ]

    @Test("What was typed over is not said", arguments: edits)
    func editing(typed: String, meant: String) {
        #expect(LineEditing.apply(to: typed) == meant)
    }

    @Test("No bytes break the way from wire to words")
    func random() {
        var generator = SplitMix(state: 11)
        for round in 0..<3000 {
            var telnet = TelnetNegotiation()
            var assembler = LineAssembler()
            var known: LineEncoding?
            for _ in 0..<6 {
                let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ -> UInt8 in
                    Bool.random(using: &generator)
                        ? .random(in: 0...255, using: &generator) : [0x0A, 0x0D, 0xFF, 0x08, 0xE5][round % 5]
                }
                for line in assembler.feed(telnet.feed(bytes).data) {
                    guard let reading = LineEncoding.read(line.bytes, known: known) else { continue }
                    known = reading.encoding ?? known
                    let words = RelayWords(LineEditing.apply(to: reading.text))
                    #expect(!words.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
                    _ = LineLayout.lines(of: words.text)
                }
            }
            #expect(assembler.partial.count <= LineAssembler.limit)
        }
    }
}

@Suite("Encodings of a line")
struct LineEncodingTests {
    static func gb(_ text: String) -> [UInt8] { LineEncoding.gb18030.encode(text) }

    static let readings:
        [(name: String, bytes: [UInt8], known: LineEncoding?, text: String?, encoding: LineEncoding?)] = [
            ("ASCII tells nothing", Array("book 3pm".utf8), nil, "book 3pm", nil),
            ("UTF-8", Array("我想挂号".utf8), nil, "我想挂号", .utf8),
            ("GBK that is no UTF-8", gb("我想挂号"), nil, "我想挂号", .gb18030),
            ("GBK that is valid UTF-8 for Armenian", [0xD4, 0xA4, 0xD4, 0xBC], nil, "预约", .gb18030),
            ("GBK that is valid UTF-8 for Cyrillic", gb("谢谢"), nil, "谢谢", .gb18030),
            ("GBK with ASCII", gb("预约 3 号 ok"), nil, "预约 3 号 ok", .gb18030),
            ("accents beside Latin letters", Array("José Müller".utf8), nil, "José Müller", .utf8),
            ("real Cyrillic", Array("запись к врачу".utf8), nil, "запись к врачу", .utf8),
            ("emoji", Array("好的👍".utf8), nil, "好的👍", .utf8),
            ("a rare name once GB is known", gb("喆"), .gb18030, "喆", .gb18030),
            ("a full-width word once GB is known", gb("谢谢！"), .gb18030, "谢谢！", .gb18030),
            ("a GB caller changes to UTF-8", Array("我想改到周五".utf8), .gb18030, "我想改到周五", .utf8),
            ("a UTF-8 caller stays with UTF-8", [0xC2, 0xBD], .utf8, "½", .utf8),
            ("broken UTF-8 is not Chinese", Array("我想挂".utf8) + [0xE5, 0x8F] + Array("明天".utf8), .utf8, nil, nil),
            ("noise", [0xFF, 0xFE, 0x80], nil, nil, nil),
        ]

    @Test("Which encoding, and what it says", arguments: readings.indices)
    func reads(index: Int) {
        let row = Self.readings[index]
        let reading = LineEncoding.read(row.bytes, known: row.known)
        #expect(reading?.text == row.text, "\(row.name)")
        #expect(reading?.encoding == row.encoding, "\(row.name)")
    }

    @Test("Everyday sentences are told apart in both encodings")
    func sentences() {
        let sentences = [
            "预约", "谢谢", "你好", "我想挂号", "张医生", "明天下午", "眼科", "第二个", "是", "不要", "好的", "取消", "帮我妈挂骨科", "三点半",
            "李伟主任", "改到下周三上午可以吗？", "内科", "神经内科的欧阳大夫", "换一个", "人工",
        ]
        for sentence in sentences {
            for encoding in [LineEncoding.utf8, .gb18030] {
                let reading = LineEncoding.read(encoding.encode(sentence), known: nil)
                #expect(reading == .init(text: sentence, encoding: encoding), "\(sentence) \(encoding)")
            }
        }
    }
}

@Suite("Telnet")
struct TelnetTests {
    static let rows: [(name: String, hasOpened: Bool, packets: [[UInt8]], data: [UInt8], answer: [UInt8])] = [
        ("agreement to BINARY ends there", true, [[0xFF, 0xFB, 0, 0xFF, 0xFD, 0]], [], []),
        ("refusal of BINARY ends there", true, [[0xFF, 0xFC, 0, 0xFF, 0xFE, 0]], [], []),
        ("BINARY offered by the client", false, [[0xFF, 0xFB, 0, 0xFF, 0xFD, 0]], [], [0xFF, 0xFD, 0, 0xFF, 0xFB, 0]),
        (
            "everything else is refused", true, [[0xFF, 0xFB, 31, 0xFF, 0xFD, 1]], [],
            [0xFF, 0xFE, 31, 0xFF, 0xFC, 1]
        ),
        ("refusals are not answered", true, [[0xFF, 0xFC, 31, 0xFF, 0xFE, 1]], [], []),
        ("a timing mark is always answered", true, [[0xFF, 0xFD, 6]], [], [0xFF, 0xFB, 6]),
        ("IAC IAC is a byte", true, [[0x61, 0xFF, 0xFF, 0x62]], [0x61, 0xFF, 0x62], []),
        ("commands across packets", true, [[0x61, 0xFF], [0xFD], [1, 0x62]], [0x61, 0x62], [0xFF, 0xFC, 1]),
        (
            "a subnegotiation is skipped", true, [[0xFF, 0xFA, 31, 0, 80, 0xFF, 0xFF, 0, 24, 0xFF, 0xF0, 0x61]], [0x61],
            []
        ),
        ("erase character and line", true, [[0x61, 0xFF, 0xF7, 0xFF, 0xF8]], [0x61, 0x08, 0x15], []),
        ("an interrupt between words goes", true, [[0x61, 0xFF, 0xF4, 0xFF, 0xFD, 6]], [0x61], [0xFF, 0xFB, 6]),
        (
            "an interrupt inside a character was its byte", true, [[0xE6, 0x88, 0x91, 0xE6, 0xFF, 0xF4, 0xB3]],
            [0xE6, 0x88, 0x91, 0xE6, 0x83, 0xB3], []
        ),
    ]

    @Test("Bytes in, words and answers out", arguments: rows.indices)
    func negotiates(index: Int) {
        let row = Self.rows[index]
        var telnet = TelnetNegotiation(hasOpened: row.hasOpened)
        let outputs = row.packets.map { telnet.feed($0) }
        #expect(outputs.flatMap(\.data) == row.data, "\(row.name)")
        #expect(outputs.flatMap(\.answer) == row.answer, "\(row.name)")
    }

    @Test("Are you there is noticed")
    func areYouThere() {
        var telnet = TelnetNegotiation()
        #expect(telnet.feed([0xFF, 0xF6]).asksWhetherHere)
    }
}
