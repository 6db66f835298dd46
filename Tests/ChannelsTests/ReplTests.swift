import CivilCalendar
import Dialogue
import FrontDesk
import Synchronization
import Testing

@testable import Channels

@Suite("Line editing at a terminal")
struct LineEditorTests {
    static let rows: [(name: String, typed: String, before: String, after: String)] = [
        ("Chinese, and back over it", "挂号\u{1B}[D\u{1B}[D明天", "明天", "挂号"),
        ("home, end and delete", "abc\u{01}\u{1B}[3~x\u{05}y", "xbcy", ""),
        ("kill to the end and to the start", "abcdef\u{1B}[D\u{1B}[D\u{0B}\u{1B}[D\u{15}", "", "d"),
        ("kill a word", "book the eye \u{17}", "book the ", ""),
        ("by words", "one two\u{1B}bX\u{1B}[1;5C", "one Xtwo", ""),
        ("backspace takes a whole grapheme", "e\u{301}👍🏽\u{7F}", "e\u{301}", ""),
        ("Ctrl-D in the middle deletes", "ab\u{02}\u{04}c", "ac", ""),
        ("unknown sequences and keys do nothing", "a\u{1B}[99;99~\u{1B}OZ\u{00}\u{07}b", "ab", ""),
        ("history up, up and down", "\u{10}\u{10}\u{1B}[B!", "second!", ""),
        ("the draft comes back", "draft\u{1B}[A\u{1B}[B", "draft", ""),
        ("history does not run out", "\u{10}\u{10}\u{10}\u{10}", "first", ""),
    ]

    @Test("Keys to text", arguments: rows.indices)
    func edits(index: Int) {
        let row = Self.rows[index]
        var keys = KeyReader()
        var line = LineBuffer(history: ["first", "second"])
        for byte in row.typed.utf8 {
            if let key = keys.feed(byte) { _ = line.take(key) }
        }
        #expect(line.before == row.before, "\(row.name)")
        #expect(line.after == row.after, "\(row.name)")
    }

    @Test("How a line ends")
    func ends() {
        var line = LineBuffer()
        #expect(line.take(.endOfInput) == .ended)
        #expect(line.take(.interrupt) == .interrupted)
        _ = line.take(.scalar("好"))
        #expect(line.take(.enter) == .line("好"))
    }

    @Test("Broken UTF-8 and long noise after Escape leave the reader usable")
    func noise() {
        var keys = KeyReader()
        for byte: UInt8 in [0xE5, 0x41, 0xFF, 0x80] { _ = keys.feed(byte) }
        for byte in Array("\u{1B}[11111111111111111111".utf8) { _ = keys.feed(byte) }
        let read = Array("号".utf8).compactMap { keys.feed($0) }
        #expect(read == [.scalar("号")])
        var generator = SplitMix(state: 3)
        var line = LineBuffer(history: ["一"])
        for _ in 0..<20_000 {
            guard let key = keys.feed(.random(in: 0...255, using: &generator)) else { continue }
            _ = line.take(key)
        }
    }

    @Test("A long line scrolls around the cursor in columns, not characters")
    func window() {
        var line = LineBuffer()
        for scalar in "下周三上午张医生".unicodeScalars { _ = line.take(.scalar(scalar)) }
        let end = line.window(columns: 9)
        #expect(end.text == "午张医生" && end.cursor == 8)
        _ = line.take(.home)
        let start = line.window(columns: 9)
        #expect(start.text == "下周三上" && start.cursor == 0)
    }
}

@Suite("The REPL")
struct ReplTests {
    private final class ScriptedConsole: Console {
        let isInteractive = false
        let hasColour: Bool
        private let lines: Mutex<[String]>
        private let output = Mutex("")

        init(_ lines: [String], hasColour: Bool = false) {
            self.lines = Mutex(lines)
            self.hasColour = hasColour
        }

        var written: String { output.withLock { $0 } }

        func readLine(prompt: String) async -> ConsoleInput {
            lines.withLock { $0.isEmpty ? .end : .line($0.removeFirst()) }
        }

