import Booking
import CivilCalendar
import Dialogue
import FrontDesk
import TimeExpressions

/// A desk for tests: answers from a script, counts, records, waits when told to.
actor ScriptedHost: ConversationHost {
    typealias Script = @Sendable (InboundMessage) async throws(DeskError) -> [RenderedReply]

    private struct Talk {
        var token: String
        var language: Language
        var answers: [String: (text: String, answer: TurnAnswer)] = [:]
        var events: [ConversationEvent] = []
        var listeners: [Int: AsyncStream<ConversationEvent>.Continuation] = [:]
    }

    private let script: Script
    private let view: @Sendable (InboundMessage, Language) -> ConversationView
    private var talks: [ConversationID: Talk] = [:]
    private var keys: [String: ConversationID] = [:]
    private var parked: [String: ConversationID] = [:]
    private(set) var messages: [InboundMessage] = []
    private(set) var openings: [OpenRequest] = []
    private var streams = 0
    private var running = 0
    /// The most turns of one conversation that ever ran at the same time.
    private(set) var mostAtOnce = 0
    /// Whether phones count as proven.
    var isProven = false
    /// What `health` says.
    var healthNow = Health(storage: true)

    init(
        view: @escaping @Sendable (InboundMessage, Language) -> ConversationView = { _, language in
            ConversationView(lang: language.rawValue)
        },
        script: @escaping Script = { message throws(DeskError) in [ScriptedHost.reply("听到：\(message.text)")] }
    ) {
        self.view = view
        self.script = script
    }

    static func reply(_ text: String, _ choices: [(String, String)] = []) -> RenderedReply {
        RenderedReply(
            text: text, choices: choices.isEmpty ? nil : choices.map { .init(label: $0.0, say: $0.1) }, key: "test")
    }

    var texts: [String] { messages.map(\.text) }

    func prove() { isProven = true }
    func breakStorage() { healthNow = Health(storage: false, problem: "disk full") }

    func open(_ request: OpenRequest) async throws(DeskError) -> OpenedConversation {
        openings.append(request)
        if let key = request.key, let id = keys[key], let talk = talks[id] {
            return OpenedConversation(
                id: id, token: "", replies: [], state: ConversationView(lang: talk.language.rawValue))
        }
        let id = ConversationID("c\(talks.count + 1)")
        let language = request.language ?? .zh
        talks[id] = Talk(token: "secret-\(id)", language: language)
        if let key = request.key { keys[key] = id }
        return OpenedConversation(
            id: id, token: "secret-\(id)",
            replies: [Self.reply(language == .zh ? "您好，请问想挂什么号？" : "Hello, what can I book for you?")],
            state: ConversationView(lang: language.rawValue))
    }

    func turn(_ message: InboundMessage) async throws(DeskError) -> TurnAnswer {
        guard var talk = talks[message.conversation] else { throw .unknownConversation }
        guard (1...200).contains(message.id.count) else { throw .badMessageID }
        if let known = talk.answers[message.id] {
            if known.text != message.text { throw .messageIDReused }
            return known.answer
        }
        messages.append(message)
        running += 1
        mostAtOnce = max(mostAtOnce, running)
        let replies: [RenderedReply]
        do throws(DeskError) {
            replies = try await script(message)
        } catch {
            running -= 1
            throw error
        }
        running -= 1
        talk = talks[message.conversation] ?? talk
        if message.text.contains("English") { talk.language = .en }
        let answer = TurnAnswer(
            turn: talk.events.count + 1, replies: replies, state: view(message, talk.language))
        talk.answers[message.id] = (message.text, answer)
        talks[message.conversation] = talk
        add(ConversationEvent(number: answer.turn, kind: "reply", replies: replies), to: message.conversation)
        return answer
    }

    /// The hospital says something first; quietly at another process, whose news do not come.
    func push(
        _ text: String, choices: [(String, String)] = [], to conversation: ConversationID, quietly: Bool = false
    ) {
        let number = (talks[conversation]?.events.count ?? 0) + 1
        let event = ConversationEvent(number: number, kind: "push", replies: [Self.reply(text, choices)])
        if quietly { talks[conversation]?.events.append(event) } else { add(event, to: conversation) }
    }

    private func add(_ event: ConversationEvent, to conversation: ConversationID) {
        talks[conversation]?.events.append(event)
        for listener in talks[conversation]?.listeners.values.map({ $0 }) ?? [] { listener.yield(event) }
    }

    /// How many listen to a conversation.
    func listeners(to conversation: ConversationID) -> Int { talks[conversation]?.listeners.count ?? 0 }

    func authorise(_ conversation: ConversationID, token: String) async throws(DeskError) {
        guard let talk = talks[conversation] else { throw .unknownConversation }
        if talk.token != token { throw .wrongToken }
    }

    func park(_ conversation: ConversationID) async throws(DeskError) -> String {
        if talks[conversation] == nil { throw .unknownConversation }
        let code = String(4820 + talks.count)
        parked[code] = conversation
        return code
    }

    func resume(code: String, channel: ChannelKind) async throws(DeskError) -> OpenedConversation {
        guard let id = parked.removeValue(forKey: code), let talk = talks[id] else { throw .unknownResumeCode }
        return OpenedConversation(
            id: id, token: talk.token, replies: [Self.reply("我们接着说：挂哪个科？")],
            state: ConversationView(lang: talk.language.rawValue))
    }

    func events(of conversation: ConversationID, after: Int) async throws(DeskError) -> [ConversationEvent] {
        guard let talk = talks[conversation] else { throw .unknownConversation }
        return talk.events.filter { $0.number > after }
    }

    func liveEvents(of conversation: ConversationID) async -> AsyncStream<ConversationEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: ConversationEvent.self)
        streams += 1
        let number = streams
        talks[conversation]?.listeners[number] = continuation
        continuation.onTermination = { _ in Task { await self.stopListening(number, to: conversation) } }
        return stream
    }

    private func stopListening(_ number: Int, to conversation: ConversationID) {
        talks[conversation]?.listeners[number] = nil
    }

    func appointments(of conversation: ConversationID) async throws(DeskError) -> [ConversationView.AppointmentView] {
        if !isProven { throw .phoneNotProven }
        return [Sample.appointment]
    }

    var catalogue: Catalogue { Sample.catalogue }

    func slots(_ query: SlotQuery) async throws(DeskError) -> [Slot] {
        Sample.slots.filter { slot in
            (query.departments.isEmpty || query.departments.contains(slot.session.department))
                && (query.practitioners.isEmpty || query.practitioners.contains(slot.session.practitioner))
                && (query.from.map { slot.session.date >= $0 } ?? true)
                && (query.through.map { slot.session.date <= $0 } ?? true)
        }
    }

    func clinicSessions(from: CivilDate, through: CivilDate) async throws(DeskError) -> [ClinicSession] {
        Sample.slots.map(\.session).filter { $0.date >= from && $0.date <= through }
    }

    func health() async -> Health { healthNow }

    func now() async -> CivilMoment { CivilMoment(date: Sample.today, hour: 9) }
}

