/// Reads whole numbers in figures, Chinese and English words: 100, 一百二, 两百五十, one hundred and fifty.
enum NumberWords {
    /// The number that begins at a byte, with where it ends; `nil` when there is none below a million.
    static func number(in text: FoldedText, at start: Int) -> (value: Int, end: Int)? {
        guard start < text.count else { return nil }
        if isDigit(text.bytes[start]) { return figures(text, start) }
        return isLetter(text.bytes[start]) ? english(text, start) : chinese(text, start)
    }

    /// Whether the character at a byte can stand within a number.
    static func mayContinue(_ text: FoldedText, at index: Int) -> Bool {
        let byte = text.bytes[index]
        return isWordByte(byte) || byte == 0x20 || chineseValue(text.scalar(at: index)) != nil
    }

    private static func figures(_ text: FoldedText, _ start: Int) -> (Int, Int)? {
        var index = start
        var value = 0
        while index < text.count, isDigit(text.bytes[index]), value < 1_000_000 {
            value = value * 10 + Int(text.bytes[index] - 0x30)
            index += 1
        }
        // 99.5 is read as 99.
        if index + 1 < text.count, text.bytes[index] == 0x2E, isDigit(text.bytes[index + 1]) {
            index += 1
            while index < text.count, isDigit(text.bytes[index]) { index += 1 }
        }
        return value < 1_000_000 ? (value, index) : nil
    }

    /// The value of a Chinese digit or unit.
    static func chineseValue(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x96F6, 0x3007: 0
        case 0x4E00, 0x5E7A: 1
        case 0x4E8C, 0x4E24, 0x4FE9: 2
        case 0x4E09, 0x4EE8: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        case 0x5341: 10
        case 0x767E: 100
        case 0x5343: 1000
        default: nil
        }
    }

    private static func chinese(_ text: FoldedText, _ start: Int) -> (Int, Int)? {
        var total = 0
        var pending: Int?
        var lastUnit = 0
        var index = start
        while index < text.count, let value = chineseValue(text.scalar(at: index)) {
            if value >= 10 {
                total += (pending ?? 1) * value
                lastUnit = value
                pending = nil
            } else {
                if let before = pending, before != 0 { return nil }
                pending = value
                if value == 0 { lastUnit = 10 }
            }
            index += 3
        }
        guard index > start else { return nil }
        if let pending { total += lastUnit >= 100 ? pending * lastUnit / 10 : pending }
        return (total, index)
    }

    private static let englishValues: [(word: [UInt8], value: Int)] = [
        ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8),
        ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12), ("fifteen", 15), ("twenty", 20), ("thirty", 30),
        ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90), ("a", 1),
        ("hundred", 100), ("thousand", 1000), ("and", 0),
    ].map { (Array($0.0.utf8), $0.1) }

    private static func english(_ text: FoldedText, _ start: Int) -> (Int, Int)? {
        var total = 0
        var current = 0
        var end = start
        var index = start
        while index < text.count, isLetter(text.bytes[index]) {
            var stop = index
            while stop < text.count, isLetter(text.bytes[stop]) { stop += 1 }
            guard let (_, value) = englishValues.first(where: { $0.word.elementsEqual(text.bytes[index..<stop]) })
            else { break }
            if value >= 100 {
                total += max(current, 1) * value
                current = 0
            } else {
                current += value
            }
            end = stop
            index = stop < text.count && (text.bytes[stop] == 0x20 || text.bytes[stop] == 0x2D) ? stop + 1 : stop
        }
        return total + current > 0 && end > start + 1 ? (total + current, end) : nil
    }
}
