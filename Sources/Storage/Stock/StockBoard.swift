import Booking
import CivilCalendar
import Synchronization

/// The slots of whole departments in memory, for the many who look; the truth stays in the database.
///
/// Kept only where this process is the only writer. The writer fills it and changes it after each body, before the
/// commit; a commit that fails empties it. Whoever holds or books is judged by the database alone, so the worst that a
/// wrong line here could do is an offer that is then refused.
final class StockBoard: Sendable {
    private struct Contents {
        var shelves: [DepartmentCode: StockShelf] = [:]
        var departments: [SlotID: DepartmentCode] = [:]
        /// Departments that readers looked for and did not find.
        var asked: Set<DepartmentCode> = []
        /// When they did last.
        var askedAt: Instant?
        /// Commits of other processes that were seen when it was filled.
        var foreignCommits = 0
        /// The import it was filled from.
        var catalogueVersion = 0
    }

    private let contents = Mutex(Contents())

    /// The slots that a query asks for; `nil` where one of its departments is not on the board.
    func slots(_ query: SlotQuery, from first: CivilDate, hospital: HospitalInForce, now: Instant) -> [Slot]? {
        contents.withLock { contents in
            guard contents.catalogueVersion == hospital.version else { return nil }
            var found: [ArraySlice<Slot>] = []
            for department in query.departments {
                guard let shelf = contents.shelves[department], shelf.firstDay <= first else { return nil }
                contents.shelves[department]?.advance(to: now, hospital: hospital)
                if let slots = contents.shelves[department]?.slots(from: first, through: query.through) {
                    found.append(slots)
                }
            }
            return StockShelf.merged(found, practitioners: query.practitioners)
        }
    }

    /// Puts the slots of a department on the board, all from a day on, with their bare counters.
    func put(_ slots: [Slot], of department: DepartmentCode, from firstDay: CivilDate, hospital: HospitalInForce) {
        contents.withLock { contents in
            if contents.catalogueVersion != hospital.version {
                contents.shelves = [:]
                contents.departments = [:]
                contents.catalogueVersion = hospital.version
            }
            for slot in slots { contents.departments[slot.id] = department }
            contents.shelves[department] = StockShelf(slots: slots, firstDay: firstDay)
        }
    }

    /// Asks for departments to be put on the board with the next write.
    func ask(for departments: [DepartmentCode], at now: Instant) {
        contents.withLock { contents in
            contents.asked.formUnion(departments)
            contents.askedAt = now
        }
    }

    /// What was asked for and when, once.
    func takeAsked() -> ([DepartmentCode], Instant)? {
        contents.withLock { contents in
            guard let at = contents.askedAt else { return nil }
            defer {
                contents.asked = []
                contents.askedAt = nil
            }
            return (contents.asked.sorted(), at)
        }
    }

    /// Brings counters to what a body left.
    func apply(_ changes: StockChanges) {
        guard !changes.isEmpty else { return }
        contents.withLock { contents in
            if changes.isSchedule {
                contents.shelves = [:]
                contents.departments = [:]
                return
            }
            for (slot, counters) in changes.counters {
                guard let department = contents.departments[slot] else { continue }
                contents.shelves[department]?.set(slot, to: counters)
            }
        }
    }

    /// Empties the board where another process has committed since it was filled.
    func heed(foreignCommits: Int) {
        contents.withLock { contents in
            guard contents.foreignCommits != foreignCommits else { return }
            contents = Contents(foreignCommits: foreignCommits)
        }
    }

    /// Takes everything off the board.
    func clear() {
        contents.withLock { contents in
            contents.shelves = [:]
            contents.departments = [:]
        }
    }
}

/// What one body changed of the stock.
final class StockChanges {
    private(set) var counters: [SlotID: StockCounters] = [:]
    /// Whether sessions themselves were changed.
    private(set) var isSchedule = false

    var isEmpty: Bool { counters.isEmpty && !isSchedule }

    func note(_ slot: SlotID, _ counters: StockCounters) {
        self.counters[slot] = counters
    }

    func noteSchedule() {
        isSchedule = true
    }
}
