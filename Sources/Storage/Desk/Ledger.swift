import Booking
import CivilCalendar

/// Why a slot's counters changed.
enum LedgerCause: String {
    case opened, capacity, elsewhere, held, released, expired, booked
    case bookedFromHold = "booked_from_hold"
    case cancelled
    case movedAway = "moved_away"
}

/// A change of a slot's counters.
struct StockChange {
    var capacity = 0
    var held = 0
    var booked = 0
    /// How much of `booked` is taken through other channels.
    var elsewhere = 0
}

/// One line of a slot's ledger, as it is linked.
struct LedgerEntry {
    var slot: String
    var entry: Int
    var at: Instant
    var cause: String
    var capacity: Int
    var held: Int
    var booked: Int
    var subject: String
    var actor: String

    /// What the link is computed over.
    var record: String {
        "\(slot)\n\(entry)\n\(at.milliseconds)\n\(cause)\n\(capacity)\n\(held)\n\(booked)\n\(subject)\n\(actor)"
    }

    /// The link before a slot's first entry.
    static let root = String(repeating: "0", count: 64)
}

extension SQLDesk {
    /// Changes a slot's counters and writes the ledger line; false, and nothing changed, where the counters would
    /// leave 0 ≤ held, 0 ≤ booked, held + booked ≤ capacity.
    func change(
        _ slot: SlotID, by change: StockChange, cause: LedgerCause, subject: String, actor: String, now: Instant
    ) throws -> Bool {
        let rows = try sql.run(
            """
            UPDATE slot SET capacity = capacity + $3, held = held + $4, booked = booked + $5,
                elsewhere = elsewhere + $6, version = version + 1
            WHERE hospital = $1 AND id = $2 AND held + $4 >= 0 AND booked + $5 >= 0
                AND held + $4 + booked + $5 <= capacity + $3
            RETURNING version, capacity, held, booked
            """, hospital, slot, change.capacity, change.held, change.booked, change.elsewhere)
        guard let row = rows.first else { return false }
        let number = try row.integer(0)
        changes.note(
            slot,
            StockCounters(capacity: try row.integer(1), held: try row.integer(2), booked: try row.integer(3)))
        // A statement of its own: on PostgreSQL the one above may have waited for this very line to be committed.
        let previous = try sql.run(
            "SELECT link FROM slot_ledger WHERE hospital = $1 AND slot = $2 AND entry = $3", hospital, slot, number - 1
        ).first.map { try $0.text(0) }
        try insert(
            LedgerEntry(
                slot: slot.rawValue, entry: number, at: now, cause: cause.rawValue, capacity: change.capacity,
                held: change.held, booked: change.booked, subject: subject, actor: actor),
            after: previous ?? LedgerEntry.root)
        return true
    }

    /// Writes a ledger line that follows the given link.
    func insert(_ entry: LedgerEntry, after previous: String) throws {
        try sql.run(
            """
            INSERT INTO slot_ledger (hospital, slot, entry, at, cause, capacity_delta, held_delta, booked_delta,
                subject, actor, link)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """, hospital, entry.slot, entry.entry, entry.at, entry.cause, entry.capacity, entry.held, entry.booked,
            entry.subject, entry.actor, vault.link(after: previous, entry.record))
    }
}
