import Foundation

/// Requests over kept-alive connections to loopback, one blocking thread a connection; ends after so many requests.
enum HTTPLoad {
    /// What a load measured.
    struct Result {
        var latencies: Measurement
        var seconds: Double
        var failures: Int
        /// The first answer that was not 200, for whoever has to find out why.
        var firstFailure: String?
        /// Processor time of the whole process, where it was measured, in microseconds.
        var processorMicroseconds = 0.0
        var perSecond: Double { Double(latencies.count) / seconds }
    }

    /// What one connection measured.
    private struct Part {
        var latencies = Measurement()
        var failures = 0
        var firstFailure: String?
    }

    /// Sends `requests` on each of `connections` connections, or as many as there is time for.
    /// - Parameters:
    ///   - seconds: after which no further request is sent.
    ///   - body: path, extra header lines and JSON of a connection's n-th request.
    static func run(
        port: Int, connections: Int, requests: Int, seconds: Double = 10,
        body: @escaping @Sendable (_ connection: Int, _ request: Int) -> (path: String, headers: String, json: String)
    ) async -> Result {
        let start = Measurement.nanoseconds()
        let end = start + UInt64(seconds * 1e9)
        let parts = await withTaskGroup(of: Part.self) { group in
            for connection in 0..<connections {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        let thread = Thread {
                            continuation.resume(
                                returning: talk(port: port, requests: requests, until: end) { body(connection, $0) })
                        }
                        thread.stackSize = 512 * 1024
                        thread.start()
                    }
                }
            }
            var parts: [Part] = []
            for await part in group { parts.append(part) }
            return parts
        }
        var all = Measurement()
        for part in parts { all.add(part.latencies) }
        return Result(
            latencies: all, seconds: Double(Measurement.nanoseconds() - start) / 1e9,
            failures: parts.reduce(0) { $0 + $1.failures }, firstFailure: parts.compactMap(\.firstFailure).first)
    }

    private static func talk(
        port: Int, requests: Int, until end: UInt64, request: (Int) -> (path: String, headers: String, json: String)
    ) -> Part {
        var part = Part()
        guard let socket = LoopbackSocket(port: port) else {
            return Part(failures: requests, firstFailure: "no connection")
        }
        for number in 0..<requests where Measurement.nanoseconds() < end {
            let (path, headers, json) = request(number)
            let text =
                "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\(headers)"
                + "Content-Length: \(json.utf8.count)\r\n\r\n\(json)"
            let start = Measurement.nanoseconds()
            guard socket.send(text), let status = socket.readResponse() else {
                part.failures += requests - number
                part.firstFailure = part.firstFailure ?? "the connection was closed"
                return part
            }
            part.latencies.record(Measurement.nanoseconds() - start)
            guard status != 200 else { continue }
            part.failures += 1
            part.firstFailure = part.firstFailure ?? "\(status) \(String(decoding: socket.lastBody, as: UTF8.self))"
        }
        return part
    }
}

/// A blocking TCP connection to this machine.
final class LoopbackSocket {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    /// Connects; `nil` when nobody listens.
    init?(port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }

    /// Sends all of a text.
    func send(_ text: String) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let sent = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard sent > 0 else { return false }
            bytes = bytes.dropFirst(sent)
        }
        return true
    }

    /// Reads one response with a Content-Length and gives its status; the body is kept in `lastBody`.
    func readResponse() -> Int? {
        var headEnd: Int?
        var needed = Int.max
        while true {
            if headEnd == nil, let end = buffer.indexOfHeadEnd {
                headEnd = end
                needed = end + buffer[..<end].contentLength
            }
            if headEnd != nil, buffer.count >= needed { break }
            guard fill() else { return nil }
        }
        let status = buffer.count > 12 ? Int(String(decoding: buffer[9..<12], as: UTF8.self)) : nil
        lastBody = Array(buffer[(headEnd ?? 0)..<needed])
        buffer.removeFirst(needed)
        return status
    }

    /// The body of the last response.
    private(set) var lastBody: [UInt8] = []

    /// Reads whatever comes until nothing has come for so long.
    func drain(seconds: Double) {
        var wait = timeval(tv_sec: Int(seconds), tv_usec: Int((seconds - seconds.rounded(.down)) * 1e6))
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        while fill() { buffer.removeAll(keepingCapacity: false) }
    }

    private func fill() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 8192)
        let count = read(descriptor, &chunk, chunk.count)
        guard count > 0 else { return false }
        buffer += chunk[..<count]
        return true
    }
}

extension Collection<UInt8> where Index == Int {
    fileprivate var indexOfHeadEnd: Int? {
        var index = startIndex
        while index + 3 < endIndex {
            if self[index] == 13, self[index + 1] == 10, self[index + 2] == 13, self[index + 3] == 10 {
                return index + 4
            }
            index += 1
        }
        return nil
    }

    fileprivate var contentLength: Int {
        let head = String(decoding: self, as: UTF8.self).lowercased()
        for line in head.split(separator: "\r\n") where line.hasPrefix("content-length:") {
            return Int(line.dropFirst(15).drop { $0 == " " }) ?? 0
        }
        return 0
    }
}
