import Foundation
import Synchronization

/// A network between a client and PostgreSQL that breaks at the worst moment: while a commit is on its way there, while
/// its answer is on its way back, or before any other statement.
final class CuttingProxy: Sendable {
    /// Where the next commit is cut off.
    enum Cut: Hashable, Sendable {
        /// The server never hears of the commit.
        case beforeItArrives
        /// The server commits, and nobody hears of that.
        case beforeItsAnswer
        /// The n-th message from now on, from 1, does not arrive; what was done before it in its transaction is lost.
        case atMessage(Int)
    }

    private struct State {
        var cut: Cut?
        var isDown = false
        var staysDown = false
        var cuts = 0

        /// Makes the cut that was armed.
        mutating func fall() -> Cut? {
            defer { cut = nil }
            cuts += 1
            isDown = staysDown
            return cut
        }
    }

    /// Where to connect to.
    let port: Int
    private let socketPath: String
    private let listener: Int32
    private let state = Mutex(State())

    /// What libpq sends for COMMIT: type, length, words.
    private static let commit = Array("Q\0\0\0\u{0B}COMMIT\0".utf8)

    /// - Parameter socketPath: the server's Unix socket.
    init(to socketPath: String) throws {
        self.socketPath = socketPath
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound, listen(listener, 64) == 0 else { throw TestFailure(reason: "no port for the proxy") }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in accept() }
    }

    deinit { close(listener) }

    /// Commits that were cut off.
    var cuts: Int { state.withLock { $0.cuts } }

    /// Cuts off the next commit, and with `staysDown` refuses every connection from then on.
    func arm(_ cut: Cut, staysDown: Bool = false) {
        state.withLock {
            $0.cut = cut
            $0.staysDown = staysDown
        }
    }

    /// Cuts nothing off any more.
    func disarm() {
        state.withLock { $0.cut = nil }
    }

    /// Lets connections through again.
    func mend() {
        state.withLock { $0.isDown = false }
    }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            if client < 0 { return }
            guard !state.withLock({ $0.isDown }), let server = connected() else {
                close(client)
                continue
            }
            let pair = Pair(client: client, server: server)
            Thread.detachNewThread { [self] in forward(pair) }
            Thread.detachNewThread { pair.answer() }
        }
    }

    /// Hands on what the client sends; what the server answers is handed on by the other thread.
    private func forward(_ pair: Pair) {
        while let bytes = Pair.read(pair.client) {
            if isToBeCut() { break }
            guard bytes.count == Self.commit.count, bytes == Self.commit else {
                guard Pair.write(bytes, to: pair.server) else { break }
                continue
            }
            let cut = state.withLock { state -> Cut? in
                switch state.cut {
                case .beforeItArrives, .beforeItsAnswer: state.fall()
                case .atMessage, nil: nil
                }
            }
            if cut == .beforeItArrives { break }
            if cut == .beforeItsAnswer { pair.isMute.store(true, ordering: .sequentiallyConsistent) }
            guard Pair.write(bytes, to: pair.server) else { break }
            if cut == .beforeItsAnswer {
                pair.heard.wait()
                break
            }
        }
        pair.cut()
    }

    /// Counts a message; whether it is the one that does not arrive.
    private func isToBeCut() -> Bool {
        state.withLock { state in
            guard case .atMessage(let number)? = state.cut else { return false }
            if number == 1 { return state.fall() != nil }
            state.cut = .atMessage(number - 1)
            return false
        }
    }

    private func connected() -> Int32? {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(socketPath.utf8)) }
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        if isConnected { return descriptor }
        close(descriptor)
        return nil
    }
}

/// The two ends of a connection through the proxy.
private final class Pair: Sendable {
    let client: Int32
    let server: Int32
    /// Whether the server's answers are thrown away.
    let isMute = Atomic<Bool>(false)
    /// Signalled when an answer was thrown away.
    let heard = DispatchSemaphore(value: 0)

    init(client: Int32, server: Int32) {
        self.client = client
        self.server = server
    }

    deinit {
        close(client)
        close(server)
    }

    /// Hands on what the server answers.
    func answer() {
        while let bytes = Pair.read(server) {
            if isMute.load(ordering: .sequentiallyConsistent) {
                heard.signal()
                return
            }
            guard Pair.write(bytes, to: client) else { break }
        }
        heard.signal()
        cut()
    }

    /// Ends both directions.
    func cut() {
        shutdown(client, Int32(SHUT_RDWR))
        shutdown(server, Int32(SHUT_RDWR))
    }

    static func read(_ descriptor: Int32) -> [UInt8]? {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        return count > 0 ? Array(chunk[..<count]) : nil
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }
}
