import FrontDesk
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// A conversation's events as server-sent events, from a number on, until the client or the server leaves.
struct EventStream: Sendable {
    let host: any ConversationHost
    let metrics: ChannelMetrics
    let conversation: ConversationID
    let after: Int
    let heartbeat: Duration

    private enum Item: Sendable {
        case event(ConversationEvent)
        case beat
    }

    /// Milliseconds after which a client comes back.
    private static let retryMilliseconds = 2000

    /// Headers of every stream.
    static let headers: HTTPFields = [
        .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
        // Proxies of the nginx family hold answers back unless told otherwise.
        HTTPField.Name("X-Accel-Buffering")!: "no",
    ]

    /// The open stream.
    func response(to request: Request) -> Response {
        let body = ResponseBody { writer in
            metrics.streams(1)
            defer { metrics.streams(-1) }
            let (items, feed) = AsyncStream.makeStream(of: Item.self, bufferingPolicy: .bufferingNewest(1000))
            try await request.body.consumeWithInboundCloseHandler { _ in
                try await withGracefulShutdownHandler {
                    try await pump(items, feed, to: &writer)
                } onGracefulShutdown: {
                    feed.finish()
                }
            } onInboundClosed: {
                feed.finish()
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: EventStream.headers, body: body)
    }

    private func pump(
        _ items: AsyncStream<Item>, _ feed: AsyncStream<Item>.Continuation, to writer: inout any ResponseBodyWriter
    ) async throws {
        try await writer.write(ByteBuffer(string: "retry: \(EventStream.retryMilliseconds)\n\n"))
        // Listening starts before the past is read, so that nothing falls between the two.
        let live = await host.liveEvents(of: conversation)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await event in live { feed.yield(.event(event)) }
                feed.finish()
            }
            group.addTask {
                while true {
                    try await Task.sleep(for: heartbeat)
                    feed.yield(.beat)
                }
            }
            defer { group.cancelAll() }
            var last = try await writePast(after: after, to: &writer)
            for await item in items {
                switch item {
                case .beat: try await writer.write(ByteBuffer(string: ": still here\n\n"))
                case .event(let event) where event.number == last + 1:
                    try await write(event, to: &writer)
                    last = event.number
                case .event(let event) where event.number > last:
                    last = try await writePast(after: last, to: &writer)
                case .event: break
                }
            }
        }
    }

    /// Writes what is on record after an event; returns the last number written.
    private func writePast(after: Int, to writer: inout any ResponseBodyWriter) async throws -> Int {
        var last = after
        for event in try await host.events(of: conversation, after: after) where event.number > last {
            try await write(event, to: &writer)
            last = event.number
        }
        return last
    }

    private func write(_ event: ConversationEvent, to writer: inout any ResponseBodyWriter) async throws {
        var json = JSONWriter()
        json.event(event)
        var buffer = ByteBuffer()
        buffer.writeString("id: \(event.number)\ndata: ")
        buffer.writeBytes(json.bytes)
        buffer.writeString("\n\n")
        try await writer.write(buffer)
    }
}
