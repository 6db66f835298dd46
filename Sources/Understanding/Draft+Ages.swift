extension Draft {
    /// How old somebody is: 5岁, 六岁半, 八个月大, "six-year-old", "30 years old", "aged 70". The first one said counts.
    mutating func readAge() {
        guard mayNameAge else { return }
        var index = 0
        while index < text.count {
            if let (years, range) = age(at: index) {
                // "今年五岁" names no year.
                var start = range.lowerBound
                if let year = mentions.last(where: { $0.isTimeOrNumber && $0.range.upperBound <= start }),
                    text.bytes[year.range.upperBound..<start].allSatisfy({ $0 == 0x20 })
                        || isFiller(year.range.upperBound..<start)
                {
                    start = year.range.lowerBound
                }
                retractions.append(Retraction(range: start..<range.upperBound, sort: .number))
                settleRetractions()
                add(.age(years), range)
                return
            }
            index += text.length(at: index)
        }
    }

    /// Whether one of the words is there without which nothing is an age: 岁, 月大, old, age, yo.
    private var mayNameAge: Bool {
        let bytes = text.bytes
        guard bytes.count > 2 else { return false }
        for index in 0..<(bytes.count - 2) {
            switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
            case (0xE5, 0xB2, 0x81), (0x6F, 0x6C, 0x64), (0x61, 0x67, 0x65), (0x79, 0x6F, _): return true
            case (0x88, 0xE5, 0xA4) where index > 1 && bytes[index - 2] == 0xE6: return true
            default: if index == bytes.count - 3, bytes[index + 1] == 0x79, bytes[index + 2] == 0x6F { return true }
            }
        }
        return false
    }

    /// Whether a stretch holds nothing but words without meaning of their own (今年刚满五岁).
    private func isFiller(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let scalar = text.scalar(at: index)
            // 都, 已, 经, 才, 刚, 满, 快, 有
            guard [0x90FD, 0x5DF2, 0x7ECF, 0x624D, 0x521A, 0x6EE1, 0x5FEB, 0x6709, 0x20].contains(scalar) else {
                return false
            }
            index += text.length(at: index)
        }
        return true
    }

    /// The age whose number begins at a byte.
    private func age(at start: Int) -> (years: Int, range: Range<Int>)? {
        if start > 0, isWordByte(text.bytes[start - 1]), isWordByte(text.bytes[start]) { return nil }
        guard let (value, end) = NumberWords.number(in: text, at: start), end > start, value <= 120 else { return nil }
        guard end < text.count else { return isAged(before: start) ? (value, start..<end) : nil }
        if text.bytes[end] >= 0x80 { return chineseAge(value, start, end) }
        var index = end
        while index < text.count, text.bytes[index] == 0x20 || text.bytes[index] == 0x2D { index += 1 }
        guard let (unit, afterUnit) = word(at: index) else { return isAged(before: start) ? (value, start..<end) : nil }
        let isYear = ["year", "years", "yr", "yrs", "yo"].contains(unit)
        guard isYear || ["month", "months", "week", "weeks"].contains(unit) else { return nil }
        if unit == "yo" { return (value, start..<afterUnit) }
        index = afterUnit
        while index < text.count, text.bytes[index] == 0x20 || text.bytes[index] == 0x2D { index += 1 }
        guard let (old, last) = word(at: index), old == "old" || old == "olds" else { return nil }
        return (isYear ? value : 0, start..<last)
    }

    /// 岁, 周岁; 个月大, 个月的(宝宝): months and weeks count as no year.
    private func chineseAge(_ value: Int, _ start: Int, _ end: Int) -> (years: Int, range: Range<Int>)? {
        var index = end
        if text.scalar(at: index) == 0x5468 { index += 3 }
        if index < text.count, text.scalar(at: index) == 0x5C81 { return (value, start..<(index + 3)) }
        let months: [UInt32] = [0x4E2A, 0x6708, 0x5927]
        index = end
        for scalar in months {
            guard index < text.count, text.scalar(at: index) == scalar else { return nil }
            index += 3
        }
        return (value / 12, start..<index)
    }

    /// Whether "aged" or "age" stands before.
    private func isAged(before start: Int) -> Bool {
        var end = start
        while end > 0, text.bytes[end - 1] == 0x20 { end -= 1 }
        var first = end
        while first > 0, isLetter(text.bytes[first - 1]) { first -= 1 }
        return ["age", "aged"].contains { text.bytes[first..<end].elementsEqual($0.utf8) }
    }

    /// The word in letters that begins at a byte.
    private func word(at start: Int) -> (String, Int)? {
        var end = start
        while end < text.count, isLetter(text.bytes[end]) { end += 1 }
        return end > start ? (text.text(start..<end), end) : nil
    }
}
