import NIOCore
import NIOPosix

/// A TCP client on loopback that sees bytes, as `nc` does.
actor Wire {
    private let channel: any Channel
    private var incoming: AsyncStream<ByteBuffer>.Iterator
    /// What has arrived so far and was not taken yet.
    private(set) var received: [UInt8] = []
    private(set) var isClosed = false

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        let feed: AsyncStream<ByteBuffer>.Continuation
        init(feed: AsyncStream<ByteBuffer>.Continuation) { self.feed = feed }
        func channelRead(context: ChannelHandlerContext, data: NIOAny) { feed.yield(unwrapInboundIn(data)) }
        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .some(.inputClosed) = event as? ChannelEvent { feed.finish() }
        }
        func channelInactive(context: ChannelHandlerContext) { feed.finish() }
        func errorCaught(context: ChannelHandlerContext, error: any Error) { feed.finish() }
    }

    private init(channel: any Channel, incoming: AsyncStream<ByteBuffer>) {
        self.channel = channel
        self.incoming = incoming.makeAsyncIterator()
    }

    static func connect(to port: Int) async throws -> Wire {
        let (stream, feed) = AsyncStream.makeStream(of: ByteBuffer.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(feed: feed))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return Wire(channel: channel, incoming: stream)
    }

    func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    /// Says that nothing more comes, and still listens.
    func finishSending() async throws {
        try await channel.close(mode: .output).get()
    }

    func close() async {
        try? await channel.close().get()
    }

    /// Waits until what arrived contains a text, and takes everything up to its end.
    func read(until text: String) async -> String {
        await read(until: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? "closed: \(rest)"
    }

    /// Waits until what arrived contains bytes, and takes everything up to their end; `nil` when the line was closed.
    func read(until bytes: [UInt8]) async -> [UInt8]? {
        while true {
            if let range = received.firstRange(of: bytes) {
                defer { received.removeFirst(range.upperBound) }
                return Array(received[..<range.upperBound])
            }
            guard let buffer = await next() else { return nil }
            received += Array(buffer.readableBytesView)
        }
    }

    /// Waits for a number of bytes.
    func read(count: Int) async -> [UInt8] {
        while received.count < count, let buffer = await next() { received += Array(buffer.readableBytesView) }
        defer { received.removeFirst(min(count, received.count)) }
        return Array(received.prefix(count))
    }

    /// Waits for the end, and takes everything.
    func readToEnd() async -> String {
        while let buffer = await next() { received += Array(buffer.readableBytesView) }
        return rest
    }

    private var rest: String { String(decoding: received, as: UTF8.self) }

    private func next() async -> ByteBuffer? {
        var iterator = incoming
        let buffer = await iterator.next(isolation: #isolation)
        incoming = iterator
        if buffer == nil { isClosed = true }
        return buffer
    }
}
