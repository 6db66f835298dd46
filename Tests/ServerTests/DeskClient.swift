import Foundation
import FrontDesk

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A widget's side of the HTTP contract, with the retries that the contract allows.
struct DeskClient: Sendable {
    /// An answer as it came.
    struct Answer: Sendable {
        var status: Int
        var body: Data
        /// By their names in small letters.
        var headers: [String: String] = [:]
    }

    /// Where the server is now; it may move when it is started again.
    let port: @Sendable () async -> Int

    /// One request; throws when the server cannot be reached or dies before it answers.
    func send(
        _ method: String, _ path: String, json: String? = nil, token: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        guard let url = URL(string: "http://127.0.0.1:\(await port())\(path)") else { throw URLError(.badURL) }
        var request = URLRequest(url: url, timeoutInterval: 30)
        request.httpMethod = method
        if let json {
            request.httpBody = Data(json.utf8)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await URLSession.shared.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        let fields = response.allHeaderFields.map { ("\($0.key)".lowercased(), "\($0.value)") }
        return Answer(
            status: response.statusCode, body: data, headers: Dictionary(fields) { first, _ in first })
    }

    /// Sends until an answer comes, as a widget does whose server went away.
    func sendUntilAnswered(_ method: String, _ path: String, json: String? = nil, token: String? = nil) async throws
        -> Answer
    {
        var tries = 0
        while true {
            do {
                let answer = try await send(method, path, json: json, token: token)
                if answer.status != 503 { return answer }
            } catch is URLError {
                // Not there: wait for it to come back.
            }
            tries += 1
            if tries > 600 { throw URLError(.cannotConnectToHost) }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}

/// What a client reads of an opened conversation.
struct OpenedShape: Decodable {
    var id: String
    var token: String
}

/// What a client reads of an answer.
struct TurnShape: Decodable {
    struct State: Decodable {
        struct Awaiting: Decodable {
            var kind: String
            var field: String?
        }

        struct Visit: Decodable {
            var id: String
            var status: String
        }

        var form: String?
        var awaiting: Awaiting?
        var appointment: Visit?
    }

    var turn: Int
    var state: State
}
