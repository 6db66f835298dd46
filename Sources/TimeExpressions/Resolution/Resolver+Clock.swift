import CivilCalendar

/// Hours of a day, in minutes since its midnight; beyond 1440 for the next day.
struct Hours: Sendable {
    var from: Int
    /// End, exclusive; `nil` for a point.
    var to: Int?
    var second = 0
    var grain: TimeReading.Grain
    var assumed: Assumptions = []
}

extension Resolver {
    // MARK: Settling twelve-hour times

    /// The minutes of the day that a clock time can mean, the likeliest first: by the part of the day that was said,
    /// else by clinic hours.
    ///
    /// With `unlikely`, hours when no patient is seen are given too.
    func candidateMinutes(_ point: ClockPoint, _ part: PartOfDay?, unlikely: Bool = false) -> [Int] {
        let minute = point.minute
        switch point.style {
        case .settled: return [minute]
        case .startOfWork: return [conventions.officeMinutes.lowerBound]
        case .endOfWork: return [conventions.officeMinutes.upperBound]
        case .sameAsNow: return [now.minuteOfDay]
        case .notEarly, .notLate: return [looseMinute(point.style, part)]
        case .twelveHour: break
        }
        if let part { return [settle(minute, in: part)] }
        if minute >= 780 { return [minute] }
        let later = minute < 720 ? minute + 720 : minute
        if later == minute { return [minute] }
        let clinic = conventions.clinicMinutes
        if clinic.contains(minute) { return clinic.contains(later) ? [minute, later] : [minute] }
        if clinic.contains(later) { return unlikely ? [later, minute] : [later] }
        return [minute, later]
    }

    /// Where "too early" ends or "too late" begins: within a part of the day a third from its edge.
    private func looseMinute(_ style: ClockPoint.Style, _ part: PartOfDay?) -> Int {
        let hours = conventions.unhurriedMinutes
        guard let part else { return style == .notEarly ? hours.lowerBound : hours.upperBound }
        let window = conventions.partsOfDay[part]
        return style == .notEarly
            ? max(hours.lowerBound, window.lowerBound + window.count / 3)
            : min(hours.upperBound, window.upperBound - window.count / 3)
    }

    /// A twelve-hour time within a part of the day: 下午三点 is 15:00, 晚上十二点 the next midnight.
    private func settle(_ minute: Int, in part: PartOfDay) -> Int {
        switch part {
        case .dawn, .earlyMorning, .fromEarly, .morning:
            return minute >= 720 && minute < 780 && part == .dawn ? minute - 720 : minute
        case .noon: return minute < 600 ? minute + 720 : minute
        case .earlyAfternoon, .afternoon, .dusk, .daytime:
            if part == .daytime { return minute < 360 ? minute + 720 : minute }
            return minute < 720 ? minute + 720 : minute
        case .evening, .night:
            if minute >= 720, minute < 780 { return minute + 720 }
            if minute >= 780 { return minute }
            // "four in the evening" is 16:00, 晚上四点 the small hours.
            if part == .evening, language == .en { return minute + 720 }
            return minute < 300 ? minute + 1440 : minute + 720
        }
    }

    // MARK: Hours of a node

    /// What the hours of a node can be, the likeliest first.
    func hours(of node: TimeNode) -> [Hours] {
        guard let start = node.start else {
            guard let part = node.part else { return [] }
            let window = conventions.partsOfDay[part]
            let end = node.endPart.map { conventions.partsOfDay[$0].upperBound } ?? window.upperBound
            return [Hours(from: window.lowerBound, to: max(end, window.upperBound), grain: .partOfDay)]
        }
        var starts = candidateMinutes(start, node.part)
        guard let end = node.end else {
            if start.isLoose { return [Hours(from: starts[0], grain: start.grain, assumed: .looseBound)] }
            return starts.map { minute in
                Hours(
                    from: minute, second: start.second, grain: start.grain,
                    assumed: starts.count > 1 || minute != start.minute && node.part == nil ? .meridiem : [])
            }
        }
        // "5点到晚上7点": a start without a part of the day is the latest that lies before a settled end.
        if node.part == nil, start.style == .twelveHour, node.endPart != nil || end.style == .settled {
            let last = candidateMinutes(end, node.endPart)[0]
            let twice = [start.minute, start.minute < 720 ? start.minute + 720 : start.minute - 720]
            let lengths = twice.map { ($0, (last - $0 + 1440) % 1440) }.filter { $0.1 > 0 }
            if let best = lengths.min(by: { $0.1 < $1.1 }) { starts = [best.0] }
        }
        let ranges = starts.map { from in
            Hours(
                from: from, to: endMinute(end, node.endPart, startPart: node.part, after: from),
                grain: .minute, assumed: starts.count > 1 ? .meridiem : [])
        }
        // A second reading must end before the clinic closes.
        let last = conventions.clinicMinutes.upperBound
        return ranges.enumerated().filter { $0.offset == 0 || $0.element.to ?? 0 <= last }.map(\.element)
    }

