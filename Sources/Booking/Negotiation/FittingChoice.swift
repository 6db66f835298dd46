import CivilCalendar

/// Chooses among slots that all fit: the best first, then ones that are a real choice beside it.
///
/// Three neighbouring ten-minute slots of one session are no choice. As long as the order leaves room, the next offer
/// is another doctor at another half-day; failing that another session; failing that another hour of the same session.
struct FittingChoice {
    let slots: [Slot]
    let compiled: CompiledWish

    /// How different from what is picked already a slot must be.
    private enum Distinctness: CaseIterable {
        case doctorAndHalfDay, session, hour, halfHour, slot
    }

    /// The positions of the chosen slots, best first.
    func pick(from candidates: [Assessment], limit: Int) -> [Int] {
        let keys = candidates.map(rank)
        var picked: [Assessment] = []
        while picked.count < limit {
            guard let next = next(candidates, keys, picked) else { break }
            picked.append(candidates[next])
        }
        return picked.map(\.index)
    }

    private func next(_ candidates: [Assessment], _ keys: [(Int, Int)], _ picked: [Assessment]) -> Int? {
        guard !picked.isEmpty else { return keys.indices.min { keys[$0] < keys[$1] } }
        for level in Distinctness.allCases where level != .doctorAndHalfDay || isLoose {
            var best: Int?
            for position in keys.indices {
                if let best, keys[best] <= keys[position] { continue }
                if picked.allSatisfy({ differ(candidates[position], $0, by: level) }) { best = position }
            }
            if let best { return best }
        }
        return nil
    }

    /// Whether the person left the order to us, so that variety is worth more than strict order.
    private var isLoose: Bool {
        compiled.wish.when.order == nil && !compiled.wish.prefersCheap
            && !compiled.wish.when.anyOf.contains { $0.aroundMinute != nil }
    }

    /// Smaller is better; the second number decides between equals.
    private func rank(_ assessment: Assessment) -> (Int, Int) {
        let wish = compiled.wish
        switch wish.when.order {
        case .latest?: return (-assessment.start, assessment.fee)
        case .earliest?: return (assessment.start, assessment.fee)
        case nil: break
        }
        // Starts fit into 32 bits: minutes of at most some years.
        if wish.prefersCheap { return (assessment.fee, assessment.minuteGap << 32 | assessment.start) }
        return (assessment.minuteGap << 32 | assessment.start, 0)
    }

    private func differ(_ left: Assessment, _ right: Assessment, by level: Distinctness) -> Bool {
        guard left.index != right.index else { return false }
        return slots.withUnsafeBufferPointer { buffer in
            let sameSession = buffer[left.index].session.id == buffer[right.index].session.id
            switch level {
            case .doctorAndHalfDay:
                let sameHalf =
                    buffer[left.index].session.date == buffer[right.index].session.date
                    && buffer[left.index].session.half == buffer[right.index].session.half
                return !sameHalf
                    && buffer[left.index].session.practitioner != buffer[right.index].session.practitioner
            case .session: return !sameSession
            case .hour: return !sameSession || abs(left.start - right.start) >= 60
            case .halfHour: return !sameSession || abs(left.start - right.start) >= 30
            case .slot: return true
            }
        }
    }
}
