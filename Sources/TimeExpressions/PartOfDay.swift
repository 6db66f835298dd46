/// A part of the day as people name it; the hospital may set what each means.
public enum PartOfDay: String, Hashable, Sendable, Codable, CaseIterable {
    /// 凌晨.
    case dawn
    /// 清晨, 一大早, early morning.
    case earlyMorning
    /// 早上, 早晨: from getting up to noon.
    case fromEarly
    /// 上午, morning.
    case morning
    /// 中午, noon, lunch time.
    case noon
    /// 午后, early afternoon.
    case earlyAfternoon
    /// 下午, afternoon.
    case afternoon
    /// 傍晚, dusk.
    case dusk
    /// 晚上, evening.
    case evening
    /// 深夜, night.
    case night
    /// 白天, during the day.
    case daytime

    var index: Int {
        switch self {
        case .dawn: 0
        case .earlyMorning: 1
        case .fromEarly: 2
        case .morning: 3
        case .noon: 4
        case .earlyAfternoon: 5
        case .afternoon: 6
        case .dusk: 7
        case .evening: 8
        case .night: 9
        case .daytime: 10
        }
    }
}

/// The minutes of the day that each part covers.
public struct PartOfDayWindows: Hashable, Sendable {
    private var windows: [Range<Int>]

    /// Makes the usual windows: 凌晨 0–6, 清晨 5–8, 早上 6–12, 上午 8–12, 中午 11–14, 午后 12–15, 下午 12–18,
    /// 傍晚 17–20, 晚上 18–24, 深夜 20–24, 白天 8–18.
    public init() {
        let hours = [
            0..<6, 5..<8, 6..<12, 8..<12, 11..<14, 12..<15, 12..<18, 17..<20, 18..<24, 20..<24, 8..<18,
        ]
        windows = hours.map { $0.lowerBound * 60..<$0.upperBound * 60 }
    }

    /// The window of a part, in minutes since midnight, 0...1440.
    public subscript(part: PartOfDay) -> Range<Int> {
        get { windows[part.index] }
        set { windows[part.index] = newValue }
    }
}
