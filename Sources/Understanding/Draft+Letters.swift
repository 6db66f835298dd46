extension Draft {
    /// zhang医生, zhangwei大夫, 张wei主任: letters, or characters and letters, before a form of address.
    mutating func readLettersBefore(_ tag: Int) -> Bool {
        let end = tags[tag].start
        let nameEnd = end > 0 && text.bytes[end - 1] == 0x20 ? end - 1 : end
        guard nameEnd > 0, isLetter(text.bytes[nameEnd - 1]) else { return false }
        var start = nameEnd
        while start > 0, isLetter(text.bytes[start - 1]) { start -= 1 }
        if let surname = surnameInLetters(start..<nameEnd) {
            takeTitle(at: tags[tag].start..<tags[tag].end)
            add(.doctor(surname), start..<tags[tag].end)
            return true
        }
        if let near = nearSurname(start..<nameEnd) {
            takeTitle(at: tags[tag].start..<tags[tag].end)
            add(.doctor(near), start..<tags[tag].end, certainty: .repaired)
            return true
        }
        var characterStart = start
        while characterStart > 2, isHan(text.scalar(at: text.start(before: characterStart))),
            start - characterStart < 6,
            tagCovering(text.start(before: characterStart)) == nil
        {
            characterStart = text.start(before: characterStart)
        }
        for from in [characterStart, start] {
            let found = soundCandidates(in: from..<nameEnd)
            if !found.isEmpty {
                add(.doctor(found), from..<nameEnd, certainty: .repaired)
                takeTitle(at: tags[tag].start..<tags[tag].end)
                return true
            }
        }
        return false
    }

    /// Dr. Zhang, Dr Zhang Wei, doctor Carter, Dr. 张: what stands after a form of address.
    mutating func readAddressBefore(_ tag: Int) {
        var start = tags[tag].end
        while start < text.count, text.bytes[start] == 0x2E || text.bytes[start] == 0x20 { start += 1 }
        guard start < text.count else { return }
        let whole = tags[tag].start
        if let end = doctorStarts[start] {
            takeTitle(at: whole..<end)
            return
        }
        if text.bytes[start] >= 0xE3 {
            readHanAfter(start, whole: whole)
            return
        }
        guard let first = freeWord(at: start) else { return }
        if let second = freeWord(at: first.upperBound + 1) {
            let both = first.lowerBound..<second.upperBound
            let found = soundCandidates(in: both)
            if !found.isEmpty {
                add(.doctor(found), both, certainty: .repaired)
                return
            }
        }
        let range = whole..<first.upperBound
        if let surname = surnameInLetters(first) {
            add(.doctor(surname), range)
        } else if let near = nearSurname(first) {
            add(.doctor(near), range, certainty: .repaired)
        } else if isCapital(at: first.lowerBound) || text.bytes[whole..<tags[tag].end].starts(with: [0x64, 0x72]) {
            let name = source[text.source(of: first)]
            add(.unknownDoctor(String(decoding: name, as: UTF8.self)), range)
        }
    }

    private mutating func readHanAfter(_ start: Int, whole: Int) {
        let end = start + text.length(at: start)
        let character = text.scalar(at: start)
        guard let doctors = vocabulary.surnames.doctorsByHan[SurnameIndex.key([character])] else { return }
        add(.doctor(surnameCandidates(doctors)), whole..<end)
    }

    func surnameCandidates(_ doctors: [Int32], match: Candidate.Match = .surname) -> [Candidate] {
        doctors.map { Candidate(code: vocabulary.entries[Int($0)].code, match: match, score: 0.8) }
    }

    func surnameInLetters(_ range: Range<Int>) -> [Candidate]? {
        vocabulary.surnames.doctorsByLatin[SurnameIndex.key(letters: text.bytes[range])].map { surnameCandidates($0) }
    }

    /// Surnames that sound alike or are one typing error away.
    private func nearSurname(_ range: Range<Int>) -> [Candidate]? {
        let word = text.bytes[range]
        if let syllables = Syllables.shared.divide(word) {
            let zeros = [UInt32](repeating: 0, count: syllables.count)
            let found = vocabulary.surnameSounds.find(syllables[...], characters: zeros[...])
            if let best = found.first {
                return found.filter { $0.score >= best.score - 0.001 }.map {
                    Candidate(code: vocabulary.entries[Int($0.entry)].code, match: .sound, score: $0.score)
                }
            }
        }
        guard word.count >= 4 else { return nil }
        for (name, doctors) in vocabulary.surnames.latinSurnames
        where abs(name.count - word.count) <= 1 && TypoIndex.isOneErrorAway(word, name[...]) {
            return surnameCandidates(doctors, match: .spelling)
        }
        return nil
    }

    /// A word in letters that begins here and that no phrase accounts for.
    func freeWord(at start: Int) -> Range<Int>? {
        guard start < text.count, isLetter(text.bytes[start]), tagCovering(start).map(isPlain) ?? true else {
            return nil
        }
        var end = start
        while end < text.count, isLetter(text.bytes[end]) || text.bytes[end] == 0x2D { end += 1 }
        return end - start > 1 ? start..<end : nil
    }

    private func isPlain(_ tag: Int) -> Bool {
        if case .phrase(let phrase, _) = tags[tag].source { return vocabulary.isPlain(phrase) }
        return false
    }

    private func isCapital(at start: Int) -> Bool {
        let byte = source[text.source(of: start..<(start + 1)).lowerBound]
        return byte >= 0x41 && byte <= 0x5A
    }

    /// The tag that a byte belongs to.
    func tagCovering(_ byte: Int) -> Int? {
        let index = firstTag(endingAfter: byte)
        return index < tags.count && tags[index].start <= byte ? index : nil
    }

    /// Doctors whose name sounds like a stretch of characters and letters.
    func soundCandidates(in range: Range<Int>) -> [Candidate] {
        var syllables: [UInt16] = []
        var characters: [UInt32] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = text.bytes[index]
            if byte == 0x20 || byte == 0x2D {
                index += 1
            } else if isLetter(byte) {
                var end = index
                while end < range.upperBound, isLetter(text.bytes[end]) { end += 1 }
                guard let parts = Syllables.shared.divide(text.bytes[index..<end]) else { return [] }
                syllables += parts
                characters += parts.map { _ in 0 }
                index = end
            } else {
                let scalar = text.scalar(at: index)
                guard isHan(scalar) else { return [] }
                syllables.append(Syllables.shared.reading(of: scalar))
                characters.append(scalar)
                index += text.length(at: index)
            }
        }
        guard syllables.count >= 2, syllables.count <= SoundIndex.longest else { return [] }
        let straight = vocabulary.doctorSounds.find(syllables[...], characters: characters[...])
        if !straight.isEmpty || characters.contains(where: { $0 != 0 }) { return candidates(straight) }
        // Wei Zhang: the given name first.
        let turned = Array(syllables.dropFirst(syllables.count - 1) + syllables.dropLast())
        return candidates(vocabulary.doctorSounds.find(turned[...], characters: characters[...]))
    }
}
