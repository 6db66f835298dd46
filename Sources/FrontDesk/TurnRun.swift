import Booking
import CivilCalendar
import Dialogue

/// Runs one input through the dialogue: steps, does the effects on the booking core, feeds the answers back.
///
/// Whatever changes something happens inside one transaction, so that a turn is either answered and kept or has not
/// happened. What comes before the first change needs no writer: it may run on a reader, or without any desk at all.
struct TurnRun: Sendable {
    /// More steps than any dialogue needs; reaching it means that the dialogue goes in circles.
    private static let stepLimit = 32

    private(set) var state: DialogueState
    let context: DialogueContext
    let negotiator: Negotiator
    private(set) var replies: [Reply] = []
    private(set) var trace: [String] = []
    private let isTracing: Bool
    /// Effects of the last step that were not done yet.
    private var effects: ArraySlice<DialogueEffect> = []
    /// The input of the next step.
    private var input: DialogueInput?
    /// Slots that the conversation held when the turn began.
    private let heldBefore: Set<SlotID>
    /// Whether holds are to be given back. Done with the next change, or at the end: a search in between then needs no
    /// writer, and nobody waits for rows that are locked meanwhile.
    private var owesRelease = false
    private var steps = 0

    init(state: DialogueState, context: DialogueContext, negotiator: Negotiator, isTracing: Bool) {
        self.state = state
        self.context = context
        self.negotiator = negotiator
        self.isTracing = isTracing
        heldBefore = state.heldSlots(at: context.instant)
    }

    /// Steps until nothing is left to do.
    mutating func run(_ first: DialogueInput, on desk: any DeskTransaction) throws {
        begin(first)
        try finish(on: desk)
    }

    /// Steps until nothing is left, or until an effect needs a desk.
    mutating func begin(_ first: DialogueInput) {
        input = first
        while let current = input, effects.isEmpty {
            step(current)
            doWithoutDesk()
        }
    }

    /// What the next effect needs of the desk; `nil` when nothing is left to do.
    var need: DialogueEffect.Need? { effects.first?.need ?? (owesRelease ? .changing : nil) }

    /// Does what only reads; what follows the first change is left for ``finish(on:)``.
    mutating func read(on desk: any DeskTransaction) throws {
        while need == .reading { try goOn(on: desk) }
    }

    /// Does whatever is left to do.
    mutating func finish(on desk: any DeskTransaction) throws {
        while !effects.isEmpty || input != nil { try goOn(on: desk) }
        try release(on: desk)
    }

    /// Does one effect, and steps when it was answered.
    private mutating func goOn(on desk: any DeskTransaction) throws {
        if let effect = effects.popFirst() {
            let answer = try perform(effect, on: desk)
            let words = TraceText(zone: context.catalogue.zone)
            note {
                "\(words.text(of: effect)) → \(answer.map { words.text(of: $0) } ?? "done")"
            }
            if let answer { input = answer }
        }
        doWithoutDesk()
        if effects.isEmpty, let input { begin(input) }
    }

    /// Does the next effects that need no desk.
    private mutating func doWithoutDesk() {
        while true {
            switch effects.first {
            case .say(let reply)?: say(reply)
            case .releaseHolds?:
                effects.removeFirst()
                owesRelease = true
                note { "releaseHolds" }
            default: return
            }
        }
    }

    /// Gives back the holds that are owed.
    private mutating func release(on desk: any DeskTransaction) throws {
        guard owesRelease else { return }
        owesRelease = false
        try desk.releaseHolds(of: holder, keeping: [], now: context.instant)
    }

    private mutating func step(_ input: DialogueInput) {
        steps += 1
        precondition(steps <= Self.stepLimit, "the dialogue goes in circles")
        self.input = nil
        effects = state.step(input, context: context)[...]
    }

    private mutating func say(_ reply: Reply) {
        effects.removeFirst()
        replies.append(reply)
        note { "say \(reply.key)" }
    }

    /// What is to be said, in words.
    func rendered() -> [RenderedReply] {
        let renderer = Renderer(definitions: context.definitions, catalogue: context.catalogue)
        let audience = state.audience(context)
        return replies.map { renderer.render($0, for: audience) }
    }

    /// Leaves a line for whoever writes dialogues.
    private mutating func note(_ line: () -> String) {
        if isTracing { trace.append(line()) }
    }

