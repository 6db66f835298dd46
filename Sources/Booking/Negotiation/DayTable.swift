import CivilCalendar

/// For every day of a span: which constraints of a time wish admit it and how far the nearest admitted day is.
///
/// Made once a negotiation, so that judging a slot costs array look-ups and no calendar arithmetic.
struct DayTable {
    let first: CivilDate
    let last: CivilDate
    private let constraints: Int
    /// Days to the nearest admitted day, by constraint and day; 0 means admitted.
    private let gaps: [Int32]
    /// What is ruled out on each day; empty on most.
    private let exceptions: [[TimeConstraint]]
    /// Whether any day is admitted by any constraint.
    let admitsAny: Bool

    /// - Parameter today: days before it count as admitted only for slots of those days, never as a neighbour.
    init(when: TimeWish, from first: CivilDate, through last: CivilDate, today: CivilDate, calendar: WorkCalendar) {
        self.first = first
        self.last = max(first, last)
        constraints = when.anyOf.count
        let count = self.last.days(since: first) + 1
        var gaps: [Int32] = []
        gaps.reserveCapacity(count * when.anyOf.count)
        var admitsAny = when.anyOf.isEmpty
        for constraint in when.anyOf {
            let (row, found) = Self.row(constraint, first, count, today, calendar)
            gaps += row
            admitsAny = admitsAny || found
        }
        self.gaps = gaps
        self.admitsAny = admitsAny
        if when.except.isEmpty {
            exceptions = []
        } else {
            exceptions = (0..<count).map { offset in
                when.except.filter { $0.admits(day: first.adding(days: offset), calendar: calendar) }
            }
        }
    }

    /// Days from a day to the nearest that the constraint admits; 0 when it admits the day itself.
    @inline(__always)
    func gap(_ constraint: Int, day offset: Int) -> Int {
        Int(gaps[constraint * (last.dayNumber - first.dayNumber + 1) + offset])
    }

    /// Whether the minute of that day is ruled out.
    @inline(__always)
    func excludes(day offset: Int, minute: Int) -> Bool {
        guard !exceptions.isEmpty else { return false }
        return exceptions[offset].contains { $0.admits(minuteOfDay: minute) }
    }

    private static func row(
        _ constraint: TimeConstraint, _ first: CivilDate, _ count: Int, _ today: CivilDate, _ calendar: WorkCalendar
    ) -> (gaps: [Int32], found: Bool) {
        guard constraint.hasDays else { return ([Int32](repeating: 0, count: count), true) }
        let far = Int32(10_000)
        var row = [Int32](repeating: far, count: count)
        var found = false
        for offset in 0..<count where constraint.admits(day: first.adding(days: offset), calendar: calendar) {
            row[offset] = 0
            found = true
        }
        let start = min(max(0, today.days(since: first)), count)
        if row[start...].contains(0) {
            for offset in stride(from: start + 1, to: count, by: 1) {
                row[offset] = min(row[offset], row[offset - 1] + 1)
            }
            for offset in stride(from: count - 2, through: 0, by: -1) {
                row[offset] = min(row[offset], row[offset + 1] + 1)
            }
        } else {
            for offset in 0..<count where row[offset] != 0 {
                row[offset] = Int32(distance(of: first.adding(days: offset), to: constraint))
            }
        }
        return (row, found)
    }

    /// How far a day is from a constraint none of whose days can still be had.
    private static func distance(of day: CivilDate, to constraint: TimeConstraint) -> Int {
        if let firstDay = constraint.firstDay, day < firstDay { return firstDay.days(since: day) }
        if let lastDay = constraint.lastDay, day > lastDay { return day.days(since: lastDay) }
        return 1
    }
}
