import Foundation

/// A point on the world's time line, in milliseconds since 1970-01-01T00:00:00 UTC.
public struct Instant: Hashable, Sendable, Codable {
    /// Milliseconds since the epoch.
    public let milliseconds: Int64

    /// Makes an instant from milliseconds since the epoch.
    @inlinable
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The instant `milliseconds` later; earlier when negative.
    @inlinable
    public func adding(milliseconds: Int64) -> Instant {
        Instant(milliseconds: self.milliseconds + milliseconds)
    }

    /// The instant `seconds` later; earlier when negative.
    @inlinable
    public func adding(seconds: Int) -> Instant {
        adding(milliseconds: Int64(seconds) * 1000)
    }

    /// Reads the bare number of milliseconds.
    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Writes the bare number of milliseconds.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

extension Instant: Comparable {
    /// Earlier before later.
    @inlinable
    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
