/// The short code a patient shows or reads out at the desk (就诊码): seven random characters and a check character.
///
/// Digits of Crockford's base 32 (https://www.crockford.com/base32.html), which leave out I, L, O and U. The check
/// character makes the weighted sum over GF(32) zero, with a different power of a primitive element for every place:
/// every single wrong character and every exchange of two characters is noticed.
public struct VisitCode: Hashable, Sendable, CustomStringConvertible {
    /// Why a text is no visit code.
    public enum Problem: Error, Hashable, Sendable, Codable {
        /// Not eight characters that can be read as base 32.
        case form
        /// A character is wrong, or two are exchanged.
        case check
    }

    /// The number of characters.
    public static let length = 8

    /// The eight characters, upper case, without a gap.
    public let text: String

    /// Makes a code from random bits; the lowest 35 are used.
    public init(bits: UInt64) {
        var digits = (0..<Self.length - 1).map { UInt8(truncatingIfNeeded: bits >> (5 * UInt64($0))) & 31 }
        digits.append(Self.checkDigit(of: digits))
        text = String(decoding: digits.map { Self.alphabet[Int($0)] }, as: UTF8.self)
    }

    /// Makes a code from a generator of random bits.
    public init(using generator: inout some RandomNumberGenerator) {
        self.init(bits: generator.next())
    }

    /// Reads what somebody typed or what was taken down by ear: lower case, full-width characters, blanks, hyphens and
    /// dots between groups, O for 0, I and L for 1, U for V, and Chinese digits.
    public init(_ raw: some StringProtocol) throws(Problem) {
        let digits = try Self.digits(of: raw)
        guard digits.count == Self.length else { throw .form }
        guard Self.checkDigit(of: Array(digits.dropLast())) == digits[Self.length - 1] else { throw .check }
        text = String(decoding: digits.map { Self.alphabet[Int($0)] }, as: UTF8.self)
    }

    /// In two groups of four, for reading: `7K3M 9QXT`.
    public var description: String { text.prefix(4) + " " + text.suffix(4) }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let chineseDigits: [Unicode.Scalar: UInt8] = [
        "零": 0, "〇": 0, "一": 1, "幺": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]

    /// The base 32 digits of what was said, at most eight.
    static func digits(of raw: some StringProtocol) throws(Problem) -> [UInt8] {
        var digits: [UInt8] = []
        for scalar in raw.unicodeScalars where !isGap(scalar) {
            guard let digit = digit(scalar), digits.count < length else { throw .form }
            digits.append(digit)
        }
        return digits
    }

    /// Whether a character may stand between the groups of a code.
    static func isGap(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "-", "\t", ".", "·", "、", ",", "，", "。", "\u{3000}", "－", "—": true
        default: false
        }
    }

    static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        if let digit = chineseDigits[scalar] { return digit }
        // Full-width forms lie 0xFEE0 above their ASCII characters.
        var value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
        if (0x61...0x7A).contains(value) { value -= 0x20 }
        switch value {
        case 0x4F: return 0
        case 0x49, 0x4C: return 1
        case 0x55: value = 0x56
        default: break
        }
        guard value < 0x80, let digit = alphabet.firstIndex(of: UInt8(value)) else { return nil }
        return UInt8(digit)
    }

    /// Σ αⁱ·dᵢ over GF(32), so that the check digit, whose weight is 1, is the sum of the others.
    private static func checkDigit(of digits: [UInt8]) -> UInt8 {
        // Horner's rule: multiply by α, add the next digit.
        digits.reduce(0) { timesAlpha($0 ^ $1) }
    }

    /// Multiplication by the primitive element of x⁵ + x² + 1.
    private static func timesAlpha(_ value: UInt8) -> UInt8 {
        let shifted = value << 1
        return shifted & 0x20 != 0 ? shifted ^ 0x25 : shifted
    }
}
