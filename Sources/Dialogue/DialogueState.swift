import Booking
import CivilCalendar
import TimeExpressions
import Understanding

/// A conversation as far as it has come: everything the next turn depends on, and nothing else.
///
/// ``step(_:context:)`` is the only way forward. It is pure: same state, input and context, same effects.
public struct DialogueState: Hashable, Sendable, Codable {
    /// The language of the conversation.
    public var language: Language
    /// Forms, the one being filled last.
    public var frames: [Frame] = []
    /// The open question.
    public var question: OpenQuestion?
    /// Failures at the open question since something was last understood.
    public var failures = 0
    /// Who is talking, once the phone is proven.
    public var account: Account?
    /// The account's patients, once they were read.
    public var patients: [Patient]?
    /// The phone that a code was sent to, until it is proven.
    public var phone: String?
    /// Until when the slots on the table are held.
    public var heldUntil: Instant?
    /// Forms that wait for their turn: the rest of a message that asked for several things.
    public var waiting: [Form] = []
    /// The visit last talked about, for "就刚才那个".
    public var lastVisit: BookedVisit?
    /// The place that the waitlist keeps for this person.
    public var keptPlace: KeptPlace?
    /// What was last asked about, for "就挂他吧".
    public var lastAsked: Frame?
    /// What was said last, for saying it again.
    public var lastReplies: [Reply] = []
    /// Whether to go slower: shorter texts, fewer options.
    public var isSlow = false
    /// Visits of the account that stopped clinics took away and that were not settled yet; `nil` where there are none.
    public var stopped: [StoppedVisit]?
    /// The form that was given up last, for those who think better of it.
    public var abandoned: Frame?
    /// The form on top as it was before the last change, for undoing it.
    public var before: Frame?
    /// The visit code that was last reported with or asked about, for those who report without an account.
    public var visitCode: String?
    /// The number of the last turn.
    public var turn = 0

    /// What the effect under way was asked for; `nil` between turns.
    var pending: Pending?
    /// The time that a question about who is in clinic named.
    var pendingWish: TimeWish?
    /// How often a search was repeated in this turn because a place was gone before it could be held.
    var retries = 0
    /// Whether something was said in this turn.
    var hasSpoken = false
    /// The appointment that this turn committed or changed.
    var committed: Appointment?

    /// Makes the state of a conversation that has not begun.
    public init(language: Language = .zh) {
        self.language = language
    }

    private enum CodingKeys: String, CodingKey {
        case language, frames, question, failures, account, patients, phone, heldUntil, waiting, lastVisit, lastAsked
        case lastReplies, isSlow, stopped, before, visitCode, turn, keptPlace, abandoned
    }
}

/// What an effect under way was asked for, where its answer alone does not tell.
enum Pending: Hashable, Sendable {
    /// Offers that are held before they are said; taken at once where only one was meant.
    case offers([PlacedOffer], takesFirst: Bool)
    /// The offer that was chosen.
    case chosen(PlacedOffer)
    /// The holds on the table are only made to last longer.
    case extend
    /// Appointments to read out.
    case readOut
    /// Appointments among which the one to move or cancel is.
    case target
    /// Appointments, past ones too, for the visit of today.
    case today
    /// Appointments whose codes are read out.
    case codes
    /// Appointments, past ones too, for the one that was missed.
    case missed
    /// Appointments, past ones too, for the doctor seen last.
    case lastDoctor
    /// Sessions of a department, for who is in clinic; of these titles where some were named.
    case whoIsIn(DepartmentCode, titles: Choice<PractitionerTitle>)
    /// How the patients stand, before a booking is talked about.
    case clearance
    /// Lost visits of an account whose phone was just proven.
    case proof
}
