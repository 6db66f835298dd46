/// Takes out of a message what nobody means to say.
enum TextCleaning {
    /// The text without control characters, byte order marks and direction overrides; line ends and tabs become `\n`
    /// and blanks, whole terminal escape sequences go.
    static func clean(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 || $0 == 0xEF }) else {
            return text
        }
        var cleaned = String.UnicodeScalarView()
        var scalars = text.unicodeScalars.makeIterator()
        var previous: Unicode.Scalar = " "
        while let scalar = scalars.next() {
            switch scalar.value {
            case 0x0D: cleaned.append("\n")
            case 0x0A: if previous.value != 0x0D { cleaned.append("\n") }
            case 0x09: cleaned.append(" ")
            case 0x1B: skipEscape(&scalars)
            case 0x2028, 0x2029: cleaned.append("\n")
            default: if !isNoise(scalar) { cleaned.append(scalar) }
            }
            previous = scalar
        }
        return String(cleaned)
    }

    /// Whether a scalar carries no words: controls, byte order mark, direction marks and overrides.
    private static func isNoise(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00..<0x20, 0x7F..<0xA0, 0xFEFF, 0xFFF9...0xFFFB, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
            true
        default: false
        }
    }

    /// An arrow or function key in a terminal sends `ESC [ parameters letter` or `ESC O letter`.
    private static func skipEscape(_ scalars: inout String.UnicodeScalarView.Iterator) {
        guard let kind = scalars.next() else { return }
        guard kind == "[" else {
            if kind == "O" { _ = scalars.next() }
            return
        }
        while let scalar = scalars.next(), !(0x40...0x7E).contains(scalar.value) {}
    }
}
