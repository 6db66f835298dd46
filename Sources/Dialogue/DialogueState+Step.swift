import Booking
import Understanding

extension DialogueState {
    /// Takes the conversation one step further.
    /// - Parameters:
    ///   - input: What was said, or the answer to the last effect.
    ///   - context: The hospital, the definitions and the moment; the same for all steps of a turn.
    /// - Returns: What is to be done, in order; the turn is over when none of it wants an answer.
    public mutating func step(_ input: DialogueInput, context: DialogueContext) -> [DialogueEffect] {
        var turn = Turn(context: context)
        switch input {
        case .opened(let opening): open(opening, &turn)
        case .said(let understood): hear(understood, &turn)
        case .found(let negotiation): found(negotiation, &turn)
        case .held(let outcome): held(outcome, &turn)
        case .booked(let result): booked(result, &turn)
        case .cancelled(let result): cancelled(result, &turn)
        case .rescheduled(let result): rescheduled(result, &turn)
        case .cancellable(let refusal): cancellable(refusal, &turn)
        case .appointments(let appointments): listed(appointments, &turn)
        case .patients(let patients):
            self.patients = patients
            advance(&turn)
        case .registered(let result): registered(result, &turn)
        case .renamed(let result): renamed(result, &turn)
        case .codeIssued(let issue): codeIssued(issue, &turn)
        case .codeChecked(let check): codeChecked(check, &turn)
        case .slots(let slots): whoIsIn(slots, &turn)
        case .checkedIn(let result): checkedIn(result, &turn)
        case .queued(let places): queued(places, &turn)
        case .standings(let standings): told(standings, &turn)
        case .appealed(let result): appealed(result, &turn)
        case .stopOffers(let offers): stopOffers(offers, &turn)
        case .stopAccepted(let result): stopAccepted(result, &turn)
        case .joined(let result): joined(result, &turn)
        case .waitlist(let entries): listedWaitlist(entries, &turn)
        case .left(let result): left(result, &turn)
        case .placeTaken(let result): placeTaken(result, &turn)
        case .alerted(let result): alerted(result, &turn)
        case .alertsDropped(let alerts): alertsDropped(alerts, &turn)
        case .told(let event): told(event, &turn)
        }
        keepHolds(&turn)
        return turn.effects
    }

    private mutating func open(_ opening: Opening, _ turn: inout Turn) {
        hasSpoken = false
        guard opening.isResumed, !frames.isEmpty || question != nil else {
            language = opening.language
            say("greeting", ["hospital": .localized(turn.catalogue.hospital.name)], &turn)
            return
        }
        say("resumed", &turn)
        reask(&turn)
    }

    /// Carries the conversation on from where the form on top stands.
    mutating func advance(_ turn: inout Turn) {
        guard let frame = frames.last else { return }
        switch frame.form {
        case .book: advanceBooking(&turn)
        case .reschedule: advanceReschedule(&turn)
        case .cancel: advanceCancel(&turn)
        case .appointments: advanceAppointments(&turn)
        case .register: advanceRegister(&turn)
        case .identify: advanceIdentify(&turn)
        case .enquire: advanceEnquiry(&turn)
        case .checkIn: advanceCheckIn(&turn)
        case .queue: advanceQueue(&turn)
        case .visitCode: advanceVisitCode(&turn)
        case .standing: advanceStanding(&turn)
        case .appeal: advanceAppeal(&turn)
        case .waitlist: advanceWaitlist(&turn)
        }
    }
}
