import CivilCalendar

/// Turns nodes into readings: the only place that knows the reference moment and the hospital's conventions.
///
/// The main reading is the one a desk needs: the next one on or after now, unless the words say otherwise.
struct Resolver {
    let conventions: TimeConventions
    let now: CivilMoment
    let language: Language
    let nodes: ContiguousArray<TimeNode>

    /// The readings of a node, the likeliest first; empty when the words name nothing that exists.
    func readings(of node: TimeNode) -> [TimeReading] {
        if let end = node.endNode { return between(node, nodes[end]) }
        if node.isNow { return [point(now, grain: .second)] }
        if let seconds = node.offsetSeconds { return offset(seconds, node) }
        if let seconds = node.spanSeconds { return [span(seconds)] }
        guard let days = node.days else { return clockReadings(node) }
        guard var span = daySpan(days, today: now.date) else { return [] }
        if node.repeats, case .weekdays(let set, _) = days {
            span.weekdays = set
            span.assumed = []
        }
        if node.bound != .none { return bounded(node, span) }
        guard node.hasClock else { return dayReadings(node, span) }
        return hoursReadings(node, on: span)
    }

    // MARK: Points

    /// A moment that is settled to the second or minute.
    func point(_ moment: CivilMoment, grain: TimeReading.Grain) -> TimeReading {
        let minute = moment.minuteOfDay
        let wish = TimeConstraint(
            firstDay: moment.date, lastDay: moment.date, fromMinute: max(0, minute), aroundMinute: minute)
        return TimeReading(
            wish: TimeWish(anyOf: [wish]), from: moment, to: nil, grain: grain, kind: .instant,
            isPast: moment < now)
    }

    private func offset(_ seconds: Int, _ node: TimeNode) -> [TimeReading] {
        let moment = now.adding(seconds: seconds)
        var reading = point(moment, grain: seconds % 60 == 0 ? .minute : .second)
        let start = TimeConstraint(firstDay: moment.date, lastDay: moment.date, fromMinute: moment.minuteOfDay)
        switch node.bound {
        case .after, .since:
            reading.kind = .openAfter
            reading.wish.anyOf = [start, TimeConstraint(firstDay: moment.date.adding(days: 1))]
        case .before, .until:
            reading = open(before: moment, grain: reading.grain)
        case .none: break
        }
        return [reading]
    }

    private func span(_ seconds: Int) -> TimeReading {
        let (from, to) = seconds < 0 ? (now.adding(seconds: seconds), now) : (now, now.adding(seconds: seconds))
        return between(from, to, grain: seconds % 3600 == 0 ? .hour : .minute)
    }

    // MARK: Days alone

    private func dayReadings(_ node: TimeNode, _ span: DaySpan) -> [TimeReading] {
        var constraint = TimeConstraint(
            firstDay: span.first, lastDay: span.last, weekdays: span.weekdays, dayClass: span.dayClass)
        if node.isRough, let first = span.first, let last = span.last {
            // 5号左右: a day before or after will do.
            constraint.firstDay = first.adding(days: first > now.date ? -1 : 0)
            constraint.lastDay = last.adding(days: 1)
        }
        if node.repeats {
            constraint.firstDay = nil
            constraint.lastDay = nil
        }
        let repeats = node.repeats || span.first == nil
        let reading = TimeReading(
            wish: TimeWish(anyOf: [constraint]),
            from: repeats ? nil : span.first.map { CivilMoment(date: $0) },
            to: repeats ? nil : span.last.map { CivilMoment(date: $0.adding(days: 1)) },
            grain: span.grain, kind: repeats ? .recurring : span.isInterval ? .interval : .instant,
            assumed: span.assumed.set, isPast: !repeats && (span.last.map { $0 < now.date } ?? false))
        guard !repeats, let other = span.alternative else { return [reading] }
        var second = reading
        second.wish.anyOf[0].firstDay = other.lowerBound
        second.wish.anyOf[0].lastDay = other.upperBound
        second.from = CivilMoment(date: other.lowerBound)
        second.to = CivilMoment(date: other.upperBound.adding(days: 1))
        second.isPast = other.upperBound < now.date
        return [reading, second]
    }

    // MARK: Bounds on days

    private func bounded(_ node: TimeNode, _ span: DaySpan) -> [TimeReading] {
        if node.start != nil { return hoursReadings(node, on: span) }
        guard let first = span.first, let last = span.last else { return [] }
        if let part = node.part { return bounded(by: node.bound, part, first: first, last: last, span) }
        var edge = first...last
        if case .festival(let id, _)? = node.days,
            let holiday = id.festival.holidaySpan(in: first.year, calendar: conventions.calendar)
        {
            edge = holiday
        }
        var constraint = TimeConstraint()
        switch node.bound {
        case .after, .since:
            let start = node.bound == .after ? edge.upperBound.adding(days: 1) : first
            constraint.firstDay = start
            return [
                TimeReading(
                    wish: TimeWish(anyOf: [constraint]), from: CivilMoment(date: start), to: nil, grain: span.grain,
                    kind: .openAfter, assumed: span.assumed.set, isPast: start < now.date)
            ]
        case .before, .until, .none:
            if node.bound == .before, let other = span.alternative, first == now.date {
                // 周五之前, said on a Friday, is the next one.
                edge = other
            }
            // 月底前 is "by the end of the month": a stretch that ends with its unit counts as part of it.
            let includes = node.bound == .until || isClosingStretch(node.days)
            let end = includes ? last.adding(days: 1) : edge.lowerBound
            if now.date < end { constraint.firstDay = now.date }
            constraint.lastDay = end.adding(days: -1)
            return [
                TimeReading(
                    wish: TimeWish(anyOf: [constraint]), from: nil, to: CivilMoment(date: end), grain: span.grain,
                    kind: .openBefore, assumed: span.assumed.set, isPast: end <= now.date)
            ]
        }
    }

