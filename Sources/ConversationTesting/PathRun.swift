import Booking
import CivilCalendar
import Dialogue
import FrontDesk

/// One run through a test: on one channel, with one phrasing of every turn.
struct PathRun {
    let test: ConversationTest
    let path: Int
    let channel: ChannelKind
    let host: any RehearsalHost

    private(set) var turnCount = 0
    private(set) var duration = Duration.zero
    private(set) var saidKeys: Set<String> = []
    private var talk: [PathFailure.Line] = []
    private var conversation: ConversationID?
    private var last: (message: InboundMessage, answer: TurnAnswer)?
    private var replies: [RenderedReply] = []
    private var state = ConversationView(lang: "zh")
    private var messages = 0
    /// The number of the last turn that was heard.
    private var heardTurn = 0

    /// What stops a path before its expectations are looked at.
    private struct Stop: Error {
        var problem: String
    }

    init(test: ConversationTest, path: Int, channel: ChannelKind, host: any RehearsalHost) {
        self.test = test
        self.path = path
        self.channel = channel
        self.host = host
    }

    /// A name for the path, such as `chat, phrasing 2 of 3`.
    static func name(of path: Int, channel: ChannelKind, in test: ConversationTest) -> String {
        let place = channel.isForTheEar ? "phone" : "chat"
        return test.pathCount > 1 ? "\(place), phrasing \(path + 1) of \(test.pathCount)" : place
    }

    /// Runs to the end or to the first turn that goes wrong.
    mutating func run() async -> PathFailure? {
        let name = Self.name(of: path, channel: channel, in: test)
        do {
            let opened = try await host.desk().open(OpenRequest(language: test.language, channel: channel))
            conversation = opened.id
            hear(opened.replies, opened.state)
        } catch {
            return PathFailure(path: name, talk: talk, problem: "the conversation could not be opened: \(error)")
        }
        for turn in test.turns {
            do {
                let before = try await host.counts()
                try await act(turn.action)
                let outcome = TurnOutcome(
                    replies: replies, state: state, before: before, after: try await host.counts())
                let mismatches = turn.expectations.flatMap {
                    $0.mismatches(in: outcome, isForTheEar: channel.isForTheEar)
                }
                if !mismatches.isEmpty {
                    return await failure(name, line: turn.line, mismatches: mismatches, problem: nil)
                }
            } catch let stop as Stop {
                return await failure(name, line: turn.line, mismatches: [], problem: stop.problem)
            } catch {
                return await failure(name, line: turn.line, mismatches: [], problem: "\(error)")
            }
        }
        return nil
    }

    private func failure(
        _ name: String, line: Int, mismatches: [Mismatch], problem: String?
    ) async -> PathFailure {
        let trace: [String] = if let conversation { await host.trace(of: conversation) } else { [] }
        return PathFailure(
            path: name, line: line, talk: talk, mismatches: mismatches, trace: trace, problem: problem)
    }

    private mutating func act(_ action: TestTurn.Action) async throws {
        switch action {
        case .say(let texts):
            try await say(texts[path % texts.count])
        case .tap(let number):
            let choices = replies.flatMap { $0.choices ?? [] }
            guard number <= choices.count else {
                let shown = choices.map(\.label).joined(separator: ", ")
                throw Stop(problem: "there is no choice \(number) to tap, only: \(shown)")
            }
            try await say(choices[number - 1].say)
        case .two(let first, let second):
            try await sayAtOnce(first, second)
        case .again:
            guard let last else { throw Stop(problem: "nothing was said that could be said again") }
            let answer = try await timed { try await $0.turn(last.message) }
            guard answer == last.answer else {
                talk.append(.note("the same message again"))
                hear(answer.replies, answer.state)
                throw Stop(problem: "the same message id got another answer")
            }
        case .wait(let seconds):
            talk.append(.note("\(seconds) seconds pass"))
            try await host.move(seconds: seconds)
            try await hearNews()
        case .freed(let doctor, let moment):
            talk.append(.note("a place of \(doctor) at \(moment) is given back"))
            try await host.free(doctor, at: moment)
            try await hearNews()
        case .restart:
            talk.append(.note("the process is killed and started again"))
            try await host.restart()
        case .stop(let doctor, let start):
            talk.append(.note("the clinic of \(doctor) at \(start) is stopped"))
            try await stopClinic(of: doctor, at: start)
        case .hangUp:
            guard let conversation else { return }
            talk.append(.note("the line drops and is taken up again"))
            let code = try await host.desk().park(conversation)
            let opened = try await host.desk().resume(code: code, channel: channel)
            guard opened.id == conversation else { throw Stop(problem: "the code resumed another conversation") }
            hear(opened.replies, opened.state)
        }
    }

