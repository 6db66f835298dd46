import Testing

@testable import Channels

@Suite("Reading and writing JSON")
struct JSONTests {
    static let values: [(String, JSONValue)] = [
        ("null", .null), (" true ", true), ("-12", -12), ("1e3", .number(1000)), ("0.5", .number(0.5)),
        (#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#, "a\"\\/\u{8}\u{C}\n\r\té😀"), ("[]", []), ("{}", [:]),
        (#"{"a":[1,{"b":"挂号"}]}"#, ["a": [1, ["b": "挂号"]]]), ("\u{FEFF}{}", [:]),
    ]

    @Test("Values", arguments: values)
    func reads(text: String, value: JSONValue) throws {
        #expect(try JSONReader.read(Array(text.utf8)) == value)
        var writer = JSONWriter()
        writer.value(value)
        #expect(try JSONReader.read(writer.bytes) == value, "what is written can be read")
    }

    static let faults: [(String, JSONFault)] = [
        ("", JSONFault(reason: .unexpectedEnd, line: 1, column: 1)),
        ("{\n \"a\": 1,\n}", JSONFault(reason: .unexpectedCharacter("}"), line: 3, column: 1)),
        ("{'a':1}", JSONFault(reason: .unexpectedCharacter("'"), line: 1, column: 2)),
        ("[1 2]", JSONFault(reason: .unexpectedCharacter("2"), line: 1, column: 4)),
        ("{\"好\" 1}", JSONFault(reason: .unexpectedCharacter("1"), line: 1, column: 6)),
        ("01", JSONFault(reason: .badNumber, line: 1, column: 1)),
        ("1.", JSONFault(reason: .badNumber, line: 1, column: 1)),
        ("-", JSONFault(reason: .badNumber, line: 1, column: 1)),
        ("\"\\x\"", JSONFault(reason: .badEscape, line: 1, column: 2)),
        ("\"\\ud800\"", JSONFault(reason: .badEscape, line: 1, column: 2)),
        ("\"a\u{1}\"", JSONFault(reason: .controlCharacterInString, line: 1, column: 3)),
        ("truth", JSONFault(reason: .unexpectedCharacter("t"), line: 1, column: 1)),
        ("{} {}", JSONFault(reason: .trailingCharacters, line: 1, column: 4)),
        (String(repeating: "[", count: 40), JSONFault(reason: .tooDeep(limit: 32), line: 1, column: 33)),
    ]

    @Test("Faults say what and where", arguments: faults)
    func refuses(text: String, fault: JSONFault) {
        #expect(throws: fault) { try JSONReader.read(Array(text.utf8)) }
    }

    @Test("No bytes make the reader fail in any other way")
    func random() {
        var generator = SplitMix(state: 7)
        let alphabet = Array("{}[]\",:\\u0019truefalsn -.eE".utf8) + [0xE5, 0xA5, 0xBD, 0xFF, 0x00, 0x0A]
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...24, using: &generator)
            let bytes = (0..<length).map { _ in alphabet.randomElement(using: &generator)! }
            if let value = try? JSONReader.read(bytes) {
                var writer = JSONWriter()
                writer.value(value)
                #expect((try? JSONReader.read(writer.bytes)) == value)
            }
        }
    }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
