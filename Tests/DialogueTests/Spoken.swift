import Booking
import CivilCalendar
import TimeExpressions
import Understanding

/// A mention, short to write.
struct Spoken {
    let mention: Mention

    private init(
        _ value: MentionValue, _ text: String, _ polarity: Polarity = .wanted, _ certainty: Certainty = .stated
    ) {
        mention = Mention(
            value: value, text: text, range: 0..<text.utf8.count, certainty: certainty, polarity: polarity)
    }

    private static func candidates(_ codes: [String]) -> [Candidate] {
        codes.map { Candidate(code: $0, match: .exact, score: 1) }
    }

    static func department(_ codes: String...) -> Spoken { Spoken(.department(candidates(codes)), codes[0]) }
    static func doctor(_ codes: String...) -> Spoken { Spoken(.doctor(candidates(codes)), codes[0]) }
    static func not(doctor code: String) -> Spoken { Spoken(.doctor(candidates([code])), code, .excluded) }
    static func title(_ codes: String...) -> Spoken { Spoken(.title(codes), codes[0]) }
    static func sex(_ code: String) -> Spoken { Spoken(.sex(code), code) }
    static func relation(_ code: String) -> Spoken { Spoken(.relation(code), code) }
    static func name(_ name: String) -> Spoken { Spoken(.name(name), name) }
    static func phone(_ digits: String, valid: Bool = true) -> Spoken { Spoken(.phone(digits, valid: valid), digits) }
    static func idNumber(_ text: String, valid: Bool = true) -> Spoken { Spoken(.idNumber(text, valid: valid), text) }
    static func code(_ text: String) -> Spoken { Spoken(.code(text), text) }
    static func symptom(_ text: String) -> Spoken { Spoken(.symptom(text), text) }
    static func unknownDoctor(_ name: String) -> Spoken { Spoken(.unknownDoctor(name), name) }
    static let impossibleDate = Spoken(.impossibleDate, "2月30号")
    static func born(_ iso: String) -> Spoken {
        Spoken(.birthDate(CivilDate(iso: iso) ?? CivilDate(dayNumber: 0)), iso)
    }

    /// A time on one day, within hours, or only an order.
    static func when(
        _ day: String? = nil, _ half: ClinicSession.Half? = nil, around: Int? = nil, order: TimeOrder? = nil,
        past: Bool = false, excluded: Bool = false
    ) -> Spoken {
        let date = day.flatMap { CivilDate(iso: $0) }
        var constraint = TimeConstraint(firstDay: date, lastDay: date)
        switch half {
        case .morning?: (constraint.fromMinute, constraint.toMinute) = (0, 720)
        case .afternoon?: (constraint.fromMinute, constraint.toMinute) = (720, 1080)
        case .evening?: (constraint.fromMinute, constraint.toMinute) = (1080, 1440)
        case nil: break
        }
        if let around {
            constraint.aroundMinute = around
            (constraint.fromMinute, constraint.toMinute) = (around - 30, around + 31)
        }
        let hasConstraint = constraint.hasDays || constraint.hasClock
        let wish = TimeWish(anyOf: hasConstraint ? [constraint] : [], order: order)
        let reading = TimeReading(
            wish: wish, from: date.map { CivilMoment(date: $0) }, to: nil, grain: .day,
            kind: hasConstraint ? .instant : .order, isPast: past)
        return Spoken(.when([reading]), day ?? half?.rawValue ?? "when", excluded ? .excluded : .wanted)
    }
}
