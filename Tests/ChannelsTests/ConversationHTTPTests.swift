import Dialogue
import FrontDesk
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Channels

@Suite("Conversations over HTTP", .timeLimit(.minutes(1)))
struct ConversationHTTPTests {
    @Test("Opening gives exactly id, token and replies, in the language asked for")
    func opening() async throws {
        try await withHTTP { client in
            let opened = try await client.post("/v1/conversations", #"{"lang":"en","channel":"widget"}"#)
            #expect(opened.status == .created)
            guard case .object(let members) = try opened.json else {
                Issue.record("not an object")
                return
            }
            #expect(members.map(\.name) == ["id", "token", "replies"])
            #expect(opened.text.contains("Hello"))
            let empty = try await client.execute(uri: "/v1/conversations", method: .post) { $0 }
            #expect(empty.status == .created)
            #expect(empty.text.contains("您好"))
        }
    }

    @Test("A turn answers with every member of the contract, null where nothing is known")
    func turnShape() async throws {
        let host = ScriptedHost(
            view: { message, _ in message.text == "满" ? Sample.fullState : ConversationView(lang: "zh") },
            script: { _ throws(DeskError) in
                [
                    RenderedReply(
                        text: "请选“张伟”\n或别的", speech: "张伟", choices: [.init(label: "好", say: "好的")],
                        card: .init(title: "预约", rows: [["医生", "张伟"]]), key: "secret.key")
                ]
            })
        try await withHTTP(host) { client in
            let (id, token) = try await client.open()
            let turns = "/v1/conversations/\(id)/turns"
            let full = try await client.post(turns, #"{"text":"满","message_id":"1"}"#, token)
            #expect(full.status == .ok)
            #expect(full.text == Sample.fullTurn)
            let bare = try await client.post(turns, #"{"text":"空","message_id":"2"}"#, token)
            #expect(
                bare.text.hasSuffix(
                    #""state":{"lang":"zh","form":null,"fields":{},"awaiting":null,"offers":[],"appointment":null}}"#))
        }
    }

    @Test("The same message id gives the recorded answer; with another text it is refused")
    func repeats() async throws {
        let host = ScriptedHost()
        try await withHTTP(host) { client in
            let (id, token) = try await client.open()
            let turns = "/v1/conversations/\(id)/turns"
            let first = try await client.post(turns, #"{"text":"挂号","message_id":"m"}"#, token)
            let again = try await client.post(turns, #"{"text":"挂号","message_id":"m"}"#, token)
            #expect(first.text == again.text)
            let other = try await client.post(turns, #"{"text":"退号","message_id":"m"}"#, token)
            #expect(other.status == .unprocessableContent)
            let problem = try other.json
            #expect(problem["type"]?.text == "urn:frontdesk:problem:message-id-reused")
        }
        #expect(await host.texts == ["挂号"])
    }

    @Test("Control characters, escape sequences and direction overrides do not reach the desk")
    func cleaning() async throws {
        let host = ScriptedHost()
        try await withHTTP(host) { client in
            let (id, token) = try await client.open()
            _ = try await client.post(
                "/v1/conversations/\(id)/turns",
                #"{"text":"\u0000挂\u0007号\u001b[31m眼\u202e科\r\n明天\tok😀","message_id":"m"}"#, token)
        }
        #expect(await host.texts == ["挂号眼科\n明天 ok😀"])
    }

    @Test("Events can be polled, and stream on from where a client stopped until the server leaves")
    func events() async throws {
        let host = ScriptedHost()
        let (id, token) = try await withHTTP(host) { client in
            let (id, token) = try await client.open()
            for number in 1...3 {
                _ = try await client.post(
                    "/v1/conversations/\(id)/turns", #"{"text":"\#(number)","message_id":"\#(number)"}"#, token)
            }
            var asked = token
            asked[.accept] = "application/json"
            let polled = try await client.get("/v1/conversations/\(id)/events?after=1", asked).json
            #expect(polled["last"] == .integer(3))
            let wire = try await Wire.connect(to: try #require(client.port))
            try await wire.send(
                """
                GET /v1/conversations/\(id)/events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 2\r\n\
                Authorization: \(token[.authorization] ?? "")\r\n\r\n
                """)
            let head = await wire.read(until: "retry: 2000\n\n")
            #expect(head.contains("text/event-stream"))
            #expect(await wire.read(until: "id: 3\ndata: ").contains("id: 2") == false)
            await host.push("记得带病历", to: ConversationID(id))
            #expect(await wire.read(until: "id: 4\ndata: ").contains("听到：3"))
            #expect(await wire.read(until: "\n\n").contains(#""kind":"push""#))
            Task { _ = await wire.readToEnd() }
            return (id, token)
        }
        #expect(!id.isEmpty && token[.authorization] != nil)
    }

    @Test("A quiet stream sends comments, and is counted while open")
    func heartbeat() async throws {
        let metrics = ChannelMetrics()
        try await withHTTP(options: HTTPOptions(heartbeat: .milliseconds(20)), metrics: metrics) { client in
            let (id, token) = try await client.open()
            let wire = try await Wire.connect(to: try #require(client.port))
            try await wire.send(
                """
                GET /v1/conversations/\(id)/events HTTP/1.1\r\nHost: x\r\n\
                Authorization: \(token[.authorization] ?? "")\r\n\r\n
                """
            )
            #expect(await wire.read(until: ": still here\n\n").isEmpty == false)
            #expect(metrics.openStreams == 1)
            await wire.close()
            while metrics.openStreams > 0 { await Task.yield() }
        }
    }

    @Test("Appointments need the token, and the phone proven first")
    func appointments() async throws {
        let host = ScriptedHost()
        try await withHTTP(host) { client in
            let (_, token) = try await client.open()
            let early = try await client.get("/v1/appointments", token)
            #expect(early.status == .forbidden)
            await host.prove()
            let proven = try await client.get("/v1/appointments", token)
            #expect(proven.status == .ok)
            #expect(proven.text.contains(#""visit_code":"K7QM2P""#))
        }
    }

    @Test("Rasa's shape: the sender keeps the conversation, choices are buttons, /restart starts over")
    func rasa() async throws {
        let host = ScriptedHost(script: { message throws(DeskError) in
            [ScriptedHost.reply("听到：\(message.text)", [("是", "对的"), ("不是", "不对")])]
        })
        try await withHTTP(host) { client in
            let first = try await client.post("/webhooks/rest/webhook", #"{"sender":"u1","message":"挂号"}"#)
            #expect(
                first.text
                    == #"[{"recipient_id":"u1","text":"听到：挂号","#
                    + #""buttons":[{"title":"是","payload":"对的"},{"title":"不是","payload":"不对"}]}]"#)
            _ = try await client.post("/webhooks/rest/webhook", #"{"sender":"u1","message":"/restart"}"#)
            _ = try await client.post("/webhooks/rest/webhook", #"{"sender":"u2","message":"你好","metadata":{}}"#)
        }
        #expect(await host.texts == ["挂号", "从头开始", "你好"])
        let conversations = await host.messages.map(\.conversation)
        #expect(conversations[0] == conversations[1])
        #expect(conversations[1] != conversations[2])
    }

    @Test("Rasa's shape asks for the secret where one is set")
    func rasaSecret() async throws {
        try await withHTTP(options: HTTPOptions(rasaToken: "s3cret")) { client in
            let body = #"{"sender":"u","message":"hi"}"#
            for (query, status) in [("", 401), ("?token=s3cre", 401), ("?token=s3cret", 200)] {
                let answer = try await client.post("/webhooks/rest/webhook\(query)", body)
                #expect(answer.status.code == status)
            }
        }
    }
}
