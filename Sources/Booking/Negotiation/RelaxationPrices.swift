/// What it costs to give up parts of a wish, in minutes of inconvenience times four.
///
/// The scale puts the same doctor at another hour of the same half-day first, then the other half of the day, then
/// another doctor at the wanted time, then the doctor's next day, then another campus. A preference costs a quarter of
/// what was said plainly. Every loss and every gap has a positive price, so a cheaper slot is never dominated by a
/// dearer one.
struct RelaxationPrices {
    /// What is never given up in an offer: said to be a must, and the department unless it was only a preference.
    let untouchable: SacrificeSet
    private let base: [Int]
    private let perDay: Int
    private let perMinute: Int
    private let perYuan = 20

    private static let minutes: [(sacrifice: SacrificeSet, price: Int)] = [
        (.practitioner, 600), (.department, 2400), (.title, 500), (.sex, 800), (.campus, 900), (.day, 660),
        (.partOfDay, 240), (.time, 120), (.fee, 300),
    ]

    init(_ wish: Wish) {
        var untouchable: SacrificeSet = wish.department.strength == .preferred ? [] : .department
        var weights = [Int](repeating: 4, count: Self.minutes.count)
        func weigh(_ sacrifices: SacrificeSet, _ strength: Wish.Strength) {
            switch strength {
            case .hard: untouchable.formUnion(sacrifices)
            case .stated: return
            case .preferred:
                for bit in weights.indices where sacrifices.rawValue & (1 << bit) != 0 { weights[bit] = 1 }
            }
        }
        weigh(.practitioner, wish.practitioner.strength)
        weigh(.department, wish.department.strength)
        weigh(.title, wish.title.strength)
        weigh(.sex, wish.sex.strength)
        weigh(.campus, wish.campus.strength)
        weigh(.when, wish.whenStrength)
        self.untouchable = untouchable
        base = Self.minutes.enumerated().map { $0.element.price * weights[$0.offset] }
        let timeWeight = wish.whenStrength == .preferred ? 1 : 4
        perDay = 60 * timeWeight
        perMinute = timeWeight
    }

    /// The price of giving up `lost` by so many days, minutes and yuan.
    @inline(__always)
    func cost(of lost: SacrificeSet, dayGap: Int, minuteGap: Int, feeGap: Int) -> Int {
        var sum = dayGap * perDay + minuteGap * perMinute + feeGap * perYuan
        var bits = lost.rawValue
        while bits != 0 {
            sum += base[bits.trailingZeroBitCount]
            bits &= bits - 1
        }
        return sum
    }
}
