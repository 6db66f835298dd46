import CivilCalendar

extension Draft {
    /// Prices, birth dates and codes: numbers whose meaning comes from the words beside them or from the open question.
    mutating func readNumbers() {
        readPriceLimits()
        readAge()
        let isAboutPerson = ["birth_date", "birthday", "name", "patient", "id_number"].contains(where: isAsked)
        if isAboutPerson || tags.indices.contains(where: { has($0, .birthCue) }) {
            readBirthDate()
        }
        readCodes()
        settleRetractions()
    }

    /// 50块以内, 不超过一百, under 100 yuan.
    private mutating func readPriceLimits() {
        for index in tags.indices where !tags[index].isTaken {
            if has(index, .limitAfter), let number = number(before: index) {
                let isAsk = has(index, .currency) || number.hasUnit || text.hanCount > 0 || isAsked("price_limit")
                if isAsk { addLimit(number.value, number.range.lowerBound..<tags[index].end) }
            } else if has(index, .limitBefore), let number = number(after: tags[index].end) {
                addLimit(number.value, tags[index].start..<number.range.upperBound)
            }
        }
    }

    private mutating func addLimit(_ yuan: Int, _ range: Range<Int>) {
        guard yuan > 0, yuan < 100_000 else { return }
        retractions.append(Retraction(range: range, sort: .number))
        add(.priceLimit(yuan * 100), range)
    }

    private typealias Amount = (value: Int, range: Range<Int>, hasUnit: Bool)

    private func number(before tag: Int) -> Amount? {
        var end = tags[tag].start
        var hasUnit = false
        var index = tag - 1
        while index >= 0, tags[index].end >= end - 1, has(index, .currency) || has(index, .filler) {
            hasUnit = hasUnit || has(index, .currency)
            end = tags[index].start
            index -= 1
        }
        while end > 0, text.bytes[end - 1] == 0x20 { end -= 1 }
        // Back over what may belong to a number; the longest stretch that is one wins.
        var start = end
        while start > 0, end - start < 24 {
            let previous = text.start(before: start)
            guard NumberWords.mayContinue(text, at: previous) else { break }
            start = previous
        }
        while start < end {
            if let (value, stop) = NumberWords.number(in: text, at: start), stop == end {
                return (value, start..<end, hasUnit)
            }
            start += text.length(at: start)
        }
        return nil
    }

    private func number(after end: Int) -> Amount? {
        var start = end
        while start < text.count, text.bytes[start] == 0x20 || text.bytes[start] == 0xA5 { start += 1 }
        while let tag = tagCovering(start), has(tag, .currency) || has(tag, .filler), tags[tag].end > start {
            start = tags[tag].end
            while start < text.count, text.bytes[start] == 0x20 { start += 1 }
        }
        guard start < text.count, let (value, stop) = NumberWords.number(in: text, at: start) else { return nil }
        var last = stop
        var next = stop
        while next < text.count, text.bytes[next] == 0x20 { next += 1 }
        if let tag = tagCovering(next), has(tag, .currency) { last = tags[tag].end }
        if last == stop, let tag = tagCovering(stop), tags[tag].start < stop, case .time = tags[tag].source {
            return nil
        }
        return (value, start..<last, last > stop)
    }

    private mutating func readBirthDate() {
        var index = 0
        while index < text.count {
            if let (date, range) = BirthDateReader.date(in: text, from: index) {
                retractions.append(Retraction(range: range, sort: .number))
                add(.birthDate(date), range)
                return
            }
            index += text.length(at: index)
        }
    }

    /// A one-time code where one is expected, or characters after 验证码, "code is".
    private mutating func readCodes() {
        let isExpected = expecting == .code || isAsked("code")
        let cue = tags.indices.first { has($0, .codeCue) }
        guard isExpected || cue != nil else { return }
        if let run = digits.first(where: { $0.kind == .plain && $0.digits.count <= 10 }) {
            retractions.append(Retraction(range: run.range, sort: .number))
            add(.code(String(decoding: run.digits, as: UTF8.self)), run.range)
            return
        }
        var index = cue.map { tags[$0].end } ?? 0
        while index < text.count {
            guard isWordByte(text.bytes[index]) else {
                index += 1
                continue
            }
            if let number = digits.first(where: { $0.kind != .plain && $0.range.contains(index) }) {
                // Eleven digits of a phone are no code of six.
                index = number.range.upperBound
                continue
            }
            var end = index
            var digitCount = 0
            while end < text.count, isWordByte(text.bytes[end]) || (text.bytes[end] == 0x2D && end > index) {
                if isDigit(text.bytes[end]) { digitCount += 1 }
                end += 1
            }
            if end - index >= 4, end - index <= 12, digitCount > 0 || (cue != nil && isInCapitals(index..<end)) {
                let range = index..<end
                retractions.append(Retraction(range: range, sort: .number))
                add(.code(text.text(range).uppercased()), range)
                return
            }
            index = max(end, index + 1)
        }
    }

    /// Whether letters were written as a visit code is: eight capitals, which by chance hold no digit.
    private func isInCapitals(_ range: Range<Int>) -> Bool {
        range.count == 8 && source[text.source(of: range)].allSatisfy { (0x41...0x5A).contains($0) }
    }
}

extension Draft.Found {
    /// Whether a more special reading of a number may replace this one.
    var isTimeOrNumber: Bool {
        switch value {
        case .when, .impossibleDate, .number, .ordinal, .phone: true
        default: false
        }
    }
}
