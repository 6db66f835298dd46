import Testing

@testable import Dialogue

@Suite("Compact coding")
struct CompactCodingTests {
    /// Everything that synthesised conformances do.
    private struct Sample: Codable, Hashable {
        enum Shape: String, Codable { case round, square }
        enum Choice: Codable, Hashable {
            case nothing
            case some([Int], name: String?)
        }
        struct Key: Codable, Hashable { var raw: String }

        var text = "预约 “号” 🏥\n\0"
        var numbers = [0, 23, 24, -1, -24, -25, 255, 256, 65_535, 65_536, Int.max, Int.min]
        var wide: [UInt64] = [.max]
        var flag = true
        var missing: String?
        var ratio = -0.25
        var shape = Shape.square
        var choices: [Choice] = [.nothing, .some([], name: nil), .some([1, 2], name: "x")]
        var table: [String: [Bool]] = ["": [], "a": [false]]
        var keyed: [Key: Int] = [Key(raw: "k"): 1]
        var nested: [[String?]] = [[nil, "y"], []]
    }

    @Test("what was written is read back, whatever it is made of")
    func roundTrip() throws {
        let sample = Sample()
        #expect(try CompactDecoder().decode(Sample.self, from: CompactEncoder().encode(sample)) == sample)
        #expect(try CompactDecoder().decode(String.self, from: CompactEncoder().encode("单")) == "单")
    }

    @Test("the bytes are CBOR")
    func format() throws {
        #expect(
            try CompactEncoder().encode(["a": [1, -500]]) == [0xBF, 0x61, 0x61, 0x9F, 1, 0x39, 0x01, 0xF3, 0xFF, 0xFF])
    }

    @Test("bytes that are cut off or damaged are an error, wherever")
    func damage() throws {
        let bytes = try CompactEncoder().encode(Sample())
        for length in 0..<bytes.count {
            #expect(throws: (any Error).self) {
                try CompactDecoder().decode(Sample.self, from: Array(bytes[..<length]))
            }
        }
        #expect(throws: (any Error).self) { try CompactDecoder().decode(Sample.self, from: bytes + [0]) }
        #expect(throws: (any Error).self) {
            try CompactDecoder().decode(Sample.self, from: [UInt8](repeating: 0x9F, count: 100_000))
        }
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x41
            // Any answer will do that is not a crash.
            _ = try? CompactDecoder().decode(Sample.self, from: changed)
        }
    }

    @Test("a state that was written as JSON is still read")
    func oldState() throws {
        let state = try DialogueState(
            encoded: Array(
                #"{"language":"en","frames":[],"failures":0,"waiting":[],"lastReplies":[],"isSlow":true,"turn":7}"#.utf8
            ))
        #expect(state.turn == 7 && state.language == .en && state.isSlow)
        #expect(try DialogueState(encoded: state.encoded()) == state)
    }
}
