import CivilCalendar

/// How fast people are let through, found from what the writer sustains: a little faster while it keeps up, markedly
/// slower as soon as it does not (additive increase, multiplicative decrease).
public struct AdmissionPace: Sendable {
    /// People let through a second, at most.
    public private(set) var limit: Double
    /// People really let through a second, averaged over about five seconds; what waiting estimates are made from.
    public private(set) var measured: Double?
    private var allowance = 0.0
    private var adjustedAt: Instant?
    private var since: (Int64, Int)?

    /// Slowest and fastest pace, people a second.
    public static let bounds = 20.0...5000.0

    /// Makes a pace.
    /// - Parameter start: people a second to begin with, within ``bounds``.
    public init(start: Double = 200) {
        limit = min(max(start, Self.bounds.lowerBound), Self.bounds.upperBound)
    }

    /// Brings the pace to an instant.
    /// - Parameter isStrained: whether the writer has more to do than it should.
    /// - Returns: how many people may be let through now.
    public mutating func advance(to now: Instant, isStrained: Bool) -> Int {
        let elapsed = Double(max(0, now.milliseconds - (adjustedAt ?? now).milliseconds)) / 1000
        adjustedAt = now
        // Never more than half a second's worth at once, however long nobody asked.
        allowance = min(allowance + limit * elapsed, limit / 2)
        if isStrained {
            limit = max(limit * (1 - min(elapsed, 0.25) * 2), Self.bounds.lowerBound)
            return 0
        }
        limit = min(limit + limit * min(elapsed, 1) / 2, Self.bounds.upperBound)
        return Int(allowance)
    }

    /// Notes that people were let through.
    public mutating func spend(_ people: Int, at now: Instant) {
        allowance = max(0, allowance - Double(people))
        let (from, count) = since ?? (now.milliseconds, 0)
        let elapsed = Double(now.milliseconds - from) / 1000
        guard elapsed >= 0.25 else {
            since = (from, count + people)
            return
        }
        let rate = Double(count + people) / elapsed
        let weight = min(1, elapsed / 5)
        measured = measured.map { $0 + (rate - $0) * weight } ?? rate
        since = (now.milliseconds, 0)
    }

    /// How long somebody waits with so many people ahead, in whole seconds, at least 1.
    public func secondsToWait(ahead: Int) -> Int {
        // While nobody could be called nothing was measured that says how fast it will go.
        let rate = measured.map { $0 < 1 ? limit : $0 } ?? limit
        return max(1, Int((Double(ahead + 1) / rate).rounded(.up)))
    }
}
