import Booking
import CivilCalendar

/// The columns of a session and of a slot, always in this order, and how they are read.
enum SlotColumns {
    /// Of `clinic_session c`.
    static let session = """
        c.id, c.practitioner, c.instead_of, c.department, c.campus, c.room_zh, c.room_en, c.day, c.half, c.status, \
        c.fee_fen, c.release_at
        """
    /// How many columns a session has.
    static let sessionCount = 12
    /// Of `slot s`.
    static let slot = "s.id, s.start_minute, s.end_minute, s.capacity, s.held, s.booked, s.starts_at, s.ends_at"
    /// How many columns a slot has.
    static let slotCount = 8

    static func session(_ row: SQLRow, at column: Int) throws -> ClinicSession {
        ClinicSession(
            id: try row.id(column), practitioner: try row.id(column + 1),
            insteadOf: try row.optionalText(column + 2).map { PractitionerCode($0) },
            department: try row.id(column + 3), campus: try row.id(column + 4), room: try row.localized(column + 5),
            date: try row.day(column + 7), half: try row.word(column + 8), status: try row.word(column + 9),
            feeFen: try row.integer(column + 10), releaseAt: try row.instant(column + 11))
    }

    /// - Parameter lapsed: pending holds on the slot whose time is over; they keep nothing any more.
    static func slot(
        _ row: SQLRow, at column: Int, session: ClinicSession, lapsed: Int, hospital: HospitalInForce, now: Instant
    ) throws -> Slot {
        var slot = Slot(
            id: try row.id(column), session: session, startMinute: try row.integer(column + 1),
            endMinute: try row.integer(column + 2), capacity: try row.integer(column + 3),
            held: try row.integer(column + 4) - lapsed, booked: try row.integer(column + 5), status: .open)
        slot.status = hospital.rules(for: session, now: now).status(of: slot, now: now)
        return slot
    }
}
