import FrontDesk
import HTTPTypes
import Hummingbird
import TimeExpressions

extension HTTPFace {
    /// Opening a conversation, talking, listening, and one's own appointments.
    var conversationEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .post, path: "/v1/conversations", operation: "openConversation",
                summary: "Open a conversation; the token opens this conversation alone.", tag: "conversations",
                body: Schemas.reference("Opening"),
                answers: [.json(201, "The conversation is open.", Schemas.reference("OpenedConversation"))],
                problems: [.malformedJSON, .invalidMember, .tooLarge, .unsupportedMediaType, .busy, .unavailable],
                respond: openConversation),
            Endpoint(
                method: .post, path: "/v1/conversations/{id}/turns", operation: "takeTurn",
                summary: "Say something. The same message_id gives the recorded answer.", tag: "conversations",
                needsToken: true, body: Schemas.reference("Message"),
                answers: [.json(200, "What the desk says.", Schemas.reference("Turn"))],
                problems: [
                    .malformedJSON, .invalidMember, .tooLarge, .unsupportedMediaType, .unknownConversation, .busy,
                    .crowded, .unavailable,
                ],
                respond: takeTurn),
            Endpoint(
                method: .get, path: "/v1/conversations/{id}/events", operation: "listen",
                summary: "What the desk says, as server-sent events or, polled, as JSON.", tag: "conversations",
                parameters: [
                    .init(
                        name: "after", schema: ["type": "integer", "minimum": 0],
                        description: "Only events with a higher number."),
                    .init(
                        name: "Last-Event-ID", place: "header", schema: ["type": "integer", "minimum": 0],
                        description: "The last event that arrived; the stream goes on after it."),
                ],
                needsToken: true,
                answers: [
                    .init(
                        status: 200, description: "Events in the order of their numbers.",
                        content: [
                            ("text/event-stream", ["type": "string"]),
                            ("application/json", Schemas.reference("Events")),
                        ])
                ],
                problems: [.invalidParameter, .unknownConversation, .unavailable], respond: listen),
            Endpoint(
                method: .get, path: "/v1/appointments", operation: "listAppointments",
                summary: "The visitor's appointments, once the phone is proven in the conversation.",
                tag: "conversations", needsToken: true,
                answers: [
                    .json(200, "The appointments.", Schemas.list("appointments", of: "Appointment"))
                ],
                problems: [.phoneNotProven, .unavailable], respond: listAppointments),
        ]
    }

    @Sendable private func openConversation(
        _ request: Request, _ context: DeskRequestContext
    ) async throws -> Response {
        let body = try await object(of: request, emptyIsAllowed: true)
        var language: Language?
        if let wanted = try text("lang", of: body) {
            language = RequestLanguage.language(of: wanted)
            if language == nil { throw Problem.member("lang", zh: "只有 zh 和 en", en: "there are zh and en") }
        } else if request.headers[.acceptLanguage] != nil || request.uri.queryParameters["lang"] != nil {
            language = context.language
        }
        var channel = ChannelKind.http
        if let wanted = try text("channel", of: body), wanted != "widget" {
            guard let kind = ChannelKind(rawValue: wanted) else {
                throw Problem.member(
                    "channel", zh: "有 http、widget、rasa、line、repl", en: "there are http, widget, rasa, line and repl")
            }
            channel = kind
        }
        let opening = OpenRequest(language: language, channel: channel, address: context.address)
        let opened = try await HTTPFace.desk { () throws(DeskError) in try await host.open(opening) }
        return HTTPFace.json(status: .created) { writer in
            writer.member("id", opened.id.rawValue)
            writer.member("token", BearerToken(conversation: opened.id, secret: opened.token).text)
            writer.name("replies")
            writer.replies(opened.replies)
        }
    }

    @Sendable private func takeTurn(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let conversation = try await authorised(request, context)
        let body = try await object(of: request)
        let text = try requiredText("text", of: body)
        let messageID = try requiredText("message_id", of: body)
        let message = InboundMessage(
            id: messageID, conversation: conversation, text: TextCleaning.clean(text), channel: .http,
            address: context.address, device: try device(of: body))
        let answer = try await turn(message)
        var writer = JSONWriter()
        writer.turn(answer)
        return HTTPFace.json(writer.bytes)
    }

    /// The name that a device gave itself; limits count by it.
    private func device(of body: JSONValue) throws(Problem) -> String? {
        guard let device = try text("device", of: body) else { return nil }
        guard (1...100).contains(device.utf8.count) else {
            throw .member("device", zh: "要有 1 到 100 个字节", en: "1 to 100 bytes are wanted")
        }
        return device
    }

    /// Has the desk answer a message, and counts it.
    func turn(_ message: InboundMessage) async throws(Problem) -> TurnAnswer {
        let limit = TextLimit.bytes
        if message.text.utf8.count > limit { throw Problem(.textTooLong(limit: limit)) }
        let start = ContinuousClock.now
        do throws(DeskError) {
            let answer = try await host.turn(message)
            metrics.turn(on: message.channel, took: ContinuousClock.now - start)
            return answer
        } catch {
            metrics.refusedTurn(on: message.channel)
            throw Problem(error)
        }
    }

    @Sendable private func listAppointments(
        _ request: Request, _ context: DeskRequestContext
    ) async throws -> Response {
        let conversation = try await owner(of: request)
        let appointments = try await HTTPFace.desk { () throws(DeskError) in
            try await host.appointments(of: conversation)
        }
        return HTTPFace.json { writer in
            writer.name("appointments")
            writer.array { writer in
                for appointment in appointments { writer.appointment(appointment) }
            }
        }
    }

    @Sendable private func listen(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let conversation = try await authorised(request, context)
        let asked = request.uri.queryParameters["after"].map { String($0) }
        var after = 0
        if let asked {
            guard let number = Int(asked), number >= 0 else {
                throw Problem.parameter("after", zh: "要一个不小于 0 的整数", en: "a whole number from 0 is wanted")
            }
            after = number
        }
        if let last = request.headers[HTTPField.Name("Last-Event-ID")!].flatMap({ Int($0) }) {
            after = max(after, last)
        }
        let accept = request.headers[.accept] ?? ""
        if accept.contains("application/json") || (asked != nil && !accept.contains("text/event-stream")) {
            return try await poll(conversation, after: after)
        }
        return EventStream(
            host: host, metrics: metrics, conversation: conversation, after: after, heartbeat: options.heartbeat
        ).response(to: request)
    }

    private func poll(_ conversation: ConversationID, after: Int) async throws -> Response {
        let events = try await HTTPFace.desk { () throws(DeskError) in
            try await host.events(of: conversation, after: after)
        }
        return HTTPFace.json { writer in
            writer.name("events")
            writer.array { writer in
                for event in events { writer.event(event) }
            }
            writer.member("last", events.last?.number ?? after)
        }
    }
}

extension Endpoint.Answer {
    /// An answer with a JSON body.
    static func json(_ status: Int, _ description: String, _ schema: JSONValue) -> Endpoint.Answer {
        Endpoint.Answer(status: status, description: description, content: [("application/json", schema)])
    }
}

/// How long a message may be.
enum TextLimit {
    /// Bytes of UTF-8.
    static let bytes = 64 * 1024
}
