import Foundation
import Testing

/// The real server on a file that cannot be written: for a while, or from the start.
@Suite("The server and a file in trouble", .serialized)
struct TroubledFileTests {
    @Test(
        "a disk that is full, broken or suddenly read-only: 503 for what must be kept, reading goes on, and it heals",
        arguments: ["full", "io", "readonly"])
    func untilItHeals(_ kind: String) async throws {
        let trouble = try Trouble()
        defer { trouble.remove() }
        let server = Harness { trouble.environment(kind, in: $0) }
        try await server.start()
        try await talk(through: server, breaking: { try trouble.begin() }, healing: { try trouble.end() })
    }

    @Test("a file that another process has locked: the same, and everything goes on when it lets go")
    func lockedByAnotherProcess() async throws {
        let server = Harness()
        try await server.start()
        let other = Process()
        let input = Pipe()
        try await talk(
            through: server,
            breaking: {
                other.executableURL = ServerProcess.program("CrashingDesk")
                other.arguments = [try await server.folder.appending(path: "desk.sqlite").path, "any", "locks"]
                other.standardInput = input
                let output = Pipe()
                other.standardOutput = output
                try other.run()
                for try await line in output.fileHandleForReading.lines where line == "locked" { break }
            },
            healing: {
                try input.fileHandleForWriting.close()
                other.waitUntilExit()
            })
    }

    @Test("a file that is read-only from the start: the server says so and ends")
    func readOnlyFromTheStart() async throws {
        let server = Harness()
        try await server.start()
        #expect(await server.terminate() == 0)
        let folder = try await server.folder
        let trouble = try Trouble()
        defer { trouble.remove() }
        try trouble.begin()
        let end = try await Program.run(
            URL(filePath: "/usr/bin/timeout"),
            [
                "60", ServerProcess.executable.path, "serve", "--http-port", "0", "--line-port", "0", "--telnet-port",
                "0", "--database", folder.appending(path: "desk.sqlite").path, "--hospital",
                SmallHospital.folder.get(),
            ], environment: trouble.environment("readonly", in: folder))
        #expect(end.status == 1)
        #expect(end.output.contains("cannot be written") && end.output.contains("the right to write"), "\(end.output)")
        try trouble.end()
        try await server.start()
        #expect(await server.terminate() == 0)
    }

    /// Talks before, during and after the trouble; nothing that was acknowledged may be missing, and what was refused
    /// is answered when it is sent again.
    private func talk(
        through server: Harness, breaking: () async throws -> Void, healing: () async throws -> Void
    ) async throws {
        let client = DeskClient { await server.port }
        let opened = try JSONDecoder().decode(
            OpenedShape.self,
            from: try await client.send("POST", "/v1/conversations", json: #"{"lang":"en"}"#).body)
        let path = "/v1/conversations/\(opened.id)/turns"
        let messages = ["I would like to see a dermatologist", "the first one", "yes"].enumerated().map {
            "{\"text\":\"\($1)\",\"message_id\":\"\($0 + 1)\"}"
        }
        let first = try await client.send("POST", path, json: messages[0], token: opened.token)
        #expect(first.status == 200)
        try await breaking()
        let refused = try await client.send("POST", path, json: messages[1], token: opened.token)
        #expect(refused.status == 503)
        #expect(refused.headers["content-type"]?.hasPrefix("application/problem+json") == true)
        #expect(Int(refused.headers["retry-after"] ?? "") != nil)
        #expect(try await client.send("GET", "/readyz").status == 503)
        #expect(try await client.send("GET", "/healthz").status == 200)
        #expect(try await client.send("GET", "/v1/catalog/departments").status == 200, "reading goes on")
        try await healing()
        let again = try await client.sendUntilAnswered("POST", path, json: messages[0], token: opened.token)
        #expect(again.body == first.body, "what was answered is answered again, from the record")
        let healed = try await client.sendUntilAnswered("POST", path, json: messages[1], token: opened.token)
        let turn = try JSONDecoder().decode(TurnShape.self, from: healed.body)
        #expect(turn.turn == 2, "what was not answered was not kept either")
        #expect(try await client.sendUntilAnswered("GET", "/readyz").status == 200)
        _ = try await client.send("POST", path, json: messages[2], token: opened.token)
        #expect(await server.terminate() == 0)
        let verified = try await server.run("verify")
        #expect(verified.status == 0, "\(verified.output)")
    }
}

/// A switch that makes the writes of a server fail while it is on.
private struct Trouble {
    private let file: URL

    init() throws {
        file = FileManager.default.temporaryDirectory.appending(path: "frontdesk-trouble-\(UUID().uuidString)")
    }

    /// The environment of a server whose files are in a folder.
    func environment(_ kind: String, in folder: URL) -> [String: String] {
        [
            "LD_PRELOAD": ServerProcess.program("libFaultShim.so").path, "FAULT_FOLDER": folder.path,
            "FAULT_KIND": kind, "FAULT_SWITCH": file.path,
        ]
    }

    func begin() throws { try Data().write(to: file) }
    func end() throws { try FileManager.default.removeItem(at: file) }
    func remove() { try? FileManager.default.removeItem(at: file) }
}
