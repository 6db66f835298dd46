import CivilCalendar

extension CheckedNode {
    /// A day, written `2026-11-23`.
    public func date() -> CivilDate? {
        guard let text = string() else { return nil }
        guard let date = CivilDate(iso: text) else {
            report("\"\(text)\" is no day, expected one like 2026-11-23")
            return nil
        }
        return date
    }

    /// A wall-clock moment, written `2026-11-23T09:00` or `2026-11-23`.
    public func moment() -> CivilMoment? {
        guard let text = string() else { return nil }
        guard let moment = CivilMoment(iso: text) else {
            report("\"\(text)\" is no moment, expected one like 2026-11-23T09:00")
            return nil
        }
        return moment
    }

    /// A time of day in minutes since midnight, 0...1440, written `8:30` or `08:30`; `24:00` is the end of the day.
    public func minuteOfDay() -> Int? {
        guard let text = string() else { return nil }
        guard let minute = Self.minute(of: text) else {
            report("\"\(text)\" is no time of day, expected one like 08:30")
            return nil
        }
        return minute
    }

    /// A span of the day in minutes since midnight, written `08:00-12:00`; the end comes after the start.
    public func minutesOfDay() -> Range<Int>? {
        guard let text = string() else { return nil }
        let parts = text.split(whereSeparator: { $0 == "-" || $0 == "–" || $0 == "—" })
        guard parts.count == 2, let from = Self.minute(of: YAMLWord.trimmed(parts[0])),
            let to = Self.minute(of: YAMLWord.trimmed(parts[1]))
        else {
            report("\"\(text)\" is no span of the day, expected one like 08:00-12:00")
            return nil
        }
        guard from < to else {
            report("\"\(text)\" ends before it begins")
            return nil
        }
        return from..<to
    }

    private static func minute(of text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour >= 0, (0..<60).contains(minute),
            hour < 24 || (hour == 24 && minute == 0)
        else { return nil }
        return hour * 60 + minute
    }
}
