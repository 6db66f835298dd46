import CivilCalendar
import TimeExpressions

/// A line of the REPL that is a command: it begins with a colon.
enum ReplCommand: Hashable, Sendable {
    case state
    case outbox
    case save(String)
    case restart
    case push
    case trace
    case language(Language)
    case now(CivilMoment?)
    case help
    case quit
    /// A command that does not exist or lacks what it needs, with what to type instead.
    case mistaken(String)

    /// Reads a line; `nil` when it is no command. A full-width colon, as Chinese input methods type it, is one too.
    init?(_ line: String) {
        let line = line.trimmed
        guard line.first == ":" || line.first == "：" else { return nil }
        let words = line.dropFirst().split(whereSeparator: \.isWhitespace).map { String($0) }
        let argument = words.dropFirst().first
        switch words.first {
        case "state": self = .state
        case "outbox": self = .outbox
        case "save":
            if let argument, argument.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }) {
                self = .save(argument)
            } else {
                self = .mistaken(":save NAME（字母、数字、_ 和 -）")
            }
        case "restart": self = .restart
        case "push": self = .push
        case "trace": self = .trace
        case "lang":
            self = argument.flatMap { Language(rawValue: $0) }.map { .language($0) } ?? .mistaken(":lang zh | :lang en")
        case "now":
            if let argument {
                let time = words.dropFirst(2).first.map { "\(argument)T\($0)" } ?? argument
                self = CivilMoment(iso: time).map { .now($0) } ?? .mistaken(":now 2026-11-20T09:00")
            } else {
                self = .now(nil)
            }
        case "help", "h", "?": self = .help
        case "quit", "q", "exit": self = .quit
        default: self = .mistaken(":help")
        }
    }

    /// What the commands do.
    static let usage = """
        :state        已知的内容、在等什么、桌上的方案   what is known, awaited and offered
        :outbox       短信发件箱                         the embedded SMS port
        :trace        每轮后显示或不显示经过             show how each turn came about, or stop
        :save NAME    把对话存成测试                     write the talk as a conversation test
        :push         让医院先开口                       let the hospital speak first
        :now [T]      看或设时钟，如 2026-11-20T09:00    show or set the clock
        :lang zh|en   换语言重新开始                     start over in a language
        :restart      重新开始                           a new conversation
        :quit         离开（Ctrl-D）                     leave
        """
}
