/// Finds the intents of an utterance by rule and ranks them.
struct IntentRanker {
    let rules: CompiledRules
    let vocabulary: Vocabulary

    struct Finding {
        var intent: Intent
        var weight: Double
        var rule: String
        var stretch: Int
    }

    /// A recognised word or mention as the rules see it.
    private struct Mark {
        var start: Int
        var end: Int
        var symbols: SymbolSet
    }

    /// The best finding for every intent, by their place in the text.
    func findings(in draft: Draft) -> [Finding] {
        var best: [Finding] = []
        var everything = SymbolSet()
        var kinds = SymbolSet()
        let marks = marks(of: draft)
        for mention in draft.mentions { kinds.insert(symbol(of: mention)) }
        var next = 0
        for (number, stretch) in draft.stretches.enumerated() {
            var near = SymbolSet()
            let first = next
            while next < marks.count, marks[next].start < stretch.upperBound {
                near.formUnion(marks[next].symbols)
                next += 1
            }
            if near.isEmpty { continue }
            everything.formUnion(near)
            let rest =
                (draft.wordLength(stretch) - covered(marks[first..<next], draft)) / 3
            collect(draft, near, kinds, rest, marks[first..<next], number, factor: 1, &best)
        }
        if !draft.alarms.isEmpty {
            // Danger is looked for in all that is said, and also inside longer phrases.
            var all = everything
            all.formUnion(draft.alarms)
            collect(draft, all, kinds, 0, marks[...], 0, factor: 1, &best, onlyEmergency: true)
        }
        if draft.stretches.count > 1 {
            // Words of one rule may be divided by commas; such a reading is weaker.
            let rest = (draft.wordLength(0..<draft.text.count) - covered(marks[...], draft)) / 3
            collect(draft, everything, kinds, rest, marks[...], 0, factor: 0.9, &best, onlyNew: true)
        }
        return best
    }

    private func symbol(of mention: Draft.Found) -> Int {
        vocabulary.kindSymbol(of: mention)
    }

    private func marks(of draft: Draft) -> [Mark] {
        var marks: [Mark] = []
        marks.reserveCapacity(draft.tags.count + draft.mentions.count)
        var mention = 0
        func append(until start: Int) {
            while mention < draft.mentions.count, draft.mentions[mention].range.lowerBound <= start {
                var symbols = SymbolSet()
                symbols.insert(symbol(of: draft.mentions[mention]))
                if draft.mentions[mention].isSwap { symbols.insert(vocabulary.swappedSymbol) }
                let range = draft.mentions[mention].range
                marks.append(Mark(start: range.lowerBound, end: range.upperBound, symbols: symbols))
                mention += 1
            }
        }
        for tag in draft.tags {
            append(until: tag.start)
            marks.append(Mark(start: tag.start, end: tag.end, symbols: tag.isTaken ? SymbolSet() : tag.symbols))
        }
        append(until: Int.max)
        return marks
    }

    private func covered(_ marks: ArraySlice<Mark>, _ draft: Draft) -> Int {
        var end = 0
        var sum = 0
        for mark in marks where mark.end > end && !mark.symbols.isEmpty {
            sum += draft.wordLength(max(mark.start, end)..<mark.end)
            end = mark.end
        }
        return sum
    }

    private func collect(
        _ draft: Draft, _ near: SymbolSet, _ kinds: SymbolSet, _ rest: Int, _ marks: ArraySlice<Mark>, _ stretch: Int,
        factor: Double, _ best: inout [Finding], onlyNew: Bool = false,
        onlyEmergency: Bool = false
    ) {
        var reach = near
        reach.formUnion(kinds)
        let condition = draft.expecting.condition
        var candidates: [Int32] = []
        reach.forEach { candidates += rules.byTrigger[$0] }
        candidates.sort()
        var last: Int32 = -1
        for number in candidates where number != last {
            last = number
            let rule = rules.rules[Int(number)]
            guard onlyEmergency == (rule.intent == .emergency), rule.any.isEmpty || rule.any.meets(near),
                rule.with.isEmpty || rule.with.meets(reach),
                reach.isSuperset(of: rule.all), !rule.none.meets(near),
                rule.expecting.isEmpty || rule.expecting.contains(condition), rule.rest.map({ rest <= $0 }) ?? true,
                rule.only.map({ only in marks.allSatisfy { $0.symbols.isEmpty || $0.symbols.meets(only) } }) ?? true,
                rule.order.isEmpty || occurs(rule.order, in: marks)
            else { continue }
            let weight = rule.weight * factor
            if let index = best.firstIndex(where: { $0.intent == rule.intent }) {
                if best[index].weight < weight, !onlyNew {
                    best[index].weight = weight
                    best[index].rule = rule.name
                }
            } else {
                best.append(Finding(intent: rule.intent, weight: weight, rule: rule.name, stretch: stretch))
            }
        }
    }

    /// Whether the symbols occur in this order, among other words.
    private func occurs(_ order: [Int], in marks: ArraySlice<Mark>) -> Bool {
        var wanted = 0
        for mark in marks where mark.symbols.contains(order[wanted]) {
            wanted += 1
            if wanted == order.count { return true }
        }
        return false
    }
}

extension Draft {
    /// The bytes of a stretch without blanks and punctuation.
    func wordLength(_ stretch: Range<Int>) -> Int {
        text.bytes[stretch].reduce(0) { $0 + ($1 >= 0x80 || isWordByte($1) ? 1 : 0) }
    }
}
