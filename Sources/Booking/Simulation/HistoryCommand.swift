import CivilCalendar

/// One step of a simulated history. Visitors, people, slots and appointments are named by number, so that a history
/// means the same on every desk and stays meaningful when steps are taken out of it.
public enum HistoryCommand: Hashable, Sendable, LosslessStringConvertible {
    /// Time passes.
    case wait(seconds: Int)
    /// A visitor registers one of their people; 0 is themselves.
    case register(visitor: Int, person: Int)
    /// A visitor's conversation holds a place.
    case hold(visitor: Int, slot: Int, seconds: Int)
    /// A visitor's conversation gives back what it holds, but for one slot.
    case release(visitor: Int, keeping: Int?)
    /// A visitor books; the same key may come again.
    case book(visitor: Int, person: Int, slot: Int, key: Int)
    /// An appointment is cancelled, by its owner or by the visitor that is named.
    case cancel(visitor: Int?, appointment: Int, key: Int)
    /// An appointment is moved, by its owner or by the visitor that is named.
    case reschedule(visitor: Int?, appointment: Int, slot: Int, key: Int)
    /// Staff say whether a clinic takes place.
    case setClinic(session: Int, status: ClinicSession.Status)
    /// Staff record what happened to a visit.
    case record(appointment: Int, event: AppointmentEvent)

    /// The step in words, as a failing history prints it and ``init(_:)`` reads it.
    public var description: String {
        switch self {
        case .wait(let seconds): "wait \(seconds) s"
        case .register(let visitor, let person): "visitor \(visitor) registers person \(person)"
        case .hold(let visitor, let slot, let seconds): "visitor \(visitor) holds slot \(slot) for \(seconds) s"
        case .release(let visitor, let keeping):
            "visitor \(visitor) releases holds" + (keeping.map { " but slot \($0)" } ?? "")
        case .book(let visitor, let person, let slot, let key):
            "visitor \(visitor) books slot \(slot) for person \(person) with key \(key)"
        case .cancel(let visitor, let appointment, let key):
            "\(visitor.map { "visitor \($0)" } ?? "the owner") cancels appointment \(appointment) with key \(key)"
        case .reschedule(let visitor, let appointment, let slot, let key):
            "\(visitor.map { "visitor \($0)" } ?? "the owner") moves appointment \(appointment) to slot \(slot) with key \(key)"
        case .setClinic(let session, let status): "staff set clinic \(session) to \(status.rawValue)"
        case .record(let appointment, let event): "staff record \(event.rawValue) of appointment \(appointment)"
        }
    }

    /// Reads a step as ``description`` writes it; `nil` where it differs from that in anything.
    public init?(_ description: String) {
        let words = description.split(separator: " ").map(String.init)
        let numbers = words.compactMap { Int($0) }
        func number(_ position: Int) -> Int { position < numbers.count ? numbers[position] : 0 }
        // Whoever is not named by number is the owner, and the numbers begin with the appointment.
        let named = description.hasPrefix("visitor") ? number(0) : nil
        let first = named == nil ? 0 : 1
        func has(_ verb: String) -> Bool { words.prefix(3).contains(verb) }
        let read: HistoryCommand
        if has("wait") {
            read = .wait(seconds: number(0))
        } else if has("registers") {
            read = .register(visitor: number(0), person: number(1))
        } else if has("holds") {
            read = .hold(visitor: number(0), slot: number(1), seconds: number(2))
        } else if has("releases") {
            read = .release(visitor: number(0), keeping: numbers.count > 1 ? numbers[1] : nil)
        } else if has("books") {
            read = .book(visitor: number(0), person: number(2), slot: number(1), key: number(3))
        } else if has("cancels") {
            read = .cancel(visitor: named, appointment: number(first), key: number(first + 1))
        } else if has("moves") {
            read = .reschedule(
                visitor: named, appointment: number(first), slot: number(first + 1), key: number(first + 2))
        } else if has("set"), let status = words.last.flatMap(ClinicSession.Status.init(rawValue:)) {
            read = .setClinic(session: number(0), status: status)
        } else if has("record"), words.count > 2, let event = AppointmentEvent(rawValue: words[2]) {
            read = .record(appointment: number(0), event: event)
        } else {
            return nil
        }
        guard read.description == description else { return nil }
        self = read
    }

    /// A random step.
    ///
    /// - Parameters:
    ///   - scene: how many visitors, slots and clinics there are.
    ///   - withStaff: whether staff take part.
    static func random(
        in scene: HistoryScene, withStaff: Bool, using chance: inout some RandomNumberGenerator
    ) -> HistoryCommand {
        func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &chance) }
        let visitor = below(scene.visitors)
        // Later slots are asked for less, so that the first ones fill up.
        let slot = min(below(scene.slots.count), below(scene.slots.count))
        let key = below(400)
        switch below(withStaff ? 100 : 90) {
        case 0..<14:
            let spans = [1, 30, 59, 60, 61, 300, 600, 601, 1800, 3600, 7200, 4 * 3600]
            return .wait(seconds: spans[below(spans.count)])
        case 14..<18: return .register(visitor: visitor, person: below(scene.people.count))
        case 18..<38:
            // The first visitors hold more than others, so that some reach the limits.
            return .hold(
                visitor: min(visitor, below(scene.visitors)), slot: slot, seconds: [60, 600, 3600, 7200][below(4)])
        case 38..<43: return .release(visitor: visitor, keeping: below(2) == 0 ? slot : nil)
        case 43..<72: return .book(visitor: visitor, person: below(scene.people.count), slot: slot, key: key)
        case 72..<80: return .cancel(visitor: below(4) == 0 ? visitor : nil, appointment: below(64), key: key)
        case 80..<90:
            let stranger = below(4) == 0 ? visitor : nil
            return .reschedule(visitor: stranger, appointment: below(64), slot: slot, key: key)
        case 90..<93:
            let statuses: [ClinicSession.Status] = [.scheduled, .scheduled, .suspended, .stopped]
            return .setClinic(session: below(scene.sessions.count), status: statuses[below(statuses.count)])
        default:
            let events = AppointmentEvent.allCases.filter { $0 != .reschedule && $0 != .cancel }
            return .record(appointment: below(64), event: events[below(events.count)])
        }
    }
}
