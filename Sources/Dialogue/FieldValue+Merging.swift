import Booking
import CivilCalendar

extension FieldValue {
    /// This value and another of the same utterance: alternatives and exclusions add up.
    func adding(_ other: FieldValue) -> FieldValue {
        switch (self, other) {
        case (.departments(let mine), .departments(let new)): .departments(mine.adding(new))
        case (.doctors(let mine), .doctors(let new)): .doctors(mine.adding(new))
        case (.titles(let mine), .titles(let new)): .titles(mine.adding(new))
        case (.sexes(let mine), .sexes(let new)): .sexes(mine.adding(new))
        case (.campuses(let mine), .campuses(let new)): .campuses(mine.adding(new))
        case (.when(let mine, let strength), .when(let new, let other)):
            .when(
                TimeWish(
                    anyOf: TimeWish.joined(mine.anyOf, new.anyOf), except: mine.except + new.except,
                    order: new.order ?? mine.order),
                strength == other ? strength : strength == .hard || other == .hard ? .hard : .stated)
        default: other
        }
    }

    /// This value after a later utterance said `other` of the same field: what is new replaces, what is only ruled
    /// out narrows, and a day keeps the hours said before as hours keep the days.
    func revised(by other: FieldValue) -> FieldValue {
        switch (self, other) {
        case (.departments(let old), .departments(let new)): .departments(old.revised(by: new))
        case (.doctors(let old), .doctors(let new)): .doctors(old.revised(by: new))
        case (.titles(let old), .titles(let new)): .titles(old.revised(by: new))
        case (.sexes(let old), .sexes(let new)): .sexes(old.revised(by: new))
        case (.campuses(let old), .campuses(let new)): .campuses(old.revised(by: new))
        case (.when(let old, let strength), .when(let new, let newStrength)):
            .when(old.revised(by: new), new.anyOf.isEmpty ? strength : newStrength)
        case (.fee(let limit, let cheap), .fee(let newLimit, let newCheap)):
            .fee(limitFen: newLimit ?? limit, cheap: cheap || newCheap)
        default: other
        }
    }
}

extension Choice {
    fileprivate func adding(_ other: Choice) -> Choice {
        Choice(
            anyOf: anyOf + other.anyOf.filter { !anyOf.contains($0) },
            noneOf: noneOf + other.noneOf.filter { !noneOf.contains($0) },
            strength: anyOf.isEmpty ? other.strength : strength)
    }

    fileprivate func revised(by new: Choice) -> Choice {
        if new.anyOf.isEmpty {
            return Choice(
                anyOf: anyOf.filter { !new.noneOf.contains($0) },
                noneOf: noneOf + new.noneOf.filter { !noneOf.contains($0) }, strength: strength)
        }
        return Choice(
            anyOf: new.anyOf, noneOf: noneOf.filter { !new.anyOf.contains($0) } + new.noneOf, strength: new.strength)
    }
}

extension TimeWish {
    /// Alternatives of one utterance. "周三或者周四" are two; in "周四，下午三点" the hours belong to the day.
    fileprivate static func joined(_ earlier: [TimeConstraint], _ later: [TimeConstraint]) -> [TimeConstraint] {
        if earlier.isEmpty || later.isEmpty { return earlier + later }
        if earlier.allSatisfy({ !$0.hasClock }), later.allSatisfy({ !$0.hasDays }) {
            return crossed(days: earlier, clocks: later)
        }
        if earlier.allSatisfy({ !$0.hasDays }), later.allSatisfy({ !$0.hasClock }) {
            return crossed(days: later, clocks: earlier)
        }
        return earlier + later
    }

    fileprivate static func crossed(days: [TimeConstraint], clocks: [TimeConstraint]) -> [TimeConstraint] {
        days.flatMap { day in clocks.map { day.withClock(of: $0) } }.uniqued
    }

    func revised(by new: TimeWish) -> TimeWish {
        var revised = self
        revised.except = except + new.except.filter { !except.contains($0) }
        if let order = new.order { revised.order = order }
        guard !new.anyOf.isEmpty else {
            // "不要周六" after "周六": the day is given up, the hours stay.
            revised.anyOf = anyOf.map { old in
                guard let day = old.firstDay, day == old.lastDay,
                    new.except.contains(where: { !$0.hasClock && $0.admits(day: day, calendar: WorkCalendar()) })
                else { return old }
                return old.withoutDays
            }
            revised.anyOf.removeAll { !$0.hasDays && !$0.hasClock }
            return revised
        }
        revised.order = new.order
        revised.except.removeAll { old in new.anyOf.contains { $0.hasDays && $0.hasSameDays(as: old) } }
        if anyOf.isEmpty {
            revised.anyOf = new.anyOf
        } else if new.anyOf.allSatisfy({ !$0.hasClock }) {
            let clocks = anyOf.map(\.withoutDays).filter(\.hasClock).uniqued
            revised.anyOf = clocks.isEmpty ? new.anyOf : TimeWish.crossed(days: new.anyOf, clocks: clocks)
        } else if new.anyOf.allSatisfy({ !$0.hasDays }) {
            let days = anyOf.filter(\.hasDays)
            revised.anyOf = days.isEmpty ? new.anyOf : TimeWish.crossed(days: days, clocks: new.anyOf)
        } else {
            revised.anyOf = new.anyOf
        }
        return revised
    }
}

extension TimeConstraint {
    /// Only the hours.
    var withoutDays: TimeConstraint {
        TimeConstraint(fromMinute: fromMinute, toMinute: toMinute, aroundMinute: aroundMinute)
    }

    /// Whether the days are constrained alike.
    func hasSameDays(as other: TimeConstraint) -> Bool {
        firstDay == other.firstDay && lastDay == other.lastDay && weekdays == other.weekdays
            && dayClass == other.dayClass
    }

    /// These days at those hours.
    func withClock(of other: TimeConstraint) -> TimeConstraint {
        TimeConstraint(
            firstDay: firstDay, lastDay: lastDay, weekdays: weekdays, dayClass: dayClass, fromMinute: other.fromMinute,
            toMinute: other.toMinute, aroundMinute: other.aroundMinute)
    }
}

extension Array where Element: Hashable {
    /// The elements without repetitions, in order of first appearance.
    var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
