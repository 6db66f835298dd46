import Foundation

/// The character encoding of a line, found from what the caller types and answered in kind.
enum LineEncoding: Hashable, Sendable {
    case utf8
    case gb18030

    private static let foundationGB18030 = String.Encoding(rawValue: 0x8000_0632)

    /// The text of bytes in this encoding; `nil` where the bytes are not valid in it.
    func decode(_ bytes: [UInt8]) -> String? {
        switch self {
        case .utf8: String(validating: bytes, as: UTF8.self)
        case .gb18030: String(bytes: bytes, encoding: LineEncoding.foundationGB18030)
        }
    }

    /// The bytes of a text in this encoding.
    func encode(_ text: String) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .gb18030: text.data(using: LineEncoding.foundationGB18030).map { Array($0) } ?? Array(text.utf8)
        }
    }

    /// What a line says, and in which encoding.
    struct Reading: Hashable, Sendable {
        var text: String
        /// `nil` where the line is pure ASCII and tells nothing.
        var encoding: LineEncoding?
    }

    /// Reads a line; `nil` when it makes sense in no encoding.
    ///
    /// Validity alone does not decide: "预约" and "谢谢" in GBK are valid UTF-8 for letters of Armenian and Cyrillic. So
    /// the scripts decide: UTF-8 with Chinese in it is UTF-8; UTF-8 of two-byte letters only is taken for GB18030 when
    /// that reading is everyday Chinese.
    /// - Parameter known: The encoding of the earlier lines of this caller.
    static func read(_ bytes: [UInt8], known: LineEncoding?) -> Reading? {
        if bytes.allSatisfy({ $0 < 0x80 }) {
            return Reading(text: String(decoding: bytes, as: UTF8.self), encoding: nil)
        }
        let everyday = everydayShare(ofGB: bytes)
        if let text = LineEncoding.utf8.decode(bytes) {
            let isChineseInDisguise =
                switch known {
                case .utf8: false
                case .gb18030: everyday == 1 || !hasChinese(text)
                case nil: everyday == 1 && isOnlyTwoByteLetters(text)
                }
            if !isChineseInDisguise { return Reading(text: text, encoding: .utf8) }
        }
        // Broken UTF-8 read as GB18030 gives rare characters; words that people type are common ones.
        let enough = known == .gb18030 ? 0 : 0.6
        guard everyday >= enough, let text = LineEncoding.gb18030.decode(bytes) else { return nil }
        return Reading(text: text, encoding: .gb18030)
    }

    /// Whether everything outside ASCII is U+0080–U+07FF, with no ASCII letter beside it as in "José".
    private static func isOnlyTwoByteLetters(_ text: String) -> Bool {
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar.value >= 0x800 || (previous.isASCII != scalar.isASCII && isLatin(previous, scalar)) {
                return false
            }
            previous = scalar
        }
        return true
    }

    /// Whether the ASCII one of two neighbours is a letter.
    private static func isLatin(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
        (left.isASCII ? left : right).properties.isAlphabetic
    }

    private static func hasChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x2E80...0x9FFF).contains($0.value) || $0.value >= 0x20000 }
    }

    /// Of the double bytes of a GB18030 reading, the share that lies in GB 2312's punctuation and first level of 3755
    /// common characters; 0 where the bytes are no such sequence.
    private static func everydayShare(ofGB bytes: [UInt8]) -> Double {
        var common = 0
        var all = 0
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            if lead < 0x80 {
                index += 1
                continue
            }
            guard index + 1 < bytes.count else { return 0 }
            let trail = bytes[index + 1]
            let isFourBytes = (0x30...0x39).contains(trail)
            all += 1
            if !isFourBytes, trail >= 0xA1, (0xA1...0xA3).contains(lead) || (0xB0...0xD7).contains(lead) { common += 1 }
            index += isFourBytes ? 4 : 2
        }
        return all == 0 ? 0 : Double(common) / Double(all)
    }
}
