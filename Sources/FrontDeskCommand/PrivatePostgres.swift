import ArgumentParser
import Foundation

/// A PostgreSQL server of this process alone, for measuring: in a folder of its own, on a Unix socket, as durable as any
/// other; gone when the process ends, however that ends.
final class PrivatePostgres {
    private let folder: URL
    private let bin: URL
    /// The server lives as long as this pipe is open.
    private let lifeline = Pipe()
    private let server = Process()
    private var databases = 0

    /// The newest version that the distribution has installed; `nil` where there is none.
    static var installed: URL? {
        let versions = URL(filePath: "/usr/lib/postgresql")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: versions.path)) ?? []
        return names.max { (Int($0) ?? 0) < (Int($1) ?? 0) }.map { versions.appending(path: "\($0)/bin") }
    }

    /// Starts it and waits until it takes connections.
    init() throws {
        guard let bin = Self.installed else {
            throw ValidationError("PostgreSQL is not installed here (Debian: apt-get install postgresql-15).")
        }
        self.bin = bin
        folder = URL(filePath: "/tmp/frontdesk-postgres-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = """
            set -e
            "\(bin.path)/initdb" -D "\(folder.path)/data" -A trust -U postgres -E UTF8 --locale=C >"\(folder.path)/log"
            "\(bin.path)/postgres" -D "\(folder.path)/data" -k "\(folder.path)" -c listen_addresses= \
                -c max_connections=200 -c shared_buffers=256MB >>"\(folder.path)/log" 2>&1 &
            server=$!
            cat >/dev/null
            kill -QUIT $server
            wait $server || true
            rm -rf "\(folder.path)"
            """
        // The server refuses to run as root.
        if getuid() == 0 {
            guard let user = getpwnam("postgres")?.pointee else {
                throw ValidationError("PostgreSQL does not run as root, and there is no user postgres.")
            }
            chown(folder.path, user.pw_uid, user.pw_gid)
            server.executableURL = URL(filePath: "/usr/sbin/runuser")
            server.arguments = ["-u", "postgres", "--", "/bin/sh", "-c", script]
        } else {
            server.executableURL = URL(filePath: "/bin/sh")
            server.arguments = ["-c", script]
        }
        server.currentDirectoryURL = folder
        server.standardInput = lifeline
        try server.run()
        for _ in 0..<600 {
            if try run("pg_isready", ["-q"]) { return }
            guard server.isRunning else { break }
            Thread.sleep(forTimeInterval: 0.1)
        }
        let log = (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? ""
        throw ValidationError("PostgreSQL did not start: \(log)")
    }

    deinit { stop() }

    /// Makes an empty database; gives its URL.
    func makeDatabase() throws -> String {
        databases += 1
        let name = "desk\(databases)"
        guard try run("createdb", [name]) else { throw ValidationError("createdb \(name) failed.") }
        return "postgres://postgres@\(folder.path.replacing("/", with: "%2F"))/\(name)"
    }

    /// Ends it and removes everything.
    func stop() {
        try? lifeline.fileHandleForWriting.close()
        server.waitUntilExit()
    }

    private func run(_ program: String, _ arguments: [String]) throws -> Bool {
        let process = Process()
        process.executableURL = bin.appending(path: program)
        process.arguments = ["-h", folder.path, "-U", "postgres"] + arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
