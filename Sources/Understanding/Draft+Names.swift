extension Draft {
    /// Names of persons: after 我叫, "my name is", 给…挂, or as the answer where a name is asked for.
    mutating func readNames() {
        guard !isAsked("doctor"), !readSpelledName() else { return }
        for index in tags.indices where has(index, .nameCue) && !tags[index].isTaken {
            if let range = nameStarting(at: tags[index].end, isCued: true), isNamed(range, by: index) {
                addName(range)
                return
            }
        }
        for index in tags.indices where has(index, .onBehalf) && !tags[index].isTaken {
            guard let range = nameStarting(at: tags[index].end, isCued: false), isWordAfter(range.upperBound) else {
                continue
            }
            addName(range)
            return
        }
        if isAsked("name") || isAsked("patient") { readNameAnswer() }
    }

    /// "I'm Olivia" names somebody, "I'm late" does not: without the word name, a name in letters is capitalised.
    private func isNamed(_ range: Range<Int>, by cue: Int) -> Bool {
        guard !isAskedForName, isLetter(text.bytes[range.lowerBound]) else { return true }
        if text.text(tags[cue].start..<tags[cue].end).contains("name") { return true }
        return (0x41...0x5A).contains(source[text.source(of: range).lowerBound])
    }

    private mutating func addName(_ range: Range<Int>) {
        let name = String(decoding: source[text.source(of: range)], as: UTF8.self)
        retractions.append(Retraction(range: range, sort: .name))
        settleRetractions()
        add(.name(name), range)
    }

    /// A whole answer that is a name: 王小明, 我叫王小明, 就是欧阳娜娜, John Smith.
    private mutating func readNameAnswer() {
        let solid = mentions.contains { found in
            switch found.value {
            case .idNumber, .code: true
            case .when: !isBirthDate(found)
            default: false
            }
        }
        guard !solid else { return }
        if let range = capitalisedName() {
            addName(range)
            return
        }
        // "她叫什么来着，哦对，赵桂芳": what is said first need not be part of the answer.
        for clause in clauseStarts {
            guard let range = nameAnswer(from: clause) else { continue }
            addName(range)
            return
        }
    }

    /// The text's beginning, and whatever follows a mark of punctuation.
    private var clauseStarts: [Int] {
        var starts = [0]
        var index = 0
        while index < text.count {
            let next = index + text.length(at: index)
            if [0x2C, 0x2E, 0x3F, 0x21, 0x3B].contains(text.bytes[index]) { starts.append(next) }
            index = next
        }
        return starts
    }

    /// The name that is all there is from a place on, but for fillers, particles and a day of birth.
    private func nameAnswer(from clause: Int) -> Range<Int>? {
        var start = clause
        while start < text.count {
            if let tag = tagCovering(start), tags[tag].start == start,
                has(tag, .filler) || has(tag, .nameCue) || has(tag, .onBehalf) || isPatientWord(tag),
                tags[tag].end < text.count
            {
                start = tags[tag].end
            } else if isWordByte(text.bytes[start]) || text.bytes[start] >= 0x80 {
                break
            } else {
                start += 1
            }
        }
        if let tag = tagCovering(start), isDescription(tag) { return nil }
        return nameStarting(at: start, isCued: true).flatMap { isEnd($0.upperBound) ? $0 : nil }
    }

    private func isPatientWord(_ tag: Int) -> Bool {
        vocabulary.symbol(named: "noun_patient").map { tags[tag].symbols.contains($0) } ?? false
    }

    /// "Will Hunter", "Rose May": two or three capitalised words and nothing else are a name, whatever they mean
    /// otherwise, unless they are all words of the sentence.
    private func capitalisedName() -> Range<Int>? {
        var words: [Range<Int>] = []
        var index = 0
        while index < text.count {
            if isLetter(text.bytes[index]) {
                var end = index
                while end < text.count, isLetter(text.bytes[end]) || text.bytes[end] == 0x2D { end += 1 }
                guard (0x41...0x5A).contains(source[text.source(of: index..<end).lowerBound]) else { return nil }
                words.append(index..<end)
                index = end
            } else if text.bytes[index] == 0x20 || text.bytes[index] == 0x2E {
                index += 1
            } else {
                return nil
            }
        }
        guard let first = words.first, let last = words.last, (2...3).contains(words.count),
            words.contains(where: { word in tagCovering(word.lowerBound).map { !isSentenceWord($0) } ?? true }),
            !(tagCovering(first.lowerBound).map { has($0, .nameCue) || has($0, .onBehalf) } ?? false)
        else { return nil }
        return first.lowerBound..<last.upperBound
    }

    /// Whether a day stands beside the name as the day of birth: 王小明，1990年3月5号.
    private func isBirthDate(_ found: Found) -> Bool {
        BirthDateReader.date(in: text, from: found.range.lowerBound).map {
            $0.range.upperBound >= found.range.upperBound
        }
            ?? false
    }

    /// Whether only particles, punctuation or a day of birth follow.
    private func isEnd(_ position: Int) -> Bool {
        var index = position
        while index < text.count {
            if let tag = tagCovering(index),
                has(tag, .filler) || has(tag, .address) || has(tag, .birthCue) || isDescription(tag)
            {
                index = tags[tag].end
            } else if let number = digits.first(where: { $0.range.lowerBound == index }) {
                index = number.range.upperBound
            } else if let birth = BirthDateReader.date(in: text, from: index) {
                index = birth.range.upperBound
            } else if isWordByte(text.bytes[index]) || text.bytes[index] >= 0x80 {
                return text.bytes[position] < 0x80 && !isWordByte(text.bytes[position]) && text.bytes[position] != 0x20
            } else {
                index += 1
            }
        }
        return true
    }

    /// Whether a tag describes a character (三横王).
    private func isDescription(_ tag: Int) -> Bool {
        guard case .phrase(let phrase, _) = tags[tag].source else { return false }
        return vocabulary.meanings(of: phrase).contains { $0.sort == .character }
    }

    /// Whether a word that was recognised begins here, or the text ends.
    private func isWordAfter(_ position: Int) -> Bool {
        guard position < text.count, let tag = tagCovering(position), tags[tag].start == position else { return false }
        return !tags[tag].symbols.isEmpty
    }

    /// A name that begins here: a Chinese surname with one or two characters more, or words in letters.
    private func nameStarting(at position: Int, isCued: Bool) -> Range<Int>? {
        var start = position
        while start < text.count, text.bytes[start] < 0x80, !isWordByte(text.bytes[start]) { start += 1 }
        guard start < text.count else { return nil }
        return text.bytes[start] >= 0xE3 ? hanName(at: start, isCued: isCued) : isCued ? latinName(at: start) : nil
    }

    private func hanName(at start: Int, isCued: Bool) -> Range<Int>? {
        var characters: [UInt32] = []
        var end = start
        while end < text.count, characters.count < 15 {
            let scalar = text.scalar(at: end)
            guard isHan(scalar) || (scalar == 0xB7 && !characters.isEmpty) else { break }
            characters.append(scalar)
            end += text.length(at: end)
        }
        if let point = characters.firstIndex(of: 0xB7), point >= 2, characters.count - point > 1 {
            return start..<end  // 阿依古丽·买买提
        }
        let surname = vocabulary.surnames.surnameLength(characters[...])
        guard surname > 0 else {
            guard isCued, isAsked("name") else { return nil }
            // 小王吧: particles are no part of a nickname.
            while end > start, let tag = tagCovering(end - 1), has(tag, .filler), tags[tag].start > start {
                end = tags[tag].start
            }
            return (2...4).contains((end - start) / 3) && !hasWords(start..<end) ? start..<end : nil
        }
        // "方便吗" and "要不然" begin like names and are words.
        if let tag = tagCovering(start), tags[tag].end > start + surname * 3, isNoGivenName(tag) { return nil }
        // The name ends where the characters do or where the next recognised phrase begins.
        var length = min(characters.count, surname + 2)
        for count in (surname + 1)..<max(surname + 2, length + 1) where count <= characters.count {
            let stop = start + count * 3
            if stop < text.count, let tag = tagCovering(stop), tags[tag].start == stop, isNoGivenName(tag) {
                length = count
                break
            }
        }
        guard length > surname else { return nil }
        // A newborn goes by the mother's name: 王秀英之女.
        if length + 1 < characters.count, characters[length] == 0x4E4B,
            [0x5B50, 0x5973, 0x5B9D, 0x5A74].contains(characters[length + 1])
        {
            length += 2
        }
        return start..<(start + length * 3)
    }

    private var isAskedForName: Bool { isAsked("name") || isAsked("patient") }

    /// Whether a tag is a word of the sentence rather than part of a given name.
    private func isNoGivenName(_ tag: Int) -> Bool {
        !tags[tag].symbols.isEmpty || isMention(tag)
    }

    /// Whether words of a sentence stand in a stretch: then it is no name.
    private func hasWords(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            guard let tag = tagCovering(index) else {
                index += text.length(at: index)
                continue
            }
            if isNoGivenName(tag), !has(tag, .filler) { return true }
            index = max(tags[tag].end, index + 1)
        }
        return false
    }

    /// Whether a tag is a word as it was typed; one that was only repaired may as well be a name (Jones is not jokes).
    private func isSentenceWord(_ tag: Int) -> Bool {
        if case .phrase(_, repaired: true) = tags[tag].source { return false }
        return !tags[tag].symbols.isEmpty
    }

    /// Whether a tag names something else than a doctor (my mother, Tuesday).
    private func isMention(_ tag: Int) -> Bool {
        // So far mentions stand in the order of the text.
        let start = tags[tag].start
        var low = 0
        var high = mentions.count
        while low < high {
            let middle = (low + high) / 2
            if mentions[middle].range.lowerBound < start { low = middle + 1 } else { high = middle }
        }
        while low < mentions.count, mentions[low].range.lowerBound == start {
            if !mentions[low].isDoctor, mentions[low].certainty != .repaired { return true }
            low += 1
        }
        return false
    }

    private func isCapitalised(_ position: Int) -> Bool {
        (0x41...0x5A).contains(source[text.source(of: position..<(position + 1)).lowerBound])
    }

    private func latinName(at start: Int) -> Range<Int>? {
        if let tag = tagCovering(start), isSentenceWord(tag) || isMention(tag) { return nil }
        var end = start
        var words = 0
        var index = start
        while index < text.count, isLetter(text.bytes[index]), words < 4 {
            // Where a name is asked for, Olivia Park is no place to park.
            if words > 0, !(isAskedForName && isCapitalised(index)), let tag = tagCovering(index),
                isSentenceWord(tag) || isMention(tag)
            {
                break
            }
            while index < text.count,
                isLetter(text.bytes[index]) || text.bytes[index] == 0x2D || text.bytes[index] == 0x27
            {
                index += 1
            }
            end = index
            words += 1
            if index < text.count, text.bytes[index] == 0x20 { index += 1 }
        }
        return words > 0 && end - start > 1 ? start..<end : nil
    }
}
