/// A key, or what a terminal sends for one.
enum Key: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    case enter, backspace, delete, left, right, up, down, home, end, wordLeft, wordRight
    case killToEnd, killToStart, killWord, clear
    /// Ctrl-C.
    case interrupt
    /// Ctrl-D: the end on an empty line, else delete.
    case endOfInput
}

/// Turns the bytes of a terminal into keys: UTF-8, control keys, escape sequences of xterm, rxvt and the Linux console.
struct KeyReader {
    private var pending: [UInt8] = []

    /// Whether an escape sequence has begun; a lone Escape never goes on.
    var isInsideEscape: Bool { pending.first == 0x1B }

    /// Forgets an escape sequence that does not go on.
    mutating func abandonEscape() {
        pending = []
    }

    /// Takes a byte; returns the key that it completes.
    mutating func feed(_ byte: UInt8) -> Key? {
        if pending.isEmpty, byte < 0x80, byte != 0x1B { return control(byte) }
        pending.append(byte)
        return pending[0] == 0x1B ? escape() : character()
    }

    private func control(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x01: .home
        case 0x02: .left
        case 0x03: .interrupt
        case 0x04: .endOfInput
        case 0x05: .end
        case 0x06: .right
        case 0x08, 0x7F: .backspace
        case 0x0A, 0x0D: .enter
        case 0x0B: .killToEnd
        case 0x0C: .clear
        case 0x0E: .down
        case 0x10: .up
        case 0x15: .killToStart
        case 0x17: .killWord
        case 0x20...0x7E: .scalar(Unicode.Scalar(byte))
        default: nil
        }
    }

    private mutating func character() -> Key? {
        let lead = pending[0]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
        let isBroken = length == 1 || (pending.count > 1 && pending[pending.count - 1] & 0xC0 != 0x80)
        guard pending.count >= length || isBroken else { return nil }
        defer { pending = [] }
        if isBroken { return nil }
        return String(validating: pending, as: UTF8.self)?.unicodeScalars.first.map { .scalar($0) }
    }

    private mutating func escape() -> Key? {
        guard pending.count > 1 else { return nil }
        switch pending[1] {
        case 0x5B, 0x4F:
            guard pending.count > 2, let last = pending.last, (0x40...0x7E).contains(last) else {
                // No terminal's key is this long: noise must not swallow what follows.
                if pending.count > 12 { pending = [] }
                return nil
            }
        default: break
        }
        defer { pending = [] }
        return KeyReader.keys[String(decoding: pending.dropFirst(), as: UTF8.self)]
    }

    private static let keys: [String: Key] = [
        "[A": .up, "OA": .up, "[B": .down, "OB": .down, "[C": .right, "OC": .right, "[D": .left, "OD": .left,
        "[H": .home, "OH": .home, "[1~": .home, "[7~": .home, "[F": .end, "OF": .end, "[4~": .end, "[8~": .end,
        "[3~": .delete, "[1;5C": .wordRight, "[1;3C": .wordRight, "f": .wordRight, "[1;5D": .wordLeft,
        "[1;3D": .wordLeft, "b": .wordLeft, "\u{7F}": .killWord,
    ]
}
