import TimeExpressions

extension Draft {
    /// Divides the utterance at punctuation and connecting words, and numbers the tags and mentions accordingly.
    mutating func divide() {
        var cuts: [Int] = []
        for index in text.bytes.indices {
            switch text.bytes[index] {
            case 0x2C, 0x3B, 0x3F, 0x21: cuts.append(index + 1)
            case 0x2E where endsSentence(index): cuts.append(index + 1)
            default: break
            }
        }
        for index in tags.indices where has(index, .connector) && !tags[index].isTaken {
            cuts.append(tags[index].start)
        }
        cuts.sort()
        var start = 0
        for cut in cuts where cut > start {
            stretches.append(start..<cut)
            start = cut
        }
        if start < text.count || stretches.isEmpty { stretches.append(start..<text.count) }
        var current = 0
        for index in tags.indices {
            while current + 1 < stretches.count, tags[index].start >= stretches[current].upperBound { current += 1 }
            tags[index].stretch = current
        }
        mentions.sort { $0.range.lowerBound < $1.range.lowerBound }
        current = 0
        for index in mentions.indices {
            while current + 1 < stretches.count, mentions[index].range.lowerBound >= stretches[current].upperBound {
                current += 1
            }
            mentions[index].stretch = current
        }
    }

    /// A point ends a sentence unless it stands in a number or after Dr.
    private func endsSentence(_ index: Int) -> Bool {
        guard index + 1 < text.count else { return true }
        if let tag = tagCovering(index), tags[tag].start < index, tags[tag].end > index + 1 { return false }
        let next = text.bytes[index + 1]
        if next != 0x20 { return !isWordByte(next) || index == 0 || !isWordByte(text.bytes[index - 1]) }
        let tag = firstTag(endingAfter: max(0, index - 1))
        return !(tag < tags.count && tags[tag].end >= index && tags[tag].start < index && has(tag, .addressBefore))
    }

    /// Applies 不要, 除了, 最好, 一定要 and their like to the mentions in their reach.
    mutating func readScopes() {
        var mention = 0
        var tag = 0
        var scope = Scope()
        var stretch = -1
        var preceding: Range<Int> = 0..<0
        while tag < tags.count || mention < mentions.count {
            let takesMention =
                mention < mentions.count
                && (tag >= tags.count || mentions[mention].range.lowerBound <= tags[tag].start)
            let here = takesMention ? mentions[mention].stretch : tags[tag].stretch
            if here != stretch {
                settle(scope, preceding)
                scope = Scope()
                preceding = mention..<mention
                stretch = here
            }
            if takesMention {
                if scope.isOpen, mentions[mention].isSelectable {
                    scope.take(&mentions[mention])
                }
                mention += 1
                preceding = preceding.lowerBound..<mention
            } else {
                if !tags[tag].isTaken { step(tag, &scope, &preceding) }
                tag += 1
            }
        }
        settle(scope, preceding)
        for index in mentions.indices { mentions[index].normaliseTime() }
    }

    private mutating func step(_ tag: Int, _ scope: inout Scope, _ preceding: inout Range<Int>) {
        if has(tag, .excludeAfter), let last = nearest(preceding, tag) {
            mentions[last].polarity = .excluded
            var first = last
            while first > preceding.lowerBound, mentions[first - 1].value.kind == mentions[last].value.kind,
                mentions[first].range.lowerBound - mentions[first - 1].range.upperBound <= 6
            {
                // 李医生和王医生都不要 rules out both.
                first -= 1
                mentions[first].polarity = .excluded
            }
            preceding = (last + 1)..<preceding.upperBound
            return
        }
        if has(tag, .preferAfter), let last = nearest(preceding, tag) {
            mentions[last].strength = .preferred
            return
        }
        if has(tag, .insistAfter), let last = nearest(preceding, tag) {
            mentions[last].strength = .hard
            return
        }
        if has(tag, .exclude) {
            settle(scope, preceding)
            scope = Scope(.excluded)
            preceding = preceding.upperBound..<preceding.upperBound
        } else if has(tag, .prefer) {
            if !scope.isOpen || scope.used { scope = Scope(strength: .preferred) } else { scope.strength = .preferred }
        } else if has(tag, .insist) {
            if !scope.isOpen || scope.used { scope = Scope(strength: .hard) } else { scope.strength = .hard }
        } else if has(tag, .correction) || (has(tag, .turn) && (scope.used || scope.polarity == .wanted)) {
            scope = Scope()
            preceding = preceding.upperBound..<preceding.upperBound
        }
    }