    private func isClosingStretch(_ days: DaySpec?) -> Bool {
        switch days {
        case .monthPart(_, _, .late)?, .monthPart(_, _, .end)?, .yearPart(_, .end)?, .weekend?: true
        default: false
        }
    }

    /// 周五中午之前, 周三下午以后: the hours bind the named day only, the days beyond are whole.
    private func bounded(
        by bound: Bound, _ part: PartOfDay, first: CivilDate, last: CivilDate, _ span: DaySpan
    ) -> [TimeReading] {
        let window = conventions.partsOfDay[part]
        let middle = part == .noon ? 720 : window.lowerBound
        switch bound {
        case .after, .since:
            let day = TimeConstraint(firstDay: last, lastDay: last, fromMinute: middle)
            let rest = TimeConstraint(firstDay: last.adding(days: 1))
            return [
                TimeReading(
                    wish: TimeWish(anyOf: [day, rest]), from: CivilMoment(date: last, second: middle * 60), to: nil,
                    grain: .partOfDay, kind: .openAfter, assumed: span.assumed.set, isPast: last < now.date)
            ]
        case .before, .until, .none:
            let end = bound == .until ? window.upperBound : middle
            var days = [TimeConstraint(firstDay: first, lastDay: first, toMinute: end)]
            if now.date < first {
                days.insert(TimeConstraint(firstDay: now.date, lastDay: first.adding(days: -1)), at: 0)
            }
            return [
                TimeReading(
                    wish: TimeWish(anyOf: days), from: nil, to: CivilMoment(date: first, second: end * 60),
                    grain: .partOfDay, kind: .openBefore, assumed: span.assumed.set)
            ]
        }
    }

    // MARK: Complete times at both ends

    /// 从昨天下午两点到明天四点: both ends are times of their own days.
    private func between(_ left: TimeNode, _ right: TimeNode) -> [TimeReading] {
        var start = left
        start.endNode = nil
        // 2点到明天4点 starts today, even when that is over.
        if start.days == nil, start.hasClock, right.days != nil { start.days = .relative(0) }
        guard let first = readings(of: start).first, let from = first.from else { return [] }
        var end = right
        if end.days == nil, !end.isAbsolute, let clock = end.start {
            // The end has hours only: the first such hour after the start.
            let candidates = candidateMinutes(clock, end.part, unlikely: true)
            let base = from.minuteOfDay
            let minute = candidates.filter { $0 > base }.min() ?? (candidates[0] + 1440)
            return [between(from, CivilMoment(date: from.date, second: minute * 60), grain: .minute)]
        }
        end.bound = .none
        guard let last = readings(of: end).first, let to = last.to ?? last.from, from < to else { return [] }
        return [between(from, to, grain: first.grain == .day ? last.grain : first.grain)]
    }

    /// An interval between two moments; days in between are whole.
    func between(_ from: CivilMoment, _ to: CivilMoment, grain: TimeReading.Grain) -> TimeReading {
        var wish: [TimeConstraint] = []
        let lastDay = to.second == 0 && from.date < to.date ? to.date.adding(days: -1) : to.date
        let endMinute = lastDay == to.date ? to.minuteOfDay : 1440
        if from.date == lastDay {
            wish = [
                TimeConstraint(
                    firstDay: from.date, lastDay: lastDay, fromMinute: from.minuteOfDay, toMinute: endMinute)
            ]
        } else {
            wish.append(TimeConstraint(firstDay: from.date, lastDay: from.date, fromMinute: from.minuteOfDay))
            if from.date.adding(days: 1) < lastDay {
                wish.append(
                    TimeConstraint(firstDay: from.date.adding(days: 1), lastDay: lastDay.adding(days: -1)))
            }
            wish.append(TimeConstraint(firstDay: lastDay, lastDay: lastDay, toMinute: endMinute))
        }
        return TimeReading(
            wish: TimeWish(anyOf: wish), from: from, to: to, grain: grain, kind: .interval, isPast: to <= now)
    }

    /// Everything up to a moment.
    func open(before moment: CivilMoment, grain: TimeReading.Grain) -> TimeReading {
        var wish = [TimeConstraint(firstDay: moment.date, lastDay: moment.date, toMinute: moment.minuteOfDay)]
        if now.date < moment.date {
            wish.insert(TimeConstraint(firstDay: now.date, lastDay: moment.date.adding(days: -1)), at: 0)
        }
        return TimeReading(
            wish: TimeWish(anyOf: wish), from: nil, to: moment, grain: grain, kind: .openBefore, isPast: moment <= now)
    }
}
