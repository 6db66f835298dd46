extension Draft {
    /// A part of the body and what is wrong with it, next to each other: 肚子有点疼, 头一直晕, my knee hurts, pain in my chest.
    mutating func readSymptoms() {
        let reach = 21
        var complaints: [Found] = []
        var index = 0
        while index < tags.count {
            defer { index += 1 }
            guard has(index, .body) || has(index, .ache) else { continue }
            var end = index
            var hasBody = has(index, .body)
            var hasAche = has(index, .ache)
            var next = index + 1
            while next < tags.count, tags[next].start - tags[end].end <= reach, !isCut(tags[end].end, tags[next].start)
            {
                if has(next, .body) || has(next, .ache) {
                    if has(next, .body), hasBody, hasAche { break }
                    hasBody = hasBody || has(next, .body)
                    hasAche = hasAche || has(next, .ache)
                    end = next
                } else if !tags[next].symbols.isEmpty, !has(next, .filler), !has(next, .negation) {
                    break
                }
                next += 1
            }
            guard hasBody, hasAche else { continue }
            let range = tags[index].start..<tags[end].end
            retractions.append(Retraction(range: range, sort: .complaint))
            complaints.append(Found(value: .symptom(text.text(range)), range: range))
            index = end
        }
        settleRetractions()
        mentions += complaints
        mentions = mentions.filter { found in
            if case .symptom = found.value { return !isDenied(found.range) }
            return true
        }
    }

    /// 腰直不起来了, my knee keeps giving way: where nothing else was understood, a part of the body and more words are a
    /// complaint.
    mutating func readLooseComplaint() -> Bool {
        guard expecting == .nothing, stretches.count <= 2,
            let tag = tags.first(where: { !$0.isTaken && $0.symbols.contains(vocabulary.symbol(.body)) }),
            wordLength(0..<text.count) <= (text.hanCount > 0 ? 60 : 80)
        else { return false }
        let stretch = stretches[tag.stretch]
        let others = tags.filter { !$0.symbols.isEmpty && $0.stretch == tag.stretch && $0.start != tag.start }
        let rest = wordLength(stretch) - others.reduce(tag.end - tag.start) { $0 + $1.end - $1.start }
        guard rest >= 3, others.allSatisfy({ isPartOfComplaint($0) }) else { return false }
        add(.symptom(text.text(stretch)), stretch)
        return true
    }

    private func isPartOfComplaint(_ tag: Tag) -> Bool {
        // A character that is a word elsewhere (变, 直) is here a part of an unknown one.
        if text.bytes[tag.start] >= 0xE3, tag.end - tag.start == 3 { return true }
        let cues: [Cue] = [.filler, .negation, .body, .ache, .plain, .onBehalf, .want]
        if cues.contains(where: { tag.symbols.contains(vocabulary.symbol($0)) }) { return true }
        return mentions.contains { mention in
            guard mention.range.lowerBound == tag.start else { return false }
            return switch mention.value {
            case .relation, .when: true
            default: false
            }
        }
    }

    private func isCut(_ from: Int, _ to: Int) -> Bool {
        text.bytes[from..<to].contains { $0 == 0x2C || $0 == 0x3B || $0 == 0x3F || $0 == 0x21 }
    }

    /// 没有发烧, no fever.
    private func isDenied(_ range: Range<Int>) -> Bool {
        let index = firstTag(endingAfter: range.lowerBound) - 1
        return index >= 0 && has(index, .negation) && range.lowerBound - tags[index].end <= 4
    }
}
