/// What a convention supplied, as bits; turned into the public set without allocating.
struct Assumptions: OptionSet, Sendable {
    let rawValue: UInt8
    static let year = Assumptions(rawValue: 1)
    static let month = Assumptions(rawValue: 2)
    static let day = Assumptions(rawValue: 4)
    static let week = Assumptions(rawValue: 8)
    static let meridiem = Assumptions(rawValue: 16)
    static let looseBound = Assumptions(rawValue: 32)

    private static let sets: [Set<TimeReading.Assumption>] = (UInt8(0)..<64).map { bits in
        let all: [(Assumptions, TimeReading.Assumption)] = [
            (.year, .year), (.month, .month), (.day, .day), (.week, .week), (.meridiem, .meridiem),
            (.looseBound, .looseBound),
        ]
        return Set(all.filter { Assumptions(rawValue: bits).contains($0.0) }.map(\.1))
    }

    /// The public set.
    var set: Set<TimeReading.Assumption> { Assumptions.sets[Int(rawValue & 63)] }
}
