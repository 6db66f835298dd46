import Foundation

/// How single characters are made alike: full width to half width, capitals to small letters, accents dropped,
/// traditional characters to simplified ones, Chinese punctuation to its ASCII counterpart.
struct CharacterFolding: Sendable {
    /// Stands for a character that is left out.
    static let dropped: UInt32 = 0xFFFF_FFFF
    /// Stands for white space of any sort.
    static let blank: UInt32 = 0x20

    private let latin: [UInt32]
    private let han: [UInt16]

    private static let latinRange: Range<UInt32> = 0xC0..<0x250
    private static let hanRange: Range<UInt32> = 0x4E00..<0xA000

    /// The one table; made at first use.
    static let shared = CharacterFolding()

    private init() {
        var block = String.UnicodeScalarView()
        block.append(contentsOf: Self.hanRange.compactMap(Unicode.Scalar.init))
        let simplified = String(block).applyingTransform(StringTransform("Hant-Hans"), reverse: false)?.unicodeScalars
        if let simplified, simplified.count == Self.hanRange.count {
            han = simplified.map { UInt16(truncatingIfNeeded: $0.value) }
        } else {
            han = Self.hanRange.map { UInt16($0) }
        }
        latin = Self.latinRange.map { value in
            guard let scalar = Unicode.Scalar(value) else { return value }
            let plain = String(scalar).folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
            return plain.unicodeScalars.first?.value ?? value
        }
    }

    /// The character that stands for this one.
    func fold(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 {
            if scalar >= 0x41, scalar <= 0x5A { return scalar | 0x20 }
            if scalar == 0x5F || scalar == 0x60 { return scalar == 0x5F ? Self.blank : 0x27 }
            return scalar <= 0x20 || scalar == 0x7F ? foldControl(scalar) : scalar
        }
        if Self.hanRange.contains(scalar) { return UInt32(han[Int(scalar - 0x4E00)]) }
        if Self.latinRange.contains(scalar) { return latin[Int(scalar - 0xC0)] }
        if scalar >= 0xFF01, scalar <= 0xFF5E { return fold(scalar - 0xFEE0) }
        return foldSymbol(scalar)
    }

    private func foldControl(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x09, 0x0B, 0x0C, 0x20: Self.blank
        case 0x0A, 0x0D: 0x2E
        default: Self.dropped
        }
    }

    private func foldSymbol(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x3001: 0x26  // 、 joins the items of a list
        case 0x3002, 0xFF61: 0x2E  // 。
        case 0x2018, 0x2019, 0x02BC, 0x300E, 0x300F: 0x27
        case 0x201C, 0x201D, 0x300C, 0x300D: 0x22
        case 0x2010...0x2015, 0x2212: 0x2D
        case 0x2026, 0x22EF: 0x2E
        case 0x301C, 0xFF5E, 0x223C: 0x7E
        case 0x00A0, 0x3000, 0x2000...0x200A, 0x202F, 0x205F, 0x1680, 0x85: Self.blank
        case 0x2028, 0x2029: 0x2E
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFE00...0xFE0F, 0x80...0x9F, 0xAD,
            0x1F3FB...0x1F3FF, 0x300...0x36F:
            Self.dropped
        case 0x00D7: 0x78
        case 0x00B7, 0x2022, 0x2027, 0x30FB: 0xB7
        default: scalar
        }
    }
}

/// Whether a character is written without blanks between words: Han, kana, CJK extensions.
@inline(__always)
func isHan(_ scalar: UInt32) -> Bool {
    (scalar >= 0x4E00 && scalar < 0xA000) || scalar == 0x3007 || (scalar >= 0x3400 && scalar < 0x4DC0)
        || (scalar >= 0x20000 && scalar < 0x32000) || (scalar >= 0xF900 && scalar < 0xFB00)
}

/// Whether a byte of folded text is a letter or digit of ASCII.
@inline(__always)
func isWordByte(_ byte: UInt8) -> Bool {
    (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
}

/// Whether a byte of folded text is a letter of ASCII.
@inline(__always)
func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

/// Whether a byte of folded text is a digit of ASCII.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
