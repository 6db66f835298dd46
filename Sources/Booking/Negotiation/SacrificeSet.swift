/// A set of sacrifices as bits, in the order of `Sacrifice.allCases`.
struct SacrificeSet: OptionSet, Hashable, Sendable {
    let rawValue: UInt16

    static let practitioner = SacrificeSet(rawValue: 1 << 0)
    static let department = SacrificeSet(rawValue: 1 << 1)
    static let title = SacrificeSet(rawValue: 1 << 2)
    static let sex = SacrificeSet(rawValue: 1 << 3)
    static let campus = SacrificeSet(rawValue: 1 << 4)
    static let day = SacrificeSet(rawValue: 1 << 5)
    static let partOfDay = SacrificeSet(rawValue: 1 << 6)
    static let time = SacrificeSet(rawValue: 1 << 7)
    static let fee = SacrificeSet(rawValue: 1 << 8)

    /// The number of possible sets.
    static let combinations = 1 << Sacrifice.allCases.count
    /// Everything that depends on when the visit is.
    static let when: SacrificeSet = [.day, .partOfDay, .time]

    /// The sacrifices, in the order of `Sacrifice.allCases`.
    var list: [Sacrifice] {
        Sacrifice.allCases.enumerated().compactMap { rawValue & (1 << $0.offset) != 0 ? $0.element : nil }
    }
}

extension Sacrifice {
    /// The set of this one alone.
    var bit: SacrificeSet {
        switch self {
        case .practitioner: .practitioner
        case .department: .department
        case .title: .title
        case .sex: .sex
        case .campus: .campus
        case .day: .day
        case .partOfDay: .partOfDay
        case .time: .time
        case .fee: .fee
        }
    }
}
