import Booking
import CivilCalendar

/// The slots of one department with their status, which is brought up to date only where time or counters changed it.
struct StockShelf {
    /// The first day that is on the shelf.
    let firstDay: CivilDate
    private var slots: [Slot]
    private let positions: [SlotID: Int]
    /// When the passing of time changes a status next, by position; `nil` before statuses were ever computed.
    private var changes: [Int64]?
    private var computedAt: Instant?
    private var soonest = Int64.max
    private var ruleVersion = ""

    /// - Parameter slots: ordered by start then id, with the bare counters.
    init(slots: [Slot], firstDay: CivilDate) {
        self.slots = slots
        self.firstDay = firstDay
        positions = Dictionary(uniqueKeysWithValues: slots.enumerated().map { ($1.id, $0) })
    }

    /// Brings every status to what it is at an instant.
    mutating func advance(to now: Instant, hospital: HospitalInForce) {
        let version = hospital.ruleVersion(now: now)
        if let computedAt, computedAt <= now, version == ruleVersion {
            guard now.milliseconds >= soonest else { return }
            compute(at: now, hospital: hospital) { $0 <= now.milliseconds }
        } else {
            changes = Array(repeating: Int64.min, count: slots.count)
            ruleVersion = version
            compute(at: now, hospital: hospital) { _ in true }
        }
        computedAt = now
    }

    /// The slots of some days.
    func slots(from first: CivilDate, through last: CivilDate?) -> ArraySlice<Slot> {
        var low = slots.startIndex
        var high = slots.endIndex
        if first > firstDay { low = slots.partition { $0.session.date >= first } }
        if let last { high = max(low, slots.partition { $0.session.date > last }) }
        return slots[low..<high]
    }

    /// Changes the counters of a slot; where its sale is open, that decides whether it is full.
    mutating func set(_ slot: SlotID, to counters: StockCounters) {
        guard let position = positions[slot] else { return }
        slots[position].count(counters)
    }

    /// Several departments as one list, ordered by start then id.
    static func merged(_ parts: [ArraySlice<Slot>], practitioners: [PractitionerCode]) -> [Slot] {
        if parts.count == 1, practitioners.isEmpty { return Array(parts[0]) }
        var entries: [(start: Int, part: Int, index: Int)] = []
        for (part, slots) in parts.enumerated() {
            for index in slots.indices {
                let session = slots[index].session
                guard practitioners.isEmpty || practitioners.contains(session.practitioner) else { continue }
                entries.append((session.date.dayNumber * 1440 + slots[index].startMinute, part, index))
            }
        }
        if parts.count > 1 {
            entries.sort { left, right in
                left.start != right.start
                    ? left.start < right.start
                    : parts[left.part][left.index].id < parts[right.part][right.index].id
            }
        }
        return entries.map { parts[$0.part][$0.index] }
    }

    private mutating func compute(at now: Instant, hospital: HospitalInForce, where isDue: (Int64) -> Bool) {
        guard var changes else { return }
        self.changes = nil
        var soonest = Int64.max
        for position in slots.indices {
            if isDue(changes[position]) {
                let rules = hospital.rules(for: slots[position].session, now: now)
                slots[position].status = rules.status(of: slots[position], now: now)
                changes[position] = slots[position].nextStatusChange(after: now, rules: rules)
            }
            soonest = min(soonest, changes[position])
        }
        self.changes = changes
        self.soonest = soonest
    }
}

extension Slot {
    /// When the passing of time changes the status next, in milliseconds UTC; the largest number for never.
    fileprivate func nextStatusChange(after now: Instant, rules: Rules) -> Int64 {
        let sales = rules.saleIntervals(start: start, release: rules.releaseInstant(of: session))
        let turns = sales.flatMap { [$0.from, $0.to] } + [rules.zone.instant(of: start)]
        return turns.filter { $0 > now }.min()?.milliseconds ?? Int64.max
    }
}

extension Array {
    /// The first position whose element satisfies a condition that holds for all elements after it too.
    fileprivate func partition(where isAfter: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
