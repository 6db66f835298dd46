import Hummingbird

extension HTTPFace {
    /// What operators ask: alive, ready, how much.
    var operationEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/healthz", operation: "isAlive",
                summary: "Whether the process answers; says nothing about the store.", tag: "operation",
                answers: [.json(200, "It does.", Schemas.reference("Alive"))],
                respond: { _, _ in HTTPFace.json { $0.member("status", "ok") } }),
            Endpoint(
                method: .get, path: "/readyz", operation: "isReady",
                summary: "Whether turns can be answered and kept now.", tag: "operation",
                answers: [
                    .json(200, "They can.", Schemas.reference("Ready")),
                    .json(503, "They cannot.", Schemas.reference("Ready")),
                ],
                respond: isReady),
            Endpoint(
                method: .get, path: "/metrics", operation: "readMetrics",
                summary: "Counts in the text format of Prometheus 0.0.4.", tag: "operation",
                answers: [
                    .init(status: 200, description: "The counts.", content: [("text/plain", ["type": "string"])])
                ],
                respond: readMetrics),
        ]
    }

    @Sendable private func isReady(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let health = await host.health()
        return HTTPFace.json(status: health.storage ? .ok : .serviceUnavailable) { writer in
            writer.member("status", health.storage ? "ready" : "not ready")
            writer.member("storage", health.storage)
            writer.member("problem", health.problem)
        }
    }

    @Sendable private func readMetrics(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        var text = metrics.prometheusText()
        if let more = options.moreMetrics { text += await more() }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
