import CivilCalendar

/// Reads a birth date: 1990年3月5号, 90-3-5, 19900305, 一九九零年三月五日, March 5, 1990, 5 March 1990.
enum BirthDateReader {
    /// The birth date that begins at a byte of the text.
    static func date(in text: FoldedText, from start: Int) -> (date: CivilDate, range: Range<Int>)? {
        if start > 0, isWordByte(text.bytes[start]), isWordByte(text.bytes[start - 1]) { return nil }
        return compact(text, start) ?? yearFirst(text, start) ?? english(text, start)
    }

    private static func compact(_ text: FoldedText, _ start: Int) -> (CivilDate, Range<Int>)? {
        let end = start + 8
        guard end <= text.count, text.bytes[start..<end].allSatisfy(isDigit),
            end == text.count || !isDigit(text.bytes[end])
        else { return nil }
        let number = text.bytes[start..<end].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return valid(number / 10000, number / 100 % 100, number % 100).map { ($0, start..<end) }
    }

    private static func yearFirst(_ text: FoldedText, _ start: Int) -> (CivilDate, Range<Int>)? {
        guard let (year, afterYear) = yearNumber(text, start), let monthStart = separator(text, afterYear, [0x5E74]),
            let (month, afterMonth) = NumberWords.number(in: text, at: monthStart),
            let dayStart = separator(text, afterMonth, [0x6708]),
            let (day, afterDay) = NumberWords.number(in: text, at: dayStart)
        else { return nil }
        var end = afterDay
        if end < text.count, [0x65E5, 0x53F7].contains(text.scalar(at: end)) { end += 3 }
        return valid(fullYear(year), month, day).map { ($0, start..<end) }
    }

    /// A year in figures or Chinese digits read one by one.
    private static func yearNumber(_ text: FoldedText, _ start: Int) -> (Int, Int)? {
        guard start < text.count else { return nil }
        if isDigit(text.bytes[start]) { return NumberWords.number(in: text, at: start) }
        var value = 0
        var index = start
        while index < text.count, isHan(text.scalar(at: index)), index - start < 12 {
            guard let digit = NumberWords.chineseValue(text.scalar(at: index)), digit < 10 else { break }
            value = value * 10 + digit
            index += 3
        }
        return index - start >= 6 ? (value, index) : nil
    }

    private static func separator(_ text: FoldedText, _ index: Int, _ characters: [UInt32]) -> Int? {
        guard index < text.count else { return nil }
        if [0x2D, 0x2F, 0x2E, 0x20].contains(text.bytes[index]) { return index + 1 }
        return characters.contains(text.scalar(at: index)) ? index + 3 : nil
    }

    private static func english(_ text: FoldedText, _ start: Int) -> (CivilDate, Range<Int>)? {
        var numbers: [(value: Int, digits: Int)] = []
        var month: Int?
        var index = start
        var end = start
        while index < text.count, numbers.count < 3 {
            let byte = text.bytes[index]
            if isDigit(byte) {
                guard let (value, stop) = NumberWords.number(in: text, at: index) else { return nil }
                numbers.append((value, stop - index))
                end = stop
                index = stop
                for suffix in ["st", "nd", "rd", "th"] where text.bytes[index...].starts(with: suffix.utf8) {
                    index += 2
                }
            } else if isLetter(byte) {
                var stop = index
                while stop < text.count, isLetter(text.bytes[stop]) { stop += 1 }
                let word = text.bytes[index..<stop]
                if word.elementsEqual("of".utf8) || word.elementsEqual("the".utf8) {
                    if numbers.isEmpty, month == nil { return nil }
                } else {
                    guard month == nil, let named = monthNumber(word) else { break }
                    month = named
                    end = stop
                }
                index = stop
            } else if byte == 0x20 || byte == 0x2C || byte == 0x2E || byte == 0x2F {
                if numbers.isEmpty, month == nil { return nil }
                index += 1
            } else {
                break
            }
            if numbers.count == 2, month != nil { break }
        }
        if let month, numbers.count == 2 {
            return valid(fullYear(numbers[1].value), month, numbers[0].value).map { ($0, start..<end) }
        }
        guard month == nil, numbers.count == 3, numbers[2].digits == 4 else { return nil }
        // American order unless the first number cannot be a month.
        let (first, second) = (numbers[0].value, numbers[1].value)
        return valid(numbers[2].value, first > 12 ? second : first, first > 12 ? first : second).map {
            ($0, start..<end)
        }
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    private static func monthNumber(_ word: ArraySlice<UInt8>) -> Int? {
        guard word.count >= 3, let index = months.firstIndex(where: { word.starts(with: $0.utf8) }) else { return nil }
        return index + 1
    }

    private static func fullYear(_ year: Int) -> Int { year >= 100 ? year : year > 26 ? 1900 + year : 2000 + year }

    private static func valid(_ year: Int, _ month: Int, _ day: Int) -> CivilDate? {
        year >= 1900 && year <= 2100 ? CivilDate(year: year, month: month, day: day) : nil
    }
}
