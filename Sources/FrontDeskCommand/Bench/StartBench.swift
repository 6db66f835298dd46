import Foundation

/// Time from starting the executable on an existing database to the first answered turn.
enum StartBench {
    static func run() async throws -> [BenchLine] {
        let installation = try await BenchInstallation.make(days: 40)
        defer { installation.remove() }
        await installation.store.close()
        var starts = Measurement()
        var bare = Measurement()
        for _ in 0..<5 {
            try bare.run { try printHelp() }
            try start(database: installation.database, into: &starts)
        }
        return [
            BenchLine(
                what: "start to first answered turn",
                figures: String(format: "median %.0f ms", starts.median / 1000),
                ratio: BenchLine.times(starts.median / max(bare.median, 1), "printing --help"),
                promise: BenchLine.kept(starts.median < 150_000, "< 150 ms"))
        ]
    }

    private static func printHelp() throws {
        let process = Process()
        process.executableURL = executable
        process.arguments = ["--help"]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }

    private static var executable: URL {
        URL(filePath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "frontdesk")
    }

    private static func start(database: String, into starts: inout Measurement) throws {
        let process = Process()
        process.executableURL = executable
        process.arguments = [
            "serve", "--database", database, "--http-port", "0", "--line-port", "0", "--telnet-port", "0",
            "--log-level", "error",
        ]
        let output = Pipe()
        process.standardOutput = output
        let began = Measurement.nanoseconds()
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        var said = ""
        while !said.contains("http://") || !said.hasSuffix("\n") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { return }
            said += String(decoding: data, as: UTF8.self)
        }
        let line = said.split(separator: "\n").first { $0.contains("http://") } ?? ""
        guard let port = line.split(separator: " ").last.flatMap({ URL(string: String($0))?.port }),
            let socket = LoopbackSocket(port: port)
        else { return }
        func post(_ path: String, _ token: String?, _ json: String) -> [UInt8]? {
            let authorisation = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
            let head = "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            guard socket.send("\(head)\(authorisation)Content-Length: \(json.utf8.count)\r\n\r\n\(json)"),
                let status = socket.readResponse(), (200..<300).contains(status)
            else { return nil }
            return socket.lastBody
        }
        struct Opened: Decodable {
            var id: String
            var token: String
        }
        guard let body = post("/v1/conversations", nil, "{}"),
            let opened = try? JSONDecoder().decode(Opened.self, from: Data(body)),
            post("/v1/conversations/\(opened.id)/turns", opened.token, "{\"text\":\"挂皮肤科\",\"message_id\":\"1\"}")
                != nil
        else { return }
        starts.record(Measurement.nanoseconds() - began)
    }
}
