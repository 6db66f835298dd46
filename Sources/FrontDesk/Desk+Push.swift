import Booking
import CivilCalendar
import Dialogue

/// What the desk says first.
extension Desk {
    /// Reminds the visitor of the next visit: kept as a turn of the conversation, and sent to whoever listens to its
    /// events. The open question stays open.
    /// - Returns: What was said; empty when no visit is to come.
    /// - Throws: ``DeskError/phoneNotProven`` when nobody knows whose visits to look at.
    public func remind(_ conversation: ConversationID) async throws(DeskError) -> [RenderedReply] {
        guard await mailboxes.enter(conversation) else { throw .busy(retryAfterSeconds: 1) }
        defer { mailboxes.leave(conversation) }
        return try await kept { [self] () throws -> [RenderedReply] in
            while true {
                let entry = try await loaded(conversation)
                guard let account = entry.state.account else { throw DeskError.phoneNotProven }
                let (bundle, now) = (self.bundle, clock())
                let context = context(
                    for: entry.record, bundle: bundle, channel: entry.record.channel, address: nil, now: now,
                    turn: entry.record.turns + 1)
                let outcome = try await write { store -> (ConversationCache.Entry, TurnAnswer)?? in
                    let visits = try store.appointments(of: account.id, includingPast: false, now: now)
                    guard let next = visits.first else { return .some(nil) }
                    let reply = Reply.reminder(of: next)
                    let renderer = Renderer(definitions: bundle.definitions, catalogue: bundle.catalogue)
                    let rendered = renderer.render(reply, for: entry.state.audience(context))
                    var changed = entry
                    let answer = TurnAnswer(
                        turn: context.turn, replies: [rendered], state: entry.state.view(context))
                    try changed.record.advance(to: entry.state, turn: context.turn, at: now)
                    guard try store.keep(&changed) else { return nil }
                    try store.insert(
                        TurnRecord(
                            conversation: conversation, number: context.turn, messageID: nil, textHash: "",
                            kind: "push", answer: try AnswerCoding.encode(answer), at: now))
                    return .some((changed, answer))
                }
                guard let settled = outcome else {
                    cache[conversation] = nil
                    continue
                }
                guard let (changed, answer) = settled else { return [] }
                cache[conversation] = changed
                hub.publish(ConversationEvent(number: answer.turn, kind: "push", answer), to: conversation)
                return answer.replies
            }
        }
    }
}

extension Reply {
    /// The reminder of a visit.
    static func reminder(of visit: Appointment) -> Reply {
        let session = visit.slot.session
        return Reply(
            "push.reminder",
            [
                "patient": .text(visit.patient.name), "doctor": .doctor(session.practitioner),
                "department": .department(session.department), "day": .day(session.date),
                "clock": .clock(visit.slot.startMinute), "campus": .campus(session.campus),
                "place": .localized(session.room), "code": .digits(visit.visitCode),
            ])
    }
}
