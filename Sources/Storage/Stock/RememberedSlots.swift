import Booking
import CivilCalendar

extension SQLDesk {
    func slots(_ query: SlotQuery, now: Instant) throws -> [Slot] {
        guard !query.departments.isEmpty, let first = query.from, let inForce = try hospitalInForce() else {
            return try storedSlots(query, now: now)
        }
        switch sql.exclusivity {
        case .shared:
            return try storedSlots(query, now: now)
        case .reader:
            guard let slots = board.slots(query, from: first, hospital: inForce, now: now) else {
                board.ask(for: query.departments, at: now)
                return try storedSlots(query, now: now)
            }
            return try corrected(slots, now: now)
        case .writer(let foreignCommits):
            board.heed(foreignCommits: foreignCommits)
            if let slots = board.slots(query, from: first, hospital: inForce, now: now) {
                return try corrected(slots, now: now)
            }
            let today = inForce.catalogue.zone.moment(at: now).date
            // What this body changed may still be undone: it must not get onto the board by being read.
            guard changes.isEmpty, first >= today else { return try storedSlots(query, now: now) }
            try fill(query.departments, from: today, hospital: inForce, now: now)
            let slots = board.slots(query, from: first, hospital: inForce, now: now)
            return try slots.map { try corrected($0, now: now) } ?? storedSlots(query, now: now)
        }
    }

    /// Puts on the board what readers looked for in vain. For the writer, before a body: only it knows that nobody
    /// changes the stock meanwhile.
    func fillBoard() throws {
        guard case .writer(let foreignCommits) = sql.exclusivity else { return }
        guard let (departments, now) = board.takeAsked(), let inForce = try hospitalInForce() else { return }
        board.heed(foreignCommits: foreignCommits)
        try fill(departments, from: inForce.catalogue.zone.moment(at: now).date, hospital: inForce, now: now)
    }

    private func fill(
        _ departments: [DepartmentCode], from today: CivilDate, hospital inForce: HospitalInForce, now: Instant
    ) throws {
        for department in departments {
            let bare = try storedSlots(
                SlotQuery(departments: [department], from: today), lapsed: [:], hospital: inForce, now: now)
            board.put(bare, of: department, from: today, hospital: inForce)
        }
    }

    /// Takes into account what this body changed, and holds whose time is over and that were not swept yet.
    private func corrected(_ slots: [Slot], now: Instant) throws -> [Slot] {
        let lapsed = try lapsedHolds(now: now)
        guard !lapsed.isEmpty || !changes.isEmpty else { return slots }
        var slots = slots
        for index in slots.indices {
            let id = slots[index].id
            let own = changes.counters[id]
            let over = lapsed.isEmpty ? nil : lapsed[id.rawValue]
            guard own != nil || over != nil else { continue }
            if let own {
                slots[index].capacity = own.capacity
                slots[index].held = own.held
                slots[index].booked = own.booked
            }
            slots[index].held = max(0, slots[index].held - (over ?? 0))
            if slots[index].status == .open || slots[index].status == .full {
                slots[index].status = slots[index].free > 0 ? .open : .full
            }
        }
        return slots
    }
}