    /// The end of a range of hours: the part of the day goes on from the start as long as that lies after it.
    private func endMinute(_ end: ClockPoint, _ part: PartOfDay?, startPart: PartOfDay?, after from: Int) -> Int {
        var candidates: [Int]
        if part != nil || end.style == .settled {
            candidates = candidateMinutes(end, part)
        } else {
            candidates = [end.minute, end.minute + 720]
            if let startPart { candidates.insert(candidateMinutes(end, startPart)[0], at: 0) }
        }
        if let first = candidates.first, first > from, startPart != nil { return first }
        return candidates.filter { $0 > from }.min() ?? (candidates[0] + 1440)
    }

    // MARK: Readings

    /// Hours without a day: today if that is still to come, else tomorrow. The wish holds the hours only, so that a
    /// day said elsewhere can join them.
    func clockReadings(_ node: TimeNode) -> [TimeReading] {
        hours(of: node).prefix(2).map { hours in
            var day = now.date
            let end = hours.to ?? hours.from
            if CivilMoment(date: day, second: end * 60 + hours.second) < now, node.bound != .after {
                day = day.adding(days: 1)
            } else if node.bound == .after || node.bound == .since,
                conventions.clinicMinutes.upperBound <= now.minuteOfDay
            {
                day = day.adding(days: 1)
            }
            var reading = reading(node, hours, first: day, last: day, assumed: hours.assumed.union(.day))
            reading.wish = TimeWish(anyOf: [constraint(node, hours)])
            return reading
        }
    }

    /// Hours on days that were said.
    func hoursReadings(_ node: TimeNode, on span: DaySpan) -> [TimeReading] {
        hours(of: node).prefix(2).map { hours in
            var constraint = constraint(node, hours)
            constraint.weekdays = span.weekdays
            constraint.dayClass = span.dayClass
            guard let first = span.first, let last = span.last, !node.repeats else {
                return TimeReading(
                    wish: TimeWish(anyOf: [constraint]), from: nil, to: nil, grain: hours.grain, kind: .recurring,
                    assumed: span.assumed.union(hours.assumed).set)
            }
            let shift = hours.from >= 1440 && node.start != nil && hours.to == nil ? 1 : 0
            constraint.firstDay = first.adding(days: shift)
            constraint.lastDay = last.adding(days: shift)
            var reading = reading(node, hours, first: first, last: last, assumed: span.assumed.union(hours.assumed))
            reading.wish = TimeWish(anyOf: [constraint])
            return reading
        }
    }

    private func reading(
        _ node: TimeNode, _ hours: Hours, first: CivilDate, last: CivilDate, assumed: Assumptions
    ) -> TimeReading {
        var from: CivilMoment? = CivilMoment(date: first, second: hours.from * 60 + hours.second)
        var to = hours.to.map { CivilMoment(date: last, second: $0 * 60) }
        var kind: TimeReading.Kind = to == nil && first == last ? .instant : .interval
        switch node.bound {
        case .none: break
        case .after, .since:
            if node.start == nil, node.part == .noon { from = CivilMoment(date: first, second: 43_200) }
            to = nil
            kind = .openAfter
        case .before:
            to = from
            if node.start == nil, node.part == .noon { to = CivilMoment(date: first, second: 43_200) }
            from = nil
            kind = .openBefore
        case .until:
            to = to ?? from
            from = nil
            kind = .openBefore
        }
        return TimeReading(
            wish: TimeWish(), from: from, to: to, grain: hours.grain, kind: kind, assumed: assumed.set,
            isPast: kind != .openAfter && (to ?? from).map { $0 < now } ?? false)
    }

    /// The hours as a constraint. A named point admits what starts near it; 上午 begins when the clinic opens.
    private func constraint(_ node: TimeNode, _ hours: Hours) -> TimeConstraint {
        let from = hours.from % 1440
        var result = TimeConstraint()
        switch node.bound {
        case .none:
            if let to = hours.to {
                result.fromMinute = from
                result.toMinute = min(to, 1440)
                if node.start == nil, node.part == .morning, conventions.clinicMinutes.lowerBound < from {
                    result.fromMinute = conventions.clinicMinutes.lowerBound
                }
            } else {
                let slack = node.isRough ? conventions.roughToleranceMinutes : conventions.clockToleranceMinutes
                result.aroundMinute = from
                result.fromMinute = max(0, from - slack)
                result.toMinute = min(1440, from + slack + 1)
            }
        case .after, .since:
            result.fromMinute = node.start == nil && node.part == .noon ? 720 : from
            // 上午九点以后 still means the morning.
            if node.start != nil, node.part == .morning || node.part == .fromEarly, from < 720 {
                result.toMinute = 720
            }
        case .before, .until:
            result.toMinute = node.start == nil && node.part == .noon ? 720 : max(1, from)
            if node.bound == .until, node.start == nil, let to = hours.to { result.toMinute = min(to, 1440) }
            // 下午五点之前 still means the afternoon.
            if node.start != nil, let part = node.part {
                let start = conventions.partsOfDay[part].lowerBound
                if start < from { result.fromMinute = start }
            }
        }
        return result
    }
}