    /// The last mention before a tag that is not too far from it.
    private func nearest(_ preceding: Range<Int>, _ tag: Int) -> Int? {
        preceding.reversed().first {
            mentions[$0].isSelectable && tags[tag].start - mentions[$0].range.upperBound <= 18
        }
    }

    /// A cue at the end of a stretch, with nothing after it, belongs to what went before: 周三下午最好.
    private mutating func settle(_ scope: Scope, _ preceding: Range<Int>) {
        guard scope.isOpen, !scope.used, scope.polarity == .wanted,
            let last = preceding.reversed().first(where: { mentions[$0].isSelectable })
        else { return }
        mentions[last].strength = scope.strength
    }

    private struct Scope {
        var polarity = Polarity.wanted
        var strength = MentionStrength.stated
        private(set) var used = false

        init(_ polarity: Polarity = .wanted, strength: MentionStrength = .stated) {
            self.polarity = polarity
            self.strength = strength
        }

        var isOpen: Bool { polarity == .excluded || strength != .stated }

        private var kind = ""

        /// Marks a mention. What is ruled out is of one kind: "anyone but Dr. Li for cardiology" wants cardiology.
        mutating func take(_ mention: inout Found) {
            if polarity == .excluded {
                guard !used || mention.value.kind == kind else { return }
                kind = mention.value.kind
            }
            mention.polarity = polarity
            mention.strength = strength
            used = true
        }
    }
}

extension Draft {
    /// In 明天去不了，取消吧 the time is that of the visit to cancel, not one to be avoided.
    mutating func nameCancelledTimes() {
        for index in mentions.indices where mentions[index].polarity == .excluded {
            guard case .when(var readings) = mentions[index].value else { continue }
            for reading in readings.indices where readings[reading].wish.anyOf.isEmpty {
                readings[reading].wish.anyOf = readings[reading].wish.except
                readings[reading].wish.except = []
                if readings[reading].kind == .exclusion { readings[reading].kind = .instant }
            }
            mentions[index].value = .when(readings)
            mentions[index].polarity = .wanted
        }
    }
}

extension Draft.Found {
    /// Whether the mention narrows a choice, so that it can be ruled out or preferred.
    var isSelectable: Bool {
        switch value {
        case .department, .doctor, .unknownDoctor, .campus, .title, .sex, .when, .cheap, .priceLimit, .ordinal: true
        default: false
        }
    }

    /// Not Wednesday, Thursday: one day or hour is ruled out in favour of another, which only a correction says.
    var isSwap: Bool {
        guard polarity == .wanted, case .when(let readings) = value, let wish = readings.first?.wish,
            let wanted = wish.anyOf.first, wish.anyOf.count == 1, !wish.except.isEmpty
        else { return false }
        if wanted.hasDays { return wanted.firstDay == wanted.lastDay && wish.except.allSatisfy(\.hasDays) }
        return wish.except.allSatisfy { !$0.hasDays }
    }

    /// Makes a time that is ruled out say so itself: its days and hours stand under `except`, whichever way it was said.
    mutating func normaliseTime() {
        guard case .when(var readings) = value else { return }
        if polarity == .excluded {
            for index in readings.indices where readings[index].wish.except.isEmpty {
                readings[index].wish.except = readings[index].wish.anyOf
                readings[index].wish.anyOf = []
            }
            value = .when(readings)
        } else if let first = readings.first, first.wish.anyOf.isEmpty, !first.wish.except.isEmpty {
            polarity = .excluded
        }
    }
}
