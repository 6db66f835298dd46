import Hummingbird

/// The least that a JSON route can do: decode a turn and send it back. The benchmark's baseline on the same server.
enum EchoRoute {
    private struct Turn: ResponseCodable {
        var text: String
        var message_id: String
    }

    /// Adds the route in front of all middleware.
    static func add(to router: Router<DeskRequestContext>, at path: String) {
        router.post(RouterPath(path)) { request, context in
            try await request.decode(as: Turn.self, context: context)
        }
    }
}
