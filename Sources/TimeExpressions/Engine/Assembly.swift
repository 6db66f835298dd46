import CivilCalendar

/// Gathers neighbouring times, exclusions and orders into mentions.
///
/// Times that stand side by side or are joined by 或, 和 or a comma are alternatives of one wish; what one says and
/// the other leaves out is shared, so that 周三或周四下午 means both afternoons.
struct Assembly {
    let resolver: Resolver
    let names: [String]

    private struct Group {
        var times: [TimeNode] = []
        var excluded: [TimeNode] = []
        var order: TimeOrder?
        var start = 0
        var end = 0
    }

    private static let members: KindSet = [.time, .exclusion, .order]
    private static let joints: KindSet = [.comma, .slash, .filler, .or, .and, .roughly, .from]

    /// The mentions of a chart on which all rules have run.
    func mentions(_ chart: Chart) -> [TimeMention] {
        var mentions: [TimeMention] = []
        var place = 0
        var said: DaySpec?
        while place < chart.items.count {
            guard Assembly.members.contains(chart.items[place].kind) else {
                place += 1
                continue
            }
            var group = collect(chart, &place)
            inheritDays(&group, from: &said)
            if let mention = mention(group) { mentions.append(mention) }
        }
        nameRules(of: chart, in: &mentions)
        return mentions
    }

    /// Hours that follow a day at some distance are hours of that day: "Schedule it for Saturday. Is 3 pm free?"
    private func inheritDays(_ group: inout Group, from said: inout DaySpec?) {
        guard let last = group.times.last, !last.isAbsolute, last.bound == .none, !last.repeats else { return }
        if let days = last.days {
            switch days {
            case .relative, .date, .festival, .weekdays(_, week: _?): said = days
            case .weekdays(let set, week: nil): said = set.single == nil ? nil : days
            default: said = nil
            }
        } else if group.times.count == 1, group.excluded.isEmpty, let said {
            group.times[0].days = said
        }
    }

    /// Gives each mention the names of the rules that fired within it, in order.
    private func nameRules(of chart: Chart, in mentions: inout [TimeMention]) {
        for firing in chart.fired {
            var low = 0
            var high = mentions.count
            while low < high {
                let middle = (low + high) / 2
                if mentions[middle].range.upperBound <= firing.start { low = middle + 1 } else { high = middle }
            }
            guard low < mentions.count, mentions[low].range.lowerBound <= firing.start,
                firing.end <= mentions[low].range.upperBound
            else { continue }
            mentions[low].rules.append(names[Int(firing.rule)])
        }
    }

    /// The group that starts here; `place` moves behind it.
    private func collect(_ chart: Chart, _ place: inout Int) -> Group {
        var group = Group()
        group.start = Int(chart.items[place].start)
        // Whether the last member is a list of excluded times that may go on, and whether a list of times ends here.
        var openExclusion = false
        var listed = 0
        while place < chart.items.count {
            let item = chart.items[place]
            switch item.kind {
            case .time:
                let node = chart.nodes[Int(item.value)]
                if openExclusion, let last = group.excluded.last, Assembly.isSameSort(last, node) {
                    group.excluded.append(node)
                } else {
                    openExclusion = false
                    group.times.append(node)
                    listed += 1
                }
            case .exclusion:
                let node = chart.nodes[Int(item.value)]
                openExclusion = item.digits == 1
                while !openExclusion, listed > 0, let last = group.times.last, Assembly.isSameSort(last, node) {
                    group.excluded.append(group.times.removeLast())
                    listed -= 1
                }
                group.excluded.append(node)
                listed = 0
            default:
                group.order = item.value == 0 ? .earliest : .latest
                listed = 0
            }
            group.end = Int(item.end)
            place += 1
            var next = place
            var agreed = false
            while next < chart.items.count, next - place < 3 {
                let joint = chart.items[next]
                if joint.kind == .cue, joint.value == 1 {
                    agreed = true
                } else if !Assembly.joints.contains(joint.kind) {
                    break
                }
                // A comma ends a list; an enumeration mark (value 1) does not.
                if chart.items[next].kind == .comma, chart.items[next].value == 0 {
                    openExclusion = false
                    listed = 0
                }
                next += 1
            }
            guard next < chart.items.count, Assembly.members.contains(chart.items[next].kind),
                !agreed || chart.items[next].kind != .time || Assembly.completes(chart, next, group)
            else { break }
            place = next
        }
        return group
    }

    /// 周二或周四都可以，最好下午: hours that follow days without any.
    private static func completes(_ chart: Chart, _ place: Int, _ group: Group) -> Bool {
        let node = chart.nodes[Int(chart.items[place].value)]
        return node.days == nil && !node.isAbsolute && !group.times.isEmpty
            && group.times.allSatisfy { $0.days != nil && !$0.hasClock }
    }

    /// Whether two times can be members of one list: both days of the week, both dates, both hours.
    private static func isSameSort(_ left: TimeNode, _ right: TimeNode) -> Bool {
        switch (left.days, right.days) {
        case (nil, nil): left.hasClock && right.hasClock
        case (.weekdays?, .weekdays?), (.date?, .date?), (.relative?, .relative?): true
        case (.weekdays?, .weekend?), (.weekend?, .weekdays?): true
        default: false
        }
    }

