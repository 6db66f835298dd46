/// A stretch of folded text that was recognised.
struct Tag {
    enum Source {
        /// A phrase of the vocabulary; `repaired` when a typing error was corrected.
        case phrase(Int, repaired: Bool)
        /// A time expression, by its place in the list of those.
        case time(Int)
        /// A run of digits, by its place in the list of those.
        case digits(Int)
    }

    /// First byte of the folded text.
    var start: Int
    /// End, exclusive.
    var end: Int
    /// What it is.
    var source: Source
    /// Word classes and mention kinds.
    var symbols = SymbolSet()
    /// Which stretch of the utterance it belongs to.
    var stretch = 0
    /// Whether a mention took it, so that it is no word of the sentence any more.
    var isTaken = false
}

/// Chooses from all phrases that were found those that together account best for the text.
///
/// A phrase is worth the square of its length, so that one long phrase beats its parts and parts beat nothing;
/// times and numbers are worth more than words of the same length, so that names never compete with them.
struct Tagger {
    private struct Option {
        var start: Int
        var end: Int
        var worth: Int
        var source: Tag.Source
    }

    let vocabulary: Vocabulary

    /// The chosen tags, in order, without overlap.
    /// - Parameters:
    ///   - text: The utterance.
    ///   - times: Where it speaks of time.
    ///   - orders: Which of the times are only an order.
    ///   - digits: Runs of digits.
    ///   - alarms: Gets the signs of danger, chosen or not, that are not denied.
    func tags(
        in text: FoldedText, times: [Range<Int>], orders: Set<Int>, digits: [DigitRun], alarms: inout SymbolSet
    ) -> [Tag] {
        var options: [Option] = []
        options.reserveCapacity(32)
        let bytes = text.bytes
        vocabulary.automaton.scan(bytes) { hit in
            if isWordByte(bytes[hit.start]), hit.start > 0, isWordByte(bytes[hit.start - 1]),
                isLetter(bytes[hit.start]) == isLetter(bytes[hit.start - 1])
            {
                return
            }
            if isWordByte(bytes[hit.end - 1]), hit.end < bytes.count, isWordByte(bytes[hit.end]) { return }
            let length = hit.end - hit.start
            // "not now" and 这个时间 as answers go before the times that they could be too.
            // A greeting does so only where it opens what is said: "morning" greets, "the morning" does not.
            let symbols = vocabulary.phraseSymbols[hit.phrase]
            let isAnswer = symbols.meets(vocabulary.answers) || hit.start == 0 && symbols.meets(vocabulary.greetings)
            options.append(
                Option(
                    start: hit.start, end: hit.end, worth: length * length * (isAnswer ? 8 : 5) / 5,
                    source: .phrase(hit.phrase, repaired: false)
                ))
        }
        for option in options {
            guard case .phrase(let phrase, _) = option.source,
                vocabulary.phraseSymbols[phrase].meets(vocabulary.alarms),
                !isDenied(option.start, in: text)
            else { continue }
            alarms.formUnion(vocabulary.phraseSymbols[phrase].intersection(vocabulary.alarms))
        }
        var special: [Option] = []
        for (index, range) in times.enumerated() where !range.isEmpty && !isSurname(range, options, in: text) {
            let worth = range.count * range.count * 3 / 2 + 1
            special.append(Option(start: range.lowerBound, end: range.upperBound, worth: worth, source: .time(index)))
        }
        for (index, run) in digits.enumerated() where run.kind != .plain {
            let (range, worth) = (run.range, run.range.count * run.range.count * 4)
            special.append(Option(start: range.lowerBound, end: range.upperBound, worth: worth, source: .digits(index)))
        }
        if !special.isEmpty {
            options += special
            options.sort { $0.end < $1.end }
        }
        var tags = choose(options, length: bytes.count)
        for index in tags.indices {
            if case .time(let time) = tags[index].source {
                tags[index].symbols = words(in: tags[index], options, isOrder: orders.contains(time))
            }
        }
        return tags
    }

    /// 周一鸣医生, 我叫周三友: what looks like a weekday is a name where a given name and a form of address follow, or where
    /// a name is announced.
    private func isSurname(_ time: Range<Int>, _ options: [Option], in text: FoldedText) -> Bool {
        guard time.count == 6, text.scalar(at: time.lowerBound) == 0x5468, time.upperBound + 3 <= text.count else {
            return false
        }
        let next = time.upperBound + 3
        guard isHan(text.scalar(at: time.upperBound)) else { return false }
        var (isFree, isAddressed, isAnnounced) = (true, false, false)
        // Options stand in the order of their ends; no form of address is longer than ten characters.
        for option in options[first(endingAfter: time.lowerBound - 1, options)...] {
            if option.end > next + 30 { break }
            guard case .phrase(let phrase, _) = option.source else { continue }
            let symbols = vocabulary.phraseSymbols[phrase]
            if option.start == time.upperBound { isFree = false }
            if option.start == next, symbols.contains(vocabulary.symbol(.address)) { isAddressed = true }
            if option.end == time.lowerBound, symbols.contains(vocabulary.symbol(.nameCue)) { isAnnounced = true }
        }
        return isFree && (isAddressed || isAnnounced)
            && !vocabulary.surnames.known.contains(SurnameIndex.key([text.scalar(at: time.upperBound)]))
    }

