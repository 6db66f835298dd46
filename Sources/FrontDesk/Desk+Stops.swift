import Booking
import CivilCalendar
import Dialogue

/// Telling patients of stopped clinics in the talk they have open.
extension Desk {
    /// A talk that was silent for longer is not interrupted: whoever comes back is told after proving the phone.
    private static let openForSeconds = 86_400
    private static let accountsPerRound = 200

    /// Tells everybody whose clinic was stopped and who was not told in a talk yet, each in the talk they used last.
    /// - Returns: How many talks were told.
    @discardableResult
    public func tellStopOffers() async throws(DeskError) -> Int {
        try await kept { [self] () throws -> Int in
            let accounts = try await store.read { try $0.accountsToTell(limit: Self.accountsPerRound) }
            var told = 0
            for account in accounts where try await tell(account) { told += 1 }
            return told
        }
    }

    private func tell(_ account: AccountID) async throws -> Bool {
        let since = clock().adding(seconds: -Self.openForSeconds)
        guard let conversation = try await store.read({ try $0.conversation(of: account, since: since) }) else {
            try await store.write { try $0.noteTold(account) }
            return false
        }
        // Whoever is answered right now is told in the next round.
        guard await mailboxes.enter(conversation) else { return false }
        defer { mailboxes.leave(conversation) }
        while true {
            let entry = try await loaded(conversation)
            let (bundle, now) = (self.bundle, clock())
            let context = context(
                for: entry.record, bundle: bundle, channel: entry.record.channel, address: nil, now: now,
                turn: entry.record.turns + 1)
            let outcome = try await unlessOutdated(conversation) { store -> (ConversationCache.Entry, TurnAnswer)? in
                guard try store.claim(conversation, version: entry.record.version) else { throw Outdated() }
                var run = TurnRun(state: entry.state, context: context, negotiator: bundle.negotiator, isTracing: false)
                let offers = try store.stopOffers(of: account, now: now)
                if entry.state.account?.id == account { try run.run(.stopOffers(offers), on: store) }
                try store.noteTold(account)
                guard !run.replies.isEmpty else { return nil }
                var changed = entry
                changed.state = run.state
                let answer = TurnAnswer(turn: context.turn, replies: run.rendered(), state: run.state.view(context))
                try changed.record.advance(to: run.state, turn: context.turn, at: now)
                guard try store.update(changed.record) else { throw Outdated() }
                try store.insert(
                    TurnRecord(
                        conversation: conversation, number: context.turn, messageID: nil, textHash: "", kind: "push",
                        answer: try AnswerCoding.encode(answer), at: now))
                return (changed, answer)
            }
            guard let settled = outcome else { continue }
            guard let (changed, answer) = settled else { return false }
            cache[conversation] = changed
            hub.publish(
                ConversationEvent(number: answer.turn, kind: "push", replies: answer.replies), to: conversation)
            return true
        }
    }
}
