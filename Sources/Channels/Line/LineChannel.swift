import Foundation
import FrontDesk
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The line socket as a service: a raw port and a telnet port.
///
/// A graceful shutdown takes no new calls, lets running turns finish, tells every caller how to go on, and closes.
public struct LineChannel: Service, CustomStringConvertible {
    /// Its name in the log.
    public let description = "line socket"

    /// Where the lines are served.
    public struct Ports: Hashable, Sendable {
        /// The raw port, where one is served.
        public var raw: Int?
        /// The telnet port, where one is served.
        public var telnet: Int?
    }

    private let host: any ConversationHost
    private let options: LineOptions
    private let metrics: ChannelMetrics
    private let logger: Logger
    private let onListening: @Sendable (Ports) async -> Void

    /// Makes the channel.
    /// - Parameters:
    ///   - host: The desk.
    ///   - options: Where and how it is served.
    ///   - metrics: Counts, shared with the other channels.
    ///   - logger: Where trouble is told; never a caller's words.
    ///   - onListening: Told the ports once calls are taken.
    public init(
        host: any ConversationHost, options: LineOptions = LineOptions(), metrics: ChannelMetrics = ChannelMetrics(),
        logger: Logger, onListening: @escaping @Sendable (Ports) async -> Void = { _ in }
    ) {
        self.host = host
        self.options = options
        self.metrics = metrics
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the service group shuts down.
    /// - Throws: ``ChannelError/cannotListen(channel:address:port:reason:)``.
    public func run() async throws {
        OpenFiles.raiseLimit()
        let group = MultiThreadedEventLoopGroup.singleton
        let server = try await LineServer(
            host: host, options: options, metrics: metrics, loops: Array(group.makeIterator()))
        var listeners: [any Channel] = []
        var ports = Ports()
        do {
            if let port = options.rawPort {
                let listener = try await listen(on: port, group: group, server: server, isTelnet: false)
                ports.raw = listener.localAddress?.port
                listeners.append(listener)
            }
            if let port = options.telnetPort {
                let listener = try await listen(on: port, group: group, server: server, isTelnet: true)
                ports.telnet = listener.localAddress?.port
                listeners.append(listener)
            }
        } catch {
            for listener in listeners { try? await listener.close() }
            try await server.onEachRoster { $0.stop() }
            throw error
        }
        await onListening(ports)
        try? await gracefulShutdown()
        for listener in listeners { try? await listener.close() }
        try await server.onEachRoster { $0.serverLeaves() }
        let deadline = ContinuousClock.now + options.drain
        while metrics.openLines > 0, ContinuousClock.now < deadline, !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(20))
        }
        try await server.onEachRoster { $0.stop() }
    }

    private func listen(
        on port: Int, group: any EventLoopGroup, server: LineServer, isTelnet: Bool
    ) async throws -> any Channel {
        do {
            return try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 4096)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelOption(.socketOption(.so_keepalive), value: 1)
                .childChannelOption(.tcpOption(.init(rawValue: TCP_KEEPIDLE)), value: 30)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                // People type little: a small buffer that never grows keeps thousands of open lines cheap.
                .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 1024))
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            LineHandler(server: server, isTelnet: isTelnet))
                    }
                }
                .bind(host: options.host, port: port).get()
        } catch let error as IOError {
            throw ChannelError.cannotListen(
                channel: isTelnet ? "telnet" : "line", address: options.host, port: port, reason: error.reason)
        }
    }
}
