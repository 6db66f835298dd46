import CivilCalendar
import Testing
import TimeExpressions

/// One phrasing and the meaning that all phrasings of its group share.
struct TimeCase: Sendable, CustomTestStringConvertible {
    var text: String
    var meaning: String

    var testDescription: String { text }
}

/// Several phrasings of one meaning, written as ``describe(_:)-(TimeWish)`` writes it.
func examples(_ meaning: String, _ texts: String...) -> [TimeCase] {
    texts.map { TimeCase(text: $0, meaning: meaning) }
}

extension TimeParser {
    /// The mentions of a text given as a string.
    func mentions(_ text: String, at now: CivilMoment, _ language: Language) -> [TimeMention] {
        mentions(in: Array(text.utf8), now: now, language: language)
    }
}

/// A moment of the tests; the text must be right.
func moment(_ iso: String) -> CivilMoment {
    guard let moment = CivilMoment(iso: iso) else { preconditionFailure("not a moment: \(iso)") }
    return moment
}

/// A wish in one line: alternatives with ` | `, exclusions after ` except `, the order last.
///
/// Days are `11-25`, `11-25…11-27`, `11-25…` or `…11-27`, the year being left out when it is 2026; days of the week are
/// digits from 1 for Monday; hours are `08:00-12:00`, `15:00-`, `-17:00` or, for a point, `~15:00`.
func describe(_ wish: TimeWish) -> String {
    var parts = [wish.anyOf.map(describe).joined(separator: " | ")]
    if !wish.except.isEmpty { parts.append("except " + wish.except.map(describe).joined(separator: " | ")) }
    if let order = wish.order { parts.append(order.rawValue) }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
}

private func describe(_ constraint: TimeConstraint) -> String {
    var parts: [String] = []
    switch (constraint.firstDay, constraint.lastDay) {
    case (let first?, let last?): parts.append(first == last ? short(first) : short(first) + "…" + short(last))
    case (let first?, nil): parts.append(short(first) + "…")
    case (nil, let last?): parts.append("…" + short(last))
    case (nil, nil): break
    }
    if let weekdays = constraint.weekdays {
        let digits = Weekday.allCases.filter { weekdays.contains($0) }.map { String($0.rawValue) }
        parts.append("days " + digits.joined())
    }
    if let dayClass = constraint.dayClass { parts.append(dayClass.rawValue) }
    if let around = constraint.aroundMinute {
        parts.append("~" + clock(around))
    } else if constraint.hasClock {
        parts.append((constraint.fromMinute.map(clock) ?? "") + "-" + (constraint.toMinute.map(clock) ?? ""))
    }
    return parts.isEmpty ? "any" : parts.joined(separator: " ")
}

private func short(_ date: CivilDate) -> String {
    let text = date.description
    return text.hasPrefix("2026-") ? String(text.dropFirst(5)) : text
}

private func clock(_ minute: Int) -> String {
    let digits = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    return digits(minute / 60) + ":" + digits(minute % 60)
}
