import FrontDesk
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Channels

@Suite("Errors over HTTP", .timeLimit(.minutes(1)))
struct ProblemTests {
    struct Case: Sendable {
        var name: String
        var method: HTTPRequest.Method = .post
        var path = "/v1/conversations/ID/turns"
        var body: [UInt8] = []
        var headers: HTTPFields = [:]
        var hasToken = true
        var status: HTTPResponse.Status
        var type: String
        var detail = ""
        var answerHeader: (HTTPField.Name, String)?
    }

    static let turn = Array(#"{"text":"a","message_id":"1"}"#.utf8)

    static let cases: [Case] = [
        Case(name: "unknown route", method: .get, path: "/nowhere", status: .notFound, type: "not-found"),
        Case(
            name: "wrong method", method: .delete, path: "/v1/catalog/slots", status: .methodNotAllowed,
            type: "wrong-method", answerHeader: (.allow, "GET, HEAD, OPTIONS")),
        Case(
            name: "wrong method on a path with an id", method: .get, path: "/v1/conversations/x/turns",
            status: .methodNotAllowed, type: "wrong-method", answerHeader: (.allow, "POST, OPTIONS")),
        Case(
            name: "malformed JSON says where", body: Array("{\"text\": \"好\",\n  oops}".utf8), status: .badRequest,
            type: "malformed-json", detail: "Line 2, column 3: unexpected \"o\"."),
        Case(
            name: "JSON that ends early", body: Array("{\"text\": \"a".utf8), status: .badRequest,
            type: "malformed-json",
            detail: "Line 1, column 12: it ends too early."),
        Case(
            name: "empty body", body: [], status: .badRequest, type: "malformed-json",
            detail: "Line 1, column 1: it ends too early."),
        Case(
            name: "invalid UTF-8", body: Array("{\"text\":\"a".utf8) + [0xFF] + Array("\"}".utf8), status: .badRequest,
            type: "invalid-utf8", detail: "Line 1, column 11: the bytes here are not UTF-8."),
        Case(
            name: "a list instead of an object", body: Array("[1]".utf8), status: .unprocessableContent,
            type: "invalid-member", detail: "body: a JSON object is wanted, not array."),
        Case(
            name: "no text", body: Array(#"{"message_id":"1"}"#.utf8), status: .unprocessableContent,
            type: "invalid-member", detail: "text: this member is missing."),
        Case(
            name: "a number as text", body: Array(#"{"text":7,"message_id":"1"}"#.utf8), status: .unprocessableContent,
            type: "invalid-member", detail: "text: a string is wanted, not integer."),
        Case(
            name: "no message id", body: Array(#"{"text":"a"}"#.utf8), status: .unprocessableContent,
            type: "invalid-member", detail: "message_id: this member is missing."),
        Case(
            name: "an empty message id", body: Array(#"{"text":"a","message_id":""}"#.utf8),
            status: .unprocessableContent, type: "invalid-member"),
        Case(
            name: "a text over the limit",
            body: Array(#"{"message_id":"1","text":""#.utf8)
                + [UInt8](repeating: 0x61, count: 65_537) + Array("\"}".utf8),
            status: .contentTooLarge, type: "too-large"),
        Case(
            name: "a body over the limit", body: [UInt8](repeating: 0x20, count: 600_000), status: .contentTooLarge,
            type: "too-large"),
        Case(
            name: "another media type", body: turn, headers: [.contentType: "text/plain"],
            status: .unsupportedMediaType, type: "unsupported-media-type"),
        Case(
            name: "another charset", body: turn, headers: [.contentType: "application/json; charset=gbk"],
            status: .unsupportedMediaType, type: "unsupported-media-type"),
        Case(
            name: "no token", body: turn, hasToken: false, status: .unauthorized, type: "unauthorised",
            answerHeader: (.wwwAuthenticate, "Bearer realm=\"frontdesk\"")),
        Case(
            name: "a wrong token", body: turn, headers: [.authorization: "Bearer c1.wrong"], hasToken: false,
            status: .unauthorized, type: "unauthorised"),
        Case(
            name: "a token without its parts", body: turn, headers: [.authorization: "Bearer x"], hasToken: false,
            status: .unauthorized, type: "unauthorised"),
        Case(
            name: "another scheme", body: turn, headers: [.authorization: "Basic c1.secret-c1"], hasToken: false,
            status: .unauthorized, type: "unauthorised"),
        Case(
            name: "somebody else's conversation", path: "/v1/conversations/c2/turns", body: turn, status: .notFound,
            type: "unknown-conversation"),
        Case(
            name: "a conversation that does not exist", path: "/v1/conversations/c999/turns", body: turn,
            status: .notFound, type: "unknown-conversation"),
        Case(
            name: "a conversation that does not exist, with a made-up token", path: "/v1/conversations/c999/turns",
            body: turn, headers: [.authorization: "Bearer c999.x"], hasToken: false, status: .unauthorized,
            type: "unauthorised"),
        Case(
            name: "a bad number of an event", method: .get, path: "/v1/conversations/ID/events?after=x",
            status: .badRequest, type: "invalid-parameter"),
        Case(
            name: "a bad date", method: .get, path: "/v1/catalog/slots?from=2026-02-30", status: .badRequest,
            type: "invalid-parameter", detail: "from: a date such as 2026-11-25 is wanted."),
        Case(
            name: "days in the wrong order", method: .get, path: "/v1/catalog/sessions?from=2026-12-02&to=2026-12-01",
            status: .badRequest, type: "invalid-parameter"),
        Case(
            name: "a department that does not exist", method: .get, path: "/v1/catalog/slots?department=x",
            status: .badRequest, type: "invalid-parameter"),
        Case(
            name: "a language nobody speaks here", path: "/v1/conversations", body: Array(#"{"lang":"tlh"}"#.utf8),
            status: .unprocessableContent, type: "invalid-member"),
    ]

    @Test("Every error is a problem document", arguments: cases.indices)
    func problems(index: Int) async throws {
        let wanted = Self.cases[index]
        try await withHTTP { client in
            let (id, token) = try await client.open()
            _ = try await client.open()
            var headers = wanted.hasToken ? token : [:]
            headers[.acceptLanguage] = "en"
            for field in wanted.headers { headers[field.name] = field.value }
            let path = wanted.path.replacing("ID", with: id)
            let answer =
                wanted.method == .post
                ? try await client.post(path, bytes: wanted.body, headers)
                : try await client.execute(uri: path, method: wanted.method, headers: headers) { $0 }
            #expect(answer.status == wanted.status, "\(wanted.name)")
            #expect(answer.headers[.contentType] == "application/problem+json", "\(wanted.name)")
            let problem = try answer.json
            #expect(problem["type"]?.text == "urn:frontdesk:problem:\(wanted.type)", "\(wanted.name)")
            #expect(problem["status"] == .integer(wanted.status.code), "\(wanted.name)")
            #expect(problem["title"]?.text?.isEmpty == false, "\(wanted.name)")
            if !wanted.detail.isEmpty { #expect(problem["detail"]?.text == wanted.detail, "\(wanted.name)") }
            if let (name, value) = wanted.answerHeader { #expect(answer.headers[name] == value, "\(wanted.name)") }
            #expect(answer.headers[HTTPField.Name("X-Request-ID")!] != nil, "\(wanted.name)")
        }
    }

    static let deskErrors: [(DeskError, HTTPResponse.Status, String?)] = [
        (.busy(retryAfterSeconds: 2), .tooManyRequests, "2"),
        (.storageUnavailable(reason: "/var/lib/desk.sqlite is full", retryAfterSeconds: 5), .serviceUnavailable, "5"),
        (.textTooLong(limit: 10), .contentTooLarge, nil),
        (.badMessageID, .unprocessableContent, nil),
        (.phoneNotProven, .forbidden, nil),
    ]

    @Test("What the desk refuses keeps its status, tells when to come back and no inner names", arguments: deskErrors)
    func desk(error: DeskError, status: HTTPResponse.Status, retryAfter: String?) async throws {
        let host = ScriptedHost(script: { _ throws(DeskError) in throw error })
        let metrics = ChannelMetrics()
        try await withHTTP(host, metrics: metrics) { client in
            let (id, token) = try await client.open()
            let answer = try await client.post(
                "/v1/conversations/\(id)/turns", String(decoding: Self.turn, as: UTF8.self), token)
            #expect(answer.status == status)
            #expect(answer.headers[.retryAfter] == retryAfter)
            #expect(!answer.text.contains("sqlite"))
        }
        #expect(metrics.prometheusText().contains("frontdesk_turns_refused_total{channel=\"http\"} 1"))
    }

    @Test(
        "Errors are told in the speaker's language",
        arguments: [
            ("/x", "en-GB,en;q=0.9", "No such place"), ("/x", "fr, zh-CN;q=0.5, en;q=0.4", "没有这个地址"),
            ("/x", "", "没有这个地址"), ("/x?lang=en", "zh", "No such place"), ("/x", "en;q=0", "没有这个地址"),
        ])
    func language(path: String, header: String, title: String) async throws {
        try await withHTTP { client in
            let problem = try await client.get(path, [.acceptLanguage: header]).json
            #expect(problem["title"]?.text == title)
        }
    }
}
