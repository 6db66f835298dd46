import Booking
import CivilCalendar
import Definitions
import Dialogue
import Foundation
import Testing
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
    /// Answers to what the in-memory desk does not do: the day of the visit.
    var visitDay: (DialogueEffect) -> DialogueInput? = { _ in nil }
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
        named: [String] = [], pointing: Set<Reference> = [], correction: Bool = false
    ) -> Talk {
        run(
            .said(
                Understood(
                    text: text, language: language,
                    intents: intents.map {
                        ScoredIntent(
                            intent: $0, confidence: 1,
                            rule: $0 == .outOfScope && mentions.isEmpty ? "nothing" : "test")
                    },
                    mentions: mentions.map(\.mention), isCorrection: correction, chosenOption: option,
                    namedFields: named, references: pointing)))
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
            case .rename(let patient, let name, let account):
                return .renamed(try desk.rename(patient, to: name, account: account, now: instant))
            case .issueCode(let request): return .codeIssued(try desk.issueCode(request, now: instant))
            case .checkCode(let code, let request):
                return .codeChecked(try desk.checkCode(code, request: request, now: instant))
            // No clinic is ever stopped here; the conversation tests have staff who do.
            case .listStopOffers: return .stopOffers([])
            case .acceptStopOffer: return .stopAccepted(.failure(.unknownAppointment))
            case .declineStopOffer: return nil
            case .listSlots(let query): return .slots(try desk.slots(query, now: instant))
            case .lookUpStandings(let account):
                // Nobody is restricted here.
                let rules = Rules(version: "1", values: [:])
                return .standings(
                    try desk.patients(of: account).map {
                        PatientStanding($0, history: [], appealed: [], rules: rules, now: instant)
                    })
            case .checkIn, .lookUpQueue, .appeal: return visitDay(effect)
            // The in-memory desk keeps no waitlist; conversation tests cover it on the real one.
            case .join: return .joined(.failure(.noClinic))
            case .listWaitlist: return .waitlist([])
            case .leave: return .left(.failure(.unknownEntry))
            case .takePlace: return .placeTaken(.failure(.unknownEntry))
            case .alert: return .alerted(.failure(.noClinic))
            case .dropAlerts: return .alertsDropped([])
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

extension Talk {
    /// Proves the phone and registers the caller, from the question for the phone on.
    mutating func identify(name: String = "王秀英", born: String = "1958-03-02") {
        prove()
        #expect(last == "ask.name.self")
        say(name, .inform, mentions: [.name(name)])
        #expect(last == "ask.birth_date.self")
        say(born, .inform, mentions: [.born(born)])
    }

    /// Proves the phone, from the question for it on.
    mutating func prove(_ phone: String = "13812345678") {
        #expect(last == "ask.phone")
        say(phone, .inform, mentions: [.phone(phone)])
        #expect(last == "ask.code")
        say("code", .inform, mentions: [.code(desk.sentCodes.last?.code ?? "")])
    }

    /// A conversation whose visitor has just booked Zhang Wei on Monday at nine.
    static func booked(_ language: Language = .zh) -> Talk {
        var talk = Talk(language)
        talk.say("周一上午九点张伟", .book, mentions: [.doctor("zhang"), .when("2026-11-23", around: 540)])
        talk.identify()
        talk.say("确认", .affirm)
        #expect(talk.last == "done.booked")
        return talk
    }

    /// The live appointments of the visitor.
    var visits: [Appointment] {
        guard let account = state.account else { return [] }
        return (try? desk.appointments(of: account.id, includingPast: false, now: context.instant)) ?? []
    }

    /// The form on top.
    var top: Frame? { state.frames.last }
}
