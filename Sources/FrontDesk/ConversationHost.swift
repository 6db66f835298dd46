import Booking
import CivilCalendar
import Dialogue
import TimeExpressions

/// A conversation's opaque id.
public typealias ConversationID = Identifier<ConversationRecord>

/// What channels talk to: opens conversations and answers messages, one turn at a time per conversation.
public protocol ConversationHost: Sendable {
    /// Opens a conversation, or finds the one already open under the request's key.
    func open(_ request: OpenRequest) async throws(DeskError) -> OpenedConversation

    /// Answers a message. The same message id in the same conversation gives the recorded answer.
    func turn(_ message: InboundMessage) async throws(DeskError) -> TurnAnswer

    /// Checks that a token opens this conversation.
    func authorise(_ conversation: ConversationID, token: String) async throws(DeskError)

    /// Parks a conversation after a dropped line; returns the code under which it is resumed.
    func park(_ conversation: ConversationID) async throws(DeskError) -> String

    /// Finds a parked conversation by its resume code.
    func resume(code: String, channel: ChannelKind) async throws(DeskError) -> OpenedConversation

    /// What the desk said in a conversation after event `after`, oldest first; the answer to polling and to SSE resume.
    func events(of conversation: ConversationID, after: Int) async throws(DeskError) -> [ConversationEvent]

    /// Events as they come, for an open SSE stream; ends when the desk shuts down.
    func liveEvents(of conversation: ConversationID) async -> AsyncStream<ConversationEvent>

    /// Calls a handler with events as they come: for thousands of open lines, each of which would else need a task.
    /// The handler must not wait.
    func listen(
        to conversation: ConversationID, _ hear: @escaping @Sendable (ConversationEvent) -> Void
    ) -> EventListening

    /// Appointments of the visitor whose phone this conversation has proven.
    /// - Throws: ``DeskError/phoneNotProven`` before the proof.
    func appointments(of conversation: ConversationID) async throws(DeskError) -> [ConversationView.AppointmentView]

    /// The catalogue in force.
    var catalogue: Catalogue { get async }

    /// Slots with their status now.
    func slots(_ query: SlotQuery) async throws(DeskError) -> [Slot]

    /// Clinic sessions from one day through another.
    func clinicSessions(from: CivilDate, through: CivilDate) async throws(DeskError) -> [ClinicSession]

    /// Whether turns can be answered and kept now.
    func health() async -> Health

    /// The hospital's wall clock.
    func now() async -> CivilMoment

    /// What is left of every slot of some departments, from memory.
    func counts(of departments: [DepartmentCode]) async throws(DeskError) -> SlotCounts

    /// What changed of it after a version; everything where that is too long ago.
    func counts(of departments: [DepartmentCode], after version: Int) async throws(DeskError) -> SlotCounts

    /// Yields after changes of what is left, several at once as one; ends when the desk shuts down.
    func countsChanged() async -> AsyncStream<Void>

    /// Releases: what is published of those to come, soonest first, and of those that are over, latest first.
    func releases() async -> (notices: [ReleaseNotice], records: [ReleaseRecord])
}

extension ConversationHost {
    /// What is left of every slot of some departments, read anew.
    public func counts(of departments: [DepartmentCode]) async throws(DeskError) -> SlotCounts {
        let slots = try await slots(SlotQuery(departments: departments, from: await now().date))
        return SlotCounts(version: 0, isWhole: true, counts: slots.map { SlotCount($0) })
    }

    /// Everything: nothing is remembered.
    public func counts(of departments: [DepartmentCode], after version: Int) async throws(DeskError) -> SlotCounts {
        try await counts(of: departments)
    }

    /// Nothing to wait for.
    public func countsChanged() async -> AsyncStream<Void> { AsyncStream { $0.finish() } }

    /// None.
    public func releases() async -> (notices: [ReleaseNotice], records: [ReleaseRecord]) { ([], []) }
}

/// The kind of place where a conversation happens.
public enum ChannelKind: String, Hashable, Sendable, Codable {
    /// A chat widget over HTTP.
    case http
    /// Rasa's REST shape.
    case rasa
    /// A text-relay phone line.
    case line
    /// The terminal.
    case repl

    /// Whether replies are made for the ear: shorter, fewer options.
    public var isForTheEar: Bool { self == .line }
}

/// A wish to talk.
public struct OpenRequest: Hashable, Sendable {
    /// Language to start in; the person's own words change it.
    public var language: Language?
    /// Where.
    public var channel: ChannelKind
    /// Network address or line, for limits.
    public var address: String?
    /// A name the client chose: the same key and channel find the same conversation again (Rasa's `sender`).
    public var key: String?

