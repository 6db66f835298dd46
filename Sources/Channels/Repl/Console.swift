import Foundation

/// Where the REPL reads and writes.
protocol Console: Sendable {
    /// Whether a person sits there.
    var isInteractive: Bool { get }
    /// Whether output may be coloured.
    var hasColour: Bool { get }
    /// Reads a line.
    func readLine(prompt: String) async -> ConsoleInput
    /// Writes text as it is.
    func write(_ text: String)
}

/// What came from a console.
enum ConsoleInput: Hashable, Sendable {
    case line(String)
    /// Ctrl-C on an empty line, or the end of the input.
    case end
}

/// Standard input and output that are no terminal: lines in, lines out, the input repeated so that the output is the
/// whole talk.
struct PlainConsole: Console {
    let isInteractive = false
    let hasColour = false

    func readLine(prompt: String) async -> ConsoleInput {
        guard let line = await Blocking.run({ Swift.readLine() }) else { return .end }
        write(prompt + line + "\n")
        return .line(line)
    }

    func write(_ text: String) {
        StandardOutput.write(text)
    }
}

/// Writes to standard output past Foundation's buffers.
enum StandardOutput {
    static func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}

/// Runs calls that block, such as reading a terminal, on a thread of their own.
enum Blocking {
    private static let queue = DispatchQueue(label: "frontdesk.console")

    static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: body()) }
        }
    }
}
