import Booking
import CivilCalendar
import Definitions
import Dialogue
import Foundation
import TimeExpressions
import Understanding

/// A conversation with the pure machine on the in-memory desk: what the desk of the product does, in a few lines.
struct Talk {
    static let definitions: DialogueDefinitions = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        do {
            return try DialogueLoader.load(from: root.appendingPathComponent("dialogues"))
        } catch {
            fatalError("\(error)")
        }
    }()

    var state: DialogueState
    var now = SmallHospital.now
    var isForTheEar = false
    let desk: InMemoryDesk
    let language: Language
    /// Keys of what the last turn said.
    private(set) var keys: [String] = []
    /// What the last turn said.
    private(set) var words = ""
    /// Replies of the last turn.
    private(set) var replies: [Reply] = []
    private var turn = 0
    private let conversation: String

    init(
        _ language: Language = .zh, desk: InMemoryDesk = SmallHospital.desk(), isForTheEar: Bool = false,
        conversation: String = "talk-1"
    ) {
        self.desk = desk
        self.language = language
        self.isForTheEar = isForTheEar
        self.conversation = conversation
        state = DialogueState(language: language)
        run(.opened(Opening(language: language)))
    }

    var context: DialogueContext {
        DialogueContext(
            catalogue: SmallHospital.catalogue, definitions: Self.definitions, now: now,
            instant: CivilZone.shanghai.instant(of: now), isForTheEar: isForTheEar, conversation: conversation,
            turn: turn, channel: isForTheEar ? "line" : "http",
            triage: { complaint in
                TriageAdvice(departments: complaint.contains("膝") || complaint.contains("knee") ? ["orthopaedics"] : [])
            })
    }

    /// The last reply's key: what the turn came to.
    var last: String { keys.last ?? "" }

    /// Says something that was understood in a certain way.
    @discardableResult
    mutating func say(
        _ text: String, _ intents: Intent..., mentions: [Spoken] = [], option: Int? = nil,
        named: [String] = [], correction: Bool = false
    ) -> Talk {
        run(
            .said(
                Understood(
                    text: text, language: language,
                    intents: intents.map { ScoredIntent(intent: $0, confidence: 1, rule: "test") },
                    mentions: mentions.map(\.mention), isCorrection: correction, chosenOption: option,
                    namedFields: named)))
        return self
    }

    mutating func run(_ first: DialogueInput) {
        if case .said = first { turn += 1 }
        keys = []
        replies = []
        var input: DialogueInput? = first
        while let current = input {
            input = nil
            for effect in state.step(current, context: context) {
                if case .say(let reply) = effect {
                    replies.append(reply)
                    keys.append(reply.key)
                } else if let answer = perform(effect) {
                    input = answer
                }
            }
        }
        let renderer = Renderer(definitions: Self.definitions, catalogue: SmallHospital.catalogue)
        words = replies.map { renderer.render($0, for: state.audience(context)).text }.joined(separator: "\n")
        // What is kept between turns is only what can be written down.
        if let bytes = try? state.encoded(), let kept = try? DialogueState(encoded: bytes) { state = kept }
    }

    private func perform(_ effect: DialogueEffect) -> DialogueInput? {
        let instant = context.instant
        let holder = Holder(conversation: conversation)
        do {
            switch effect {
            case .say: return nil
            case .search(let request): return .found(try search(request))
            case .hold(let slots, let until):
                try desk.releaseHolds(of: holder, keeping: Set(slots), now: instant)
                var outcome = HoldOutcome(holds: [])
                for slot in slots {
                    switch try desk.hold(slot, holder: holder, until: until, now: instant) {
                    case .success(let hold): outcome.holds.append(hold)
                    case .failure(let refusal): outcome.refused[slot] = refusal
                    }
                }
                return .held(outcome)
            case .releaseHolds:
                try desk.releaseHolds(of: holder, keeping: [], now: instant)
                return nil
            case .book(let request): return .booked(try desk.book(request, now: instant))
            case .cancel(let request): return .cancelled(try desk.cancel(request, now: instant))
            case .reschedule(let request): return .rescheduled(try desk.reschedule(request, now: instant))
            case .checkCancellable(let id, let account):
                switch try desk.mayCancel(id, account: account, now: instant) {
                case .success: return .cancellable(nil)
                case .failure(let refusal): return .cancellable(refusal)
                }
            case .listAppointments(let account, let includingPast):
                return .appointments(try desk.appointments(of: account, includingPast: includingPast, now: instant))
            case .listPatients(let account): return .patients(try desk.patients(of: account))
            case .register(let patient, let account):
                return .registered(try desk.register(patient, account: account, now: instant))
            case .issueCode(let request): return .codeIssued(try desk.issueCode(request, now: instant))
            case .checkCode(let code, let request):
                return .codeChecked(try desk.checkCode(code, request: request, now: instant))
            case .listSlots(let query): return .slots(try desk.slots(query, now: instant))
            }
        } catch {
            fatalError("the in-memory desk never throws: \(error)")
        }
    }

    private func search(_ request: SearchRequest) throws -> Negotiation {
        let negotiator = Negotiator(catalogue: SmallHospital.catalogue)
        let slots = try desk.slots(
            SlotQuery(departments: negotiator.departments(for: request.wish)), now: context.instant)
        return negotiator.negotiate(
            request.wish, among: slots,
            Situation(now: now, lastDay: now.date.adding(days: context.horizonDays), limit: request.limit))
    }
}

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