    private mutating func perform(
        _ effect: DialogueEffect, on desk: any DeskTransaction
    ) throws -> DialogueInput? {
        let now = context.instant
        // A hold gives back all others by itself.
        if case .hold = effect { owesRelease = false }
        if effect.need == .changing { try release(on: desk) }
        switch effect {
        case .say, .releaseHolds:
            return nil
        case .search(let request):
            return .found(try search(request, on: desk))
        case .hold(let slots, let until):
            return .held(try hold(slots, until: until, on: desk))
        case .book(let request):
            return .booked(try desk.book(request, now: now))
        case .cancel(let request):
            return .cancelled(try desk.cancel(request, now: now))
        case .reschedule(let request):
            return .rescheduled(try desk.reschedule(request, now: now))
        case .checkCancellable(let appointment, let account):
            switch try desk.mayCancel(appointment, account: account, now: now) {
            case .success: return .cancellable(nil)
            case .failure(let refusal): return .cancellable(refusal)
            }
        case .listAppointments(let account, let includingPast):
            return .appointments(try desk.appointments(of: account, includingPast: includingPast, now: now))
        case .listPatients(let account):
            return .patients(try desk.patients(of: account))
        case .register(let patient, let account):
            return .registered(try desk.register(patient, account: account, now: now))
        case .rename(let patient, let name, let account):
            return .renamed(try desk.rename(patient, to: name, account: account, now: now))
        case .issueCode(let request):
            return .codeIssued(try desk.issueCode(request, now: now))
        case .checkCode(let code, let request):
            return .codeChecked(try desk.checkCode(code, request: request, now: now))
        case .listSlots(let query):
            return .slots(try desk.slots(query, now: now))
        case .checkIn(let visit, let actor):
            return .checkedIn(try desk.checkIn(visit, by: actor, consent: context.consent, now: now))
        case .lookUpQueue(.account(let account)):
            return .queued(try desk.queuePlaces(of: account, now: now))
        case .lookUpQueue(.visit(let visit)):
            return .queued(try desk.queuePlace(of: visit, now: now).map { [$0] } ?? [])
        case .lookUpStandings(let account):
            return .standings(try desk.standings(of: account, now: now))
        case .appeal(let request):
            return .appealed(try desk.appeal(request, now: now))
        case .listStopOffers(let account):
            return .stopOffers(try desk.stopOffers(of: account, now: now))
        case .acceptStopOffer(let offer, let account, let consent):
            return .stopAccepted(try desk.acceptStopOffer(offer, account: account, consent: consent, now: now))
        case .declineStopOffer(let offer, let account):
            try desk.declineStopOffer(offer, account: account, now: now)
            return nil
        case .join(let request):
            return .joined(try desk.join(request, now: now))
        case .listWaitlist(let account):
            return .waitlist(try desk.waitlist(of: account, now: now))
        case .leave(let answer):
            return .left(try desk.leave(answer, now: now))
        case .takePlace(let answer):
            return .placeTaken(try desk.accept(answer, now: now))
        case .alert(let request):
            return .alerted(try desk.alert(request, now: now))
        case .dropAlerts(let request):
            return .alertsDropped(try desk.dropAlerts(request, now: now))
        }
    }

    private var holder: Holder { Holder(conversation: context.conversation, address: context.address) }

    private func search(_ request: SearchRequest, on desk: any DeskTransaction) throws -> Negotiation {
        let today = context.now.date
        let lastDay = today.adding(days: context.horizonDays)
        let departments = negotiator.departments(for: request.wish)
        let slots = try desk.slots(
            SlotQuery(departments: departments, from: today, through: lastDay), now: context.instant)
        var held = state.heldSlots(at: context.instant)
        if owesRelease { held.formUnion(heldBefore) }
        var situation = Situation(now: context.now, lastDay: lastDay, held: held)
        situation.limit = request.limit
        if let patient = request.patient, let account = state.account {
            situation.patient = state.patients?.first { $0.id == patient }
            situation.visits = try desk.appointments(of: account.id, includingPast: false, now: context.instant)
                .filter { $0.patient.id == patient && $0.id != request.moving }
        }
        return negotiator.negotiate(request.wish, among: slots, situation)
    }

    private func hold(_ slots: [SlotID], until: Instant, on desk: any DeskTransaction) throws -> HoldOutcome {
        try desk.releaseHolds(of: holder, keeping: Set(slots), now: context.instant)
        var outcome = HoldOutcome(holds: [])
        for slot in slots {
            switch try desk.hold(slot, holder: holder, until: until, now: context.instant) {
            case .success(let hold): outcome.holds.append(hold)
            case .failure(let refusal): outcome.refused[slot] = refusal
            }
        }
        return outcome
    }
}
