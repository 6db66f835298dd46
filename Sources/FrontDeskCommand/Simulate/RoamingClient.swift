import Foundation

/// A client that sends each message to the next server, and sends it again until one of them answers.
///
/// Blocks its thread.
final class RoamingClient {
    private let servers: [ServerChild]
    private let address: String
    private let deadline: ContinuousClock.Instant
    private var next: Int
    private var socket: (port: Int, socket: LoopbackSocket)?
    /// Messages that got no answer at first.
    private(set) var sentAgain = 0

    /// Nobody answered for too long.
    struct Unanswered: Error {
        var path: String
    }

    init(servers: [ServerChild], number: Int, patience: Duration = .seconds(120)) {
        self.servers = servers
        // People come from places of their own: limits per address must not stop the simulation.
        address = "10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
        next = number
        deadline = .now + patience
    }

    /// The status and the body of the first answer that is not a 429 or 503.
    func send(_ method: String, _ path: String, token: String? = nil, json: String = "") throws -> (Int, [UInt8]) {
        var tries = 0
        next += 1
        while true {
            if let answer = attempt(method, path, token: token, json: json), answer.status != 503, answer.status != 429
            {
                sentAgain += tries > 0 ? 1 : 0
                return answer
            }
            guard ContinuousClock.now < deadline else { throw Unanswered(path: path) }
            tries += 1
            next += 1
            Thread.sleep(forTimeInterval: 0.05)
        }
    }

    private func attempt(
        _ method: String, _ path: String, token: String?, json: String
    ) -> (status: Int, body: [UInt8])? {
        let port = servers[next % servers.count].port
        if socket?.port != port { socket = LoopbackSocket(port: port).map { (port, $0) } }
        guard let socket = socket?.socket else { return nil }
        let authorisation = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
        let head =
            "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: \(address)\r\n"
            + "Content-Type: application/json\r\n\(authorisation)Content-Length: \(json.utf8.count)\r\n\r\n"
        guard socket.send(head + json), let status = socket.readResponse() else {
            self.socket = nil
            return nil
        }
        return (status, socket.lastBody)
    }
}
