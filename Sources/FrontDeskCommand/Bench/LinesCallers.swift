import ArgumentParser
import Foundation

/// Ten thousand callers in a process of their own, so that only the server's side is measured.
struct LinesCallersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-callers", abstract: "Open lines and keep quiet until standard input ends.",
        shouldDisplay: false)

    @Argument(help: "The port of the line socket.")
    var port: Int

    @Argument(help: "How many lines.")
    var lines: Int

    func run() throws {
        var sockets: [LoopbackSocket] = []
        while sockets.count < lines, let socket = LoopbackSocket(port: port) {
            sockets.append(socket)
            // In portions, so that the backlog of the listener is not what is measured.
            if sockets.count % 500 == 0 { Thread.sleep(forTimeInterval: 0.2) }
        }
        print(sockets.count)
        fflush(nil)
        _ = readLine()
    }
}

/// The running callers.
struct LinesCallers {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    /// Starts them.
    init(port: Int, lines: Int) throws {
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["bench-callers", String(port), String(lines)]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    /// How many lines they have opened, once they are through.
    func open() async -> Int {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [output] in
                let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
                continuation.resume(returning: Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0)
            }
        }
    }

    /// Hangs all of them up.
    func hangUp() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