    /// What the words inside a time expression still say: that 不是周三是周四 corrects something, and everything that
    /// "next available" is beside an order.
    private func words(in tag: Tag, _ options: [Option], isOrder: Bool) -> SymbolSet {
        var symbols = SymbolSet()
        var index = first(endingAfter: tag.start, options)
        while index < options.count, options[index].end <= tag.end {
            let option = options[index]
            index += 1
            guard option.start >= tag.start, case .phrase(let phrase, _) = option.source else { continue }
            symbols.formUnion(vocabulary.phraseSymbols[phrase])
        }
        return symbols.intersection(isOrder ? vocabulary.wordsOfOrders : vocabulary.wordsOfTimes)
    }

    /// Whether 没, 没有, 不, 无, no, not or without stands right before.
    private func isDenied(_ start: Int, in text: FoldedText) -> Bool {
        guard start >= 3 else { return false }
        let bytes = text.bytes
        if bytes[start - 1] >= 0x80 {
            let before = text.scalar(at: text.start(before: start))
            if [0x6CA1, 0x4E0D, 0x65E0, 0x672A].contains(before) { return true }
            let second = text.start(before: start)
            return before == 0x6709 && second >= 3 && text.scalar(at: text.start(before: second)) == 0x6CA1
        }
        return Self.denials.contains { word in
            start > word.count && bytes[start - 1] == 0x20
                && bytes[(start - 1 - word.count)..<(start - 1)].elementsEqual(word)
                && (start - 1 - word.count == 0 || !isWordByte(bytes[start - 2 - word.count]))
        }
    }

    private static let denials = ["no", "not", "without", "any", "denies"].map { Array($0.utf8) }

    private func first(endingAfter position: Int, _ options: [Option]) -> Int {
        var low = 0
        var high = options.count
        while low < high {
            let middle = (low + high) / 2
            if options[middle].end <= position { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func choose(_ options: [Option], length: Int) -> [Tag] {
        guard !options.isEmpty else { return [] }
        var best = [Int](repeating: 0, count: length + 1)
        var choice = [Int32](repeating: -1, count: length + 1)
        var next = 0
        for end in 1...length {
            best[end] = best[end - 1]
            while next < options.count, options[next].end == end {
                let worth = best[options[next].start] + options[next].worth
                if worth > best[end] {
                    best[end] = worth
                    choice[end] = Int32(next)
                }
                next += 1
            }
        }
        var tags: [Tag] = []
        var position = length
        while position > 0 {
            let index = choice[position]
            if index < 0 {
                position -= 1
            } else {
                let option = options[Int(index)]
                tags.append(Tag(start: option.start, end: option.end, source: option.source))
                position = option.start
            }
        }
        tags.reverse()
        return tags
    }

    /// Dr Carter: a word after a form of address is a name, however near it is to another word.
    private func followsAddress(_ tags: [Tag], _ start: Int) -> Bool {
        guard let last = tags.last, start - last.end <= 2, case .phrase(let phrase, _) = last.source else {
            return false
        }
        return vocabulary.phraseSymbols[phrase].contains(vocabulary.symbol(.addressBefore))
    }

    /// Adds tags for words in letters that nothing accounts for and that are one typing error from a known word.
    func repair(_ tags: [Tag], in text: FoldedText) -> [Tag] {
        guard text.letterCount >= 3 else { return tags }
        let bytes = text.bytes
        var result: [Tag] = []
        result.reserveCapacity(tags.count)
        var index = 0
        var next = 0
        while index < bytes.count {
            if next < tags.count, index >= tags[next].start {
                result.append(tags[next])
                index = max(tags[next].end, index + 1)
                next += 1
                continue
            }
            guard isLetter(bytes[index]), index == 0 || !isWordByte(bytes[index - 1]) else {
                index += 1
                continue
            }
            var end = index + 1
            while end < bytes.count, isLetter(bytes[end]), next >= tags.count || end < tags[next].start { end += 1 }
            if end == bytes.count || !isWordByte(bytes[end]), !followsAddress(result, index),
                let phrase = vocabulary.typos.find(bytes[index..<end])
            {
                result.append(Tag(start: index, end: end, source: .phrase(phrase, repaired: true)))
            }
            index = end
        }
        if next < tags.count { result += tags[next...] }
        return result
    }
}
