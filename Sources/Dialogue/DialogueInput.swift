import Booking
import CivilCalendar
import TimeExpressions
import Understanding

/// What happens to a conversation: somebody opens it or says something, or an effect is answered.
public enum DialogueInput: Sendable {
    /// The conversation begins, or is taken up again after a dropped line.
    case opened(Opening)
    /// Somebody said something. An empty text is silence.
    case said(Understood)
    /// Answers ``DialogueEffect/search(_:)``.
    case found(Negotiation)
    /// Answers ``DialogueEffect/hold(_:until:)``.
    case held(HoldOutcome)
    /// Answers ``DialogueEffect/book(_:)``.
    case booked(Result<Appointment, BookingRefusal>)
    /// Answers ``DialogueEffect/cancel(_:)``.
    case cancelled(Result<Appointment, BookingRefusal>)
    /// Answers ``DialogueEffect/reschedule(_:)``.
    case rescheduled(Result<Appointment, BookingRefusal>)
    /// Answers ``DialogueEffect/checkCancellable(_:account:)``: `nil` when it may be cancelled or moved.
    case cancellable(BookingRefusal?)
    /// Answers ``DialogueEffect/listAppointments(of:includingPast:)``.
    case appointments([Appointment])
    /// Answers ``DialogueEffect/listPatients(of:)``.
    case patients([Patient])
    /// Answers ``DialogueEffect/register(_:account:)``.
    case registered(Result<Patient, BookingRefusal>)
    /// Answers ``DialogueEffect/rename(_:to:account:)``.
    case renamed(Result<Patient, BookingRefusal>)
    /// Answers ``DialogueEffect/issueCode(_:)``.
    case codeIssued(CodeIssue)
    /// Answers ``DialogueEffect/checkCode(_:request:)``.
    case codeChecked(CodeCheck)
    /// Answers ``DialogueEffect/listSlots(_:)``.
    case slots([Slot])
    /// Answers ``DialogueEffect/checkIn(_:by:)``.
    case checkedIn(Result<CheckIn, CheckInRefusal>)
    /// Answers ``DialogueEffect/lookUpQueue(_:)``.
    case queued([QueuePlace])
    /// Answers ``DialogueEffect/lookUpStandings(_:)``.
    case standings([PatientStanding])
    /// Answers ``DialogueEffect/appeal(_:)``.
    case appealed(Result<Appeal, AppealRefusal>)
    /// Answers ``DialogueEffect/listStopOffers(of:)``; comes by itself when a clinic is stopped in the middle of a talk.
    case stopOffers([StopOffer])
    /// Answers ``DialogueEffect/acceptStopOffer(_:account:consent:)``.
    case stopAccepted(Result<Appointment, BookingRefusal>)
    /// Answers ``DialogueEffect/join(_:)``.
    case joined(Result<WaitlistEntry, WaitlistRefusal>)
    /// Answers ``DialogueEffect/listWaitlist(of:)``.
    case waitlist([WaitlistEntry])
    /// Answers ``DialogueEffect/leave(_:)``.
    case left(Result<WaitlistEntry, WaitlistRefusal>)
    /// Answers ``DialogueEffect/takePlace(_:)``.
    case placeTaken(Result<Appointment, WaitlistRefusal>)
    /// Answers ``DialogueEffect/alert(_:)``.
    case alerted(Result<ReleaseAlert, WaitlistRefusal>)
    /// Answers ``DialogueEffect/dropAlerts(_:)``.
    case alertsDropped([ReleaseAlert])
    /// The waitlist has something to say, outside any turn of the person.
    case told(WaitlistNews.Event)
}

/// How a conversation begins.
public struct Opening: Hashable, Sendable {
    /// The language to start in; the person's own words change it.
    public var language: Language
    /// Whether this is an earlier conversation taken up again: then the open question is asked once more.
    public var isResumed: Bool

    /// Makes an opening.
    public init(language: Language, isResumed: Bool = false) {
        self.language = language
        self.isResumed = isResumed
    }
}

/// What became of a request to hold slots.
public struct HoldOutcome: Hashable, Sendable {
    /// The holds that stand.
    public var holds: [Hold]
    /// The slots that could not be held, with the reason.
    public var refused: [SlotID: BookingRefusal]

    /// Makes an outcome.
    public init(holds: [Hold], refused: [SlotID: BookingRefusal] = [:]) {
        self.holds = holds
        self.refused = refused
    }
}