        func write(_ text: String) { output.withLock { $0 += text } }
    }

    private struct Hooks: ReplHooks {
        func trace(of conversation: ConversationID) async -> [String] { ["rule book.when in \(conversation)"] }
        func outbox() async -> [String] { [#"{"id":"1","kind":"code"}"#] }
        func save(_ conversation: ConversationID, as name: String) async throws(ReplFailure) -> String {
            if name == "taken" { throw ReplFailure("there is a test of that name") }
            return "dialogues/tests/\(name).yaml"
        }
        func push(to conversation: ConversationID) async throws(ReplFailure) -> [RenderedReply] {
            [ScriptedHost.reply("明天记得来")]
        }
        func setNow(_ moment: CivilMoment) async throws(ReplFailure) { throw ReplFailure("the clock is real") }
    }

    private func talk(_ lines: [String], _ host: ScriptedHost = ScriptedHost(), trace: Bool = false) async throws
        -> String
    {
        let console = ScriptedConsole(lines)
        var repl = Repl(host: host, hooks: Hooks(), showsTrace: trace, console: console)
        try await repl.run()
        return console.written
    }

    @Test("A talk is greeting, words and answers; numbers choose what was shown")
    func talking() async throws {
        let host = ScriptedHost(script: { message throws(DeskError) in
            [ScriptedHost.reply("听到：\(message.text)", message.text == "选" ? [("周三", "就周三"), ("周四", "就周四")] : [])]
        })
        let written = try await talk(["我想挂号", "选", "2", "2"], host)
        #expect(
            written == "您好，请问想挂什么号？\n听到：我想挂号\n听到：选\n  [1 周三]  [2 周四]\n听到：就周四\n听到：2\n")
        #expect(await host.texts == ["我想挂号", "选", "就周四", "2"])
    }

    static let commands: [(String, String)] = [
        (":outbox", #"{"id":"1","kind":"code"}"#), (":save late-change", "dialogues/tests/late-change.yaml"),
        (":save taken", "there is a test of that name"), (":save ../x", "Try: :save NAME"),
        (":save", "Try: :save NAME"),
        (":push", "明天记得来"), (":now", "2026-11-20T09:00:00"), (":now 2026-11-21T08:00", "the clock is real"),
        (":now tomorrow", "Try: :now 2026-11-20T09:00"), (":trace", "· rule book.when in c1"), (":help", ":restart"),
        (":lang en", "Hello, what can I book for you?"), (":lang de", "Try: :lang zh"), ("：state", "lang zh   form –"),
        (":frobnicate", "Try: :help"),
    ]

    @Test("Commands", arguments: commands)
    func command(line: String, shown: String) async throws {
        let host = ScriptedHost()
        #expect(try await talk([line], host).contains(shown))
        #expect(await host.texts == [], "a command is not said to the desk")
    }

    @Test(":restart opens another conversation, :quit ends at once, trace follows each turn, refusals are told")
    func flow() async throws {
        let host = ScriptedHost(script: { message throws(DeskError) in
            if message.text == "忙" { throw .busy(retryAfterSeconds: 2) }
            return [ScriptedHost.reply("好")]
        })
        let written = try await talk(["一", ":restart", "忙", "二", ":quit", "三"], host, trace: true)
        #expect(await host.texts == ["一", "忙", "二"])
        let conversations = await host.messages.map(\.conversation)
        #expect(conversations[0] != conversations[2])
        #expect(written.contains("· rule book.when in c2") && written.contains("请 2 秒后"))
    }

    @Test("State shows fields, offers and the appointment; colours only where they are shown")
    func state() async throws {
        let text = StateText.text(of: Sample.fullState)
        for part in [
            "when = 2026-11-25T08:00:00/", "stated", "awaiting offer   张伟 09:00", "offer 1", "gives up half", "K7QM2P",
        ] {
            #expect(text.contains(part))
        }
        #expect(Paint(isOn: false).red("x") == "x")
        #expect(Paint.width(ofPainted: Paint(isOn: true).red("挂x")) == 3)
    }
}