    /// Makes a request.
    public init(language: Language? = nil, channel: ChannelKind, address: String? = nil, key: String? = nil) {
        self.language = language
        self.channel = channel
        self.address = address
        self.key = key
    }
}

/// An open conversation.
public struct OpenedConversation: Hashable, Sendable {
    /// Its id.
    public var id: ConversationID
    /// The bearer token that opens it; only at the opening, stored hashed. Empty when it was found again.
    public var token: String
    /// The greeting, or on resuming where the talk stands.
    public var replies: [RenderedReply]
    /// The state.
    public var state: ConversationView

    /// Makes an opened conversation.
    public init(id: ConversationID, token: String, replies: [RenderedReply], state: ConversationView) {
        self.id = id
        self.token = token
        self.replies = replies
        self.state = state
    }
}

/// One message of a person.
public struct InboundMessage: Hashable, Sendable {
    /// The client's id of the message, 1...200 characters; a repeat gets the recorded answer.
    public var id: String
    /// The conversation.
    public var conversation: ConversationID
    /// The words.
    public var text: String
    /// Where.
    public var channel: ChannelKind
    /// Network address or line, for limits.
    public var address: String?
    /// A name that the device keeps, for limits.
    public var device: String?

    /// Makes a message.
    public init(
        id: String, conversation: ConversationID, text: String, channel: ChannelKind, address: String? = nil,
        device: String? = nil
    ) {
        self.id = id
        self.conversation = conversation
        self.text = text
        self.channel = channel
        self.address = address
        self.device = device
    }
}

/// The answer to a message; kept, and given again for the same message id.
public struct TurnAnswer: Hashable, Sendable, Codable {
    /// Number of the turn, from 1.
    public var turn: Int
    /// What is said.
    public var replies: [RenderedReply]
    /// The state after the turn.
    public var state: ConversationView
    /// Where the person stands in line, when the message has to wait: then no turn was taken and nothing is kept; the
    /// same message may be sent again.
    public var waiting: WaitingView?

    /// Makes an answer.
    public init(turn: Int, replies: [RenderedReply], state: ConversationView) {
        self.turn = turn
        self.replies = replies
        self.state = state
    }
}

/// Something the desk said, numbered for resuming.
public struct ConversationEvent: Hashable, Sendable, Codable {
    /// Number within the conversation, from 1.
    public var number: Int
    /// `reply` for an answer, `push` for what the hospital says first.
    public var kind: String
    /// What is said.
    public var replies: [RenderedReply]
    /// What the desk waits for after it.
    public var awaiting: ConversationView.Awaiting?

    /// Makes an event.
    public init(
        number: Int, kind: String, replies: [RenderedReply], awaiting: ConversationView.Awaiting? = nil
    ) {
        self.number = number
        self.kind = kind
        self.replies = replies
        self.awaiting = awaiting
    }

    /// Makes an event of a kept answer.
    init(number: Int, kind: String, _ answer: TurnAnswer) {
        self.init(number: number, kind: kind, replies: answer.replies, awaiting: answer.state.awaiting)
    }
}

/// Whether the desk works.
public struct Health: Hashable, Sendable, Codable {
    /// Whether turns can be kept.
    public var storage: Bool
    /// What is wrong, in a sentence; `nil` when nothing.
    public var problem: String?

    /// Makes a report.
    public init(storage: Bool, problem: String? = nil) {
        self.storage = storage
        self.problem = problem
    }
}

/// Why the desk could not do what a channel asked; each channel puts it into its own shape.
public enum DeskError: Error, Hashable, Sendable {
    /// No such conversation.
    case unknownConversation
    /// The token does not open this conversation.
    case wrongToken
    /// No such resume code, or it is used or too old.
    case unknownResumeCode
    /// The text is longer than so many UTF-8 bytes.
    case textTooLong(limit: Int)
    /// The message id is empty or too long.
    case badMessageID
    /// The message id was used with another text.
    case messageIDReused
    /// Personal data before the phone is proven.
    case phoneNotProven
    /// So many people want something that not even the line has room; try again after so many seconds.
    case crowded(retryAfterSeconds: Int)
    /// Too many messages wait in this conversation; try again after so many seconds.
    case busy(retryAfterSeconds: Int)
    /// The store does not answer or cannot write; try again after so many seconds.
    case storageUnavailable(reason: String, retryAfterSeconds: Int)
}
