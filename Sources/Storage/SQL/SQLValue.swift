import Booking
import CivilCalendar

/// A value that goes into or comes out of a statement; the four kinds that both engines store alike.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}

/// What can be given to a statement as an argument.
public protocol SQLConvertible {
    /// The value as the database keeps it.
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLConvertible {
    /// Itself.
    public var sqlValue: SQLValue { self }
}

extension String: SQLConvertible {
    /// The text.
    public var sqlValue: SQLValue { .text(self) }
}

extension Int: SQLConvertible {
    /// The number.
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLConvertible {
    /// The number.
    public var sqlValue: SQLValue { .integer(self) }
}

extension Bool: SQLConvertible {
    /// 0 or 1, which both engines compare alike.
    public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Array: SQLConvertible where Element == UInt8 {
    /// The bytes.
    public var sqlValue: SQLValue { .bytes(self) }
}

extension Instant: SQLConvertible {
    /// Milliseconds UTC.
    public var sqlValue: SQLValue { .integer(milliseconds) }
}

extension CivilDate: SQLConvertible {
    /// `YYYY-MM-DD`.
    public var sqlValue: SQLValue { .text(description) }
}

extension Identifier: SQLConvertible {
    /// The bare text.
    public var sqlValue: SQLValue { .text(rawValue) }
}

extension Optional: SQLConvertible where Wrapped: SQLConvertible {
    /// NULL where there is nothing.
    public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
