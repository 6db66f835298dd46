import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Two real servers on one PostgreSQL.
@Suite("Replicas", .serialized)
struct ReplicaTests {
    @Test("each message of a talk is sent to both at once: one answer each, in order, and both hear of it")
    func aTalkHops() async throws {
        let postgres = try await LocalPostgres()
        let url = try await postgres.makeDatabase()
        let servers = [Harness(database: url), Harness(database: url)]
        for server in servers { try await server.start() }
        let clients = servers.map { server in DeskClient { await server.port } }
        let opened = try JSONDecoder().decode(
            OpenedShape.self,
            from: try await clients[0].send("POST", "/v1/conversations", json: #"{"lang":"zh"}"#).body)
        let path = "/v1/conversations/\(opened.id)"
        // On both servers somebody listens to the talk.
        let listeners = try await [
            EventListener(port: servers[0].port, path: path + "/events", token: opened.token),
            EventListener(port: servers[1].port, path: path + "/events", token: opened.token),
        ]
        for listener in listeners { try await listener.waitUntilOpen() }
        let words = ["我想挂号", "皮肤科", "越早越好", "几点放号", "第一个", "算了"]
        for (number, text) in words.enumerated() {
            let json = "{\"text\":\"\(text)\",\"message_id\":\"m\(number)\"}"
            async let one = clients[0].sendUntilAnswered("POST", path + "/turns", json: json, token: opened.token)
            async let other = clients[1].sendUntilAnswered("POST", path + "/turns", json: json, token: opened.token)
            let answers = try await [one, other]
            #expect(answers.map(\.status) == [200, 200])
            #expect(answers[0].body == answers[1].body, "one message has one answer")
            let turn = try JSONDecoder().decode(TurnShape.self, from: answers[0].body)
            #expect(turn.turn == number + 1, "turns are counted once, in order")
        }
        for (number, listener) in listeners.enumerated() {
            let heard = try await listener.ids(count: words.count)
            #expect(heard == Array(1...words.count), "server \(number)")
        }
        for listener in listeners { listener.stop() }
        for server in servers { #expect(await server.terminate() == 0) }
        let end = try await Program.frontdesk("verify", "--database", url)
        #expect(end.status == 0, "\(end.output)")
    }
}

/// Somebody who listens to a stream of server-sent events.
private final class EventListener: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    // Guarded by the lock.
    private var text = ""
    private var isOpen = false
    private let lock = NSLock()
    private var session: URLSession?

    init(port: Int, path: String, token: String) throws {
        super.init()
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw URLError(.badURL) }
        var request = URLRequest(url: url, timeoutInterval: 300)
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        request.setValue("text/event-stream", forHTTPHeaderField: "Accept")
        session = URLSession(configuration: .default, delegate: self, delegateQueue: nil)
        session?.dataTask(with: request).resume()
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        lock.withLock { isOpen = true }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        lock.withLock { text += String(decoding: data, as: UTF8.self) }
    }

    func waitUntilOpen() async throws {
        try await wait { self.lock.withLock { self.isOpen } }
    }

    /// The ids of the events, once there are so many.
    func ids(count: Int) async throws -> [Int] {
        func ids() -> [Int] {
            lock.withLock { text }.split(separator: "\n").filter { $0.hasPrefix("id:") }
                .compactMap { Int($0.dropFirst(3).drop { $0 == " " }) }
        }
        try await wait { ids().count >= count }
        return ids()
    }

    func stop() { session?.invalidateAndCancel() }

    private func wait(_ isTrue: () -> Bool) async throws {
        for _ in 0..<300 {
            if isTrue() { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw URLError(.timedOut)
    }
}
