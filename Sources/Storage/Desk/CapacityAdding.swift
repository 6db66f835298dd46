import Booking
import CivilCalendar

extension SQLDesk {
    func addCapacity(
        _ places: Int, to slot: SlotID, order: StaffOrder, now: Instant
    ) throws -> Result<Slot, ClinicRefusal> {
        guard order.isComplete else { return .failure(.namelessOrder) }
        guard (1...100).contains(places) else { return .failure(.badNumber) }
        guard let stock = try stock(slot, now: now) else { return .failure(.unknownSlot) }
        guard let clinic = try clinic(stock.slot.session.id, now: now) else { return .failure(.unknownSession) }
        guard clinic.state != .stopped, now < stock.endsAt else {
            return .failure(.wrongState(clinic.state == .stopped ? .stopped : .finished))
        }
        let isAdded = try change(
            slot, by: StockChange(capacity: places), cause: .capacity, subject: "session/\(stock.slot.session.id)",
            actor: order.actor, now: now)
        guard isAdded else { throw StorageError.corrupt("slot \(slot) is missing") }
        try sql.run("UPDATE slot SET added = added + $3 WHERE hospital = $1 AND id = $2", hospital, slot, places)
        try audit("add_capacity", target: "slot/\(slot)", order: order, now: now)
        return try self.slot(slot, now: now).map { .success($0) } ?? .failure(.unknownSlot)
    }
}
