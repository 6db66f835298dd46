import Dialogue
import FrontDesk
import Foundation
import Hummingbird

extension HTTPFace {
    /// Rasa's REST channel, so that every widget made for Rasa works here.
    var rasaEndpoint: Endpoint {
        Endpoint(
            method: .post, path: "/webhooks/rest/webhook", operation: "rasaMessage",
            summary: "A message in the shape of Rasa's REST channel; /restart starts over.", tag: "rasa",
            parameters: [
                .init(name: "token", schema: ["type": "string"], description: "The shared secret, where one is set.")
            ],
            body: Schemas.reference("RasaMessage"),
            answers: [
                .json(200, "The answers.", ["type": "array", "items": Schemas.reference("RasaAnswer")])
            ],
            problems: [
                .malformedJSON, .invalidMember, .tooLarge, .unsupportedMediaType, .unauthorised, .busy, .unavailable,
            ],
            respond: rasaMessage)
    }

    /// Messages by which Rasa's widgets ask for a greeting.
    private static let greetings: Set<String> = ["/start", "/greet", "/session_start", "/get_started"]

    @Sendable private func rasaMessage(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        if let secret = options.rasaToken {
            let given = request.uri.queryParameters["token"].map { String($0) } ?? ""
            guard given.isSameSecret(as: secret) else { throw Problem.wrongToken }
        }
        let body = try await object(of: request)
        let sender = try text("sender", of: body) ?? "default"
        guard (1...200).contains(sender.utf8.count) else {
            throw Problem.member("sender", zh: "要有 1 到 200 个字节", en: "1 to 200 bytes are wanted")
        }
        var said = TextCleaning.clean(try text("message", of: body) ?? "")
        let opening = OpenRequest(channel: .rasa, address: context.address, key: sender)
        let opened = try await HTTPFace.desk { () throws(DeskError) in try await host.open(opening) }
        if HTTPFace.greetings.contains(said) { return rasa(opened.replies, to: sender) }
        if said == "/restart" { said = opened.state.lang == "en" ? "start over" : "从头开始" }
        let given = try body["metadata"].map { metadata throws(Problem) in try messageID(in: metadata) } ?? nil
        let message = InboundMessage(
            id: given ?? UUID().uuidString, conversation: opened.id, text: said, channel: .rasa,
            address: context.address)
        return rasa(try await turn(message).replies, to: sender)
    }

    /// A message id that a careful client put into `metadata`.
    private func messageID(in metadata: JSONValue) throws(Problem) -> String? {
        guard case .object = metadata else { return nil }
        return try text("message_id", of: metadata)
    }

    private func rasa(_ replies: [RenderedReply], to sender: String) -> Response {
        var writer = JSONWriter()
        writer.array { writer in
            for reply in replies {
                writer.object { writer in
                    writer.member("recipient_id", sender)
                    writer.member("text", reply.text)
                    if let choices = reply.choices, !choices.isEmpty {
                        writer.name("buttons")
                        writer.array { writer in
                            for choice in choices {
                                writer.object { writer in
                                    writer.member("title", choice.label)
                                    writer.member("payload", choice.say)
                                }
                            }
                        }
                    }
                    if let card = reply.card {
                        writer.name("custom")
                        writer.object { writer in
                            writer.name("card")
                            writer.card(card)
                        }
                    }
                }
            }
        }
        return HTTPFace.json(writer.bytes)
    }
}

extension String {
    /// Compares without stopping at the first difference, so that timing tells nothing about the secret.
    func isSameSecret(as secret: String) -> Bool {
        let left = Array(utf8)
        let right = Array(secret.utf8)
        var difference = left.count ^ right.count
        for index in right.indices { difference |= Int((index < left.count ? left[index] : 0) ^ right[index]) }
        return difference == 0
    }
}
