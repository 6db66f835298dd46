import CivilCalendar

extension Renderer {
    /// A wish in time in words: its alternatives, each with absolute days.
    func when(_ wish: TimeWish, _ audience: Audience) -> String {
        let alternatives = wish.anyOf.map { constraint($0, audience) }.filter { !$0.isEmpty }
        if alternatives.isEmpty {
            return wish.order.map { text("value.order.\($0.rawValue)", [:], audience) } ?? ""
        }
        return alternatives.joined(separator: text("value.or", [:], audience))
    }

    private func constraint(_ constraint: TimeConstraint, _ audience: Audience) -> String {
        let days = daysInWords(constraint, audience)
        let clock = clockInWords(constraint, audience)
        guard !days.isEmpty, !clock.isEmpty else { return days + clock }
        return text("value.day_and_clock", ["day": .text(days), "clock": .text(clock)], audience)
    }

    private func daysInWords(_ constraint: TimeConstraint, _ audience: Audience) -> String {
        switch (constraint.firstDay, constraint.lastDay) {
        case (let first?, let last?) where first == last: return day(first, audience)
        case (let first?, let last?):
            if let weekdays = constraint.weekdays { return names(of: weekdays, audience) }
            return text(
                "value.span", ["from": .text(day(first, audience)), "to": .text(day(last, audience))], audience)
        case (let first?, nil): return text("value.from_day", ["day": .text(day(first, audience))], audience)
        case (nil, let last?): return text("value.until_day", ["day": .text(day(last, audience))], audience)
        case (nil, nil):
            if let weekdays = constraint.weekdays { return names(of: weekdays, audience) }
            return constraint.dayClass.map { text("value.days.\($0.rawValue)", [:], audience) } ?? ""
        }
    }

    private func names(of weekdays: WeekdaySet, _ audience: Audience) -> String {
        let days = Weekday.allCases.filter { weekdays.contains($0) }
        return words(
            .words(days.map { .text(text("value.weekday.\($0.rawValue)", [:], audience)) }), audience)
    }

    private func clockInWords(_ constraint: TimeConstraint, _ audience: Audience) -> String {
        if let around = constraint.aroundMinute {
            return text("value.around", ["clock": .text(clock(around, audience))], audience)
        }
        switch (constraint.fromMinute, constraint.toMinute) {
        case (nil, nil): return ""
        case (let from?, let to?):
            if from < 720, to <= 780, to - from > 120 { return text("value.part.morning", [:], audience) }
            if from >= 690, from < 1080, to <= 1140, to - from > 120 {
                return text("value.part.afternoon", [:], audience)
            }
            if from >= 1020, to - from > 60 { return text("value.part.evening", [:], audience) }
            return text(
                "value.span", ["from": .text(clock(from, audience)), "to": .text(clock(to, audience))], audience)
        case (let from?, nil): return text("value.from_clock", ["clock": .text(clock(from, audience))], audience)
        case (nil, let to?):
            if to == 720 { return text("value.part.morning", [:], audience) }
            return text("value.until_clock", ["clock": .text(clock(to, audience))], audience)
        }
    }
}
