import Booking
import FrontDesk
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// What is left of some departments' slots as server-sent events: everything first, then every change within
/// milliseconds of its commit. Each event's id is its version; whoever resumes with it gets only what changed since.
struct CountsStream: Sendable {
    let host: any ConversationHost
    let metrics: ChannelMetrics
    let departments: [DepartmentCode]
    let after: Int?
    let heartbeat: Duration

    private enum Item: Sendable {
        case changed
        case beat
    }

    /// How often statuses are looked at that only time changes.
    private static let look = Duration.milliseconds(500)

    /// The open stream.
    func response(to request: Request) -> Response {
        let body = ResponseBody { writer in
            metrics.streams(1)
            defer { metrics.streams(-1) }
            let (items, feed) = AsyncStream.makeStream(of: Item.self, bufferingPolicy: .bufferingNewest(2))
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
        // Listening starts before the counts are read, so that nothing falls between the two.
        let changes = await host.countsChanged()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in changes { feed.yield(.changed) }
            }
            group.addTask {
                while true {
                    try await Task.sleep(for: Self.look)
                    feed.yield(.beat)
                }
            }
            defer { group.cancelAll() }
            var last = try await write(after: after, to: &writer)
            var spokeAt = ContinuousClock.now
            for await item in items {
                let version = try await write(after: last, to: &writer)
                if version != last { spokeAt = .now }
                last = version
                if item == .beat, ContinuousClock.now - spokeAt >= heartbeat {
                    try await writer.write(ByteBuffer(string: ": still here\n\n"))
                    spokeAt = .now
                }
            }
        }
    }

    /// Writes what changed after a version, if anything did; returns the version reached.
    private func write(after version: Int?, to writer: inout any ResponseBodyWriter) async throws -> Int {
        let counts = try await counts(after: version)
        if let version, !counts.isWhole, counts.counts.isEmpty { return max(version, counts.version) }
        if let version, counts.isWhole, counts.version == version { return version }
        var json = JSONWriter()
        json.counts(counts)
        var buffer = ByteBuffer()
        buffer.writeString("id: \(counts.version)\ndata: ")
        buffer.writeBytes(json.bytes)
        buffer.writeString("\n\n")
        try await writer.write(buffer)
        return counts.version
    }

    private func counts(after version: Int?) async throws(DeskError) -> SlotCounts {
        guard let version else { return try await host.counts(of: departments) }
        return try await host.counts(of: departments, after: version)
    }
}

extension JSONWriter {
    /// What is left: `{"version","whole","counts":[{"slot","free","status"}]}`.
    mutating func counts(_ counts: SlotCounts) {
        object { writer in
            writer.member("version", counts.version)
            writer.member("whole", counts.isWhole)
            writer.name("counts")
            writer.array { writer in
                for count in counts.counts {
                    writer.object { writer in
                        writer.member("slot", count.slot.rawValue)
                        writer.member("free", count.free)
                        writer.member("status", count.status.rawValue)
                    }
                }
            }
        }
    }
}
