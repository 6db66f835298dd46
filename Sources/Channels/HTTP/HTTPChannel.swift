import Foundation
import FrontDesk
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP channel as a service: the JSON API, Rasa's shape, server-sent events and the chat page.
///
/// A graceful shutdown takes no new connections, ends event streams and lets running turns finish.
public struct HTTPChannel: Service, CustomStringConvertible {
    /// Its name in the log.
    public let description = "HTTP"

    private let face: HTTPFace
    private let logger: Logger
    private let onListening: @Sendable (Int) async -> Void

    /// Makes the channel.
    /// - Parameters:
    ///   - host: The desk.
    ///   - staff: The desk as staff use it; the staff endpoints need ``HTTPOptions/staff`` besides.
    ///   - options: Where and how it is served.
    ///   - metrics: Counts, shared with the other channels.
    ///   - logger: Where trouble is told; never a visitor's words.
    ///   - onListening: Told the port once connections are taken.
    public init(
        host: any ConversationHost, staff: (any StaffHost)? = nil, options: HTTPOptions = HTTPOptions(),
        metrics: ChannelMetrics = ChannelMetrics(), logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        face = HTTPFace(host: host, staff: staff, options: options, metrics: metrics)
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the service group shuts down.
    /// - Throws: ``ChannelError/cannotListen(channel:address:port:reason:)``.
    public func run() async throws {
        do {
            try await application.run()
        } catch let error as IOError {
            throw ChannelError.cannotListen(
                channel: "http", address: face.options.host, port: face.options.port, reason: error.reason)
        }
    }

    /// The server; its own log lines are about connections only, so they stay below warnings.
    var application: some ApplicationProtocol {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let onListening = self.onListening
        return Application(
            router: face.router(),
            // A client that sends its request drop by drop, or nothing more, does not keep a connection.
            server: .http1(configuration: .init(idleTimeout: .seconds(75))),
            configuration: .init(
                address: .hostname(face.options.host, port: face.options.port), backlog: 1024),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
            logger: quiet)
    }
}

/// Why a channel cannot be served.
public enum ChannelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The address is not there, or another program has the port.
    case cannotListen(channel: String, address: String, port: Int, reason: String)

    /// One line that says what to change.
    public var description: String {
        switch self {
        case .cannotListen(let channel, let address, let port, let reason):
            "\(channel): cannot listen on \(address):\(port): \(reason). Choose another port or stop the program that has it."
        }
    }
}

extension IOError {
    /// The system's words for the error number.
    var reason: String { String(cString: strerror(errnoCode)) }
}
