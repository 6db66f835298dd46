import Booking
import CivilCalendar
import Dialogue

/// What the waitlist has to say first.
extension Desk {
    /// Tells conversations what became of what they wait for: kept as a turn of each, and sent to whoever listens to its
    /// events.
    /// - Returns: How many were told.
    @discardableResult
    public func tellWaitlistNews() async throws(DeskError) -> Int {
        let items = try await kept { [self] () throws -> [WaitlistNews] in
            let now = clock()
            return try await store.read { try $0.waitlistNews(limit: Self.newsAtOnce, now: now) }
        }
        var told = 0
        for item in items where try await tell(item) { told += 1 }
        return told
    }

    private static let newsAtOnce = 100

    /// Tells one conversation; what it cannot be told is settled all the same. False where nothing was said.
    private func tell(_ item: WaitlistNews) async throws(DeskError) -> Bool {
        let conversation = ConversationID(item.conversation)
        guard await mailboxes.enter(conversation) else { return false }
        defer { mailboxes.leave(conversation) }
        return try await kept { [self] () throws -> Bool in
            while true {
                guard let entry = try await known(conversation), entry.state.account?.id == item.account else {
                    let now = clock()
                    _ = try await write { try $0.settleNews(item.id, now: now) }
                    return false
                }
                guard let outcome = try await unlessOutdated(conversation, { [self] in try tell(item, entry, on: $0) })
                else { continue }
                guard let (changed, answer) = outcome else { return false }
                cache[conversation] = changed
                hub.publish(
                    ConversationEvent(number: answer.turn, kind: "push", replies: answer.replies), to: conversation)
                return true
            }
        }
    }

    private func known(_ conversation: ConversationID) async throws -> ConversationCache.Entry? {
        do {
            return try await loaded(conversation)
        } catch DeskError.unknownConversation {
            return nil
        }
    }

    private func tell(
        _ item: WaitlistNews, _ entry: ConversationCache.Entry, on store: any DeskTransaction
    ) throws -> (ConversationCache.Entry, TurnAnswer)? {
        guard try store.claim(entry) else { throw Outdated() }
        let (bundle, now) = (self.bundle, clock())
        // What was answered meanwhile is no news any more.
        guard try store.settleNews(item.id, now: now) else { return nil }
        let context = context(
            for: entry.record, bundle: bundle, channel: entry.record.channel, address: nil, now: now,
            turn: entry.record.turns + 1)
        var run = TurnRun(state: entry.state, context: context, negotiator: bundle.negotiator, isTracing: false)
        try run.run(.told(item.event), on: store)
        guard !run.replies.isEmpty else { return nil }
        let answer = TurnAnswer(turn: context.turn, replies: run.rendered(), state: run.state.view(context))
        var changed = entry
        changed.state = run.state
        try changed.record.advance(to: run.state, turn: context.turn, at: now)
        guard try store.keep(&changed) else { throw Outdated() }
        try store.insert(
            TurnRecord(
                conversation: entry.record.id, number: context.turn, messageID: nil, textHash: "", kind: "push",
                answer: try AnswerCoding.encode(answer), at: now))
        return (changed, answer)
    }
}
