import Booking
import CivilCalendar

/// What the dialogue wants done. The desk does it, in order, and gives every answer back as the next input.
///
/// Of the effects that one step returns at most one wants an answer, and it is the last. A turn is over when a step
/// returns none that does.
public enum DialogueEffect: Hashable, Sendable {
    /// Says something.
    case say(Reply)
    /// Looks for slots by wish; answered by ``DialogueInput/found(_:)``.
    case search(SearchRequest)
    /// Gives back all other holds of the conversation and holds exactly these slots until the instant; a slot already
    /// held is extended. Answered by ``DialogueInput/held(_:)``.
    case hold([SlotID], until: Instant)
    /// Gives back all holds of the conversation; not answered.
    case releaseHolds
    /// Books; answered by ``DialogueInput/booked(_:)``.
    case book(BookRequest)
    /// Cancels; answered by ``DialogueInput/cancelled(_:)``.
    case cancel(CancelRequest)
    /// Moves an appointment; answered by ``DialogueInput/rescheduled(_:)``.
    case reschedule(RescheduleRequest)
    /// Asks whether an appointment may be cancelled or moved; answered by ``DialogueInput/cancellable(_:)``.
    case checkCancellable(AppointmentID, account: AccountID)
    /// Lists appointments; answered by ``DialogueInput/appointments(_:)``.
    case listAppointments(of: AccountID, includingPast: Bool)
    /// Lists the patients of an account; answered by ``DialogueInput/patients(_:)``.
    case listPatients(of: AccountID)
    /// Registers a patient; answered by ``DialogueInput/registered(_:)``.
    case register(NewPatient, account: AccountID)
    /// Corrects a patient's name; answered by ``DialogueInput/renamed(_:)``.
    case rename(PatientID, to: String, account: AccountID)
    /// Sends a one-time code; answered by ``DialogueInput/codeIssued(_:)``.
    case issueCode(CodeRequest)
    /// Checks a one-time code; answered by ``DialogueInput/codeChecked(_:)``.
    case checkCode(String, request: CodeRequest)
    /// Lists slots as they are, for questions about who is in clinic; answered by ``DialogueInput/slots(_:)``.
    case listSlots(SlotQuery)
    /// Reports a patient; answered by ``DialogueInput/checkedIn(_:)``.
    case checkIn(VisitReference, by: VisitActor)
    /// Asks who waits where; answered by ``DialogueInput/queued(_:)``.
    case lookUpQueue(QueueQuery)
    /// Asks how the patients of an account stand; answered by ``DialogueInput/standings(_:)``.
    case lookUpStandings(AccountID)
    /// Hands an appeal to staff; answered by ``DialogueInput/appealed(_:)``.
    case appeal(AppealRequest)
    /// Lists what stopped clinics offer to an account; answered by ``DialogueInput/stopOffers(_:)``.
    case listStopOffers(of: AccountID)
    /// Takes the place kept instead of a lost visit; answered by ``DialogueInput/stopAccepted(_:)``.
    case acceptStopOffer(StopOfferID, account: AccountID, consent: Consent)
    /// Gives that place back; not answered.
    case declineStopOffer(StopOfferID, account: AccountID)
    /// Joins the waitlist; answered by ``DialogueInput/joined(_:)``.
    case join(WaitRequest)
    /// Lists the entries of an account on the waitlist; answered by ``DialogueInput/waitlist(_:)``.
    case listWaitlist(of: AccountID)
    /// Leaves the waitlist or declines its offer; answered by ``DialogueInput/left(_:)``.
    case leave(WaitlistAnswer)
    /// Takes the place that the waitlist offers; answered by ``DialogueInput/placeTaken(_:)``.
    case takePlace(WaitlistAnswer)
    /// Asks to be told of a release; answered by ``DialogueInput/alerted(_:)``.
    case alert(AlertRequest)
    /// Asks not to be told of releases any more; answered by ``DialogueInput/alertsDropped(_:)``.
    case dropAlerts(AlertDrop)

    /// What an effect needs of the desk.
    public enum Need: Hashable, Sendable {
        /// It only looks.
        case reading
        /// It changes something.
        case changing
    }

    /// What the effect needs of the desk; `nil` when it needs none.
    public var need: Need? {
        switch self {
        case .say: nil
        case .search, .listSlots, .listAppointments, .listPatients, .checkCancellable, .lookUpQueue,
            .lookUpStandings, .listStopOffers, .listWaitlist:
            .reading
        case .hold, .releaseHolds, .book, .cancel, .reschedule, .register, .rename, .issueCode, .checkCode,
            .checkIn, .appeal, .acceptStopOffer, .declineStopOffer, .join, .leave, .takePlace, .alert,
            .dropAlerts:
            .changing
        }
    }

    /// Whether the effect is answered with an input.
    public var wantsAnswer: Bool {
        switch self {
        case .say, .releaseHolds, .declineStopOffer: false
        default: true
        }
    }
}

/// Whose places in the queue are asked for.
public enum QueueQuery: Hashable, Sendable {
    /// Those of an account's patients.
    case account(AccountID)
    /// That of one visit.
    case visit(VisitReference)
}

/// A search for slots.
public struct SearchRequest: Hashable, Sendable {
    /// What was asked for.
    public var wish: Wish
    /// At most so many fitting slots and so many alternatives; 1...3.
    public var limit: Int
    /// Who will be seen, where known: then the patient's other visits count.
    public var patient: PatientID?
    /// The appointment that is being moved: its own time is no clash.
    public var moving: AppointmentID?

    /// Makes a search.
    public init(wish: Wish, limit: Int, patient: PatientID? = nil, moving: AppointmentID? = nil) {
        self.wish = wish
        self.limit = limit
        self.patient = patient
        self.moving = moving
    }
}
