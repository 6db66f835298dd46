import FrontDesk
import HTTPTypes
import Hummingbird

/// The token as clients hold it: the conversation's id, a dot, and the desk's secret for it.
///
/// With the id inside, `GET /v1/appointments` needs nothing else, and a request for somebody else's conversation can
/// be told from a wrong token without asking whether that conversation exists.
struct BearerToken: Hashable, Sendable {
    var conversation: ConversationID
    var secret: String

    init(conversation: ConversationID, secret: String) {
        self.conversation = conversation
        self.secret = secret
    }

    /// Reads a token; `nil` when it has no dot or an empty part.
    init?(_ text: some StringProtocol) {
        guard let dot = text.firstIndex(of: "."), dot != text.startIndex else { return nil }
        let secret = text[text.index(after: dot)...]
        if secret.isEmpty { return nil }
        self.init(conversation: ConversationID(String(text[..<dot])), secret: String(secret))
    }

    /// What clients get.
    var text: String { "\(conversation).\(secret)" }

    /// The token of a request.
    init?(of request: Request) {
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        self.init(parts[1].drop { $0 == " " })
    }
}

extension HTTPFace {
    /// The conversation whose token the request carries.
    func owner(of request: Request) async throws(Problem) -> ConversationID {
        guard let token = BearerToken(of: request) else { throw .wrongToken }
        do throws(DeskError) {
            try await host.authorise(token.conversation, token: token.secret)
        } catch {
            // That the conversation does not exist must not be told apart from a wrong secret.
            throw error == .unknownConversation ? .wrongToken : Problem(error)
        }
        return token.conversation
    }

    /// The conversation in the path, when the request's token opens it.
    func authorised(_ request: Request, _ context: DeskRequestContext) async throws(Problem) -> ConversationID {
        let owner = try await owner(of: request)
        guard context.parameters.get("id") == owner.rawValue else { throw .unknownConversation }
        return owner
    }
}
