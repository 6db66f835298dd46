import Booking
import CivilCalendar
import Dialogue
import FrontDesk
import Synchronization

@testable import ConversationTesting

/// A desk that follows simple orders, so that the runner can be tested without the real one: it answers `say KEY…` with
/// these reply keys, counts what it is told to count, and knows a code.
final class ParrotHost: RehearsalHost, ConversationHost {
    struct Memory {
        var turns = 0
        var answers: [String: TurnAnswer] = [:]
        var counts = StoreCounts(appointments: 0, holds: 0, patients: 0)
        var movedSeconds = 0
        var restarts = 0
        var isForgetful = false
    }

    let memory = Mutex(Memory())
    private let files: Catalogue

    init(world: World) {
        files = world.hospital.catalogue
    }

    func desk() async -> any ConversationHost { self }
    func trace(of conversation: ConversationID) async -> [String] { ["rule parrot"] }
    func move(seconds: Int) async throws { memory.withLock { $0.movedSeconds += seconds } }
    func free(_ doctor: PractitionerCode, at moment: CivilMoment) async throws {}
    func restart() async throws { memory.withLock { $0.restarts += 1 } }
    func counts() async throws -> StoreCounts { memory.withLock(\.counts) }
    func close() async {}

    func outbox() async throws -> [OutboxMessage] {
        let at = Instant(milliseconds: 0)
        return [OutboxMessage(id: "1", at: at, to: "13800001111", kind: "code", body: "验证码 246810", state: "sent")]
    }

    func open(_ request: OpenRequest) async throws(DeskError) -> OpenedConversation {
        OpenedConversation(
            id: ConversationID("c1"), token: "t", replies: [RenderedReply(text: "您好", key: "greeting")],
            state: ConversationView(lang: request.language?.rawValue ?? "zh"))
    }

    func turn(_ message: InboundMessage) async throws(DeskError) -> TurnAnswer {
        memory.withLock { memory in
            if let known = memory.answers[message.id], !memory.isForgetful { return known }
            memory.turns += 1
            let words = message.text.split(separator: " ").map(String.init)
            var state = ConversationView(lang: "zh")
            switch words.first {
            case "book":
                memory.counts.appointments += 1
                state.appointment = ConversationView.AppointmentView(
                    id: "a1", status: "booked", patient: "王*", practitioner: .init(code: "zw01", name: "张伟"),
                    department: .init(code: "gi", name: "消化科"), campus: .init(code: "main", name: "本部"),
                    start: "2026-11-25T09:30:00", end: "2026-11-25T10:00:00", fee_fen: 6000, visit_code: "K7")
            case "forget": memory.isForgetful = true
            case "offer":
                state.offers = [
                    ConversationView.OfferView(
                        n: 1, slot: "s1", practitioner: .init(code: "zw01", name: "张伟"),
                        department: .init(code: "gi", name: "消化科"), campus: .init(code: "main", name: "本部"),
                        start: "2026-11-25T09:30:00", end: "2026-11-25T10:00:00", fee_fen: 6000, gives_up: ["time"])
                ]
                state.awaiting = .init(kind: "offer")
            default: break
            }
            if words.count > 1 {
                state.fields["when"] = .init(value: words[1], text: words[1], certainty: "stated")
            }
            let key = words.first ?? "silence"
            let choices = [RenderedReply.Choice(label: "好", say: "yes"), .init(label: "不", say: "no")]
            let answer = TurnAnswer(
                turn: memory.turns, replies: [RenderedReply(text: message.text, choices: choices, key: key)],
                state: state)
            memory.answers[message.id] = answer
            return answer
        }
    }

    func authorise(_ conversation: ConversationID, token: String) async throws(DeskError) {}
    func park(_ conversation: ConversationID) async throws(DeskError) -> String { "R1" }
    func resume(code: String, channel: ChannelKind) async throws(DeskError) -> OpenedConversation {
        OpenedConversation(
            id: ConversationID("c1"), token: "", replies: [RenderedReply(text: "我们接着来", key: "greeting.again")],
            state: ConversationView(lang: "zh"))
    }
    func events(of conversation: ConversationID, after: Int) async throws(DeskError) -> [ConversationEvent] { [] }
    func liveEvents(of conversation: ConversationID) async -> AsyncStream<ConversationEvent> {
        AsyncStream { $0.finish() }
    }
    func appointments(
        of conversation: ConversationID
    ) async throws(DeskError) -> [ConversationView.AppointmentView] { [] }
    var catalogue: Catalogue { get async { files } }
    func slots(_ query: SlotQuery) async throws(DeskError) -> [Slot] { [] }
    func clinicSessions(from: CivilDate, through: CivilDate) async throws(DeskError) -> [ClinicSession] { [] }
    func health() async -> Health { Health(storage: true) }
    func now() async -> CivilMoment { CivilMoment(date: CivilDate(dayNumber: 0)) }
}
