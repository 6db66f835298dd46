import Foundation
import Testing

/// Kills the real server while people book, and looks for what was promised to them.
@Suite("The server killed", .serialized)
struct KillTests {
    @Test("every acknowledged booking is there, nothing is oversold, and every message gets its one answer")
    func nothingIsLost() async throws {
        let server = Harness()
        try await server.start()
        let people = 6
        let booked = try await withThrowingTaskGroup(of: Booked.self) { group in
            for number in 0..<people {
                group.addTask { try await Patient(number: number, server: server).book() }
            }
            let killer = Task { try await server.killAndRestart(times: 4) }
            var booked: [Booked] = []
            for try await one in group { booked.append(one) }
            try await killer.value
            return booked
        }
        #expect(booked.count == people)
        let client = DeskClient { await server.port }
        for one in booked {
            let answer = try await client.sendUntilAnswered("GET", "/v1/appointments", token: one.token)
            #expect(answer.status == 200)
            #expect(String(decoding: answer.body, as: UTF8.self).contains(one.appointment))
            let again = try await client.sendUntilAnswered(
                "POST", "/v1/conversations/\(one.conversation)/turns", json: one.lastMessage, token: one.token)
            #expect(again.body == one.lastAnswer, "a repeated message id gets the recorded answer")
        }
        let verified = try await server.run("verify")
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test("SIGTERM drains and ends with 0; the conversation goes on afterwards")
    func drains() async throws {
        let server = Harness()
        try await server.start()
        let client = DeskClient { await server.port }
        let opened = try JSONDecoder().decode(
            OpenedShape.self,
            from: try await client.send("POST", "/v1/conversations", json: #"{"lang":"zh"}"#).body)
        let path = "/v1/conversations/\(opened.id)/turns"
        _ = try await client.send(
            "POST", path, json: #"{"text":"挂皮肤科","message_id":"1"}"#, token: opened.token)
        #expect(await server.terminate() == 0)
        try await server.start()
        let answer = try await client.send(
            "POST", path, json: #"{"text":"第一个","message_id":"2"}"#, token: opened.token)
        let turn = try JSONDecoder().decode(TurnShape.self, from: answer.body)
        #expect(turn.turn == 2)
        #expect(turn.state.form != nil, "the talk goes on where it was")
    }
}

/// The server, shared by those who talk to it and the one who kills it.
actor Harness {
    private var process: ServerProcess?
    private let database: String?
    private let environment: @Sendable (URL) -> [String: String]

    /// - Parameters:
    ///   - database: a PostgreSQL URL; without it a file of its own.
    ///   - environment: variables that the server runs with, made from the folder of its files.
    init(database: String? = nil, environment: @escaping @Sendable (URL) -> [String: String] = { _ in [:] }) {
        self.database = database
        self.environment = environment
    }

    /// Where its files are, once it was started.
    var folder: URL {
        get throws { try #require(process?.folder) }
    }

    var port: Int { process?.port ?? 0 }

    func start() async throws {
        let process = try self.process ?? ServerProcess(database: database)
        self.process = process
        try await process.start(environment: environment(process.folder))
    }

    func killAndRestart(times: Int) async throws {
        for _ in 0..<times {
            try await Task.sleep(for: .milliseconds(Int.random(in: 400...1600)))
            process?.kill()
            try await start()
        }
    }

    func terminate() -> Int32 { process?.terminate() ?? -1 }

    func run(_ command: String) throws -> (status: Int32, output: String) {
        guard let process else { return (-1, "") }
        return try process.run(command, "--database", process.database)
    }

    func code(for phone: String) throws -> String? {
        guard let process else { return nil }
        let output = try process.run("outbox", "--json", "--database", process.database).output
        let line = output.split(separator: "\n").last { $0.contains(phone) && $0.contains("\"code\"") }
        return line.flatMap { line in
            let body = line.components(separatedBy: "\"body\": ").last ?? ""
            return body.split { !$0.isNumber }.first { $0.count == 6 }.map(String.init)
        }
    }
}

/// A booking that the server acknowledged.
struct Booked: Sendable {
    var conversation: String
    var token: String
    var appointment: String
    var lastMessage: String
    var lastAnswer: Data
}

/// Somebody who books, answering whatever is asked.
struct Patient {
    var number: Int
    var server: Harness

    struct Stuck: Error {
        var answer: String
    }

    func book() async throws -> Booked {
        let server = self.server
        let client = DeskClient { await server.port }
        let opened = try JSONDecoder().decode(
            OpenedShape.self,
            from: try await client.sendUntilAnswered("POST", "/v1/conversations", json: #"{"lang":"zh"}"#).body)
        var text = "帮我挂个皮肤科的号"
        var last = Data()
        for message in 1...20 {
            let json = "{\"text\":\"\(text)\",\"message_id\":\"m\(message)\"}"
            let answer = try await client.sendUntilAnswered(
                "POST", "/v1/conversations/\(opened.id)/turns", json: json, token: opened.token)
            last = answer.body
            let turn = try JSONDecoder().decode(TurnShape.self, from: answer.body)
            if let visit = turn.state.appointment, visit.status == "booked" {
                return Booked(
                    conversation: opened.id, token: opened.token, appointment: visit.id, lastMessage: json,
                    lastAnswer: answer.body)
            }
            text = try await reply(to: turn.state.awaiting)
        }
        throw Stuck(answer: String(decoding: last, as: UTF8.self))
    }

    private var phone: String { "1390000\(1000 + number)" }

    private func reply(to awaiting: TurnShape.State.Awaiting?) async throws -> String {
        switch (awaiting?.kind, awaiting?.field) {
        case ("offer", _): "第\(["一", "二", "三"][number % 3])个"
        case ("confirm", _): "确认"
        case ("code", _): try await server.code(for: phone) ?? "000000"
        case (_, "phone"): phone
        case (_, "name"): "王小\(["明", "红", "刚", "丽", "军", "芳"][number % 6])"
        case (_, "birth_date"): "198\(number % 10)年3月5日"
        case (_, "when"): "越早越好"
        case (_, "patient_sex"): number % 2 == 0 ? "男" : "女"
        default: "挂皮肤科"
        }
    }
}
