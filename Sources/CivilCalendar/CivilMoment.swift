/// A wall-clock moment in the hospital's zone: a civil date and a second of that day.
public struct CivilMoment: Hashable, Sendable {
    /// The day.
    public var date: CivilDate
    /// Seconds since midnight, 0..<86400.
    public var second: Int

    /// Makes a moment; a second outside 0..<86400 moves into the neighbouring days.
    @inlinable
    public init(date: CivilDate, second: Int = 0) {
        if second >= 0, second < 86_400 {
            self.date = date
            self.second = second
        } else {
            let days = (second >= 0 ? second : second - 86_399) / 86_400
            self.date = date.adding(days: days)
            self.second = second - days * 86_400
        }
    }

    /// Makes a moment from a day, an hour and a minute; hour 24 is the next midnight.
    @inlinable
    public init(date: CivilDate, hour: Int, minute: Int = 0) {
        self.init(date: date, second: hour * 3600 + minute * 60)
    }

    /// Reads `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM` or `YYYY-MM-DDTHH:MM:SS`; `nil` for anything else.
    public init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10 || bytes.count == 16 || bytes.count == 19,
            let date = CivilDate(iso: String(decoding: bytes.prefix(10), as: UTF8.self))
        else { return nil }
        var second = 0
        if bytes.count > 10 {
            guard bytes[10] == 0x54 || bytes[10] == 0x20 else { return nil }
            var index = 11
            var unit = 3600
            while index < bytes.count {
                guard index + 1 < bytes.count, let tens = digit(bytes[index]), let ones = digit(bytes[index + 1]),
                    index + 2 >= bytes.count || bytes[index + 2] == 0x3A
                else { return nil }
                let value = tens * 10 + ones
                guard value < (unit == 3600 ? 24 : 60) else { return nil }
                second += value * unit
                unit /= 60
                index += 3
            }
        }
        self.init(date: date, second: second)
    }

    /// The hour, 0...23.
    @inlinable public var hour: Int { second / 3600 }
    /// The minute of the hour, 0...59.
    @inlinable public var minute: Int { second % 3600 / 60 }
    /// Minutes since midnight, 0..<1440.
    @inlinable public var minuteOfDay: Int { second / 60 }

    /// The moment `seconds` later on the wall clock; earlier when negative.
    @inlinable
    public func adding(seconds: Int) -> CivilMoment {
        CivilMoment(date: date, second: second + seconds)
    }

    /// The moment `minutes` later on the wall clock; earlier when negative.
    @inlinable
    public func adding(minutes: Int) -> CivilMoment {
        adding(seconds: minutes * 60)
    }

    /// Seconds from `other` to this moment on the wall clock.
    @inlinable
    public func seconds(since other: CivilMoment) -> Int {
        date.days(since: other.date) * 86_400 + second - other.second
    }
}

extension CivilMoment: Comparable {
    /// Earlier before later.
    @inlinable
    public static func < (left: CivilMoment, right: CivilMoment) -> Bool {
        left.date != right.date ? left.date < right.date : left.second < right.second
    }
}

extension CivilMoment: CustomStringConvertible, Codable {
    /// `YYYY-MM-DDTHH:MM:SS`.
    public var description: String {
        "\(date)T\(padded(hour, to: 2)):\(padded(minute, to: 2)):\(padded(second % 60, to: 2))"
    }

    /// `HH:MM`.
    public var clockText: String { "\(padded(hour, to: 2)):\(padded(minute, to: 2))" }

    /// Reads what ``init(iso:)`` reads.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let moment = CivilMoment(iso: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a local instant: \(text)")
        }
        self = moment
    }

    /// Writes `YYYY-MM-DDTHH:MM:SS`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

func digit(_ byte: UInt8) -> Int? {
    byte >= 0x30 && byte <= 0x39 ? Int(byte - 0x30) : nil
}
