import Booking
import CivilCalendar

/// A table of what happened that is not a chain: each row carries a keyed hash of what it says, so that whoever changes
/// one with other tools is found out. The columns are those of the schema step that added the seals.
struct SealedTable: Sendable {
    let name: String
    /// What names a row within its hospital.
    let keys: [String]
    /// What else is sealed; what only tells whether somebody was notified is not.
    let columns: [String]

    var sealed: [String] { keys + columns }

    static let event = SealedTable(
        name: "appointment_event", keys: ["appointment", "number"],
        columns: [
            "at", "kind", "from_status", "to_status", "slot", "session", "serial", "takes_serial", "sequence", "actor",
            "reason",
        ])
    static let entry = SealedTable(
        name: "waitlist_entry", keys: ["id"],
        columns: [
            "state", "priority", "patient", "account", "department", "practitioner", "first_day", "last_day", "wish",
            "replaces", "joined_at", "lapses_at", "changed_at", "conversation", "turn", "channel", "hold", "slot",
            "offer_ends", "appointment",
        ])
    static let pass = SealedTable(name: "waitlist_pass", keys: ["entry", "slot"], columns: ["reason", "at"])
    static let alert = SealedTable(
        name: "release_alert", keys: ["id"],
        columns: ["state", "account", "wish", "release_at", "asked_at", "conversation"])
    static let plan = SealedTable(
        name: "stop_plan", keys: ["id"],
        columns: ["session", "staff", "reason", "offer_hours", "steps", "made_at", "done_at"])
    static let step = SealedTable(
        name: "stop_step", keys: ["plan", "position"],
        columns: [
            "appointment", "account", "refund_fen", "offer", "offered_until", "state", "told_at", "booked",
        ])
    static let ticket = SealedTable(
        name: "queue_ticket", keys: ["appointment"],
        columns: ["session", "number", "arrived_at", "lets_pass", "missed_calls", "called_at"])
    static let appeal = SealedTable(
        name: "appeal", keys: ["id"],
        columns: ["appointment", "patient", "account", "at", "statement_sealed", "answer_by", "state", "settled_at"])

    static let all = [event, entry, pass, alert, plan, step, ticket, appeal]
}

extension SQLDesk {
    /// The seal of a row.
    /// - Parameter values: those of ``SealedTable/sealed``, in order.
    func seal(_ table: SealedTable, _ values: [SQLValue]) -> String {
        let parts = values.map { value in
            switch value {
            case .null: "-"
            case .integer(let number): "i\(number)"
            // With its length, so that nothing can be moved from one column to the next.
            case .text(let text): "t\(text.utf8.count):\(text)"
            case .bytes(let bytes): "b\(hexadecimal(bytes))"
            }
        }
        return vault.link(after: table.name, "\(hospital)\n" + parts.joined(separator: "\n"))
    }

    /// Seals rows as they are now; for after each change of them.
    /// - Parameters:
    ///   - condition: which rows; `$1` is the hospital.
    ///   - arguments: `$2` and on.
    func reseal(_ table: SealedTable, where condition: String, _ arguments: [any SQLConvertible]) throws {
        let columns = table.sealed.joined(separator: ", ")
        let rows = try sql.run(
            SQLStatement(
                made: "SELECT \(columns) FROM \(table.name) WHERE hospital = $1 AND \(condition)",
                arguments: [hospital.sqlValue] + arguments.map(\.sqlValue)))
        let keys = table.keys.enumerated().map { "\($1) = $\($0 + 3)" }.joined(separator: " AND ")
        for row in rows {
            let values = table.sealed.indices.map { row[$0] }
            _ = try sql.run(
                SQLStatement(
                    made: "UPDATE \(table.name) SET seal = $2 WHERE hospital = $1 AND \(keys)",
                    arguments: [hospital.sqlValue, seal(table, values).sqlValue] + values.prefix(table.keys.count)))
        }
    }

    /// Seals a row as it is now.
    func reseal(_ table: SealedTable, _ keys: any SQLConvertible...) throws {
        let condition = table.keys.enumerated().map { "\($1) = $\($0 + 2)" }.joined(separator: " AND ")
        try reseal(table, where: condition, keys)
    }

    /// Whether rows of the hospital are from before there were seals.
    func isUnsealed() throws -> Bool {
        try !sql.run("SELECT 1 FROM unsealed_hospital WHERE hospital = $1", hospital).isEmpty
    }

    /// Seals, once, the rows that are from before there were seals.
    func sealOldRows() throws {
        guard try isUnsealed() else { return }
        for table in SealedTable.all { try reseal(table, where: "seal IS NULL", []) }
        try sql.run("DELETE FROM unsealed_hospital WHERE hospital = $1", hospital)
    }
}
