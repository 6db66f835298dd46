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

    private func isCut(_ from: Int, _ to: Int) -> Bool {
        text.bytes[from..<to].contains { $0 == 0x2C || $0 == 0x3B || $0 == 0x3F || $0 == 0x21 }
    }

    /// 没有发烧, no fever.
    private func isDenied(_ range: Range<Int>) -> Bool {
        let index = firstTag(endingAfter: range.lowerBound) - 1
        return index >= 0 && has(index, .negation) && range.lowerBound - tags[index].end <= 4
    }
}
