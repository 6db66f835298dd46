import HTTPTypes
import Hummingbird
import Logging
import TimeExpressions

/// The one middleware: request ids, CORS, counts, and every error as `application/problem+json`.
struct FrontDoor: RouterMiddleware {
    let endpoints: [Endpoint]
    let options: HTTPOptions
    let metrics: ChannelMetrics

    private static let requestID = HTTPField.Name("X-Request-ID")!
    private static let forwardedFor = HTTPField.Name("X-Forwarded-For")!

    func handle(
        _ request: Request, context: DeskRequestContext,
        next: (Request, DeskRequestContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let id = identity(of: request, context)
        var context = context
        context.language = RequestLanguage.of(request)
        context.address = options.trustedProxies.visitor(
            peer: context.address, forwarded: request.headers[values: Self.forwardedFor])
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = answer(to: error, request, context)
        }
        response.headers[Self.requestID] = id
        response.headers[.xContentTypeOptions] = "nosniff"
        allowOrigin(of: request, in: &response)
        metrics.request(
            method: FrontDoor.label(of: request.method), route: context.endpointPath ?? "none",
            status: response.status.code, took: ContinuousClock.now - start)
        return response
    }

    /// A client can make up methods; each must not become a counter of its own.
    private static func label(of method: HTTPRequest.Method) -> String {
        let known: [HTTPRequest.Method] = [.get, .post, .head, .options, .put, .delete, .patch]
        return known.contains(method) ? method.rawValue : "other"
    }

    /// The client's own request id where it is harmless to log, else a new one.
    private func identity(of request: Request, _ context: DeskRequestContext) -> String {
        if let given = request.headers[Self.requestID], (1...128).contains(given.utf8.count),
            given.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C })
        {
            return given
        }
        return context.id
    }

    private func answer(to error: any Error, _ request: Request, _ context: DeskRequestContext) -> Response {
        if request.method == .options, let allow = allowedMethods(at: request.uri.path) {
            return preflight(request, allow: allow)
        }
        let problem = problem(for: error, request, context)
        return Response(
            status: problem.status, headers: problem.headers,
            body: ResponseBody(
                byteBuffer: ByteBuffer(bytes: problem.body(language: context.language, instance: request.uri.path))))
    }

    private func problem(for error: any Error, _ request: Request, _ context: DeskRequestContext) -> Problem {
        if let problem = error as? Problem { return problem }
        if let error = error as? HTTPError, error.status == .notFound {
            guard let allow = allowedMethods(at: request.uri.path) else {
                return Problem(
                    .notFound, zh: "这里没有东西。接口说明在 /openapi.json。",
                    en: "There is nothing here. The API is described at /openapi.json.")
            }
            return Problem(
                .wrongMethod, zh: "这里可以用：\(allow)。", en: "Allowed here: \(allow).", allow: allow)
        }
        if let error = error as? any HTTPResponseError, (400..<500).contains(error.status.code) {
            return error.status == .contentTooLarge
                ? .tooLarge(limit: options.bodyLimit)
                : Problem(.badRequest, zh: "服务器看不懂这个请求。", en: "The server does not understand the request.")
        }
        context.logger.error("Request failed", metadata: ["error": "\(type(of: error))"])
        return .failure
    }

    /// The methods served at a path, as an `Allow` header; `nil` where nothing is.
    private func allowedMethods(at path: String) -> String? {
        var methods = endpoints.filter { $0.matches(path) }.map(\.method.rawValue)
        if methods.isEmpty { return nil }
        if methods.contains("GET") { methods.append("HEAD") }
        return (methods + ["OPTIONS"]).joined(separator: ", ")
    }

    private func preflight(_ request: Request, allow: String) -> Response {
        var headers: HTTPFields = [.allow: allow]
        if isAllowed(request.headers[.origin]) {
            headers[.accessControlAllowMethods] = allow
            headers[.accessControlAllowHeaders] = "Authorization, Content-Type, Last-Event-ID, X-Request-ID"
            headers[.accessControlMaxAge] = "600"
        }
        return Response(status: .noContent, headers: headers)
    }

    private func allowOrigin(of request: Request, in response: inout Response) {
        if options.allowedOrigins.isEmpty { return }
        response.headers[.vary] = "Origin"
        guard let origin = request.headers[.origin], isAllowed(origin) else { return }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.accessControlExposeHeaders] = "X-Request-ID, Retry-After"
    }

    private func isAllowed(_ origin: String?) -> Bool {
        guard let origin else { return false }
        return options.allowedOrigins.contains(origin) || options.allowedOrigins.contains("*")
    }
}
