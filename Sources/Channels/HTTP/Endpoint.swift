import HTTPTypes
import Hummingbird

/// A route with everything that its registration and its description need; both come from the same table, so the
/// OpenAPI document cannot say anything that is not served.
struct Endpoint: Sendable {
    /// A parameter in the query or in a header.
    struct Parameter: Sendable {
        var name: String
        var place = "query"
        var schema: JSONValue
        var description: String
    }

    /// A possible answer.
    struct Answer: Sendable {
        var status: Int
        var description: String
        /// Media types with the schemas of their bodies.
        var content: [(type: String, schema: JSONValue)]
    }

    var method: HTTPRequest.Method
    /// The path; parts in braces are parameters.
    var path: String
    /// Unique name of the operation.
    var operation: String
    var summary: String
    var tag: String
    var parameters: [Parameter] = []
    /// Whether the conversation's token must be sent.
    var needsToken = false
    /// Whether the token of a member of staff must be sent.
    var needsStaffToken = false
    /// Schema of the JSON body.
    var body: JSONValue?
    /// The answer when all goes well.
    var answers: [Answer]
    /// Kinds of trouble that this route can answer with, besides those that every route has.
    var problems: [Problem.Kind] = []
    var respond: @Sendable (Request, DeskRequestContext) async throws -> Response

    /// Names of the path's parameters.
    var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// Whether a request's path is one of this route's.
    func matches(_ path: String) -> Bool {
        let wanted = self.path.split(separator: "/")
        let given = path.split(separator: "/")
        return wanted.count == given.count && zip(wanted, given).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
