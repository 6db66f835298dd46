import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import Channels

/// Serves a scripted desk over real HTTP on loopback for the length of a test.
func withHTTP<Value: Sendable>(
    _ host: ScriptedHost = ScriptedHost(), staff: ScriptedStaff? = nil, options: HTTPOptions = HTTPOptions(),
    metrics: ChannelMetrics = ChannelMetrics(),
    _ test: @escaping @Sendable (any TestClientProtocol) async throws -> Value
) async throws -> Value {
    var options = options
    options.port = 0
    let channel = HTTPChannel(
        host: host, staff: staff, options: options, metrics: metrics, logger: Logger(label: "test"))
    return try await channel.application.test(.live, test)
}

extension TestResponse {
    /// The body as JSON.
    var json: JSONValue {
        get throws { try JSONReader.read(Array(body.readableBytesView)) }
    }

    /// The body as text.
    var text: String { String(buffer: body) }
}

extension TestClientProtocol {
    func post(_ uri: String, _ body: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await post(uri, bytes: Array(body.utf8), headers)
    }

    func post(_ uri: String, bytes: [UInt8], _ headers: HTTPFields = [:]) async throws -> TestResponse {
        var all: HTTPFields = [.contentType: "application/json"]
        for field in headers { all[field.name] = field.value }
        return try await execute(uri: uri, method: .post, headers: all, body: ByteBuffer(bytes: bytes)) { $0 }
    }

    func get(_ uri: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await execute(uri: uri, method: .get, headers: headers) { $0 }
    }

    /// Opens a conversation; returns its id and the header that opens it.
    func open() async throws -> (id: String, token: HTTPFields) {
        let opened = try await post("/v1/conversations", "{}").json
        let id = try #require(opened["id"]?.text)
        let token = try #require(opened["token"]?.text)
        return (id, [.authorization: "Bearer \(token)"])
    }
}
