import Foundation
import Testing

/// A PostgreSQL server for a test that kills it: in a folder of its own, with a password, gone when the process ends.
///
/// It must start; a machine without PostgreSQL fails these tests rather than passing without them.
actor LocalPostgres {
    /// What PostgreSQL or its tools complained about.
    struct Trouble: Error {
        var said: String
    }

    /// The password of the only user.
    static let password = "s3cr3t/of@tests"

    let folder: URL
    private let bin: URL
    /// The server lives as long as this pipe is open; each line on it kills the server and starts it again.
    private let lifeline = Pipe()
    private let server = Process()
    private var databases = 0

    init() async throws {
        let versions = URL(filePath: "/usr/lib/postgresql")
        let newest = try FileManager.default.contentsOfDirectory(atPath: versions.path).max {
            (Int($0) ?? 0) < (Int($1) ?? 0)
        }
        guard let newest else { throw Trouble(said: "no PostgreSQL under \(versions.path)") }
        bin = versions.appending(path: "\(newest)/bin")
        // Short: the path of a socket has no more than 107 bytes. Its own: several tests have a server at a time.
        let name = "frontdesk-pgs-\(ProcessInfo.processInfo.processIdentifier)-\(Int.random(in: 1000...9999))"
        folder = URL(filePath: "/tmp/\(name)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = """
            set -e
            cd "\(folder.path)"
            printf %s "$PGPASSWORD" >password
            "\(bin.path)/initdb" -D data -A scram-sha-256 --pwfile=password -U desk -E UTF8 --locale=C.UTF-8 >log
            start() {
                "\(bin.path)/postgres" -D data -k "\(folder.path)" -c listen_addresses= -c max_connections=300 \
                    -c fsync=off >>log 2>&1 &
                server=$!
            }
            start
            while read -r line; do
                kill -9 $server
                wait $server || true
                # The children notice in their own time; a new server waits for the last of them.
                sleep "$line"
                until start && sleep 0.3 && kill -0 $server 2>/dev/null; do sleep 0.3; done
            done
            kill -QUIT $server
            wait $server || true
            rm -rf "\(folder.path)"
            """
        // The server refuses to run as root.
        if getuid() == 0 {
            chown(folder.path, getpwnam("postgres")?.pointee.pw_uid ?? 0, getpwnam("postgres")?.pointee.pw_gid ?? 0)
            server.executableURL = URL(filePath: "/usr/sbin/runuser")
            server.arguments = ["-u", "postgres", "--", "/bin/bash", "-c", script]
        } else {
            server.executableURL = URL(filePath: "/bin/bash")
            server.arguments = ["-c", script]
        }
        server.currentDirectoryURL = URL(filePath: "/")
        server.environment = ProcessInfo.processInfo.environment.merging(["PGPASSWORD": Self.password]) { $1 }
        server.standardInput = lifeline
        try server.run()
        try await waitUntilUp()
    }

    /// Waits until the server takes connections.
    func waitUntilUp() async throws {
        for _ in 0..<600 {
            if try await run("pg_isready", ["-q", "-d", "postgres"]).status == 0 { return }
            guard server.isRunning else { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw Trouble(said: (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? "")
    }

    /// Waits until a query answers with true.
    func waitUntil(_ query: String, in database: String) async throws {
        let name = database.split(separator: "/").last.map(String.init) ?? ""
        for _ in 0..<1200 {
            let answer = try await run("psql", ["-XAtq", "-d", name, "-c", query])
            if answer.status == 0, answer.output.hasPrefix("t") { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw Trouble(said: "never true: \(query)")
    }

    /// Kills the server as a power cut would, and starts it again after some seconds.
    func crash(secondsDown: Double) throws {
        try lifeline.fileHandleForWriting.write(contentsOf: Data("\(secondsDown)\n".utf8))
    }

    /// Makes a database, empty or as a copy of another; gives its URL.
    func makeDatabase(from template: String = "template0") async throws -> String {
        databases += 1
        let name = "desk\(databases)"
        let made = try await run("createdb", ["-T", template.split(separator: "/").last.map(String.init) ?? "", name])
        guard made.status == 0 else { throw Trouble(said: made.output) }
        let host = folder.path.replacing("/", with: "%2F")
        return "postgres://desk:s3cr3t%2Fof%40tests@\(host)/\(name)"
    }

    private func run(_ program: String, _ arguments: [String]) async throws -> ProgramEnd {
        try await Program.run(
            bin.appending(path: program), arguments,
            environment: ["PGHOST": folder.path, "PGUSER": "desk", "PGPASSWORD": Self.password])
    }
}

/// How a program ended.
struct ProgramEnd: Sendable {
    var status: Int32
    /// Standard output and standard error.
    var output: String
}

/// Programs that are run to their end, off the threads of the tasks.
enum Program {
    /// Foundation's Process is not made for several threads at once.
    private static let oneAtATime = NSLock()

    /// Runs `frontdesk` with a key that all runs share.
    static func frontdesk(_ arguments: String..., environment: [String: String] = [:]) async throws -> ProgramEnd {
        let key = ["FRONTDESK_KEY": String(repeating: "07", count: 32)]
        return try await run(ServerProcess.executable, arguments, environment: key.merging(environment) { $1 })
    }

    /// Runs a program.
    static func run(_ program: URL, _ arguments: [String], environment: [String: String]) async throws -> ProgramEnd {
        try await withCheckedThrowingContinuation { caller in
            Thread.detachNewThread {
                caller.resume(
                    with: Result {
                        let process = Process()
                        process.executableURL = program
                        process.arguments = arguments
                        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
                        process.currentDirectoryURL = ServerProcess.checkout
                        process.standardInput = FileHandle.nullDevice
                        let output = Pipe()
                        process.standardOutput = output
                        process.standardError = output
                        try oneAtATime.withLock { try process.run() }
                        let data = output.fileHandleForReading.readDataToEndOfFile()
                        process.waitUntilExit()
                        return ProgramEnd(
                            status: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
                    })
            }
        }
    }
}
