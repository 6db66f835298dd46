import FrontDesk
import HTTPTypes
import Hummingbird
import NIOCore

/// The desk as HTTP sees it; the routes are its methods, grouped in extensions.
struct HTTPFace: Sendable {
    let host: any ConversationHost
    /// The desk as staff use it.
    var staff: (any StaffHost)?
    let options: HTTPOptions
    let metrics: ChannelMetrics

    /// Every route that is served and described.
    var endpoints: [Endpoint] {
        conversationEndpoints + catalogueEndpoints + releaseEndpoints + staffEndpoints + visitDayEndpoints
            + [rasaEndpoint]
            + operationEndpoints
    }

    /// The router with every route behind the front door.
    func router() -> Router<DeskRequestContext> {
        let endpoints = self.endpoints
        let description = OpenAPIDocument(endpoints: endpoints).bytes
        let router = Router(context: DeskRequestContext.self, options: .autoGenerateHeadEndpoints)
        if let path = options.echoPath { EchoRoute.add(to: router, at: path) }
        router.add(middleware: FrontDoor(endpoints: endpoints, options: options, metrics: metrics))
        for endpoint in endpoints {
            let respond = endpoint.respond
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                try await respond(request, context)
            }
        }
        router.get("/openapi.json") { _, _ in HTTPFace.json(description, cache: "no-cache") }
        if options.servesChatPage { ChatPage.add(to: router) }
        return router
    }

    /// A JSON answer; what belongs to a visitor must not stay in caches.
    static func json(
        _ bytes: [UInt8], status: HTTPResponse.Status = .ok, cache: String = "no-store"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: cache],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Writes a JSON answer.
    static func json(
        status: HTTPResponse.Status = .ok, cache: String = "no-store", _ members: (inout JSONWriter) -> Void
    ) -> Response {
        var writer = JSONWriter()
        writer.object(members)
        return json(writer.bytes, status: status, cache: cache)
    }

    /// Runs something of the desk; its errors become problems.
    static func desk<Answer>(
        _ body: () async throws(DeskError) -> Answer
    ) async throws(Problem) -> Answer {
        do throws(DeskError) {
            return try await body()
        } catch {
            throw Problem(error)
        }
    }

    /// The body of a request as a JSON object; an empty body is an empty object where that is allowed.
    func object(of request: Request, emptyIsAllowed: Bool = false) async throws(Problem) -> JSONValue {
        try requireJSON(request.headers[.contentType])
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > options.bodyLimit {
            throw .tooLarge(limit: options.bodyLimit)
        }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: options.bodyLimit)
        } catch is NIOTooManyBytesError {
            throw .tooLarge(limit: options.bodyLimit)
        } catch {
            throw Problem(.badRequest, zh: "请求没有传完。", en: "The request ended before its body was complete.")
        }
        if buffer.readableBytes == 0, emptyIsAllowed { return [:] }
        let value: JSONValue
        do throws(JSONFault) {
            value = try JSONReader.read(buffer.readableBytesView)
        } catch {
            throw Problem(error)
        }
        guard case .object = value else {
            throw .member("body", zh: "要一个 JSON 对象，不是 \(value.kind)", en: "a JSON object is wanted, not \(value.kind)")
        }
        return value
    }

    /// A text member; absent or `null` gives `nil`.
    func text(_ name: String, of object: JSONValue) throws(Problem) -> String? {
        guard let value = object[name], value != .null else { return nil }
        guard let text = value.text else {
            throw .member(name, zh: "要字符串，不是 \(value.kind)", en: "a string is wanted, not \(value.kind)")
        }
        return text
    }

    /// A text member that must be there.
    func requiredText(_ name: String, of object: JSONValue) throws(Problem) -> String {
        guard let text = try text(name, of: object) else {
            throw .member(name, zh: "缺少这一项", en: "this member is missing")
        }
        return text
    }

    private func requireJSON(_ contentType: String?) throws(Problem) {
        guard let contentType else { return }
        let parts = contentType.lowercased().split(separator: ";").map { $0.filter { $0 != " " && $0 != "\"" } }
        let type = parts.first ?? ""
        let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst(8)
        guard type == "application/json" || (type.hasPrefix("application/") && type.hasSuffix("+json")),
            charset == nil || charset == "utf-8" || charset == "utf8"
        else {
            throw Problem(
                .unsupportedMediaType, zh: "Content-Type 要写 application/json（UTF-8）。",
                en: "The Content-Type must be application/json in UTF-8.")
        }
    }
}
