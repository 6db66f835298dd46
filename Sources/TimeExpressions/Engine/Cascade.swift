/// Runs a rule book over a chart, stage by stage.
///
/// Within a stage the items are walked once from left to right. Where a rule fires, its item takes the place of what
/// it matched and is tried again as the start of another rule; every firing makes the chart shorter or leaves the
/// stage's place behind, so that the work is linear in the number of items.
struct Cascade {
    let book: RuleBook

    /// How many rules may fire on one place of one stage before it is left: a guard against two rules that undo
    /// each other.
    private static let firingsPerPlace = 12

    /// Applies all stages.
    func run(_ chart: inout Chart) {
        for stage in Rule.Stage.allCases where chart.kinds.intersects(book.starters[stage.rawValue]) {
            run(stage, &chart)
        }
    }

    private func run(_ stage: Rule.Stage, _ chart: inout Chart) {
        let starters = book.starters[stage.rawValue]
        let row = stage.rawValue * ItemKind.allCases.count
        var read = 0
        var write = 0
        while read < chart.items.count {
            var firings = 0
            while firings < Cascade.firingsPerPlace, starters.contains(chart.items[read].kind) {
                chart.finished = write
                guard let (item, end) = firstMatch(row, &chart, at: read) else { break }
                read = end - 1
                chart.items[read] = item
                chart.kinds.insert(item.kind)
                firings += 1
            }
            if write != read { chart.items[write] = chart.items[read] }
            write += 1
            read += 1
        }
        if write < chart.items.count { chart.items.removeLast(chart.items.count - write) }
    }

    /// The first rule of the stage that fires here, and the place after its match.
    @inline(__always)
    private func firstMatch(_ row: Int, _ chart: inout Chart, at place: Int) -> (Item, Int)? {
        let cell = row + Int(chart.items[place].kind.rawValue)
        var index = Int(book.offsets[cell])
        let last = Int(book.offsets[cell + 1])
        if index == last { return nil }
        let following = place + 1 < chart.items.count ? chart.items[place + 1].kind : nil
        while index < last {
            let candidate = book.candidates[index]
            index += 1
            if candidate.needsMore {
                guard let following, candidate.follow.contains(following) else { continue }
            }
            let number = Int(candidate.rule)
            guard let end = match(book.patterns[number], &chart, at: place),
                var item = book.productions[number](&chart)
            else { continue }
            item.start = chart.items[place].start
            item.end = chart.items[end - 1].end
            if chart.items[place].flags.contains(.spaced) { item.flags.insert(.spaced) }
            if chart.fired.isEmpty { chart.fired.reserveCapacity(32) }
            chart.fired.append((Int32(number), item.start, item.end))
            return (item, end)
        }
        return nil
    }

    /// The place after the match of a rule's elements.
    @inline(__always)
    private func match(_ rule: RuleBook.Pattern, _ chart: inout Chart, at place: Int) -> Int? {
        var next = place
        var slot = 0
        var index = Int(rule.firstElement)
        let count = chart.items.count
        while index < Int(rule.elementEnd) {
            let element = book.elements[index]
            if next < count, element.kinds.contains(chart.items[next].kind) {
                chart.matched[slot] = Int32(next)
                next += 1
                if element.repeats {
                    var more = 2
                    while more > 0, next < count, element.kinds.contains(chart.items[next].kind) {
                        next += 1
                        more -= 1
                    }
                }
            } else if element.isOptional {
                chart.matched[slot] = -1
            } else {
                return nil
            }
            slot += 1
            index += 1
        }
        guard next > place else { return nil }
        chart.matchedRange = place..<next
        return next
    }
}
