extension Draft {
    /// 不是王，是张, not Wang, Zhang: one surname ruled out for another, both without a form of address.
    mutating func readContrastedSurnames() {
        for tag in tags.indices where has(tag, .exclude) && !tags[tag].isTaken {
            guard let first = surname(after: tags[tag].end) else { continue }
            var next = first.range.upperBound
            while next < text.count {
                if let word = tagCovering(next), has(word, .correction) || has(word, .turn) || has(word, .filler) {
                    next = tags[word].end
                } else if text.bytes[next] < 0x80, !isWordByte(text.bytes[next]) {
                    next += 1
                } else {
                    break
                }
            }
            guard next > first.range.upperBound, let second = surname(after: next),
                wordLength(second.range.upperBound..<text.count) <= 3
            else { continue }
            add(.doctor(first.doctors), first.range)
            add(.doctor(second.doctors), second.range)
            return
        }
    }

    /// A surname of doctors that begins here, or after blanks, and that no phrase accounts for.
    private func surname(after position: Int) -> (range: Range<Int>, doctors: [Candidate])? {
        var start = position
        while start < text.count, text.bytes[start] == 0x20 { start += 1 }
        guard start < text.count else { return nil }
        if let word = freeWord(at: start) { return surnameInLetters(word).map { (word, $0) } }
        let character = text.scalar(at: start)
        guard isHan(character), tagCovering(start).map({ tags[$0].symbols.isEmpty }) ?? true,
            let doctors = vocabulary.surnames.doctorsByHan[SurnameIndex.key([character])]
        else { return nil }
        return (start..<(start + text.length(at: start)), surnameCandidates(doctors))
    }
}
