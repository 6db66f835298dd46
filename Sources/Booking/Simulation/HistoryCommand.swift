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
    /// A visitor waits for places like those of a slot, perhaps in exchange for an appointment.
    case join(visitor: Int, person: Int, place: WaitPlace, replaces: Int?)
    /// A visitor leaves one of their entries of the waitlist, or declines its offer.
    case leave(visitor: Int, entry: Int)
    /// A visitor takes the place that is kept for one of their entries.
    case accept(visitor: Int, entry: Int)
    /// A visitor takes a place that is kept for them instead of a stopped clinic.
    case takeOther(visitor: Int, offer: Int)
    /// A visitor does not want a place that is kept for them instead of a stopped clinic.
    case declineOther(visitor: Int, offer: Int)
    /// Whoever carries the visit code of an appointment reports.
    case checkIn(appointment: Int)
    /// A clinic calls its next patient in.
    case call(session: Int)
    /// Staff note what became of a visit.
    case step(appointment: Int, VisitStep)
    /// The clock marks visits that nobody came to.
    case markNoShows
    /// Staff stop a clinic; nobody is told yet.
    case stop(session: Int, hours: Int)
    /// So many patients of stopped clinics are told.
    case carryOn(visits: Int)
    /// Staff suspend, resume or restore a clinic.
    case change(session: Int, ClinicSessionEvent)
    /// Staff add places to a slot.
    case addPlaces(slot: Int, places: Int)
    /// The clock ends holds and serves the waitlist.
    case sweep

    /// What a visitor waits for, named by a slot that would do.
    public struct WaitPlace: Hashable, Sendable {
        /// The slot.
        public var slot: Int
        /// Its doctor, or any of its department.
        public var byDoctor: Bool
        /// Its day and hour, or any.
        public var atItsTime: Bool

        /// Makes a description.
        public init(slot: Int, byDoctor: Bool, atItsTime: Bool) {
            self.slot = slot
            self.byDoctor = byDoctor
            self.atItsTime = atItsTime
        }
    }

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
        case .join(let visitor, let person, let place, let replaces):
            "visitor \(visitor) waits with person \(person) for \(place.byDoctor ? "the doctor" : "the department") of "
                + "slot \(place.slot) at \(place.atItsTime ? "its time" : "any time")"
                + (replaces.map { " instead of appointment \($0)" } ?? "")
        case .leave(let visitor, let entry): "visitor \(visitor) leaves entry \(entry)"
        case .accept(let visitor, let entry): "visitor \(visitor) accepts entry \(entry)"
        case .takeOther(let visitor, let offer): "visitor \(visitor) takes other place \(offer)"
        case .declineOther(let visitor, let offer): "visitor \(visitor) declines other place \(offer)"
        case .checkIn(let appointment): "appointment \(appointment) reports"
        case .call(let session): "clinic \(session) calls"
        case .step(let appointment, let step): "staff note \(step.rawValue) of appointment \(appointment)"
        case .markNoShows: "clock marks who did not come"
        case .stop(let session, let hours): "staff stop clinic \(session) and keep places for \(hours) h"
        case .carryOn(let visits): "desk tells \(visits) patients of stopped clinics"
        case .change(let session, let event): "staff \(event.rawValue) clinic \(session)"
        case .addPlaces(let slot, let places): "staff add \(places) places to slot \(slot)"
        case .sweep: "clock sweeps"
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
        } else if has("waits") {
            let place = WaitPlace(
                slot: number(2), byDoctor: words.contains("doctor"), atItsTime: words.contains("its"))
            read = .join(
                visitor: number(0), person: number(1), place: place, replaces: numbers.count > 3 ? numbers[3] : nil)
        } else if has("leaves") {
            read = .leave(visitor: number(0), entry: number(1))
        } else if has("accepts") {
            read = .accept(visitor: number(0), entry: number(1))
        } else if has("takes") {
            read = .takeOther(visitor: number(0), offer: number(1))
        } else if has("declines") {
            read = .declineOther(visitor: number(0), offer: number(1))
        } else if let other = Self.reading(words, number) {
            read = other
        } else {
            return nil
        }
        guard read.description == description else { return nil }
        self = read
    }

    /// Reads what staff, clinics and the clock do.
    private static func reading(_ words: [String], _ number: (Int) -> Int) -> HistoryCommand? {
        guard words.count > 1 else { return nil }
        switch (words[0], words[1]) {
        case ("appointment", _): return .checkIn(appointment: number(0))
        case ("clinic", _): return .call(session: number(0))
        case ("clock", "sweeps"): return .sweep
        case ("clock", _): return .markNoShows
        case ("desk", _): return .carryOn(visits: number(0))
        case ("staff", "stop"): return .stop(session: number(0), hours: number(1))
        case ("staff", "add"): return .addPlaces(slot: number(1), places: number(0))
        case ("staff", "note"):
            return words.count < 3
                ? nil : VisitStep(rawValue: words[2]).map { .step(appointment: number(0), $0) }
        case ("staff", let word): return ClinicSessionEvent(rawValue: word).map { .change(session: number(0), $0) }
        default: return nil
        }
    }

    /// A random step.
    ///
    /// - Parameters:
    ///   - scene: how many visitors, slots and clinics there are.
    ///   - isWhole: whether the waitlist, the day of the visit, staff and the clock take part.
    static func random(
        in scene: HistoryScene, isWhole: Bool, using chance: inout some RandomNumberGenerator
    ) -> HistoryCommand {
        func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &chance) }
        if isWhole, below(5) < 2 { return randomOfWhole(in: scene, below) }
        let visitor = below(scene.visitors)
        // Later slots are asked for less, so that the first ones fill up.
        let slot = isWhole ? wanted(in: scene, below) : min(below(scene.slots.count), below(scene.slots.count))
        let key = below(400)
        switch below(90) {
        case 0..<14:
            let spans = [1, 30, 59, 60, 61, 300, 600, 601, 1800, 3600, 7200, 4 * 3600]
            return .wait(seconds: spans[isWhole ? min(below(spans.count), below(spans.count)) : below(spans.count)])
        case 14..<18: return .register(visitor: visitor, person: below(scene.people.count))
        case 18..<38:
            // The first visitors hold more than others, so that some reach the limits.
            return .hold(
                visitor: min(visitor, below(scene.visitors)), slot: slot, seconds: [60, 600, 3600, 7200][below(4)])
        case 38..<43: return .release(visitor: visitor, keeping: below(2) == 0 ? slot : nil)
        case 43..<72: return .book(visitor: visitor, person: below(scene.people.count), slot: slot, key: key)
        case 72..<80: return .cancel(visitor: below(4) == 0 ? visitor : nil, appointment: below(64), key: key)
        default:
            let stranger = below(4) == 0 ? visitor : nil
            return .reschedule(visitor: stranger, appointment: below(64), slot: slot, key: key)
        }
    }

    /// A slot of the first day or the second more often than another: they fill up, and whoever has one is seen before
    /// the history is over.
    private static func wanted(in scene: HistoryScene, _ below: (Int) -> Int) -> Int {
        let quarter = max(1, scene.slots.count / 4)
        return below(3) == 0 ? below(scene.slots.count) : below(2) * quarter + below(quarter)
    }

    /// A random step of what needs a ``WholeDesk``.
    private static func randomOfWhole(in scene: HistoryScene, _ below: (Int) -> Int) -> HistoryCommand {
        let visitor = below(scene.visitors)
        let session = wanted(in: scene, below) * scene.sessions.count / max(1, scene.slots.count)
        let appointment = below(24)
        switch below(100) {
        case 0..<24:
            let place = WaitPlace(
                slot: wanted(in: scene, below), byDoctor: below(4) > 0, atItsTime: below(4) > 0)
            return .join(
                visitor: visitor, person: min(below(scene.people.count), below(scene.people.count)), place: place,
                replaces: below(6) == 0 ? appointment : nil)
        case 24..<27: return .leave(visitor: visitor, entry: below(3))
        case 27..<37: return .accept(visitor: visitor, entry: below(3))
        case 37..<45: return .sweep
        case 45..<60: return .checkIn(appointment: appointment)
        case 60..<68: return .call(session: session)
        case 68..<79: return .step(appointment: appointment, VisitStep.allCases[below(VisitStep.allCases.count)])
        case 79..<82: return .markNoShows
        case 82..<84: return .stop(session: session, hours: [0, 1, 24][below(3)])
        case 84..<88: return .carryOn(visits: 1 + below(3))
        case 88..<92:
            let events: [ClinicSessionEvent] = [.restore, .restore, .suspend, .resume, .resume]
            return .change(session: session, events[below(events.count)])
        case 92..<93: return .addPlaces(slot: below(scene.slots.count), places: 1)
        case 93..<97: return .takeOther(visitor: visitor, offer: below(2))
        default: return .declineOther(visitor: visitor, offer: below(2))
        }
    }
}