/// A hospital of two departments in a group, two doctors and two slots.
enum Sample {
    static let today = CivilDate(year: 2026, month: 11, day: 20)!

    static let catalogue = Catalogue(
        hospital: Hospital(
            code: "demo", name: LocalizedText(zh: "示范医院", en: "Demo Hospital"), zone: "Asia/Shanghai",
            phone: "010-12345678", hours: LocalizedText(zh: "每天八点到五点", en: "8 to 5")),
        campuses: [
            Campus(
                code: "main", name: LocalizedText(zh: "本部", en: "Main campus"), aliases: [],
                address: LocalizedText(zh: "长安街一号", en: "1 Chang'an Street"), way: LocalizedText(zh: "", en: ""))
        ],
        departments: [
            Department(
                code: "medicine", name: LocalizedText(zh: "内科", en: "Internal medicine"), isGroup: true),
            Department(
                code: "heart", name: LocalizedText(zh: "心内科", en: "Cardiology"), aliases: ["看心脏的"], group: "medicine",
                places: ["main": LocalizedText(zh: "三楼", en: "3rd floor")]),
            Department(code: "eye", name: LocalizedText(zh: "眼科", en: "Ophthalmology"), minAge: 1, sex: .female),
        ],
        practitioners: [
            Practitioner(
                code: "d1", name: LocalizedText(zh: "张伟", en: "Zhang Wei"), title: .chief, sex: .male,
                departments: ["heart"], feeFen: 5000, pinyin: "zhang wei"),
            Practitioner(
                code: "d2", name: LocalizedText(zh: "欧阳明", en: "Ouyang Ming"), title: .attending, sex: .female,
                departments: ["eye"], feeFen: 2500, pinyin: "ou yang ming"),
        ],
        calendar: WorkCalendar())

