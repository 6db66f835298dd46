import Booking
import CivilCalendar

/// The store the desk needs: transactions with a synchronous body, so that nothing can interleave inside one.
public protocol DeskStore: Sendable {
    /// Runs a body as one durable transaction on the writer; returns only after the commit.
    ///
    /// Bodies run one after the other in the order of arrival. A body that throws changes nothing.
    func write<Answer: Sendable>(
        _ body: @escaping @Sendable (any DeskTransaction) throws -> Answer
    ) async throws -> Answer

    /// Runs a body on a reader; it sees everything committed before and must not write.
    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any DeskTransaction) throws -> Answer
    ) async throws -> Answer

    /// What other processes changed in conversations, from now on; ends at once where there are no others.
    func changedElsewhere() -> AsyncStream<ForeignChange>

    /// From now on tells whoever counts what is left of every change of a slot's counters, after its commit.
    ///
    /// Changes may be told out of order; of two changes of a slot the one with the higher number holds.
    func onStockChange(_ tell: @escaping @Sendable (StockNews) -> Void)
}

/// What is heard of another process that keeps conversations in the same store.
public enum ForeignChange: Hashable, Sendable {
    /// It kept a turn of this conversation.
    case conversation(ConversationID)
    /// News may have been lost: anything may have changed.
    case unknown
}

extension DeskStore {
    /// Nothing is told: counts are read anew from time to time.
    public func onStockChange(_ tell: @escaping @Sendable (StockNews) -> Void) {}
}

/// What a commit changed of the stock.
public struct StockNews: Sendable {
    /// Grows with the order of the commits.
    public var number: Int
    /// The counters as the commit left them; `nil` where sessions themselves were changed.
    public var counters: [SlotID: StockCounters]?

    /// Makes news.
    public init(number: Int, counters: [SlotID: StockCounters]?) {
        self.number = number
        self.counters = counters
    }
}

/// Everything one transaction of the desk can do: the booking core with its waitlist, the day of the visit, what staff do
/// to clinics, and the record of conversations.
public protocol DeskTransaction: BookingDesk, Waitlist, VisitDay, ClinicControl, StopOfferDesk {
    /// A conversation by id.
    func conversation(_ id: ConversationID) throws -> ConversationRecord?

    /// A conversation by channel and the client's own key.
    func conversation(channel: ChannelKind, key: String) throws -> ConversationRecord?

    /// A parked conversation by the keyed hash of its resume code.
    func conversation(resumeHash: String) throws -> ConversationRecord?

    /// The conversation that an account used last since an instant, if it has one in which its phone is proven.
    func conversation(of account: AccountID, since: Instant) throws -> ConversationID?

    /// Accounts whose clinic was stopped and whose talks were not told yet.
    func accountsToTell(limit: Int) throws -> [AccountID]

    /// Notes that an account needs not be told of its stopped clinics in a talk any more.
    func noteTold(_ account: AccountID) throws

    /// Writes something and takes it back: fails where nothing can be kept now.
    func proveWritable() throws

    /// Whether a conversation still has this version; where other processes write too, it keeps them from changing it
    /// until this transaction ends.
    func claim(_ conversation: ConversationID, version: Int) throws -> Bool

    /// Adds a conversation.
    func insert(_ conversation: ConversationRecord) throws

    /// Replaces a conversation where its version is still `version - 1`; false when somebody else was first.
    func update(_ conversation: ConversationRecord) throws -> Bool

    /// The recorded turn of a message, if it was answered.
    func turn(of conversation: ConversationID, messageID: String) throws -> TurnRecord?

    /// Adds an answered turn, in the same transaction as what it changed.
    func insert(_ turn: TurnRecord) throws

    /// Turns of a conversation with a number above `after`, oldest first, at most `limit`.
    func turns(of conversation: ConversationID, after: Int, limit: Int) throws -> [TurnRecord]

    /// Messages of the embedded SMS port, oldest first.
    func outbox(after: String?, limit: Int) throws -> [OutboxMessage]
}

/// A conversation as it is kept.
public struct ConversationRecord: Hashable, Sendable {
    /// Its id.
    public var id: ConversationID
    /// Keyed hash of its token.
    public var tokenHash: String
    /// Where it takes place.
    public var channel: ChannelKind
    /// The client's own key.
    public var key: String?
    /// Keyed hash of its resume code while parked.
    public var resumeHash: String?
    /// The dialogue state, encoded.
    public var state: [UInt8]
    /// Number of answered turns.
    public var turns: Int
    /// Raised by one at each write.
    public var version: Int
    /// When it was opened.
    public var openedAt: Instant
    /// When it was last written.
    public var changedAt: Instant
    /// Whose phone is proven in it.
    public var account: AccountID?

    /// Makes a record.
    public init(
        id: ConversationID, tokenHash: String, channel: ChannelKind, key: String?, resumeHash: String? = nil,
        state: [UInt8], turns: Int, version: Int, openedAt: Instant, changedAt: Instant, account: AccountID? = nil
    ) {
        self.id = id
        self.tokenHash = tokenHash
        self.channel = channel
        self.key = key
        self.resumeHash = resumeHash
        self.state = state
        self.turns = turns
        self.version = version
        self.openedAt = openedAt
        self.changedAt = changedAt
        self.account = account
    }
}

/// An answered message, kept so that a repeat gets the same answer.
public struct TurnRecord: Hashable, Sendable {
    /// The conversation.
    public var conversation: ConversationID
    /// Number within the conversation, from 1; pushes are numbered with the turns.
    public var number: Int
    /// The client's message id; `nil` for a push.
    public var messageID: String?
    /// Fingerprint of the text, to tell a repeat from a reused id.
    public var textHash: String
    /// `reply` or `push`.
    public var kind: String
    /// The answer, encoded.
    public var answer: [UInt8]
    /// When it was answered.
    public var at: Instant

    /// Makes a record.
    public init(
        conversation: ConversationID, number: Int, messageID: String?, textHash: String, kind: String,
        answer: [UInt8], at: Instant
    ) {
        self.conversation = conversation
        self.number = number
        self.messageID = messageID
        self.textHash = textHash
        self.kind = kind
        self.answer = answer
        self.at = at
    }
}

/// A message of the embedded SMS port; the shape that `frontdesk outbox --json` prints.
public struct OutboxMessage: Hashable, Sendable, Codable {
    /// Its id; grows with time.
    public var id: String
    /// When it was written, milliseconds UTC.
    public var at: Instant
    /// The phone.
    public var to: String
    /// `code`, `confirmation`, `reminder` …
    public var kind: String
    /// The words.
    public var body: String
    /// `waiting`, `sent`, `failed` or `cancelled`.
    public var state: String

    /// Makes a message.
    public init(id: String, at: Instant, to: String, kind: String, body: String, state: String) {
        self.id = id
        self.at = at
        self.to = to
        self.kind = kind
        self.body = body
        self.state = state
    }
}
