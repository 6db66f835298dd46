import CivilCalendar

/// A time in which places of a slot are sold, and the rules that open and close it.
public struct SaleInterval: Hashable, Sendable {
    /// The first instant of the sale.
    public var from: Instant
    /// The first instant after it.
    public var to: Instant
    /// The rule that opens it.
    public var opens: RuleParameter
    /// The rule that closes it.
    public var closes: RuleParameter
}

extension Rules {
    /// When the places of a clinic session are released: when its sale begins, but for anything that closes it at once.
    ///
    /// With `releaseWeekday` the release is weekly: on that day of the week that lies `releaseDaysAhead` days before
    /// the Monday of the visit's week. Without `releaseDaysAhead` the session's own instant holds. Never before the
    /// horizon reaches the day, nor in closed hours.
    public func releaseInstant(of session: ClinicSession) -> Instant {
        var release = session.releaseAt
        if let ahead = number(.releaseDaysAhead) {
            var day: CivilDate
            if let weekday = weekday(.releaseWeekday) {
                day = session.date.startOfWeek.adding(days: -ahead).startOfWeek.adding(days: weekday.rawValue - 1)
            } else {
                day = before(session.date, days: ahead)
            }
            if flag(.releaseOnWorkingDays) {
                while !calendar.isWorkingDay(day), day < session.date { day = day.adding(days: 1) }
            }
            release = zone.instant(of: CivilMoment(date: day, second: (clock(.releaseTime) ?? 0) * 60))
        }
        return opened(at: horizon(of: session.date).map { max($0, release) } ?? release)
    }

    /// The first instant at which the horizon reaches a day; `nil` without a horizon.
    private func horizon(of day: CivilDate) -> Instant? {
        number(.horizonMaxDays).map { midnight(before(day, days: $0)) }
    }

    /// When places of a visit can be booked, in order and without overlap; empty when never. `closedHours` come on top.
    ///
    /// - Parameters:
    ///   - start: when the visit starts.
    ///   - release: when the session is released; see ``releaseInstant(of:)``.
    public func saleIntervals(start: CivilMoment, release: Instant) -> [SaleInterval] {
        var opening = (at: release, by: RuleParameter.releaseTime)
        if let horizon = horizon(of: start.date), horizon >= release {
            // A release that falls on the horizon is the horizon's doing unless the rules set a release of their own.
            if horizon > release || number(.releaseDaysAhead) == nil { opening = (horizon, .horizonMaxDays) }
        }
        let lead = (
            at: zone.instant(of: start).adding(seconds: -60 * (number(.minLeadMinutes) ?? 0)),
            by: RuleParameter.minLeadMinutes
        )
        let dayBegins = midnight(start.date)
        var closings = [lead]
        if let minute = clock(.nextDayCutoff) {
            let day =
                flag(.cutoffOnWorkingDays) ? calendar.workingDay(-1, from: start.date) : start.date.adding(days: -1)
            closings.append((zone.instant(of: CivilMoment(date: day, second: minute * 60)), .nextDayCutoff))
        }
        let sameDay = flag(.sameDayAllowed) && (number(.horizonMinDays) ?? 0) == 0
        if !flag(.sameDayAllowed) { closings.append((dayBegins, .sameDayAllowed)) }
        if let days = number(.horizonMinDays), days > 0 {
            closings.append((midnight(before(start.date, days: days - 1)), .horizonMinDays))
        }
        if sameDay, !hours(.sameDayHours).isEmpty { closings.append((dayBegins, .sameDayHours)) }
        let closing = closings.min { $0.at < $1.at } ?? lead
        var intervals: [SaleInterval] = []
        func add(_ from: (at: Instant, by: RuleParameter), _ to: (at: Instant, by: RuleParameter)) {
            let later = opening.at > from.at ? opening : from
            let earlier = to.at < lead.at ? to : lead
            guard later.at < earlier.at else { return }
            if let last = intervals.last, last.to >= later.at {
                intervals[intervals.count - 1].to = max(last.to, earlier.at)
                intervals[intervals.count - 1].closes = earlier.by
            } else {
                intervals.append(SaleInterval(from: later.at, to: earlier.at, opens: later.by, closes: earlier.by))
            }
        }
        add(opening, closing)
        if sameDay, closing.by != .minLeadMinutes {
            let spans = hours(.sameDayHours).isEmpty ? [DailySpan(from: 0, to: 1440)] : hours(.sameDayHours)
            for span in spans.sorted(by: { $0.from < $1.from }) {
                let from = zone.instant(of: CivilMoment(date: start.date, second: span.from * 60))
                let to = zone.instant(of: CivilMoment(date: start.date, second: span.to * 60))
                add((from, .sameDayHours), (to, .sameDayHours))
            }
        }
        return intervals
    }

