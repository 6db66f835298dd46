import CivilCalendar
import Synchronization

/// Makes ids that no other call gets.
public protocol IdentifierSource: Sendable {
    /// A new id; later ones sort after earlier ones of the same source.
    func next(at now: Instant) -> String
}

/// Where chance comes from; the server's is cryptographically strong, a simulation's is a seeded sequence.
public protocol ChanceSource: Sendable {
    /// 64 random bits.
    func next() -> UInt64
}

/// The system's cryptographically strong generator.
public struct SystemChance: ChanceSource {
    /// Makes a source.
    public init() {}

    /// 64 random bits.
    public func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}

/// Ids of 26 characters in the form of ULID (https://github.com/ulid/spec): 48 bits of milliseconds, 80 bits of chance,
/// in Crockford's base 32. Within one source they grow strictly even when the clock stands still or goes back.
public final class TimeOrderedIdentifiers: IdentifierSource {
    private struct Last {
        var high: UInt64 = 0
        var low: UInt64 = 0
    }

    private let chance: any ChanceSource
    private let last = Mutex(Last())

    /// Makes a source.
    public init(chance: any ChanceSource = SystemChance()) {
        self.chance = chance
    }

    /// A new id.
    public func next(at now: Instant) -> String {
        // High word: 48 bits of time, 16 of chance; low word: 64 of chance, of which the top bit is kept free for steps.
        let high = UInt64(clamping: now.milliseconds) << 16 | chance.next() & 0xFFFF
        let low = chance.next() >> 1
        return last.withLock { last in
            if high >> 16 > last.high >> 16 {
                last = Last(high: high, low: low)
            } else {
                let (sum, overflow) = last.low.addingReportingOverflow(low >> 16 | 1)
                last.low = sum
                if overflow { last.high += 1 }
            }
            return crockford(high: last.high, low: last.low)
        }
    }
}

private let crockfordDigits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

private func crockford(high: UInt64, low: UInt64) -> String {
    var (high, low) = (high, low)
    var text = [UInt8](repeating: 0, count: 26)
    for index in stride(from: 25, through: 0, by: -1) {
        text[index] = crockfordDigits[Int(low & 31)]
        low = low >> 5 | high << 59
        high >>= 5
    }
    return String(decoding: text, as: UTF8.self)
}
