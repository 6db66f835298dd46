import CivilCalendar

/// Why a text is no value of a parameter.
public enum RuleValueProblem: Error, Hashable, Sendable {
    /// Not written as this kind of value is written; what is expected follows.
    case form(expected: String)
    /// Outside the bounds.
    case bounds(ClosedRange<Int>)
    /// Not one of the allowed words.
    case word(allowed: [String])
}

extension RuleKind {
    /// Reads a value as the hospital's files write it; the text that ``RuleValue/text`` prints is always understood.
    public func value(from raw: String) throws(RuleValueProblem) -> RuleValue {
        let words = raw.split(whereSeparator: \.isWhitespace).map(String.init)
        let text = words.joined(separator: " ")
        if text == "none" { return .unlimited }
        let problem = RuleValueProblem.form(expected: form)
        func need<Value>(_ value: Value?) throws(RuleValueProblem) -> Value {
            guard let value else { throw problem }
            return value
        }
        switch self {
        case .number(let bounds, _):
            let number = try need(Int(text))
            guard bounds.contains(number) else { throw .bounds(bounds) }
            return .number(number)
        case .flag:
            switch text {
            case "yes", "true": return .flag(true)
            case "no", "false": return .flag(false)
            default: throw problem
            }
        case .clock: return .clock(try need(Self.clock(text)))
        case .weekday:
            return .weekday(try need(Weekday.allCases.first { $0.word == text }))
        case .hours:
            return .hours(try need(Self.list(text, Self.span)))
        case .deadline: return .deadline(try need(Self.deadline(words)))
        case .window: return .window(try need(Self.window(words)))
        case .steps: return .steps(try need(Self.list(text, Self.step)))
        case .recycling: return .recycling(try need(Self.recycling(words)))
        case .word(let allowed):
            guard allowed.contains(text) else { throw .word(allowed: allowed) }
            return .words([text])
        case .words:
            return .words(try need(Self.list(text) { $0.isEmpty ? nil : $0 }))
        }
    }

    /// How a value of this kind is written, for messages and the documentation.
    public var form: String {
        switch self {
        case .number(let bounds, _): "a number \(bounds.lowerBound)...\(bounds.upperBound)"
        case .flag: "yes or no"
        case .clock: "HH:MM, up to 24:00"
        case .weekday: "monday, tuesday …"
        case .hours: "HH:MM-HH:MM, HH:MM-HH:MM …"
        case .deadline: "\"30 min\", \"1 day 15:00\" or \"2 working days 14:00\""
        case .window: "\"90 days\", \"90 days from first\", \"month\" or \"year\""
        case .steps: "\"3: 90 days, 6: 6 months\" or \"3: rest of month\""
        case .recycling: "\"immediate\", \"60-120 min\", \"waitlist\" or \"never\""
        case .word(let allowed): allowed.joined(separator: ", ")
        case .words: "words, separated by commas"
        }
    }