    /// When places of a visit can really be booked: the intervals of the sale, each begun and ended outside the closed
    /// hours. Nights within one are not cut out of it.
    public func openIntervals(start: CivilMoment, release: Instant) -> [SaleInterval] {
        saleIntervals(start: start, release: release).compactMap { interval in
            var interval = interval
            let opened = opened(at: interval.from)
            if opened > interval.from { (interval.from, interval.opens) = (opened, .closedHours) }
            let closed = closed(before: interval.to)
            if closed < interval.to { (interval.to, interval.closes) = (closed, .closedHours) }
            return interval.from < interval.to ? interval : nil
        }
    }

    /// The first instant from which on a visit can no longer be booked at all; `nil` when it never can.
    public func cutoff(start: CivilMoment, release: Instant) -> Instant? {
        openIntervals(start: start, release: release).last?.to
    }

    /// What can be done with a slot at an instant, from its counters, its session and the times of its sale; whoever
    /// has a hold or a free place is asked for the rest by ``decideBooking(_:now:)``.
    public func status(of slot: Slot, now: Instant) -> Slot.Status {
        slot.status(
            during: saleIntervals(start: slot.start, release: releaseInstant(of: slot.session)),
            startsAt: zone.instant(of: slot.start), now: now)
    }

    /// The first instant at which a visit can no longer be cancelled by its patient.
    public func cancelDeadline(start: CivilMoment) -> Instant {
        let deadline = (deadline(.cancelDeadline) ?? .minutes(0)).instant(before: start, calendar: calendar, zone: zone)
        return flag(.sameDayCancel) ? deadline : min(deadline, midnight(start.date))
    }

    /// The first instant at which a visit can no longer be moved by its patient.
    public func rescheduleDeadline(start: CivilMoment) -> Instant {
        deadline(.rescheduleDeadline)?.instant(before: start, calendar: calendar, zone: zone)
            ?? cancelDeadline(start: start)
    }

    /// The first instant at or after `instant` that lies outside the closed hours.
    public func opened(at instant: Instant) -> Instant {
        let spans = hours(.closedHours)
        var instant = instant
        // Spans may touch each other, so that leaving one means entering the next; once round is enough.
        for _ in 0...spans.count {
            let moment = zone.moment(at: instant)
            guard let span = spans.first(where: { $0.contains(second: moment.second) }) else { return instant }
            let end = span.to * 60
            let day = end > moment.second ? moment.date : moment.date.adding(days: 1)
            instant = zone.instant(of: CivilMoment(date: day, second: end))
        }
        return instant
    }

    /// The last instant not after `instant` whose eve lies outside the closed hours.
    private func closed(before instant: Instant) -> Instant {
        let spans = hours(.closedHours)
        var instant = instant
        for _ in 0...spans.count {
            let moment = zone.moment(at: instant.adding(milliseconds: -1))
            guard let span = spans.first(where: { $0.contains(second: moment.second) }) else { return instant }
            let begin = span.from * 60
            let day = begin <= moment.second ? moment.date : moment.date.adding(days: -1)
            instant = zone.instant(of: CivilMoment(date: day, second: begin))
        }
        return instant
    }

    /// Why the visit cannot be booked at this instant as far as the time of the sale goes; `nil` when it can.
    func saleDenial(start: CivilMoment, release: Instant, now: Instant) -> RuleDenial? {
        let intervals = saleIntervals(start: start, release: release)
        let observed = zone.moment(at: now).description
        if let current = intervals.first(where: { $0.from <= now && now < $0.to }) {
            let opened = opened(at: now)
            guard opened > now else { return nil }
            return denial(.closedHours, observed: observed, from: opened < current.to ? opened : nil)
        }
        let next = intervals.first { $0.from > now }
        let rule: RuleParameter =
            if let previous = intervals.last(where: { $0.to <= now }) {
                previous.closes
            } else {
                next?.opens ?? closingRule(start: start)
            }
        return denial(rule, observed: observed, from: next.map { opened(at: $0.from) })
    }

    /// The rule that leaves no time at all for a sale.
    private func closingRule(start: CivilMoment) -> RuleParameter {
        if let days = number(.horizonMinDays), days > 0 { return .horizonMinDays }
        if !flag(.sameDayAllowed) { return .sameDayAllowed }
        return clock(.nextDayCutoff) == nil ? .minLeadMinutes : .nextDayCutoff
    }

    /// The day so many days, or working days where the horizon counts those, before a day.
    private func before(_ day: CivilDate, days: Int) -> CivilDate {
        flag(.horizonInWorkingDays) ? calendar.workingDay(-days, from: day) : day.adding(days: -days)
    }
}

extension Slot {
    /// What can be done with the slot at an instant, given the times of its sale.
    func status(during sale: [SaleInterval], startsAt: Instant, now: Instant) -> Status {
        if now >= startsAt { return .past }
        if session.status != .scheduled { return .stopped }
        if sale.contains(where: { $0.from <= now && now < $0.to }) { return free > 0 ? .open : .full }
        // Between two intervals the sale is over as far as anybody can wait for it in a conversation.
        return sale.first.map { now < $0.from } ?? false ? .unreleased : .past
    }
}