    private func mention(_ group: Group) -> TimeMention? {
        var readings: [TimeReading] = []
        if group.times.count == 1 {
            readings = resolver.readings(of: group.times[0])
        } else if group.times.count > 1 {
            readings = alternatives(group.times)
        }
        if !group.times.isEmpty, readings.isEmpty { return nil }
        let except = group.excluded.flatMap { exclusion($0) }
        if readings.isEmpty { readings = bare(group, except) }
        for index in readings.indices {
            readings[index].wish.except += except
            readings[index].wish.order = group.order
        }
        if readings.isEmpty { return nil }
        return TimeMention(range: group.start..<group.end, readings: readings, rules: [])
    }

    /// A mention that only rules times out or only orders them.
    private func bare(_ group: Group, _ except: [TimeConstraint]) -> [TimeReading] {
        if let first = group.excluded.first, var reading = resolver.readings(of: first).first {
            reading.kind = .exclusion
            reading.wish = TimeWish()
            return [reading]
        }
        guard group.order != nil else { return [] }
        return [TimeReading(wish: TimeWish(), from: nil, to: nil, grain: .day, kind: .order)]
    }

    /// What an excluded time rules out; a weekday without a week is ruled out in every week.
    private func exclusion(_ node: TimeNode) -> [TimeConstraint] {
        if case .weekdays(let set, week: nil)? = node.days {
            var constraint = TimeConstraint(weekdays: set)
            if node.hasClock, let hours = resolver.readings(of: node).first?.wish.anyOf.first {
                constraint.fromMinute = hours.fromMinute
                constraint.toMinute = hours.toMinute
            }
            return [constraint]
        }
        if case .weekend(nil)? = node.days, !node.hasClock {
            return [TimeConstraint(weekdays: .saturdayAndSunday)]
        }
        return resolver.readings(of: node).first?.wish.anyOf ?? []
    }

    // MARK: Alternatives

    private func alternatives(_ nodes: [TimeNode]) -> [TimeReading] {
        let shared = share(nodes)
        let readings = shared.compactMap { resolver.readings(of: $0).first }
        guard var result = readings.first else { return [] }
        for other in readings.dropFirst() {
            for constraint in other.wish.anyOf where !result.wish.anyOf.contains(constraint) {
                result.wish.anyOf.append(constraint)
            }
            if let from = other.from, let first = result.from { result.from = min(from, first) }
            let ends = [result.to ?? result.from, other.to ?? other.from].compactMap { $0 }
            result.to = ends.max()
            result.kind = result.from == nil && result.kind == other.kind ? result.kind : .interval
            if other.kind == .openAfter || other.kind == .openBefore || other.kind == .recurring {
                // Open towards one side: so is the whole.
                result.kind = other.kind
                if other.from == nil { result.from = nil }
                if other.to == nil { result.to = nil }
            }
            result.isPast = result.isPast && other.isPast
            result.assumed.formUnion(other.assumed)
        }
        // The same time said twice is that time.
        if result.from == result.to { result.to = nil }
        return [result]
    }

    /// Shares what one alternative says and its neighbours leave out.
    private func share(_ nodes: [TimeNode]) -> [TimeNode] {
        var nodes = nodes
        for index in nodes.indices.dropFirst() where !nodes[index].isAbsolute && !nodes[index - 1].isAbsolute {
            let before = nodes[index - 1]
            if nodes[index].days == nil {
                nodes[index].days = before.days
                if nodes[index].part == nil, nodes[index].start != nil { nodes[index].part = before.part }
            } else if let left = before.days, let right = nodes[index].days {
                nodes[index].days = inherited(left, right)
                // every Monday and Wednesday
                if before.repeats, case .weekdays(_, week: nil) = right { nodes[index].repeats = true }
            }
        }
        for index in nodes.indices.dropLast().reversed() where !nodes[index].isAbsolute {
            let after = nodes[index + 1]
            if nodes[index].days == nil, nodes[index].start != nil, after.start != nil, !after.isAbsolute {
                // "10 or 11 tomorrow"
                nodes[index].days = after.days
            }
            if !nodes[index].hasClock, after.hasClock, !after.isAbsolute, nodes[index].days != nil {
                nodes[index].part = after.part
                nodes[index].start = after.start
                nodes[index].end = after.end
                nodes[index].endPart = after.endPart
                if nodes[index].bound == .none { nodes[index].bound = after.bound }
            }
        }
        return nodes
    }

    /// 下周三或周四, 12月3号或5号: the week and the month go on.
    private func inherited(_ left: DaySpec, _ right: DaySpec) -> DaySpec {
        switch (left, right) {
        case (.weekdays(_, let week?), .weekdays(let set, week: nil)): .weekdays(set, week: week)
        case (.date(let year, let month, _, _), .date(.unstated, .unstated, let day, let weekday)):
            .date(year, month, day: day, weekday: weekday)
        default: right
        }
    }
}
