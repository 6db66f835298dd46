import Foundation
import Synchronization

/// A real `frontdesk serve` as a child process on free ports, which can be killed and started again.
final class ServerChild: Sendable {
    private struct Running {
        var process: Process?
        var port = 0
        var linePort = 0
    }

    private let arguments: [String]
    private let environment: [String: String]
    // A process is only touched under the lock.
    private let running: Mutex<Running>

    /// Foundation's Process is not made for several threads at once.
    private static let oneAtATime = Mutex(())

    /// - Parameters:
    ///   - arguments: options of `frontdesk serve` besides its ports.
    ///   - environment: added to this process's own.
    init(arguments: [String], environment: [String: String]) {
        self.arguments = arguments
        self.environment = environment
        running = Mutex(Running())
    }

    /// Where it serves HTTP; where it did last while it is down.
    var port: Int { running.withLock { $0.port } }

    /// Where its line socket is.
    var linePort: Int { running.withLock { $0.linePort } }

    /// Memory that its process has in use now, in megabytes; `nil` while it is down.
    var residentMegabytes: Double? {
        guard let identifier, let text = try? String(contentsOfFile: "/proc/\(identifier)/statm", encoding: .utf8)
        else { return nil }
        return text.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 * 4096 / 1_048_576 }
    }

    /// The number of its process; `nil` while it is down.
    var identifier: Int32? { running.withLock { $0.process?.processIdentifier } }

    /// Starts the server and waits until it says where it listens; false when it ends before that.
    func start() throws -> Bool {
        let output = Pipe()
        let process = Process()
        process.executableURL = Self.executable
        process.arguments =
            ["serve", "--http-port", "0", "--line-port", "0", "--telnet-port", "0", "--log-level", "critical"]
            + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = output
        try Self.oneAtATime.withLock { _ in try process.run() }
        running.withLock { $0.process = process }
        var said = ""
        while true {
            let data = output.fileHandleForReading.availableData
            if data.isEmpty { return false }
            said += String(decoding: data, as: UTF8.self)
            let lines = said.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            let address = lines.lazy.compactMap { $0.split(separator: " ").last }.first { $0.hasPrefix("http://") }
            let line = lines.first { $0.contains(" nc ") }?.split(separator: " ").last
            if let port = address.flatMap({ URL(string: String($0))?.port }), let linePort = line.flatMap({ Int($0) }) {
                running.withLock { ($0.port, $0.linePort) = (port, linePort) }
                return true
            }
        }
    }

    /// Kills it as a power cut would.
    func kill() {
        end(with: SIGKILL)
    }

    /// Asks it to drain, and waits until it has.
    func stop() {
        end(with: SIGTERM)
    }

    private func end(with signal: Int32) {
        running.withLock { running in
            guard let process = running.process else { return }
            Foundation.kill(process.processIdentifier, signal)
            process.waitUntilExit()
            running.process = nil
        }
    }

    /// This program.
    static var executable: URL {
        URL(filePath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "frontdesk")
    }
}
