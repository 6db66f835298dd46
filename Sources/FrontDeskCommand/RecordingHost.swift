import Booking
import CivilCalendar
import Dialogue
import FrontDesk
import Synchronization

/// A desk that remembers what was said, so that the terminal can write the talk as a conversation test.
final class RecordingHost: ConversationHost {
    private let desk: Desk
    private let talks = Mutex<[ConversationID: [(text: String, answer: TurnAnswer)]]>([:])

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// The messages of a conversation with their answers.
    func talk(_ conversation: ConversationID) -> [(text: String, answer: TurnAnswer)] {
        talks.withLock { $0[conversation] ?? [] }
    }

    func turn(_ message: InboundMessage) async throws(DeskError) -> TurnAnswer {
        let answer = try await desk.turn(message)
        talks.withLock { $0[message.conversation, default: []].append((message.text, answer)) }
        return answer
    }

    func open(_ request: OpenRequest) async throws(DeskError) -> OpenedConversation { try await desk.open(request) }

    func authorise(_ conversation: ConversationID, token: String) async throws(DeskError) {
        try await desk.authorise(conversation, token: token)
    }

    func park(_ conversation: ConversationID) async throws(DeskError) -> String { try await desk.park(conversation) }

    func resume(code: String, channel: ChannelKind) async throws(DeskError) -> OpenedConversation {
        try await desk.resume(code: code, channel: channel)
    }

    func events(of conversation: ConversationID, after: Int) async throws(DeskError) -> [ConversationEvent] {
        try await desk.events(of: conversation, after: after)
    }

    func liveEvents(of conversation: ConversationID) async -> AsyncStream<ConversationEvent> {
        await desk.liveEvents(of: conversation)
    }

    func appointments(
        of conversation: ConversationID
    ) async throws(DeskError) -> [ConversationView.AppointmentView] {
        try await desk.appointments(of: conversation)
    }

    var catalogue: Catalogue { get async { desk.catalogue } }

    func slots(_ query: SlotQuery) async throws(DeskError) -> [Slot] { try await desk.slots(query) }

    func clinicSessions(from: CivilDate, through: CivilDate) async throws(DeskError) -> [ClinicSession] {
        try await desk.clinicSessions(from: from, through: through)
    }

    func health() async -> Health { await desk.health() }

    func now() async -> CivilMoment { await desk.now() }
}
