import Foundation
import Testing

/// Commands that look after a database, on both engines; servers that share PostgreSQL, and PostgreSQL killed.
@Suite("Operations", .serialized)
struct OperationTests {
    @Test("a backup of a file in use is restored as it was; nothing is overwritten unasked")
    func backupOfAFile() async throws {
        let server = Harness()
        try await server.start()
        let booked = try await Patient(number: 1, server: server).book()
        let folder = try await server.folder
        let database = folder.appending(path: "desk.sqlite").path
        let copy = folder.appending(path: "desk.backup").path
        let key = folder.appending(path: "frontdesk.key").path
        // While the server runs and people talk.
        async let other = Patient(number: 2, server: server).book()
        let backup = try await run("backup", copy, "--database", database, "--key", key)
        #expect(backup.status == 0, "\(backup.output)")
        _ = try await other
        #expect(try await run("backup", copy, "--database", database, "--key", key).status != 0)
        let taken = try await run("restore", copy, "--database", database, "--key", key)
        #expect(taken.status != 0 && taken.output.contains("already"), "\(taken.output)")
        let inUse = try await run("restore", copy, "--database", database, "--key", key, "--replace")
        #expect(inUse.status != 0, "\(inUse.output)")
        #expect(await server.terminate() == 0)
        let restored = folder.appending(path: "restored.sqlite").path
        let again = try await run("restore", copy, "--database", restored, "--key", key)
        #expect(again.status == 0, "\(again.output)")
        #expect(try await run("verify", "--database", restored, "--key", key).status == 0)
        #expect(try await run("outbox", "--database", restored, "--key", key).output.contains("13900001001"))
        let replaced = try await run("restore", copy, "--database", database, "--key", key, "--replace")
        #expect(replaced.status == 0, "\(replaced.output)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).contains { $0.contains("replaced-") })
        try await server.start()
        let client = DeskClient { await server.port }
        let answer = try await client.send("GET", "/v1/appointments", token: booked.token)
        #expect(String(decoding: answer.body, as: UTF8.self).contains(booked.appointment))
        #expect(await server.terminate() == 0)
    }

    @Test("PostgreSQL: migrate, import, backup, restore, servers killed, PostgreSQL killed, and gone for a while")
    func postgres() async throws {
        let postgres = try await LocalPostgres()
        let url = try await postgres.makeDatabase()
        try await preparing(url)
        try await copying(url, postgres)
        try await killing(url, postgres)
        try await leaving(url, postgres)
    }

    private func preparing(_ url: String) async throws {
        #expect(try await run("migrate", "--check", "--database", url).status == 1)
        let migrated = try await run("migrate", "--database", url)
        #expect(migrated.status == 0 && migrated.output.contains("done: 0001"), "\(migrated.output)")
        #expect(try await run("migrate", "--check", "--database", url).status == 0)
        let imported = try await Program.frontdesk(
            "import", SmallHospital.folder.get(), environment: ["FRONTDESK_DATABASE": url])
        #expect(imported.status == 0, "\(imported.output)")
        for wrong in [
            url.replacing("s3cr3t", with: "wr0ng"), url + "-none", url + "?no-such-option=1",
            url.replacing("s3cr3t%2F", with: "s3cr3t/"),
        ] {
            let refused = try await run("verify", "--database", wrong)
            #expect(refused.status != 0)
            #expect(!refused.output.contains("cr3t") && !refused.output.contains("wr0ng"), "\(refused.output)")
            #expect(!refused.output.contains("Fatal error"), "\(refused.output)")
        }
    }

    private func copying(_ url: String, _ postgres: LocalPostgres) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "frontdesk-\(UUID().uuidString).dump").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let backup = try await run("backup", file, "--database", url)
        #expect(backup.status == 0, "\(backup.output)")
        let copy = try await postgres.makeDatabase()
        let restored = try await run("restore", file, "--database", copy)
        #expect(restored.status == 0, "\(restored.output)")
        let taken = try await run("restore", file, "--database", copy)
        #expect(taken.status != 0 && taken.output.contains("already"), "\(taken.output)")
        let verified = try await run("verify", "--database", copy)
        #expect(verified.status == 0, "\(verified.output)")
        let original = try await run("verify", "--database", url)
        #expect(verified.output == original.output, "\(verified.output) instead of \(original.output)")
    }

    private func killing(_ url: String, _ postgres: LocalPostgres) async throws {
        async let simulated = run(
            "simulate", "crash", "--database", url, "--rounds", "1", "--people", "4", "--visits", "2", "--replicas",
            "2", "--kill-every", "1500", "--hospital", SmallHospital.folder.get())
        // Not before the talks have begun.
        try await postgres.waitUntil("SELECT count(*) >= 4 FROM turn", in: url)
        try await postgres.crash(secondsDown: 1)
        let end = try await simulated
        #expect(end.status == 0, "\(end.output)")
        try await postgres.waitUntilUp()
    }

    private func leaving(_ url: String, _ postgres: LocalPostgres) async throws {
        let server = Harness(database: url)
        try await server.start()
        let client = DeskClient { await server.port }
        let opened = try JSONDecoder().decode(
            OpenedShape.self,
            from: try await client.send("POST", "/v1/conversations", json: #"{"lang":"en"}"#).body)
        let path = "/v1/conversations/\(opened.id)/turns"
        let message = #"{"text":"I would like to see a dermatologist","message_id":"1"}"#
        #expect(try await client.send("GET", "/readyz").status == 200)
        try await postgres.crash(secondsDown: 12)
        try await Task.sleep(for: .seconds(1))
        #expect(try await client.send("GET", "/readyz").status == 503)
        #expect(try await client.send("GET", "/healthz").status == 200)
        let refused = try await client.send(
            "POST", path, json: message, token: opened.token, headers: ["Accept-Language": "en"])
        #expect(refused.status == 503)
        #expect(refused.headers["content-type"]?.hasPrefix("application/problem+json") == true)
        #expect(Int(refused.headers["retry-after"] ?? "") != nil)
        let told = String(decoding: refused.body, as: UTF8.self)
        #expect(told.contains("message_id") && !told.contains("postgres"), "\(told)")
        try await postgres.waitUntilUp()
        let answered = try await client.sendUntilAnswered("POST", path, json: message, token: opened.token)
        let turn = try JSONDecoder().decode(TurnShape.self, from: answered.body)
        #expect(turn.turn == 1, "the message that was not answered was not kept either")
        #expect(try await client.sendUntilAnswered("GET", "/readyz").status == 200)
        #expect(await server.terminate() == 0)
        #expect(try await run("verify", "--database", url).status == 0)
    }

    private func run(_ arguments: String...) async throws -> ProgramEnd {
        let key = ["FRONTDESK_KEY": String(repeating: "07", count: 32)]
        return try await Program.run(
            ServerProcess.executable, arguments, environment: arguments.contains("--key") ? [:] : key)
    }
}