    static let slots: [Slot] = [
        slot("s1", "d1", "heart", day: today.adding(days: 1), booked: 1, .open),
        slot("s2", "d2", "eye", day: today, booked: 3, .full),
    ]

    private static func slot(
        _ id: String, _ practitioner: PractitionerCode, _ department: DepartmentCode, day: CivilDate, booked: Int,
        _ status: Slot.Status
    ) -> Slot {
        Slot(
            id: SlotID(id),
            session: ClinicSession(
                id: ClinicSessionID("session-\(id)"), practitioner: practitioner,
                insteadOf: practitioner == "d2" ? "d1" : nil, department: department, campus: "main",
                room: LocalizedText(zh: "301 室", en: "Room 301"), date: day, half: .morning, feeFen: 5000,
                releaseAt: Instant(milliseconds: 1_794_000_000_000)),
            startMinute: 540, endMinute: 570, capacity: 3, held: 0, booked: booked, status: status)
    }

    static let zhang = ConversationView.Coded(code: "d1", name: "张伟")
    static let heart = ConversationView.Coded(code: "heart", name: "心内科")
    static let main = ConversationView.Coded(code: "main", name: "本部")

    static let appointment = ConversationView.AppointmentView(
        id: "a1", status: "booked", patient: "王**", practitioner: zhang, department: heart, campus: main,
        start: "2026-11-25T09:00:00", end: "2026-11-25T09:30:00", fee_fen: 5000, visit_code: "K7QM2P")

    /// ``fullState`` in an answer, exactly as it is served.
    static let fullTurn =
        #"{"turn":1,"replies":[{"text":"请选“张伟”\n或别的","speech":"张伟","choices":[{"label":"好","say":"好的"}],"#
        + #""card":{"title":"预约","rows":[["医生","张伟"]]}}],"state":{"lang":"zh","form":"book","#
        + #""fields":{"when":{"value":"2026-11-25T08:00:00/2026-11-25T12:00:00","text":"下周三上午","#
        + #""certainty":"stated"}},"awaiting":{"kind":"offer","options":["张伟 09:00"]},"#
        + #""offers":[{"n":1,"slot":"s1","practitioner":{"code":"d1","name":"张伟"},"#
        + #""department":{"code":"heart","name":"心内科"},"campus":{"code":"main","name":"本部"},"#
        + #""start":"2026-11-25T09:00:00","end":"2026-11-25T09:30:00","fee_fen":5000,"gives_up":["half"]}],"#
        + #""appointment":{"id":"a1","status":"booked","patient":"王**","#
        + #""practitioner":{"code":"d1","name":"张伟"},"department":{"code":"heart","name":"心内科"},"#
        + #""campus":{"code":"main","name":"本部"},"start":"2026-11-25T09:00:00","end":"2026-11-25T09:30:00","#
        + #""fee_fen":5000,"visit_code":"K7QM2P"}}}"#

    static let fullState = ConversationView(
        lang: "zh", form: "book",
        fields: ["when": .init(value: "2026-11-25T08:00:00/2026-11-25T12:00:00", text: "下周三上午", certainty: "stated")],
        awaiting: .init(kind: "offer", options: ["张伟 09:00"]),
        offers: [
            .init(
                n: 1, slot: "s1", practitioner: zhang, department: heart, campus: main, start: "2026-11-25T09:00:00",
                end: "2026-11-25T09:30:00", fee_fen: 5000, gives_up: ["half"])
        ],
        appointment: appointment)
}

extension Identifier: ExpressibleByStringLiteral {
    /// An id from a literal, so that tests read like data.
    public init(stringLiteral value: String) { self.init(value) }
}
