import Booking
import Dialogue
import FrontDesk
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Channels

@Suite("The API's description and what is served", .timeLimit(.minutes(1)))
struct OpenAPITests {
    @Test("Every described route is served, and every served answer has the described shape")
    func described() async throws {
        let host = ScriptedHost(
            view: { message, _ in message.text == "满" ? Sample.fullState : ConversationView(lang: "zh") },
            script: { _ throws(DeskError) in
                [
                    RenderedReply(
                        text: "好", speech: "好", choices: [.init(label: "是", say: "是")],
                        card: .init(title: "预约", rows: [["医生", "张伟"]]), key: "k")
                ]
            })
        await host.prove()
        try await withHTTP(host, staff: ScriptedStaff(), options: try staffOptions) { client in
            let document = try await client.get("/openapi.json").json
            let (id, token) = try await client.open()
            let staff: HTTPFields = [.authorization: "Bearer \(ScriptedStaff.token)"]
            let order = #"{"reason":"ill","practitioner":"d2","places":1}"#
            let code = #"{"code":"\#(VisitCode(bits: 7).text)"}"#
            var polling = token
            polling[.accept] = "application/json"
            let calls: [(operation: String, answer: TestResponse)] = [
                ("openConversation", try await client.post("/v1/conversations", "{}")),
                (
                    "takeTurn",
                    try await client.post("/v1/conversations/\(id)/turns", #"{"text":"满","message_id":"1"}"#, token)
                ),
                (
                    "takeTurn",
                    try await client.post("/v1/conversations/\(id)/turns", #"{"text":"空","message_id":"2"}"#, token)
                ),
                ("listen", try await client.get("/v1/conversations/\(id)/events", polling)),
                ("listAppointments", try await client.get("/v1/appointments", token)),
                ("listDepartments", try await client.get("/v1/catalog/departments")),
                ("listPractitioners", try await client.get("/v1/catalog/practitioners?department=medicine&lang=en")),
                ("listSessions", try await client.get("/v1/catalog/sessions")),
                ("listSlots", try await client.get("/v1/catalog/slots?department=medicine&from=2026-11-20")),
                ("listSlots", try await client.get("/v1/catalog/slots?practitioner=d2")),
                ("watchSlots", try await client.get("/v1/catalog/slots/events?department=medicine", polling)),
                ("listReleases", try await client.get("/v1/releases")),
                ("rasaMessage", try await client.post("/webhooks/rest/webhook", #"{"sender":"u","message":"hi"}"#)),
                ("stopClinic", try await client.post("/v1/staff/sessions/s1/stop", order, staff)),
                ("restoreClinic", try await client.post("/v1/staff/sessions/s1/restore", order, staff)),
                ("suspendClinic", try await client.post("/v1/staff/sessions/s1/suspend", order, staff)),
                ("resumeClinic", try await client.post("/v1/staff/sessions/s1/resume", order, staff)),
                ("substituteDoctor", try await client.post("/v1/staff/sessions/s1/substitute", order, staff)),
                ("addCapacity", try await client.post("/v1/staff/slots/s1-0800/capacity", order, staff)),
                ("readLedger", try await client.get("/v1/staff/slots/s1-0800/ledger", staff)),
                ("reportHandOvers", try await client.get("/v1/staff/reports/hand-overs?days=7", staff)),
                ("checkIn", try await client.post("/v1/staff/check-ins", code, staff)),
                ("readQueue", try await client.get("/v1/staff/sessions/s1/queue", staff)),
                ("callNext", try await client.post("/v1/staff/sessions/s1/call-next", order, staff)),
                ("callNext", try await client.post("/v1/staff/sessions/s2/call-next", order, staff)),
                ("missCall", try await client.post("/v1/staff/appointments/a1/missed", order, staff)),
                ("noteLeft", try await client.post("/v1/staff/appointments/a1/left", order, staff)),
                ("completeVisit", try await client.post("/v1/staff/appointments/a1/complete", order, staff)),
                ("markNoShow", try await client.post("/v1/staff/appointments/a1/no-show", order, staff)),
                ("markNoShows", try await client.post("/v1/staff/no-shows", order, staff)),
                ("liftRestriction", try await client.post("/v1/staff/patients/p1/lift-restriction", order, staff)),
                ("listAppeals", try await client.get("/v1/staff/appeals", staff)),
                (
                    "settleAppeal",
                    try await client.post("/v1/staff/appeals/ap1/settle", #"{"accept":true,"reason":"x"}"#, staff)
                ),
                ("isAlive", try await client.get("/healthz")),
                ("isReady", try await client.get("/readyz")),
                ("readMetrics", try await client.get("/metrics")),
            ]
            let operations = try operations(in: document)
            #expect(Set(calls.map(\.operation)) == Set(operations.keys), "every described operation is tried")
            for (name, answer) in calls {
                let operation = try #require(operations[name])
                let described = try #require(operation["responses"]?[String(answer.status.code)], "\(name)")
                let type = String((answer.headers[.contentType] ?? "").prefix { $0 != ";" })
                let schema = try #require(described["content"]?[type]?["schema"], "\(name) \(type)")
                guard type == "application/json" else { continue }
                #expect(violations(of: schema, by: try answer.json, in: document, at: name) == [])
            }
        }
    }

    @Test("Every described route that needs a token refuses to work without one")
    func tokens() async throws {
        try await withHTTP(staff: ScriptedStaff(), options: try staffOptions) { client in
            let document = try await client.get("/openapi.json").json
            guard case .object(let paths)? = document["paths"] else { return }
            var guarded = 0
            for path in paths {
                guard case .object(let methods) = path.value else { continue }
                for method in methods where method.value["security"] != nil {
                    guarded += 1
                    let answer = try await client.execute(
                        uri: path.name.replacing("{id}", with: "c1"),
                        method: method.name == "get" ? .get : .post
                    ) { $0 }
                    #expect(answer.status == .unauthorized, "\(path.name)")
                }
            }
            #expect(guarded == 22)
        }
    }

    private var staffOptions: HTTPOptions {
        get throws { HTTPOptions(staff: try StaffAccess(ScriptedStaff.list)) }
    }

    private func operations(in document: JSONValue) throws -> [String: JSONValue] {
        guard case .object(let paths)? = document["paths"] else { return [:] }
        var operations: [String: JSONValue] = [:]
        for path in paths {
            guard case .object(let methods) = path.value else { continue }
            for method in methods { operations[try #require(method.value["operationId"]?.text)] = method.value }
        }
        return operations
    }

    /// The part of JSON Schema that the description uses.
    private func violations(
        of schema: JSONValue, by value: JSONValue, in document: JSONValue, at place: String
    ) -> [String] {
        if let reference = schema["$ref"]?.text {
            let name = String(reference.split(separator: "/").last ?? "")
            guard let named = document["components"]?["schemas"]?[name] else { return ["\(place): no shape \(name)"] }
            return violations(of: named, by: value, in: document, at: place)
        }
        if case .array(let choices)? = schema["anyOf"] {
            let all = choices.map { violations(of: $0, by: value, in: document, at: place) }
            return all.contains([]) ? [] : ["\(place): fits none: \(all)"]
        }
        var found: [String] = []
        if let type = schema["type"]?.text, type != value.kind { found.append("\(place): \(value.kind), not \(type)") }
        if case .array(let words)? = schema["enum"], !words.contains(value) {
            found.append("\(place): not in the list")
        }
        if case .array(let elements) = value, let items = schema["items"] {
            for (index, element) in elements.enumerated() {
                found += violations(of: items, by: element, in: document, at: "\(place)[\(index)]")
            }
        }
        if case .object(let members) = value {
            if case .array(let required)? = schema["required"] {
                for name in required.compactMap(\.text) where value[name] == nil {
                    found.append("\(place): \(name) is missing")
                }
            }
            for member in members {
                let inner = "\(place).\(member.name)"
                if let known = schema["properties"]?[member.name] {
                    found += violations(of: known, by: member.value, in: document, at: inner)
                } else if let others = schema["additionalProperties"], others != false {
                    found += violations(of: others, by: member.value, in: document, at: inner)
                } else if schema["properties"] != nil {
                    found.append("\(inner): not described")
                }
            }
        }
        return found
    }
}
