import CivilCalendar

extension ChineseRules {
    /// Lunar dates.
    static let lunar: [Rule] = [
        Rule(
            "zh: 农历<n>年<n>月<day>", .days,
            [
                .one(.lunarMark), .one(.number), .one(.year), .maybe([.leap]), .any([.number, .lunarMonth]),
                .maybe([.month]), .any([.lunarDay, .number]), .maybe([.daySuffix]),
            ]
        ) { chart in
            guard chart.value(0) == 0, let number = chart.item(1), let year = fullYear(number) else { return nil }
            return lunarDate(&chart, .absolute(year), month: 4, day: 6, leap: 3)
        },
        Rule(
            "zh: 农历<n>月<day>", .days,
            [
                .one(.lunarMark), .maybe([.leap]), .any([.number, .lunarMonth]), .maybe([.month]),
                .any([.lunarDay, .number]), .maybe([.daySuffix]),
            ]
        ) { chart in chart.value(0) == 0 ? lunarDate(&chart, .unstated, month: 2, day: 4, leap: 1) : nil },
        Rule(
            "zh: <n>月初<n>", .days,
            [.maybe([.leap]), .any([.number, .lunarMonth]), .maybe([.month]), .one(.lunarDay)]
        ) { chart in
            guard chart.item(1)?.kind == .lunarMonth || chart.has(2) || chart.value(3) > 100 else { return nil }
            return lunarDate(&chart, .unstated, month: 1, day: 3, leap: 0)
        },
        Rule("zh: 腊月<n>", .days, [.maybe([.leap]), .one(.lunarMonth), .one(.number), .maybe([.daySuffix])]) { chart in
            lunarDate(&chart, .unstated, month: 1, day: 2, leap: 0)
        },
        Rule("zh: 腊月", .days, [.maybe([.lunarMark]), .one(.lunarMonth)]) { chart in
            let month = chart.value(1)
            let from = chart.store(TimeNode(days: .lunar(.unstated, month: month, day: 1, leap: false)))
            let to = chart.store(TimeNode(days: .lunar(.unstated, month: month, day: 30, leap: false)))
            return chart.days(.range(from: from, to: to))
        },
        Rule("zh: 初<n>", .days, [.one(.lunarDay)]) { chart in
            // 初三学生 is a pupil of the ninth form.
            guard chart.value(0) <= 30, chart.next?.kind != .quantityNoun else { return nil }
            return chart.days(.lunar(.unstated, month: 0, day: chart.value(0), leap: false))
        },
    ]

    private static func lunarDate(
        _ chart: inout Chart, _ year: YearSpec, month: Int, day: Int, leap: Int
    ) -> Item? {
        guard let number = chart.value(month, in: 1...12), (1...30).contains(chart.value(day) % 100) else {
            return nil
        }
        let date = chart.value(day) % 100
        return chart.days(.lunar(year, month: number, day: date, leap: chart.has(leap)))
    }

