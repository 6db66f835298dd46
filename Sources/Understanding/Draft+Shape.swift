import CivilCalendar
import TimeExpressions

extension Draft {
    /// Reads what the shape of a clause says, beside its words: that it asks, and that an act in it is denied.
    mutating func readShape() {
        askByFinal()
        askByRepetition()
        askByInversion()
        denyActs()
    }

    /// 还有号没, 能改不, 去过没有: a clause that ends in a denial asks.
    private mutating func askByFinal() {
        guard text.hanCount > 2 else { return }
        for stretch in stretches {
            var end = stretch.upperBound
            while end > stretch.lowerBound, text.bytes[end - 1] < 0x80, !isWordByte(text.bytes[end - 1]) { end -= 1 }
            var tag = firstTag(endingAfter: max(end - 1, 0))
            // 了, 啊 and their like may follow.
            while tag < tags.count, tag > 0, tags[tag].end == end, isParticle(tags[tag]) {
                end = tags[tag].start
                tag -= 1
            }
            guard tag < tags.count, tags[tag].end == end, !tags[tag].isTaken, has(tag, .negation),
                tags[tag].end - tags[tag].start <= 6, tags[tag].start - stretch.lowerBound >= 6
            else { continue }
            tags[tag].symbols = SymbolSet(vocabulary.symbol(.ask))
        }
    }

    private func isParticle(_ tag: Tag) -> Bool {
        tag.end - tag.start == 3 && [0x4E86, 0x554A, 0x5462, 0x5440, 0x54E6].contains(text.scalar(at: tag.start))
    }

    /// 退不退, 冷不冷, 到没到: a character, 不 or 没, and the same character again.
    private mutating func askByRepetition() {
        guard text.hanCount > 2 else { return }
        let bytes = text.bytes
        var index = 3
        while index + 5 < bytes.count {
            defer { index += 1 }
            guard bytes[index] >= 0xE4, bytes[index] <= 0xE9, bytes[index - 3] >= 0xE4,
                bytes[index - 3] == bytes[index + 3], bytes[index - 2] == bytes[index + 4],
                bytes[index - 1] == bytes[index + 5]
            else { continue }
            let middle = text.scalar(at: index)
            guard middle == 0x4E0D || middle == 0x6CA1 else { continue }
            // 不对不对 only says no twice.
            if index >= 6, text.scalar(at: text.start(before: index - 3)) == middle { continue }
            var tag = firstTag(endingAfter: index)
            // What holds the whole figure is a word of its own (是不是); what begins in its middle only looks like one.
            guard tag < tags.count, tags[tag].start <= index - 3 || tags[tag].start >= index else {
                continue
            }
            if tags[tag].start > index - 3 || tags[tag].end < index + 6 {
                if tags[tag].start < index { tag += 1 }
                guard tag < tags.count, tags[tag].start == index, !tags[tag].isTaken else { continue }
                tags[tag].symbols = SymbolSet(vocabulary.symbol(.ask))
            }
        }
    }

    /// "does he work on Fridays", "any chance of": the first word of an English clause turns it into a question.
    private mutating func askByInversion() {
        guard text.letterCount >= 6 else { return }
        for stretch in stretches {
            var index = stretch.lowerBound
            while index < stretch.upperBound, !isWordByte(text.bytes[index]) { index += 1 }
            let first = word(at: index)
            if !Self.askers.contains(where: { first.elementsEqual($0) }) {
                guard Self.auxiliaries.contains(where: { first.elementsEqual($0) }) else { continue }
                var next = first.endIndex
                while next < stretch.upperBound, text.bytes[next] == 0x20 { next += 1 }
                let second = word(at: next)
                guard Self.subjects.contains(where: { second.elementsEqual($0) }) else { continue }
            }
            let tag = firstTag(endingAfter: index)
            if tag < tags.count, tags[tag].start <= index, !tags[tag].isTaken {
                tags[tag].symbols.insert(vocabulary.symbol(.ask))
            }
        }
    }

    private func word(at start: Int) -> ArraySlice<UInt8> {
        var end = start
        while end < text.count, isLetter(text.bytes[end]) { end += 1 }
        return text.bytes[start..<end]
    }

    /// Words that open questions only.
    private static let askers = ["does", "did", "is", "are", "was", "were", "am"].map { Array($0.utf8) }

    /// Words that open a question when a subject follows.
    private static let auxiliaries = [
        "do", "can", "could", "will", "would", "shall", "should", "may", "have", "has", "had", "any", "must",
    ].map { Array($0.utf8) }

    private static let subjects = [
        "i", "you", "he", "she", "it", "they", "we", "there", "the", "a", "an", "my", "your", "our", "this", "that",
        "these", "those", "dr", "doctor", "anyone", "anybody", "anything", "someone", "his", "her", "chance", "idea",
    ].map { Array($0.utf8) }

    /// 不想取消, 不是要改, don't want to cancel: the act is none, and that it was denied is kept.
    private mutating func denyActs() {
        var acts = SymbolSet()
        for cue in [Cue.book, .cancel, .reschedule, .register] { acts.insert(vocabulary.symbol(cue)) }
        var denied = -1
        for index in tags.indices where !tags[index].isTaken {
            if has(index, .denyAct) {
                denied = tags[index].end
            } else if denied >= 0, tags[index].start - denied <= 1 {
                if tags[index].symbols.meets(acts) {
                    tags[index].symbols = SymbolSet(vocabulary.symbol(.deniedAct))
                    denied = -1
                } else if has(index, .filler) || has(index, .want) || has(index, .onBehalf) {
                    denied = tags[index].end
                } else {
                    denied = -1
                }
            }
        }
    }

    /// 前两天摔了一跤，明天想看: what is over is no wish, unless nothing else was said of time.
    mutating func dropPastTimes(before today: CivilDate) {
        let isAskedWhen = isAsked("when")
        var (hasPast, hasOther, hasComplaint) = (false, false, false)
        for mention in mentions {
            switch mention.value {
            case .when(let readings):
                if Self.isOver(readings, today) { hasPast = true } else { hasOther = true }
            case .symptom: hasComplaint = true
            default: break
            }
        }
        guard hasPast, hasOther || hasComplaint && !isAskedWhen else { return }
        mentions.removeAll { if case .when(let readings) = $0.value { Self.isOver(readings, today) } else { false } }
    }

    private static func isOver(_ readings: [TimeReading], _ today: CivilDate) -> Bool {
        guard let to = readings.first.flatMap({ $0.to ?? $0.from }) else { return false }
        return to.date < today || to.date == today && to.second == 0
    }
}