    private static func list<Element>(_ text: String, _ element: (String) -> Element?) -> [Element]? {
        var elements: [Element] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let trimmed = part.split(separator: " ").joined(separator: " ")
            guard let element = element(trimmed) else { return nil }
            elements.append(element)
        }
        return elements
    }

    private static func clock(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ (1...2).contains($0.count) && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0...24).contains(hour),
            (0...59).contains(minute), hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }

    private static func span(_ text: String) -> DailySpan? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count == 2, let from = clock(parts[0]), let to = clock(parts[1]), from < 1440, from != to, to > 0
        else { return nil }
        return DailySpan(from: from, to: to)
    }

    private static func count(_ text: String?) -> Int? {
        guard let text, let number = Int(text), (0...10_000).contains(number) else { return nil }
        return number
    }

    private static func deadline(_ words: [String]) -> RuleDeadline? {
        guard let number = count(words.first) else { return nil }
        switch words.dropFirst().first {
        case "min" where words.count == 2: return .minutes(number)
        case "day", "days":
            guard words.count == 3, let minute = clock(words[2]) else { return nil }
            return .days(number, working: false, minute: minute)
        case "working":
            guard words.count == 4, words[2] == "day" || words[2] == "days", let minute = clock(words[3]) else {
                return nil
            }
            return .days(number, working: true, minute: minute)
        default: return nil
        }
    }

    private static func window(_ words: [String]) -> PenaltyWindow? {
        if words == ["month"] { return .calendarMonth }
        if words == ["year"] { return .calendarYear }
        guard let number = count(words.first), number > 0, words.dropFirst().first == "days" else { return nil }
        if words.count == 2 { return .rolling(days: number) }
        return words.dropFirst(2).elementsEqual(["from", "first"]) ? .fromFirst(days: number) : nil
    }

    private static func step(_ text: String) -> PenaltyStep? {
        let parts = text.split(separator: ":", maxSplits: 1).map { $0.split(separator: " ").map(String.init) }
        guard parts.count == 2, parts[0].count == 1, let count = count(parts[0][0]), count > 0 else { return nil }
        if parts[1] == ["rest", "of", "month"] { return PenaltyStep(count: count, span: .restOfMonth) }
        guard parts[1].count == 2, let number = self.count(parts[1][0]), number > 0 else { return nil }
        switch parts[1][1] {
        case "day", "days": return PenaltyStep(count: count, span: .days(number))
        case "month", "months": return PenaltyStep(count: count, span: .months(number))
        default: return nil
        }
    }

    private static func recycling(_ words: [String]) -> Recycling? {
        switch words {
        case ["immediate"]: return .immediate
        case ["waitlist"]: return .waitlist
        case ["never"]: return .never
        default: break
        }
        guard words.count == 2, words[1] == "min" else { return nil }
        let parts = words[0].split(separator: "-").map { count(String($0)) }
        guard parts.count == 2, let low = parts[0], let high = parts[1], low <= high else { return nil }
        return .random(minutes: low...high)
    }
}

extension RuleValue {
    /// The value as the hospital's files write it.
    public var text: String {
        switch self {
        case .number(let number): return String(number)
        case .flag(let flag): return flag ? "yes" : "no"
        case .clock(let minute): return Self.clockText(minute)
        case .weekday(let day): return day.word
        case .hours(let spans):
            return spans.map { "\(Self.clockText($0.from))-\(Self.clockText($0.to))" }.joined(separator: ", ")
        case .deadline(.minutes(let minutes)): return "\(minutes) min"
        case .deadline(.days(let days, let working, let minute)):
            return "\(days) \(working ? "working " : "")\(days == 1 ? "day" : "days") \(Self.clockText(minute))"
        case .window(.rolling(let days)): return "\(days) days"
        case .window(.fromFirst(let days)): return "\(days) days from first"
        case .window(.calendarMonth): return "month"
        case .window(.calendarYear): return "year"
        case .steps(let steps): return steps.map { "\($0.count): \(Self.spanText($0.span))" }.joined(separator: ", ")
        case .recycling(.immediate): return "immediate"
        case .recycling(.random(let minutes)): return "\(minutes.lowerBound)-\(minutes.upperBound) min"
        case .recycling(.waitlist): return "waitlist"
        case .recycling(.never): return "never"
        case .words(let words): return words.joined(separator: ", ")
        case .unlimited: return "none"
        }
    }

    /// `HH:MM`, up to `24:00`.
    static func clockText(_ minute: Int) -> String {
        let (hour, rest) = (minute / 60, minute % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func spanText(_ span: PenaltyStep.Span) -> String {
        switch span {
        case .days(let days): "\(days) \(days == 1 ? "day" : "days")"
        case .months(let months): "\(months) \(months == 1 ? "month" : "months")"
        case .restOfMonth: "rest of month"
        }
    }
}

extension Weekday {
    /// The English name in lower case.
    var word: String {
        switch self {
        case .monday: "monday"
        case .tuesday: "tuesday"
        case .wednesday: "wednesday"
        case .thursday: "thursday"
        case .friday: "friday"
        case .saturday: "saturday"
        case .sunday: "sunday"
        }
    }
}
