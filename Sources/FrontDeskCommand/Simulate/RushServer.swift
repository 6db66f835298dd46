import Booking
import Foundation

/// The real server, as a process of its own.
final class RushServer {
    /// What the server says about itself at the end.
    struct Figures {
        var residentMegabytes = 0
        var samples: [String: Double] = [:]
    }

    let port: Int
    private let process = Process()

    init(stage: RushStage, order: ReleaseOrder) throws {
        process.executableURL = URL(
            filePath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "frontdesk")
        process.arguments = [
            "serve", "--database", stage.options.database, "--key", stage.options.key ?? "", "--keep-schedule",
            "--http-port", "0", "--line-port", "0", "--telnet-port", "0", "--release-order", order.rawValue,
            "--log-level", "error",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var said = ""
        while !said.contains("http://") || !said.hasSuffix("\n") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw RushTrouble.notStarted(said) }
            said += String(decoding: data, as: UTF8.self)
        }
        let line = said.split(separator: "\n").first { $0.contains("http://") } ?? ""
        guard let port = line.split(separator: " ").last.flatMap({ URL(string: String($0))?.port }) else {
            throw RushTrouble.notStarted(said)
        }
        self.port = port
    }

    /// The most memory it ever had, and its metrics.
    func figures() -> Figures {
        var figures = Figures()
        let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            figures.residentMegabytes = (Int(line.filter(\.isNumber)) ?? 0) / 1024
        }
        guard let socket = LoopbackSocket(port: port), socket.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            socket.readResponse() == 200
        else { return figures }
        for line in String(decoding: socket.lastBody, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ")
            if parts.count == 2, let value = Double(parts[1]) { figures.samples[String(parts[0])] = value }
        }
        return figures
    }

    /// Asks it to drain, and waits.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }
}

/// Why a rush could not take place.
enum RushTrouble: Error, CustomStringConvertible {
    /// The server ended before it listened.
    case notStarted(String)

    var description: String {
        switch self {
        case .notStarted(let said): "The server did not start: \(said)"
        }
    }
}
