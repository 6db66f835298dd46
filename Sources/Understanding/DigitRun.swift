import CivilCalendar

/// A run of digits, however they are written: figures, Chinese digit words (幺三八), English ones (one three eight).
struct DigitRun {
    enum Kind: Equatable {
        /// A Chinese mobile number, or an international one with its country code.
        case phone(valid: Bool)
        /// A resident identity number.
        case idNumber(valid: Bool)
        /// Anything else.
        case plain
    }

    /// Where it stands, in folded bytes.
    var range: Range<Int>
    /// Its digits; the last may be X.
    var digits: [UInt8]
    /// What it is.
    var kind: Kind
}

/// Finds runs of digits.
struct DigitScanner {
    private let bytes: [UInt8]
    private var index = 0

    /// Runs of at least four digits, in order.
    static func runs(in text: FoldedText) -> [DigitRun] {
        var scanner = DigitScanner(bytes: text.bytes)
        return scanner.scan()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func scan() -> [DigitRun] {
        var runs: [DigitRun] = []
        while index < bytes.count {
            let byte = bytes[index]
            if isDigit(byte) || byte == 0x2B || (byte >= 0xE0 && chineseDigit(at: index) != nil)
                || (isLetter(byte) && (index == 0 || !isWordByte(bytes[index - 1])) && englishDigit(at: index) != nil)
            {
                if let run = run() { runs.append(run) }
            } else if isLetter(byte) {
                while index < bytes.count, isWordByte(bytes[index]) { index += 1 }
            } else {
                index += 1
            }
        }
        return runs
    }

    private mutating func run() -> DigitRun? {
        let start = index
        let international = bytes[index] == 0x2B
        if international { index += 1 }
        var end = index
        var digits: [UInt8] = []
        var groups = 0
        while index < bytes.count, digits.count < 40 {
            if isDigit(bytes[index]) {
                digits.append(bytes[index])
                index += 1
            } else if let digit = chineseDigit(at: index) {
                digits.append(digit)
                index += 3
            } else if let (word, length) = englishDigit(at: index) {
                digits += word
                index += length
            } else if bytes[index] == 0x78, digits.count == 17 {
                digits.append(0x58)
                index += 1
            } else if !digits.isEmpty, let next = digitAfterSeparators(at: index) {
                index = next
                groups += 1
                continue
            } else {
                break
            }
            end = index
        }
        if end == start || index == start { index = start + 1 }
        guard digits.count >= 4 else { return nil }
        if end < bytes.count, isWordByte(bytes[end]) { return nil }
        return classify(digits, start..<end, international: international)
    }

    private func classify(_ all: [UInt8], _ range: Range<Int>, international: Bool) -> DigitRun {
        var digits = all
        if digits.count == 13 || digits.count == 14 || digits.count == 15 {
            for prefix in ["86", "086", "0086"] where digits.starts(with: Array(prefix.utf8)) {
                let rest = Array(digits.dropFirst(prefix.utf8.count))
                if rest.count == 11, rest[0] == 0x31 { digits = rest }
            }
        }
        if international, digits.count == all.count, digits.count >= 8, digits.count <= 15,
            !digits.starts(with: [0x38, 0x36])
        {
            return DigitRun(range: range, digits: digits, kind: .phone(valid: true))
        }
        switch digits.count {
        case 11 where digits[0] == 0x31:
            return DigitRun(range: range, digits: digits, kind: .phone(valid: digits[1] >= 0x33))
        case 18:
            return DigitRun(range: range, digits: digits, kind: .idNumber(valid: Self.hasRightCheckDigit(digits)))
        default:
            return DigitRun(range: range, digits: digits, kind: .plain)
        }
    }

    /// GB 11643-1999: a birth date that exists and the check digit of ISO 7064 MOD 11-2.
    static func hasRightCheckDigit(_ digits: [UInt8]) -> Bool {
        guard digits.count == 18, digits.prefix(17).allSatisfy(isDigit) else { return false }
        let year = digits[6..<10].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        let month = digits[10..<12].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        let day = digits[12..<14].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard year >= 1880, CivilDate(year: year, month: month, day: day) != nil else { return false }
        var sum = 0
        for digit in digits.prefix(17) { sum = (sum + Int(digit - 0x30)) * 2 % 11 }
        let check = (12 - sum) % 11
        return digits[17] == (check == 10 ? 0x58 : UInt8(0x30 + check))
    }

    /// Where the next digit stands after one separator, or after a comma and a blank.
    private func digitAfterSeparators(at index: Int) -> Int? {
        guard isSeparator(bytes[index]), index + 1 < bytes.count else { return nil }
        if startsDigit(at: index + 1) { return index + 1 }
        guard bytes[index] == 0x2C, bytes[index + 1] == 0x20, index + 2 < bytes.count, startsDigit(at: index + 2) else {
            return nil
        }
        return index + 2
    }

    private func isSeparator(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x2D || byte == 0x2C || byte == 0x26 }

    private func startsDigit(at index: Int) -> Bool {
        isDigit(bytes[index]) || chineseDigit(at: index) != nil || englishDigit(at: index) != nil
    }

    private func chineseDigit(at index: Int) -> UInt8? {
        guard index + 2 < bytes.count, bytes[index] >= 0xE3 else { return nil }
        let scalar =
            UInt32(bytes[index] & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
        return switch scalar {
        case 0x96F6, 0x3007, 0x6D1E: 0x30  // 零〇洞
        case 0x4E00, 0x5E7A: 0x31  // 一幺
        case 0x4E8C, 0x4E24: 0x32  // 二两
        case 0x4E09: 0x33
        case 0x56DB: 0x34
        case 0x4E94: 0x35
        case 0x516D: 0x36
        case 0x4E03, 0x62D0: 0x37  // 七拐
        case 0x516B: 0x38
        case 0x4E5D, 0x52FE: 0x39  // 九勾
        default: nil
        }
    }

    private static let englishDigits: [(word: [UInt8], digit: UInt8)] = [
        ("zero", 0x30), ("oh", 0x30), ("o", 0x30), ("one", 0x31), ("two", 0x32), ("three", 0x33), ("four", 0x34),
        ("five", 0x35), ("six", 0x36), ("seven", 0x37), ("eight", 0x38), ("nine", 0x39),
    ].map { (Array($0.0.utf8), $0.1) }

    private static let repeaters = [(Array("double".utf8), 2), (Array("triple".utf8), 3)]

    private func englishDigit(at index: Int) -> (digits: [UInt8], length: Int)? {
        guard index < bytes.count, isLetter(bytes[index]) else { return nil }
        if let (digit, length) = digitWord(at: index) { return ([digit], length) }
        for (word, count) in Self.repeaters
        where bytes[index...].starts(with: word) && index + word.count + 1 < bytes.count {
            let next = index + word.count + 1
            if isDigit(bytes[next]) { return (Array(repeating: bytes[next], count: count), word.count + 2) }
            if let (digit, length) = digitWord(at: next) {
                return (Array(repeating: digit, count: count), word.count + 1 + length)
            }
        }
        return nil
    }

    private func digitWord(at index: Int) -> (digit: UInt8, length: Int)? {
        for (word, digit) in Self.englishDigits
        where bytes[index...].starts(with: word)
            && (index + word.count == bytes.count || !isWordByte(bytes[index + word.count]))
        {
            return (digit, word.count)
        }
        return nil
    }
}