    /// Festivals, and days counted from them.
    static let festivals: [Rule] = [
        Rule("zh: 年前", .days, [.one(.year), .any([.before, .after])]) { chart in
            // Before or after the lunar new year.
            guard chart.previous?.kind != .number, chart.previous?.kind != .duration else { return nil }
            let festival = FestivalID.named("springFestival")
            return chart.time(
                TimeNode(
                    days: .festival(festival, .unstated),
                    bound: chart.item(1)?.kind == .after ? .after : .before))
        },
        Rule("zh: festival holiday", .days, [.one(.festival), .one(.festivalTail)]) { chart in
            guard chart.next?.kind != .numberedNoun else { return nil }
            let festival = FestivalID(chart.value(0))
            return chart.days(
                chart.value(1) == 1 ? .festival(festival, .unstated) : .holiday(festival, .unstated))
        },
        Rule("zh: festival", .days, [.one(.festival)]) { chart in
            guard chart.next?.kind != .numberedNoun else { return nil }
            return chart.days(.festival(FestivalID(chart.value(0)), .unstated))
        },
        Rule("zh: festival by its date", .days, [.one(.number), .maybe([.festivalTail])]) { chart in
            guard let number = chart.item(0), number.flags.contains(.hanzi), let name = shortNames[number.value],
                number.digits == 2 || number.value == 11 && chart.has(1),
                chart.has(1) || isOpen(chart.previous) && isOpen(chart.next), chart.next?.kind != .numberedNoun,
                chart.next?.kind != .number, chart.next?.kind != .half, chart.previous?.kind != .number
            else { return nil }
            let festival = FestivalID.named(name)
            return chart.days(chart.has(1) ? .holiday(festival, .unstated) : .festival(festival, .unstated))
        },
        Rule(
            "zh: <days>后第<n>个工作日", .days,
            [
                .one(.time), .any([.after, .before]), .maybe([.filler]), .one(.position),
                .any([.dayClass, .weekday, .day, .week, .weekend]),
            ]
        ) { chart in
            let sign = chart.item(1)?.kind == .after ? 1 : -1
            guard chart.node(0).days != nil, let count = chart.value(3, in: -3...30), count != 0,
                let unit = chart.item(4)
            else { return nil }
            let steps = count < 0 ? count : count * sign
            switch unit.kind {
            case .weekday:
                guard let weekday = Weekday(rawValue: Int(unit.value)) else { return nil }
                return chart.days(.nthWeekdayAfter(node: chart.value(0), steps, weekday))
            case .week, .weekend:
                let start: Weekday = unit.kind == .week ? .monday : .saturday
                let node = chart.store(TimeNode(days: .nthWeekdayAfter(node: chart.value(0), steps, start)))
                if unit.kind == .week { return chart.days(.weekOf(node: node)) }
                return chart.days(.weekendOf(node: node))
            case .day:
                return chart.days(.shifted(node: chart.value(0), by: steps, working: unit.value == 1))
            default:
                guard unit.value == -1 else { return nil }
                return chart.days(.shifted(node: chart.value(0), by: steps, working: true))
            }
        },
        Rule("zh: <days>后<n>天", .days, [.one(.time), .any([.after, .before]), .one(.duration)]) { chart in
            guard chart.node(0).days != nil, let length = chart.item(2), !length.isSeconds else { return nil }
            let sign = chart.item(1)?.kind == .after ? 1 : -1
            let count = Int(length.value) / 2 * sign
            switch length.unit {
            case .day: return chart.days(.shifted(node: chart.value(0), by: count, working: false))
            case .workday: return chart.days(.shifted(node: chart.value(0), by: count, working: true))
            case .week:
                // 国庆后一周: the seven days behind it.
                let near = chart.store(TimeNode(days: .shifted(node: chart.value(0), by: sign, working: false)))
                let far = chart.store(TimeNode(days: .shifted(node: chart.value(0), by: count * 7, working: false)))
                return chart.days(sign > 0 ? .range(from: near, to: far) : .range(from: far, to: near))
            default: return nil
            }
        },
        Rule("zh: <days>的前一天", .days, [.one(.time), .maybe([.filler]), .any([.before, .after]), .one(.duration)]) {
            chart in
            guard chart.node(0).days != nil, let length = chart.item(3), length.unit == .day, length.value == 2 else {
                return nil
            }
            let step = chart.item(2)?.kind == .after ? 1 : -1
            return chart.days(.shifted(node: chart.value(0), by: step, working: false))
        },
        Rule("zh: <days>第二天", .days, [.one(.time), .maybe([.filler]), .one(.relativeDay)]) { chart in
            guard chart.value(2) >= 100, chart.node(0).days != nil else { return nil }
            if chart.value(2) == 100 { return chart.time(chart.node(0)) }
            return chart.days(.shifted(node: chart.value(0), by: chart.value(2) - 100, working: false))
        },
        Rule("zh: <days>那天", .days, [.one(.time), .one(.festivalTail)]) { chart in
            chart.value(1) == 1 && chart.node(0).days != nil ? chart.time(chart.node(0)) : nil
        },
        Rule("zh: <days>那周", .days, [.one(.time), .one(.filler), .one(.week)]) { chart in
            guard chart.node(0).days != nil else { return nil }
            return chart.days(.weekOf(node: chart.value(0)))
        },
    ]

    /// Festivals that are called by their month and day: 五一, 六一, 十一.
    private static let shortNames: [Int32: String] = [
        11: "national", 38: "women", 51: "labour", 54: "youth", 61: "children", 71: "party", 81: "army",
        315: "consumer",
    ]
}
