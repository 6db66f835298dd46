import Foundation
import Synchronization

/// A PostgreSQL server of this test run alone: in a folder of its own, on a Unix socket and, with TLS, on a port of
/// loopback; gone when the process ends.
///
/// It must start; a machine without PostgreSQL fails these tests rather than passing without them.
final class PrivatePostgres: Sendable {
    /// Started once; the error of a failed start is the error of every test.
    static let shared = Result { try PrivatePostgres() }

    /// How many tests use it at a time: each has some ten connections, and the server has 400.
    static let places = Places(24)

    /// The port on loopback; TLS is offered there, for the name `localhost`.
    let port: Int
    /// The certificate of whoever signed the server's.
    var rootCertificate: String { folder.appending(path: "root.crt").path }

    private let folder: URL
    private let bin: URL
    private let count = Atomic<Int>(0)
    /// The server lives as long as this pipe is open, so that it ends with this process however that ends.
    private let lifeline = Pipe()
    private let server = Process()

    private init() throws {
        let versions = URL(filePath: "/usr/lib/postgresql")
        let newest = try FileManager.default.contentsOfDirectory(atPath: versions.path).max {
            (Int($0) ?? 0) < (Int($1) ?? 0)
        }
        guard let newest else { throw TestFailure(reason: "no PostgreSQL under \(versions.path)") }
        bin = versions.appending(path: "\(newest)/bin")
        folder = URL(filePath: "/tmp/frontdesk-pg-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        port = try Self.freePort()
        let script = """
            set -e
            cd "\(folder.path)"
            "\(bin.path)/initdb" -D data -A trust -U postgres -E UTF8 --locale=C >log
            openssl req -x509 -new -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 2 -subj /CN=localhost \
                -addext subjectAltName=DNS:localhost -keyout data/server.key -out data/server.crt >>log 2>&1
            cp data/server.crt root.crt
            "\(bin.path)/postgres" -D "\(folder.path)/data" -k "\(folder.path)" -p \(port) \
                -c listen_addresses=127.0.0.1 -c ssl=on -c max_connections=400 -c shared_buffers=64MB -c fsync=off >>"\(folder.path)/log" 2>&1 &
            server=$!
            cat >/dev/null
            kill -QUIT $server
            wait $server || true
            rm -rf "\(folder.path)"
            """
        // The server refuses to run as root.
        if getuid() == 0 {
            try Self.run("/bin/chown", ["postgres", folder.path])
            server.executableURL = URL(filePath: "/usr/sbin/runuser")
            server.arguments = ["-u", "postgres", "--", "/bin/sh", "-c", script]
        } else {
            server.executableURL = URL(filePath: "/bin/sh")
            server.arguments = ["-c", script]
        }
        server.currentDirectoryURL = URL(filePath: "/")
        server.standardInput = lifeline
        try server.run()
        for _ in 0..<300 {
            if (try? Self.run("\(bin.path)/pg_isready", ["-q"] + place)) != nil { return }
            guard server.isRunning else { break }
            Thread.sleep(forTimeInterval: 0.1)
        }
        let log = (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? ""
        throw TestFailure(reason: "PostgreSQL did not start: \(log)")
    }

    /// Makes an empty database; gives its URL.
    func makeDatabase() throws -> String {
        let name = "test\(count.wrappingAdd(1, ordering: .relaxed).oldValue)"
        try Self.run(
            "\(bin.path)/psql",
            ["-q", "-c", "CREATE DATABASE \(name) TEMPLATE template0"] + place)
        let host = folder.path.replacing("/", with: "%2F")
        return "postgres://postgres@\(host):\(port)/\(name)"
    }

    /// A way to the server that can be cut.
    func proxy() throws -> CuttingProxy {
        try CuttingProxy(to: folder.appending(path: ".s.PGSQL.\(port)").path)
    }

    /// Cuts all connections to a database, as a network failure would.
    func cutConnections(to url: String) throws {
        let name = url.split(separator: "/").last ?? ""
        let statement = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)'"
        try Self.run("\(bin.path)/psql", ["-q", "-o", "/dev/null", "-c", statement] + place)
    }

    /// Where the server is, for PostgreSQL's own programs.
    private var place: [String] { ["-h", folder.path, "-p", "\(port)", "-U", "postgres"] }

    /// A port that nobody listens on.
    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw TestFailure(reason: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Foundation's Process is not made for several threads at once.
    private static let oneAtATime = NSLock()

    private static func run(_ path: String, _ arguments: [String]) throws {
        oneAtATime.lock()
        defer { oneAtATime.unlock() }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.currentDirectoryURL = URL(filePath: "/")
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw TestFailure(
                reason: "\(path) \(arguments.joined(separator: " ")) ended with \(process.terminationStatus)")
        }
    }
}
