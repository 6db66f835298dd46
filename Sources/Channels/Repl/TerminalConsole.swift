import Foundation
import Synchronization

/// A terminal with line editing and a history that lasts as long as the REPL: what patients type is not written to disk.
final class TerminalConsole: Console {
    let isInteractive = true
    let hasColour: Bool
    private let history = Mutex<[String]>([])

    /// Makes a console; `nil` when standard input or output is no terminal.
    init?(environment: [String: String]) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, environment["TERM"] != "dumb" else { return nil }
        // https://no-color.org: any value that is not empty.
        hasColour = (environment["NO_COLOR"] ?? "").isEmpty
    }

    func write(_ text: String) {
        StandardOutput.write(text)
    }

    func readLine(prompt: String) async -> ConsoleInput {
        let known = history.withLock { $0 }
        let input = await Blocking.run { self.edit(prompt: prompt, history: known) }
        if case .line(let line) = input, !line.trimmed.isEmpty {
            history.withLock { if $0.last != line { $0.append(line) } }
        }
        return input
    }

    /// The terminal is raw only while a line is edited, so that Ctrl-C stops the program at any other time.
    private func edit(prompt: String, history: [String]) -> ConsoleInput {
        var original = termios()
        guard tcgetattr(STDIN_FILENO, &original) == 0 else { return .end }
        var raw = original
        cfmakeraw(&raw)
        raw.c_oflag |= tcflag_t(OPOST)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        defer { tcsetattr(STDIN_FILENO, TCSADRAIN, &original) }

        var keys = KeyReader()
        var line = LineBuffer(history: history)
        draw(line, prompt: prompt)
        while let byte = nextByte(&keys) {
            guard let key = keys.feed(byte) else { continue }
            switch line.take(key) {
            case .editing: draw(line, prompt: prompt)
            case .cleared:
                write("\u{1B}[H\u{1B}[2J")
                draw(line, prompt: prompt)
            case .line(let text):
                _ = line.take(.end)
                draw(line, prompt: prompt)
                write("\n")
                return .line(text)
            case .interrupted:
                write("\n")
                if line.text.isEmpty { return .end }
                line = LineBuffer(history: history)
                draw(line, prompt: prompt)
            case .ended:
                write("\n")
                return .end
            }
        }
        return .end
    }

    private func nextByte(_ keys: inout KeyReader) -> UInt8? {
        if keys.isInsideEscape {
            // A key's sequence comes at once; a lone Escape is followed by nothing.
            var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            if poll(&request, 1, 50) == 0 { keys.abandonEscape() }
        }
        var byte: UInt8 = 0
        while true {
            let count = read(STDIN_FILENO, &byte, 1)
            if count == 1 { return byte }
            if count == 0 || errno != EINTR { return nil }
        }
    }

    private func draw(_ line: LineBuffer, prompt: String) {
        let left = Paint.width(ofPainted: prompt)
        let window = line.window(columns: max(10, columns - left))
        let place = left + window.cursor
        write("\r\(prompt)\(window.text)\u{1B}[K\r" + (place > 0 ? "\u{1B}[\(place)C" : ""))
    }

    private var columns: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
