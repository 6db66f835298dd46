import ArgumentParser
import Channels
import Foundation
import Logging
import ServiceLifecycle

/// Memory of ten thousand open, idle phone lines.
enum LinesBench {
    static let lines = 10_000

    static func run() async throws -> [BenchLine] {
        OpenFiles.raiseLimit()
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
        let before = try residentMegabytes()
        let callers = try LinesCallers(port: number, lines: lines)
        let open = await callers.open()
        try await Task.sleep(for: .seconds(6))
        let after = try residentMegabytes()
        callers.hangUp()
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

    static func residentMegabytes() throws -> Double {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        guard let pages = text.split(separator: " ").dropFirst().first.flatMap({ Double($0) }) else {
            throw ValidationError("/proc/self/statm has another form than expected.")
        }
        return pages * 4096 / 1_048_576
    }
}
