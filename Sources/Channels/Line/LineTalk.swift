import Dialogue
import FrontDesk
import TimeExpressions

/// What a line remembers of its conversation.
struct LineTalk {
    var conversation: ConversationID?
    var address: String?
    var language: Language
    /// The code under which the talk goes on after a drop.
    var code = ""
    /// Whether the caller has said anything to the desk on this line.
    var hasSpoken = false
    /// Whether the first line was already tried as a resume code.
    var triedCode = false
    /// Whether the caller asked to wait; until the next line nothing is said to silence.
    var isHeld = false
    /// Whether the call ends after the next answer.
    var endsAfterAnswer = false
    var style: RelayWords.Style?
    /// What each number that was read out stands for.
    var choices: [String] = []
    /// Whether the open question is about the time, so that 9 is nine o'clock.
    var awaitsTime = false
    /// The question that is open, to say again to a line without words.
    var lastSaid = ""
    /// Makes message ids of this line differ from those of any other line of the same conversation.
    var prefix: UInt32 = .random(in: .min ... .max)
    var messages = 0
    var news = LineNews()

    init(language: Language) {
        self.language = language
    }

    var sentences: LineSentences { LineSentences(language: language) }
}

extension LineHandler {
    private enum Opening: Sendable {
        case opened(OpenedConversation, code: String)
        case unknownCode
        case failed
    }

    /// Opens a conversation, or resumes one by its code.
    func open(resuming code: String?) {
        phase = .opening
        guard let eventLoop = context?.eventLoop else { return }
        server.roster(of: eventLoop).awaitOpening { [self] in
            guard phase == .opening, context != nil else { return false }
            beginOpening(resuming: code)
            return true
        }
    }

    private func beginOpening(resuming code: String?) {
        let host = server.host
        let request = OpenRequest(language: nil, channel: .line, address: talk.address)
        begin {
            do throws(DeskError) {
                let opened: OpenedConversation
                if let code {
                    opened = try await host.resume(code: code, channel: .line)
                } else {
                    opened = try await host.open(request)
                }
                return .opened(opened, code: try await host.park(opened.id))
            } catch {
                return error == .unknownResumeCode ? .unknownCode : .failed
            }
        } then: { (line, opening: Opening) in
            line.greet(opening, typed: code)
        } finally: {
            $0.openingIsOver()
        }
    }

    private func greet(_ opening: Opening, typed: String?) {
        switch opening {
        case .opened(let opened, let code):
            talk.conversation = opened.id
            talk.code = code
            talk.language = Language(rawValue: opened.state.lang) ?? talk.language
            talk.awaitsTime = opened.state.awaiting?.field == "when"
            phase = .ready
            listen(to: opened.id)
            // What was said before is told by the greeting of a resumed talk; a new one begins here.
            if typed == nil { talk.news.last = 0 }
            say(opened.replies, ending: talk.sentences.resume(code: code))
            proceed()
        case .unknownCode:
            let typed = typed ?? ""
            talk.triedCode = true
            say(talk.sentences.unknownCode(typed))
            // Letters may have been the first words after all; bare digits mean nothing to the desk.
            if !typed.allSatisfy(\.isNumber) { putBack(.text(typed)) }
            if talk.conversation == nil {
                open(resuming: nil)
            } else {
                phase = .ready
                proceed()
            }
        case .failed:
            say(talk.sentences.unavailable)
            hangUp()
        }
    }

    /// Answers a line as it came off the wire.
    func answer(_ line: LineAssembler.Line) {
        if line.isCut {
            remark(talk.sentences.tooLong, on: line)
            return
        }
        var bytes = line.bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard let reading = LineEncoding.read(Array(bytes), known: encoding) else {
            remark(talk.sentences.unreadable, on: line)
            return
        }
        encoding = reading.encoding ?? encoding
        let parts = LineEditing.apply(to: reading.text).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for part in parts.dropFirst().reversed() where !part.isEmpty { putBack(.text(String(part))) }
        answer(String(parts.first ?? ""))
    }

    /// Answers a line of words.
    func answer(_ line: String) {
        if !talk.hasSpoken, !talk.triedCode, let code = ResumeCode.find(in: line) {
            open(resuming: code)
            return
        }
        if phase == .waiting {
            putBack(.text(line))
            open(resuming: nil)
            return
        }
        let words = RelayWords(line)
        talk.style = words.style ?? talk.style
        talk.isHeld = false
        talk.endsAfterAnswer = words.ends
        if words.holds { talk.isHeld = true }
        if words.text.isEmpty {
            if words.ends {
                say(talk.sentences.goodbye)
                hangUp()
            } else if words.holds {
                say(talk.sentences.holding)
            } else {
                say(talk.lastSaid.isEmpty ? talk.sentences.listening : talk.lastSaid)
            }
            return
        }
        turn(meaning(of: words.text))
    }

