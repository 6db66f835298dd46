import Booking
import CivilCalendar
import Foundation

/// The real server of a rush, as a process of its own.
struct RushServer {
    /// What the server says about itself at the end.
    struct Figures {
        var residentMegabytes = 0
        var samples: [String: Double] = [:]
    }

    private let child: ServerChild

    var port: Int { child.port }

    init(stage: RushStage, order: ReleaseOrder) throws {
        // In the environment, because a URL may hold a password, and anybody on the machine can read arguments.
        child = ServerChild(
            arguments: ["--key", stage.options.key ?? "", "--keep-schedule", "--release-order", order.rawValue],
            environment: ["FRONTDESK_DATABASE": stage.options.database])
        guard try child.start() else { throw CrashSimulation.ServerTrouble() }
    }

    /// Whether it has published a release that is to come; asked for until an instant.
    func expectsRelease(until deadline: Instant) async throws -> Bool {
        while WallClock.instant() < deadline {
            if let socket = LoopbackSocket(port: port),
                socket.send("GET /v1/releases HTTP/1.1\r\nHost: localhost\r\n\r\n"), socket.readResponse() == 200,
                String(decoding: socket.lastBody, as: UTF8.self).contains("\"commitment\"")
            {
                return true
            }
            try await Task.sleep(for: .milliseconds(200))
        }
        return false
    }

    /// The most memory it ever had, and its metrics.
    func figures() -> Figures {
        var figures = Figures()
        let status = child.identifier.flatMap {
            try? String(contentsOfFile: "/proc/\($0)/status", encoding: .utf8)
        }
        for line in (status ?? "").split(separator: "\n") where line.hasPrefix("VmHWM:") {
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
        child.stop()
    }
}
