import CivilCalendar
import TimeExpressions

/// Finds which of the options of an open question an utterance chooses.
struct OptionChooser {
    let reader: Reader
    let now: CivilMoment

    /// The number of the option, from 1; `nil` when none or several are meant.
    func choose(_ options: [ExpectedOption], in draft: Draft) -> (number: Int, rule: String)? {
        if let number = byOrdinal(options, draft) { return (number, "option.ordinal") }
        if let number = unique(options.map { labelScore($0, draft) }) { return (number, "option.label") }
        if let number = byMentions(options, draft) { return (number, "option.mention") }
        if let number = byOrder(options, draft) { return (number, "option.order") }
        return nil
    }

    private func byOrdinal(_ options: [ExpectedOption], _ draft: Draft) -> Int? {
        for mention in draft.mentions where mention.polarity == .wanted {
            switch mention.value {
            case .ordinal(let number):
                let index = number > 0 ? number : options.count + 1 + number
                if options.indices.contains(index - 1) { return index }
            default: break
            }
        }
        if let number = NumberWords.number(in: draft.text, at: draft.startOfChoice),
            options.indices.contains(number.value - 1),
            draft.wordLength(number.end..<draft.text.count) <= 3
        {
            return number.value
        }
        // A letter as it stands before options in print: A, B, c.
        let letters = draft.text.bytes.filter(isWordByte)
        if letters.count == 1, draft.text.hanCount == 0, isLetter(letters[0]) {
            let index = Int(letters[0] - 0x60)
            return options.indices.contains(index - 1) ? index : nil
        }
        return nil
    }

    /// How much of a label is said, in bytes of the longest label found in the text.
    private func labelScore(_ option: ExpectedOption, _ draft: Draft) -> Int {
        var best = 0
        for label in option.labels {
            let phrase = FoldedText.phrase(label)
            if phrase.count >= 2, draft.text.holds(phrase) { best = max(best, phrase.count) }
        }
        return best
    }

    private func unique(_ scores: [Int]) -> Int? {
        guard let best = scores.max(), best > 0 else { return nil }
        let winners = scores.indices.filter { scores[$0] == best }
        return winners.count == 1 ? winners[0] + 1 : nil
    }

    /// By what both the utterance and a label name: a doctor, a campus, a time.
    private func byMentions(_ options: [ExpectedOption], _ draft: Draft) -> Int? {
        let wanted = draft.mentions.filter { $0.polarity == .wanted }
        guard !wanted.isEmpty else { return nil }
        // 有没有上午的 asks for more, even where one of the options would do.
        if draft.hasWord("exist"), draft.hasWord("ask"), !draft.hasWord("that_one"), !draft.hasWord("pick") {
            return nil
        }
        var scores: [Int] = []
        for option in options {
            let text = option.labels.joined(separator: " ; ")
            let labels = reader.draft(of: text, expecting: .nothing, language: nil, now: now).mentions
            scores.append(wanted.count { mention in labels.contains { agrees(mention.value, with: $0.value) } })
        }
        return unique(scores)
    }

    private func agrees(_ said: MentionValue, with shown: MentionValue) -> Bool {
        switch (said, shown) {
        case (.doctor(let a), .doctor(let b)), (.department(let a), .department(let b)),
            (.campus(let a), .campus(let b)):
            return a.contains { candidate in b.contains { $0.code == candidate.code } }
        case (.title(let a), .title(let b)): return !Set(a).isDisjoint(with: b)
        case (.sex(let a), .sex(let b)): return a == b
        case (.relation(let a), .relation(let b)): return a == b
        case (.when(let a), .when(let b)):
            return a.contains { said in b.contains { said.covers($0) } }
        default: return false
        }
    }

    /// "the earlier one", 晚的那个: by the times that the labels name.
    private func byOrder(_ options: [ExpectedOption], _ draft: Draft) -> Int? {
        // 有没有再早点的 asks for other times than those.
        if draft.hasWord("more_ask"), draft.hasWord("alternatives") { return nil }
        var order: TimeOrder?
        for mention in draft.mentions {
            if case .when(let readings) = mention.value, let wish = readings.first?.wish, let named = wish.order {
                order = named
            }
        }
        if draft.hasWord("earlier_one") { order = .earliest }
        if draft.hasWord("later_one") { order = .latest }
        guard let order, options.count > 1 else { return nil }
        var starts: [CivilMoment?] = []
        for option in options {
            let text = option.labels.joined(separator: " ; ")
            let labels = reader.draft(of: text, expecting: .nothing, language: nil, now: now).mentions
            starts.append(start(shownBy: labels))
        }
        let known = starts.compactMap(\.self)
        guard known.count == options.count, let edge = order == .earliest ? known.min() : known.max() else {
            return nil
        }
        let winners = starts.indices.filter { starts[$0] == edge }
        return winners.count == 1 ? winners[0] + 1 : nil
    }

    /// When an option begins by what its label names: one mention may say the day and another the hour.
    private func start(shownBy mentions: [Draft.Found]) -> CivilMoment? {
        var day: CivilDate?
        var minute: Int?
        for mention in mentions {
            guard case .when(let readings) = mention.value, let wish = readings.first?.wish.anyOf.first else {
                continue
            }
            day = day ?? wish.firstDay
            minute = minute ?? wish.aroundMinute ?? wish.fromMinute
        }
        return day.map { CivilMoment(date: $0, second: (minute ?? 0) * 60) }
    }
}

extension TimeReading {
    /// Whether what was said of time leaves room for what is shown.
    func covers(_ shown: TimeReading) -> Bool {
        guard let start = shown.from ?? shown.wish.anyOf.first?.moment else { return false }
        if wish.anyOf.isEmpty { return false }
        return wish.anyOf.contains { constraint in
            if let around = constraint.aroundMinute {
                let twelve = abs(around - start.minuteOfDay) == 720
                guard around == start.minuteOfDay || (twelve && assumed.contains(.meridiem)) else { return false }
                return assumed.contains(.day) || !constraint.hasDays
                    || constraint.admits(day: start.date, calendar: WorkCalendar())
            }
            return constraint.admits(start, calendar: WorkCalendar())
        }
    }
}

extension TimeConstraint {
    /// The first moment that satisfies a constraint on one day; `nil` when it names no day.
    fileprivate var moment: CivilMoment? {
        firstDay.map { CivilMoment(date: $0, second: (aroundMinute ?? fromMinute ?? 0) * 60) }
    }
}

extension Draft {
    /// Where a choice begins behind words of choosing: 就二吧.
    fileprivate var startOfChoice: Int {
        guard let pick = vocabulary.symbol(named: "pick") else { return 0 }
        let opening = tags.first { $0.start == 0 && !$0.isTaken && $0.symbols.contains(pick) }
        return opening?.end ?? 0
    }
}

extension FoldedText {
    /// Whether a phrase occurs, at word boundaries where it is in letters.
    func holds(_ phrase: [UInt8]) -> Bool { start(of: phrase) != nil }

    /// Where a phrase first occurs, at word boundaries where it is in letters.
    func start(of phrase: [UInt8]) -> Int? {
        guard let first = phrase.first, let last = phrase.last, phrase.count <= count else { return nil }
        for start in 0...(count - phrase.count) where bytes[start] == first {
            let end = start + phrase.count
            guard bytes[start..<end].elementsEqual(phrase) else { continue }
            if isWordByte(first), start > 0, isWordByte(bytes[start - 1]) { continue }
            if isWordByte(last), end < count, isWordByte(bytes[end]) { continue }
            return start
        }
        return nil
    }
}