    /// A key is a request (a digit not where a time is asked for), the number of a choice that was read out is that choice, `#` after digits ends an entry.
    private func meaning(of text: String) -> String {
        if let request = talk.sentences.request(forKey: text), !(talk.awaitsTime && Int(text) != nil) { return request }
        if let number = Int(text), talk.choices.indices.contains(number - 1) { return talk.choices[number - 1] }
        if text.last == "#", text.dropLast().allSatisfy(\.isNumber) { return String(text.dropLast()) }
        return text
    }

    private func turn(_ text: String) {
        guard let conversation = talk.conversation else { return }
        talk.hasSpoken = true
        talk.messages += 1
        let id = "line-\(String(talk.prefix, radix: 36))-\(talk.messages)"
        let message = InboundMessage(
            id: id, conversation: conversation, text: text, channel: .line, address: talk.address)
        phase = .busy
        send(message, attempt: 1)
    }

    private enum Outcome: Sendable {
        case answered(TurnAnswer)
        case refused(DeskError)
    }

    private func send(_ message: InboundMessage, attempt: Int) {
        let server = self.server
        begin {
            let start = ContinuousClock.now
            do throws(DeskError) {
                let answer = try await server.host.turn(message)
                server.metrics.turn(on: .line, took: ContinuousClock.now - start)
                return .answered(answer)
            } catch {
                server.metrics.refusedTurn(on: .line)
                return .refused(error)
            }
        } then: { (line, outcome: Outcome) in
            switch outcome {
            case .answered(let answer): line.take(answer)
            case .refused(let error): line.take(error, to: message, attempt: attempt)
            }
        }
    }

    private func take(_ answer: TurnAnswer) {
        sayNews(before: answer.turn) { line in
            line.talk.language = Language(rawValue: answer.state.lang) ?? line.talk.language
            line.talk.awaitsTime = answer.state.awaiting?.field == "when"
            line.phase = .ready
            line.say(answer.replies)
            if line.talk.endsAfterAnswer { line.hangUp() } else { line.proceed() }
        }
    }

    /// The message keeps its id, so that trying again cannot do anything twice.
    private func take(_ error: DeskError, to message: InboundMessage, attempt: Int) {
        switch error {
        case .busy(let seconds) where attempt < 4, .storageUnavailable(_, let seconds) where attempt < 4:
            if attempt == 1 { say(talk.sentences.tryingAgain) }
            after(.seconds(min(max(seconds, 1), 10))) { $0.send(message, attempt: attempt + 1) }
            return
        case .unknownConversation, .wrongToken:
            say(talk.sentences.startedOver)
            talk.conversation = nil
            talk.news.stop()
            putBack(.text(message.text))
            open(resuming: nil)
            return
        case .textTooLong: say(talk.sentences.tooLong)
        default: say(talk.sentences.unavailable)
        }
        phase = .ready
        proceed()
    }

    /// Says what is wrong with a line; after the greeting, because nobody is answered before being greeted.
    private func remark(_ sentence: String, on line: LineAssembler.Line) {
        if phase == .waiting {
            putBack(.line(line))
            open(resuming: nil)
        } else {
            say(sentence)
        }
    }

    /// Says replies as for the ear and numbers their choices.
    private func say(_ replies: [RenderedReply], ending: String? = nil) {
        var lines = replies.map { $0.speech ?? $0.text }
        let choices = replies.flatMap { $0.choices ?? [] }
        // Where the words number the options themselves, the desk knows what a number means.
        let isNumbered = lines.contains { ChoiceList.isNumbered($0) }
        talk.choices = isNumbered ? [] : choices.map(\.say)
        if !isNumbered, !choices.isEmpty { lines.append(ChoiceList.text(of: choices.map(\.label))) }
        if !lines.isEmpty { talk.lastSaid = lines.joined(separator: "\n") }
        if let ending { lines.append(ending) }
        handOver(lines)
    }

    /// Says what the desk said on its own. A push leaves the open question open: numbers go on meaning its options, so
    /// that what can be said to the push is told in words.
    func say(_ event: ConversationEvent) {
        guard event.kind == "push" else {
            talk.awaitsTime = event.awaiting?.field == "when"
            say(event.replies)
            return
        }
        var lines = event.replies.map { $0.speech ?? $0.text }
        let words = event.replies.flatMap { $0.choices ?? [] }.map(\.say)
        if !words.isEmpty { lines.append(talk.sentences.canSay(words)) }
        handOver(lines)
    }

    /// Says lines and hands the turn over in the caller's manner.
    private func handOver(_ lines: [String]) {
        guard var last = lines.last else { return }
        var lines = lines.dropLast()
        switch talk.style {
        case .goAhead: last += " GA"
        case .pleaseSpeak: last += "\n请讲。"
        case .over: last += "\n完毕。"
        case nil: break
        }
        lines.append(last)
        say(lines.joined(separator: "\n"))
    }
}
