import FrontDesk
import NIOCore

/// What the desk says on its own while a line is open: a reminder, one's turn after waiting, an answer to what was said
/// on another channel.
struct LineNews {
    /// Ends the listening to the conversation.
    var listening: EventListening?
    /// The last event that the caller knows, once any is known.
    var last: Int?
    /// What has come and was not said yet.
    var waiting: [ConversationEvent] = []

    /// Takes out what is to be said next: the oldest event that the caller does not know.
    /// - Parameter end: only events before this one.
    mutating func next(before end: Int = .max) -> ConversationEvent? {
        let known = last ?? 0
        waiting.removeAll { $0.number <= known }
        guard let index = waiting.indices.min(by: { waiting[$0].number < waiting[$1].number }),
            waiting[index].number < end
        else { return nil }
        let event = waiting.remove(at: index)
        last = event.number
        return event
    }

    /// Whether an event is missing between the last known one and another.
    func hasGap(before end: Int?) -> Bool {
        guard let last, let end, end > last + 1 else { return false }
        return Set(waiting.lazy.map(\.number).filter { $0 > last && $0 < end }).count < end - last - 1
    }

    /// The number of the latest event that waits.
    var latest: Int? { waiting.lazy.map(\.number).max() }

    /// Stops listening and forgets everything.
    mutating func stop() {
        listening?.stop()
        self = LineNews()
    }
}

extension LineHandler {
    /// Listens to the talk's conversation from now on.
    func listen(to conversation: ConversationID) {
        talk.news.stop()
        guard let eventLoop = context?.eventLoop else { return }
        let line = NIOLoopBound(self, eventLoop: eventLoop)
        talk.news.listening = server.host.listen(to: conversation) { event in
            eventLoop.execute { line.value.hear(event, of: conversation) }
        }
    }

    private func hear(_ event: ConversationEvent, of conversation: ConversationID) {
        guard talk.conversation == conversation, phase != .closing else { return }
        talk.news.waiting.append(event)
        sayNews()
    }

    /// Says what has come, when it is the caller's turn and nothing is half typed: on a relay line only one may speak.
    /// Who asked to wait hears it afterwards.
    func sayNews() {
        guard phase == .ready, isQuiet, !talk.isHeld else { return }
        catchUp(before: talk.news.latest) { line in
            guard line.phase == .ready else { return }
            while let event = line.talk.news.next() { line.say(event) }
        }
    }

    /// Says what came before an answer, then lets the answer be said; its own event needs not be said again.
    func sayNews(before turn: Int, then sayAnswer: @escaping (LineHandler) -> Void) {
        catchUp(before: turn) { line in
            while let event = line.talk.news.next(before: turn) { line.say(event) }
            line.talk.news.last = max(line.talk.news.last ?? 0, turn)
            sayAnswer(line)
        }
    }

    /// Goes on at once where no event is missing; else reads what other processes said and did not announce.
    private func catchUp(before end: Int?, then goOn: @escaping (LineHandler) -> Void) {
        guard let conversation = talk.conversation, let last = talk.news.last, talk.news.hasGap(before: end) else {
            goOn(self)
            return
        }
        let host = server.host
        begin {
            (try? await host.events(of: conversation, after: last)) ?? []
        } then: { (line, missed: [ConversationEvent]) in
            guard line.talk.conversation == conversation else { return }
            let here = Set(line.talk.news.waiting.map(\.number))
            line.talk.news.waiting += missed.filter { !here.contains($0.number) }
            goOn(line)
        }
    }
}
