import Dialogue
import Foundation
import FrontDesk
import TimeExpressions

/// The talk at a terminal, for whoever writes and tests dialogues.
public struct Repl: Sendable {
    private let host: any ConversationHost
    private let hooks: any ReplHooks
    private let console: any Console
    private let paint: Paint
    private var language: Language?
    private var showsTrace: Bool
    private var talk: OpenedConversation?
    private var choices: [String] = []
    private var messages = 0

    /// Makes a REPL on standard input and output; with line editing where both are a terminal.
    /// - Parameters:
    ///   - host: The desk.
    ///   - hooks: What is shown besides the talk.
    ///   - language: Language of the greeting; `nil` leaves it to the desk.
    ///   - showsTrace: Whether each turn is followed by how it came about.
    ///   - environment: Of the process; `NO_COLOR` and `TERM` count.
    public init(
        host: any ConversationHost, hooks: any ReplHooks, language: Language? = nil, showsTrace: Bool = false,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        let console: any Console = TerminalConsole(environment: environment) ?? PlainConsole()
        self.init(host: host, hooks: hooks, language: language, showsTrace: showsTrace, console: console)
    }

    init(
        host: any ConversationHost, hooks: any ReplHooks, language: Language? = nil, showsTrace: Bool = false,
        console: any Console
    ) {
        self.host = host
        self.hooks = hooks
        self.language = language
        self.showsTrace = showsTrace
        self.console = console
        paint = Paint(isOn: console.hasColour)
    }

    /// Talks until the input ends or `:quit`.
    /// - Throws: ``DeskError`` when not even a conversation can be opened.
    public mutating func run() async throws(DeskError) {
        if console.isInteractive { tell(paint.dim(":help 看命令，Ctrl-D 离开。 :help lists commands, Ctrl-D leaves.")) }
        try await open()
        while case .line(let line) = await console.readLine(prompt: paint.green("> ")) {
            let text = LineEditing.apply(to: line)
            guard let command = ReplCommand(text) else {
                await say(text)
                continue
            }
            if command == .quit { break }
            try await obey(command)
        }
    }

    private mutating func open() async throws(DeskError) {
        let opened = try await host.open(OpenRequest(language: language, channel: .repl))
        talk = opened
        messages = 0
        show(opened.replies)
    }

    private mutating func say(_ text: String) async {
        guard let conversation = talk?.id else { return }
        messages += 1
        let meant = Int(text.trimmed).flatMap { choices.indices.contains($0 - 1) ? choices[$0 - 1] : nil } ?? text
        let message = InboundMessage(
            id: "repl-\(messages)", conversation: conversation, text: meant, channel: .repl)
        do throws(DeskError) {
            let answer = try await host.turn(message)
            talk?.state = answer.state
            show(answer.replies)
        } catch {
            let detail = Problem(error).detail
            tell(paint.red(talk?.state.lang == "en" ? detail.en : detail.zh))
        }
        if showsTrace {
            for line in await hooks.trace(of: conversation) { tell(paint.dim("· " + line)) }
        }
    }

    private mutating func obey(_ command: ReplCommand) async throws(DeskError) {
        do throws(ReplFailure) {
            try await obeyWithHooks(command)
        } catch {
            tell(paint.red(error.message))
        }
        switch command {
        case .restart: try await open()
        case .language(let language):
            self.language = language
            try await open()
        default: break
        }
    }

    private mutating func obeyWithHooks(_ command: ReplCommand) async throws(ReplFailure) {
        guard let talk else { return }
        switch command {
        case .state: tell(StateText.text(of: talk.state))
        case .outbox:
            let lines = await hooks.outbox()
            tell(lines.isEmpty ? paint.dim("（空） (empty)") : lines.joined(separator: "\n"))
        case .save(let name): tell(paint.dim(try await hooks.save(talk.id, as: name)))
        case .push:
            let replies = try await hooks.push(to: talk.id)
            if replies.isEmpty { tell(paint.dim("（现在没有要说的） (nothing is due)")) } else { show(replies) }
        case .trace:
            showsTrace.toggle()
            if showsTrace { for line in await hooks.trace(of: talk.id) { tell(paint.dim("· " + line)) } }
        case .now(let moment):
            if let moment { try await hooks.setNow(moment) }
            tell(paint.dim(await host.now().description))
        case .help: tell(ReplCommand.usage)
        case .mistaken(let usage): tell(paint.red("没有这个命令或者少了什么： Try: \(usage)"))
        case .restart, .language, .quit: break
        }
    }

    private mutating func show(_ replies: [RenderedReply]) {
        for reply in replies {
            tell(paint.cyan(reply.text))
            if let card = reply.card {
                tell("  " + paint.bold(card.title))
                for row in card.rows { tell("  " + row.joined(separator: "：")) }
            }
        }
        let offered = replies.flatMap { $0.choices ?? [] }
        // Where the words number the options themselves, the desk knows what a number means.
        let isNumbered = replies.contains { ChoiceList.isNumbered($0.text) }
        choices = isNumbered ? [] : offered.map(\.say)
        let labels = offered.enumerated().map { isNumbered ? "[\($1.label)]" : "[\($0 + 1) \($1.label)]" }
        if !labels.isEmpty { tell("  " + labels.joined(separator: "  ")) }
    }

    private func tell(_ text: String) {
        console.write(text + "\n")
    }
}
