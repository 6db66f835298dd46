import Foundation

/// Memory of a server with ten thousand open, idle phone lines: a `frontdesk serve` of its own, started on a database
/// that is there, so that nothing is measured but the server.
enum LinesBench {
    static let lines = 10_000

    static func run() async throws -> [BenchLine] {
        let installation = try await BenchInstallation.make(days: 8)
        defer { installation.remove() }
        await installation.store.close()
        let server = ServerChild(
            arguments: ["--keep-schedule"], environment: ["FRONTDESK_DATABASE": installation.database])
        guard try server.start() else { throw CrashSimulation.ServerTrouble() }
        defer { server.stop() }
        let before = server.residentMegabytes ?? 0
        let callers = try LinesCallers(port: server.linePort, lines: lines)
        let open = await callers.open()
        // Greeted after 300 ms of silence, and all of them long enough for whatever is lazy.
        try await Task.sleep(for: .seconds(6))
        let after = server.residentMegabytes ?? 0
        callers.hangUp()
        return [
            BenchLine(
                what: "\(open) idle lines, each with an open conversation",
                figures: String(format: "%.0f MB resident (%.0f MB before)", after, before),
                ratio: String(format: "%.1f kB a line", (after - before) * 1024 / Double(max(open, 1))),
                promise: BenchLine.kept(open == lines && after < 150, "10,000 lines < 150 MB resident"))
        ]
    }
}
