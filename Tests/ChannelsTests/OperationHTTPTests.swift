import FrontDesk
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Channels

@Suite("Catalogue, health, metrics, CORS and the page over HTTP", .timeLimit(.minutes(1)))
struct OperationHTTPTests {
    @Test("A slot carries codes with names, what is free and its status")
    func slots() async throws {
        try await withHTTP { client in
            let answer = try await client.get("/v1/catalog/slots?department=eye&lang=en")
            #expect(
                answer.text
                    == #"{"slots":[{"id":"s2","session":"session-s2","#
                    + #""practitioner":{"code":"d2","name":"Ouyang Ming"},"#
                    + #""instead_of":{"code":"d1","name":"Zhang Wei"},"#
                    + #""department":{"code":"eye","name":"Ophthalmology"},"#
                    + #""campus":{"code":"main","name":"Main campus"},"start":"2026-11-20T09:00:00","#
                    + #""end":"2026-11-20T09:30:00","free":0,"status":"full","fee_fen":5000}]}"#)
            let today = try await client.get("/v1/catalog/slots")
            #expect(
                today.text.contains("\"s2\"") && !today.text.contains("\"s1\""), "one day when nothing is asked for")
            let group = try await client.get("/v1/catalog/slots?department=medicine")
            #expect(group.text.contains("\"s1\"") && !group.text.contains("\"s2\""), "a group means its members")
        }
    }

    @Test("Readiness follows the store; being alive does not")
    func health() async throws {
        let host = ScriptedHost()
        await host.breakStorage()
        try await withHTTP(host) { client in
            let ready = try await client.get("/readyz")
            #expect(ready.status == .serviceUnavailable)
            #expect(ready.text == #"{"status":"not ready","storage":false,"problem":"disk full"}"#)
            let alive = try await client.get("/healthz")
            #expect(alive.status == .ok)
        }
    }

    @Test("Metrics count requests by route, turns and latencies")
    func metrics() async throws {
        try await withHTTP(options: HTTPOptions(moreMetrics: { "frontdesk_more 1\n" })) { client in
            let (id, token) = try await client.open()
            _ = try await client.post("/v1/conversations/\(id)/turns", #"{"text":"a","message_id":"1"}"#, token)
            _ = try await client.get("/nowhere")
            let text = try await client.get("/metrics").text
            for line in [
                #"frontdesk_http_requests_total{method="POST",route="/v1/conversations/{id}/turns",status="200"} 1"#,
                #"frontdesk_http_requests_total{method="GET",route="NotFound",status="404"} 1"#,
                #"frontdesk_http_request_seconds_bucket{route="/v1/conversations",le="+Inf"} 1"#,
                #"frontdesk_turn_seconds_count{channel="http"} 1"#, "frontdesk_open_lines 0", "frontdesk_more 1",
            ] {
                #expect(text.contains(line + "\n"), "\(line)")
            }
            #expect(!text.contains(id), "no conversation's id among the labels")
        }
    }

    @Test("Only listed origins may read answers from a browser")
    func origins() async throws {
        try await withHTTP(options: HTTPOptions(allowedOrigins: ["https://hospital.example"])) { client in
            for (origin, allowed) in [("https://hospital.example", true), ("https://evil.example", false)] {
                let answer = try await client.get("/healthz", [.origin: origin])
                #expect((answer.headers[.accessControlAllowOrigin] == origin) == allowed)
                let preflight = try await client.execute(
                    uri: "/v1/conversations", method: .options, headers: [.origin: origin]
                ) { $0 }
                #expect(preflight.status == .noContent)
                #expect(preflight.headers[.allow] == "POST, OPTIONS")
                #expect((preflight.headers[.accessControlAllowMethods] != nil) == allowed)
            }
        }
    }

    @Test("A client's request id comes back when it is harmless, else a new one")
    func requestIDs() async throws {
        let name = HTTPField.Name("X-Request-ID")!
        try await withHTTP { client in
            let mine = try await client.get("/healthz", [name: "abc-1"])
            #expect(mine.headers[name] == "abc-1")
            let long = try await client.get("/healthz", [name: String(repeating: "a", count: 500)])
            #expect((long.headers[name]?.count ?? 500) < 100)
        }
    }

    @Test("The page is served with a policy that allows nothing from elsewhere, and can be switched off")
    func page() async throws {
        try await withHTTP { client in
            for (path, type) in [("/", "text/html"), ("/chat.css", "text/css"), ("/chat.js", "text/javascript")] {
                let file = try await client.get(path)
                #expect(file.status == .ok)
                #expect(file.headers[.contentType]?.hasPrefix(type) == true)
                #expect(file.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
            }
            let page = try await client.get("/").text
            #expect(page.contains("role=\"log\"") && page.contains("lang=\"zh-CN\""))
        }
        try await withHTTP(options: HTTPOptions(servesChatPage: false)) { client in
            let page = try await client.get("/")
            #expect(page.status == .notFound)
        }
    }

    @Test("The benchmark's echo route exists only when asked for")
    func echo() async throws {
        let turn = #"{"text":"挂号","message_id":"1"}"#
        try await withHTTP(options: HTTPOptions(echoPath: "/bench/echo")) { client in
            let answer = try await client.post("/bench/echo", turn)
            #expect(answer.text.contains("挂号"))
        }
        try await withHTTP { client in
            let answer = try await client.post("/bench/echo", turn)
            #expect(answer.status == .notFound)
        }
    }
}
