import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The real server as a process of its own, on free ports, with a database in a temporary folder.
///
/// Unchecked because only the actor `Harness` holds one, and calls it one thing at a time.
final class ServerProcess: @unchecked Sendable {
    let folder: URL
    private(set) var port = 0
    private var process: Process?

    private let server: String?

    /// - Parameter database: a PostgreSQL URL; without it a file in the folder.
    init(database: String? = nil) throws {
        server = database
        folder = FileManager.default.temporaryDirectory.appending(path: "frontdesk-server-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        process?.terminate()
        try? FileManager.default.removeItem(at: folder)
    }

    var database: String { server ?? folder.appending(path: "desk.sqlite").path }

    /// Starts the server and waits until it says where it listens.
    func start(environment: [String: String] = [:]) async throws {
        let process = Process()
        process.executableURL = ServerProcess.executable
        process.currentDirectoryURL = ServerProcess.checkout
        process.arguments = [
            "serve", "--database", database, "--http-port", "0", "--line-port", "0", "--telnet-port", "0",
            "--log-level", "error", "--hospital", try SmallHospital.folder.get(),
        ]
        let key = server == nil ? [:] : ["FRONTDESK_KEY": String(repeating: "07", count: 32)]
        process.environment = ProcessInfo.processInfo.environment.merging(key) { $1 }.merging(environment) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        self.process = process
        var said = ""
        for try await line in output.fileHandleForReading.lines {
            said += line + "\n"
            if let address = line.split(separator: " ").last, address.hasPrefix("http://"),
                let port = URL(string: String(address))?.port
            {
                self.port = port
                return
            }
        }
        throw ServerTrouble(said: said)
    }

    /// Kills the server as a power cut would.
    func kill() {
        guard let process else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }

    /// Asks the server to drain and waits for its end.
    func terminate() -> Int32 {
        guard let process else { return -1 }
        process.terminate()
        process.waitUntilExit()
        self.process = nil
        return process.terminationStatus
    }

    /// Runs another command of the executable and gives its exit code and output.
    func run(_ arguments: String...) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = ServerProcess.executable
        process.currentDirectoryURL = ServerProcess.checkout
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    static var checkout: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    static var executable: URL { program("frontdesk") }

    /// Something that was built beside the tests.
    static func program(_ name: String) -> URL {
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let besides = [bundle, bundle.deletingLastPathComponent(), checkout.appending(path: ".build/debug")]
        return besides.map { $0.appending(path: name) }.first { FileManager.default.fileExists(atPath: $0.path) }
            ?? checkout.appending(path: ".build/debug").appending(path: name)
    }
}

/// The server ended before it listened.
struct ServerTrouble: Error {
    var said: String
}

extension FileHandle {
    /// The lines that come in, as they come.
    var lines: AsyncThrowingStream<String, any Error> {
        AsyncThrowingStream { continuation in
            let thread = Thread {
                var rest: [UInt8] = []
                while true {
                    let data = self.availableData
                    if data.isEmpty { break }
                    rest += data
                    while let end = rest.firstIndex(of: 0x0A) {
                        continuation.yield(String(decoding: rest[..<end], as: UTF8.self))
                        rest.removeFirst(end + 1)
                    }
                }
                continuation.finish()
            }
            thread.start()
        }
    }
}
