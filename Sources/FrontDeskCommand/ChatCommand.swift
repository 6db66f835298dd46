import ArgumentParser
import Channels
import CivilCalendar
import ConversationTesting
import Dialogue
import Foundation
import FrontDesk
import TimeExpressions

/// `frontdesk chat`: the desk in this terminal.
struct ChatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat",
        abstract: "Talk to the desk in this terminal; :help lists what else can be done.",
        discussion: "The same desk as the server's, on the same kind of database. Codes that would go out as text "
            + "messages are shown by :outbox.")

    @OptionGroup var hospital: HospitalOptions

    @Option(
        help: """
            The database: a path is SQLite, postgres://… a server. Without it FRONTDESK_DATABASE, else var/chat.sqlite, \
            so that rehearsing does not touch the server's.
            """)
    var database: String?

    @Option(help: "Language of the greeting: zh or en.")
    var lang: Language?

    @Option(help: "The moment the talk begins, such as 2026-11-20T09:00; from then on the clock runs.")
    var now: CivilMoment?

    @Flag(help: "Show after each turn which rule matched, what was rejected and which effects ran.")
    var trace = false

    func run() async throws {
        let store = StoreOptions(database: database ?? StoreOptions.environmentDatabase ?? "var/chat.sqlite")
        let traces = TraceBook()
        let clock = OffsetClock()
        if let now {
            let zone = try hospital.files(Home.find()).catalogue.zone
            clock.set(to: zone.instant(of: now))
        }
        let installation = try await Installation.open(
            store: store, hospital: hospital, logger: LogSetup.logger("frontdesk.chat", level: .error),
            clock: { clock.now() }, onTrace: { traces.keep($1, of: $0) })
        try await installation.prepareSchedule()
        let host = RecordingHost(installation.desk)
        let hooks = ChatHooks(
            installation: installation, host: host, traces: traces, clock: clock, beganAt: await host.now())
        var repl = Repl(host: host, hooks: hooks, language: lang, showsTrace: trace)
        try await repl.run()
        await installation.store.close()
    }
}

/// What the terminal shows besides the talk.
private struct ChatHooks: ReplHooks {
    let installation: Installation
    let host: RecordingHost
    let traces: TraceBook
    let clock: OffsetClock
    let beganAt: CivilMoment

    func trace(of conversation: ConversationID) async -> [String] { traces.lines(of: conversation) }

    func outbox() async -> [String] {
        let messages = try? await installation.store.read { try $0.outbox(after: nil, limit: 10_000) }
        return (messages ?? []).suffix(20).map(\.plainLine)
    }

    func save(_ conversation: ConversationID, as name: String) async throws(ReplFailure) -> String {
        let talk = host.talk(conversation)
        guard let first = talk.first else { throw ReplFailure("There is nothing to save yet.") }
        let safe = String(name.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" ? $0 : "_" })
        var writer = TranscriptWriter(
            name: name, world: "demo", clock: beganAt, language: first.answer.state.lang)
        for (text, answer) in talk { writer.add(text, answer: answer) }
        let folder = installation.home.dialogues.appending(path: "tests/saved")
        let file = folder.appending(path: "\(safe).yaml")
        guard !FileManager.default.fileExists(atPath: file.path) else {
            throw ReplFailure("\(file.relativePath) is there already; choose another name.")
        }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try writer.yaml.write(to: file, atomically: true, encoding: .utf8)
        } catch {
            throw ReplFailure("\(file.relativePath) cannot be written: \(error.localizedDescription)")
        }
        return file.path
    }

    func push(to conversation: ConversationID) async throws(ReplFailure) -> [RenderedReply] {
        do throws(DeskError) {
            let replies = try await installation.desk.remind(conversation)
            if replies.isEmpty { throw DeskError.phoneNotProven }
            return replies
        } catch .phoneNotProven {
            throw ReplFailure("There is nothing to say first: no visit is known in this talk.")
        } catch {
            throw ReplFailure("The reminder could not be kept: \(error)")
        }
    }

    func setNow(_ moment: CivilMoment) async throws(ReplFailure) {
        clock.set(to: installation.files.catalogue.zone.instant(of: moment))
        do {
            try await installation.planSchedule()
        } catch {
            throw ReplFailure("The clock is set, but the schedule could not be planned: \(error)")
        }
    }
}
