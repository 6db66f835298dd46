import Booking
import CivilCalendar

/// One row of an answer; columns are read by their position in the SELECT or RETURNING list.
///
/// The rows of one answer share one array of values, so that a long answer costs few allocations.
public struct SQLRow: Sendable {
    private let values: [SQLValue]
    private let base: Int

    /// Cuts the values of a whole answer into rows.
    /// - Parameters:
    ///   - values: all values, row after row.
    ///   - columns: values per row, 1 or more; 0 only for an answer without rows.
    public static func rows(_ values: [SQLValue], columns: Int) -> [SQLRow] {
        guard columns > 0 else { return [] }
        var rows: [SQLRow] = []
        rows.reserveCapacity(values.count / columns)
        for base in stride(from: 0, to: values.count, by: columns) {
            rows.append(SQLRow(values: values, base: base))
        }
        return rows
    }

    /// The bare value of a column.
    public subscript(column: Int) -> SQLValue { values[base + column] }

    /// A number.
    /// - Throws: ``StorageError/corrupt(_:)`` where the column holds something else.
    public func integer(_ column: Int) throws -> Int {
        guard case .integer(let number) = self[column] else { throw mismatch(column, "a number") }
        return Int(number)
    }

    /// A number, or nothing where the column is NULL.
    public func optionalInteger(_ column: Int) throws -> Int? {
        self[column] == .null ? nil : try integer(column)
    }

    /// A text.
    /// - Throws: ``StorageError/corrupt(_:)`` where the column holds something else.
    public func text(_ column: Int) throws -> String {
        guard case .text(let text) = self[column] else { throw mismatch(column, "text") }
        return text
    }

    /// A text, or nothing where the column is NULL.
    public func optionalText(_ column: Int) throws -> String? {
        self[column] == .null ? nil : try text(column)
    }

    /// Bytes.
    /// - Throws: ``StorageError/corrupt(_:)`` where the column holds something else.
    public func bytes(_ column: Int) throws -> [UInt8] {
        guard case .bytes(let bytes) = self[column] else { throw mismatch(column, "bytes") }
        return bytes
    }

    /// An instant, kept as milliseconds.
    public func instant(_ column: Int) throws -> Instant {
        guard case .integer(let number) = self[column] else { throw mismatch(column, "an instant") }
        return Instant(milliseconds: number)
    }

    /// A day, kept as `YYYY-MM-DD`.
    public func day(_ column: Int) throws -> CivilDate {
        guard case .text(let text) = self[column], let date = CivilDate(iso: text) else {
            throw mismatch(column, "a day")
        }
        return date
    }

    /// A day, or nothing where the column is NULL.
    public func optionalDay(_ column: Int) throws -> CivilDate? {
        self[column] == .null ? nil : try day(column)
    }

    /// An identifier.
    public func id<Of>(_ column: Int, as: Identifier<Of>.Type = Identifier<Of>.self) throws -> Identifier<Of> {
        Identifier(rawValue: try text(column))
    }

    /// A word of a closed vocabulary.
    public func word<Word: RawRepresentable<String>>(_ column: Int, as: Word.Type = Word.self) throws -> Word {
        guard case .text(let text) = self[column], let word = Word(rawValue: text) else {
            throw mismatch(column, "one of the words of \(Word.self)")
        }
        return word
    }

    /// A word of a closed vocabulary, or nothing where the column is NULL.
    public func optionalWord<Word: RawRepresentable<String>>(
        _ column: Int, as: Word.Type = Word.self
    ) throws -> Word? {
        self[column] == .null ? nil : try word(column, as: Word.self)
    }

    /// A text in both languages, kept in two neighbouring columns, Chinese first.
    public func localized(_ column: Int) throws -> LocalizedText {
        LocalizedText(zh: try text(column), en: try text(column + 1))
    }

    private func mismatch(_ column: Int, _ wanted: String) -> StorageError {
        let kind =
            switch self[column] {
            case .null: "NULL"
            case .integer: "a number"
            case .text: "text"
            case .bytes: "bytes"
            }
        return .corrupt("column \(column) of an answer should be \(wanted) and is \(kind)")
    }
}
