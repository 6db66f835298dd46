import CivilCalendar

/// Finds the cheapest relaxations of a wish that nothing fits.
///
/// The lattice of what can be given up is searched best-first over the slots themselves: each slot names the smallest
/// set of sacrifices that reaches it, and only sets that some free slot needs are ever looked at. An offer is
/// Pareto-optimal: no other free slot gives up less and lies nearer.
struct Relaxation {
    let slots: [Slot]
    let compiled: CompiledWish
    /// Every free slot that no exclusion rules out, whatever it gives up.
    let free: [Assessment]

    /// At most `limit` offers, nearest first, that differ in what they give up as far as there is a choice.
    func alternatives(limit: Int) -> [Offer] {
        let untouchable = compiled.prices.untouchable
        let candidates = free.filter { $0.lost.isDisjoint(with: untouchable) && !$0.lost.isEmpty }
        var picked = differentSacrifices(candidates, limit: limit)
        // A second doctor at the wanted hour, or the week after next, rather than fewer offers than could be made.
        for distinct in [Spread.session, .hour] {
            while picked.count < limit, let next = nextBest(candidates, beside: picked, distinct) {
                picked.append(next)
            }
        }
        return picked.sorted(by: precedes).map { Offer(slot: slots[$0.index], givesUp: $0.lost.list) }
    }

    /// Which single constraint, given up alone, would help, and how many free slots that would open; the cheapest
    /// sacrifice first. Also names what is never given up in an offer.
    func reliefs() -> [Relief] {
        var counts = [Int](repeating: 0, count: Sacrifice.allCases.count)
        var nearest = [Int](repeating: -1, count: counts.count)
        for position in free.indices {
            let bits = free[position].lost.rawValue
            guard bits & (bits - 1) == 0 else { continue }
            let sacrifice = bits.trailingZeroBitCount
            counts[sacrifice] += 1
            if nearest[sacrifice] < 0 || precedes(free[position], free[nearest[sacrifice]]) {
                nearest[sacrifice] = position
            }
        }
        return counts.indices.filter { counts[$0] > 0 }
            .sorted { precedes(free[nearest[$0]], free[nearest[$1]]) }
            .map { sacrifice in
                Relief(
                    sacrifice: Sacrifice.allCases[sacrifice], free: counts[sacrifice],
                    nearest: slots[free[nearest[sacrifice]].index])
            }
    }

    private enum Spread {
        case session, hour
    }

    /// The cheapest slot of each set of sacrifices, as far as it is Pareto-optimal.
    private func differentSacrifices(_ candidates: [Assessment], limit: Int) -> [Assessment] {
        var cheapest = [Int](repeating: -1, count: SacrificeSet.combinations)
        for position in candidates.indices {
            let set = Int(candidates[position].lost.rawValue)
            if cheapest[set] < 0 || precedes(candidates[position], candidates[cheapest[set]]) {
                cheapest[set] = position
            }
        }
        var picked: [Assessment] = []
        let representatives = cheapest.filter { $0 >= 0 }.map { candidates[$0] }.sorted(by: precedes)
        for representative in representatives where picked.count < limit {
            if !candidates.contains(where: { $0.dominates(representative) }) { picked.append(representative) }
        }
        return picked
    }

    /// The cheapest slot that is no close neighbour of one picked already.
    private func nextBest(_ candidates: [Assessment], beside picked: [Assessment], _ spread: Spread) -> Assessment? {
        var best: Assessment?
        for candidate in candidates {
            if let best, !precedes(candidate, best) { continue }
            if picked.allSatisfy({ isChoice(candidate, beside: $0, spread) }) { best = candidate }
        }
        return best
    }

    private func isChoice(_ candidate: Assessment, beside picked: Assessment, _ spread: Spread) -> Bool {
        guard slots[candidate.index].session.id == slots[picked.index].session.id else { return true }
        return spread == .hour && abs(candidate.start - picked.start) >= 60
    }

    /// Cheaper first; between equals the more alike stand-in, then the cheaper fee where that is wished, then the time.
    private func precedes(_ left: Assessment, _ right: Assessment) -> Bool {
        if left.cost != right.cost { return left.cost < right.cost }
        if compiled.wish.prefersCheap, left.fee != right.fee { return left.fee < right.fee }
        let unlike = (compiled.unlikeness(left), compiled.unlikeness(right))
        if unlike.0 != unlike.1, compiled.wish.when.order == nil, !compiled.wish.when.anyOf.isEmpty {
            return unlike.0 < unlike.1
        }
        if left.start != right.start {
            return compiled.wish.when.order == .latest ? left.start > right.start : left.start < right.start
        }
        return left.index < right.index
    }
}