    /// Stops a clinic as staff do, and hears what the desk says about it.
    private mutating func stopClinic(of doctor: PractitionerCode, at start: CivilMoment) async throws {
        guard let desk = await host.desk() as? Desk, let conversation else {
            throw Stop(problem: "this desk takes no orders of staff")
        }
        let slots = try await desk.slots(SlotQuery(practitioners: [doctor], from: start.date, through: start.date))
        guard let session = slots.first(where: { $0.start == start })?.session else {
            throw Stop(problem: "\(doctor) has no clinic at \(start)")
        }
        let before = try await desk.events(of: conversation, after: 0).last?.number ?? 0
        _ = try await desk.stopClinic(
            session.id, offerHours: 24, order: StaffOrder(staff: "rehearsal", reason: "rehearsal"))
        // A serving desk does this every few seconds.
        try await desk.tellStopOffers()
        hear(try await desk.events(of: conversation, after: before).flatMap(\.replies), state)
    }

    /// Hears what the desk said first since the last turn.
    private mutating func hearNews() async throws {
        guard let conversation else { return }
        let events = try await host.desk().events(of: conversation, after: heardTurn)
        guard let last = events.last else { return }
        heardTurn = last.number
        hear(events.filter { $0.kind == "push" }.flatMap(\.replies), state)
    }

    private mutating func say(_ text: String) async throws {
        let message = try await message(text)
        talk.append(.person(message.text))
        let answer = try await timed { try await $0.turn(message) }
        last = (message, answer)
        heardTurn = answer.turn
        hear(answer.replies, answer.state)
    }

    private mutating func sayAtOnce(_ first: String, _ second: String) async throws {
        let one = try await message(first)
        let other = try await message(second)
        let desk = await host.desk()
        talk.append(.person(one.text))
        talk.append(.person(other.text))
        async let firstAnswer = desk.turn(one)
        async let secondAnswer = desk.turn(other)
        let answers = try await [firstAnswer, secondAnswer].sorted { $0.turn < $1.turn }
        turnCount += 2
        guard answers[0].turn + 1 == answers[1].turn else {
            throw Stop(problem: "two messages were answered as turns \(answers.map(\.turn)), not one after the other")
        }
        heardTurn = answers[1].turn
        hear(answers.flatMap(\.replies), answers[1].state)
    }

    private mutating func timed(
        _ body: (any ConversationHost) async throws -> TurnAnswer
    ) async throws -> TurnAnswer {
        let clock = ContinuousClock()
        let desk = await host.desk()
        let start = clock.now
        let answer = try await body(desk)
        duration += clock.now - start
        turnCount += 1
        return answer
    }

    private mutating func hear(_ replies: [RenderedReply], _ state: ConversationView) {
        self.replies = replies
        self.state = state
        for reply in replies {
            saidKeys.insert(reply.key)
            let text = channel.isForTheEar ? reply.speech ?? reply.text : reply.text
            talk.append(.desk(text, key: reply.key))
        }
    }

    private mutating func message(_ text: String) async throws -> InboundMessage {
        guard let conversation else { throw Stop(problem: "the conversation is not open") }
        messages += 1
        return InboundMessage(
            id: "m\(messages)", conversation: conversation, text: try await filled(text), channel: channel)
    }

    /// Puts the one-time code that was sent last in the place of `{code}`, another one in that of `{wrong_code}`, and in
    /// that of `{visit_code PHONE}` the visit code of the last confirmation to the phone, of `{visit_code first PHONE}`
    /// that of the first.
    private func filled(_ text: String) async throws -> String {
        let text = try await filledVisitCodes(text)
        guard text.contains("{code}") || text.contains("{wrong_code}") else { return text }
        guard let body = try await host.outbox().last(where: { $0.kind == "code" })?.body,
            let code = OneTimeCode.inside(body)
        else { throw Stop(problem: "no code was sent") }
        let wrong = code == "000000" ? "111111" : "000000"
        return text.replacing("{code}", with: code).replacing("{wrong_code}", with: wrong)
    }

    private func filledVisitCodes(_ text: String) async throws -> String {
        let opening = "{visit_code "
        guard let start = text.firstRange(of: opening), let end = text[start.upperBound...].firstIndex(of: "}") else {
            return text
        }
        let words = text[start.upperBound..<end].split(separator: " ")
        let sent = try await host.outbox().filter { $0.to == words.last.map(String.init) && $0.kind != "code" }
        guard let message = words.first == "first" ? sent.first : sent.last,
            let code = VisitCode(in: message.body.replacing("-", with: "/"))
        else { throw Stop(problem: "no visit code was sent for \(text)") }
        return try await filledVisitCodes(
            text[..<start.lowerBound] + code.text + text[text.index(after: end)...])
    }
}
