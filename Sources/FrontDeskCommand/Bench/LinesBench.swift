import Channels
import Foundation
import Logging
import ServiceLifecycle

/// Memory of ten thousand open, idle phone lines; clients and server are one process, so the clients' share counts too.
enum LinesBench {
    static let lines = 10_000

    static func run() async throws -> [BenchLine] {
        let installation = try await BenchInstallation.make(days: 8)
        defer { installation.remove() }
        let port = PortBox()
        let channel = LineChannel(
            host: installation.desk, options: LineOptions(rawPort: 0, telnetPort: nil),
            logger: LogSetup.logger("bench", level: .error)
        ) { await port.set($0.raw ?? 0) }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: channel)], logger: LogSetup.logger("bench", level: .error)))
        let serving = Task { try await group.run() }
        let number = await port.value()
        let before = residentMegabytes()
        var sockets: [LoopbackSocket] = []
        while sockets.count < lines, let socket = LoopbackSocket(port: number) {
            sockets.append(socket)
            // In portions, so that the backlog of the listener is not what is measured.
            if sockets.count % 500 == 0 { try await Task.sleep(for: .milliseconds(200)) }
        }
        try await Task.sleep(for: .seconds(6))
        let after = residentMegabytes()
        let open = sockets.count
        sockets = []
        await group.triggerGracefulShutdown()
        try? await serving.value
        await installation.store.close()
        return [
            BenchLine(
                what: "\(open) idle lines, each with an open conversation",
                figures: String(format: "%.0f MB resident (%.0f MB before)", after, before),
                ratio: String(format: "%.1f kB a line", (after - before) * 1024 / Double(max(open, 1))),
                promise: BenchLine.kept(open == lines && after < 150, "10,000 lines < 150 MB resident"))
        ]
    }

    static func residentMegabytes() -> Double {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
        return pages * 4096 / 1_048_576
    }
}
