import Booking
import CivilCalendar
import Dialogue
import TimeExpressions
import Understanding

/// What the desk does while more people want slots than it can serve at once.
///
/// Only who wants stock has to wait: talk that takes none, and whoever holds something already, goes on as always. A
/// message that had to wait changes nothing: it can be sent again, and the person's next message, whatever it says,
/// takes it up again when it is the person's turn.
extension Desk {
    /// What becomes of a message while people are made to wait.
    enum Gate {
        /// It is answered as always, read as these words.
        case open(text: String)
        /// It is answered from memory.
        case closed(TurnAnswer)
    }

    /// Decides about a message without the writer.
    func gate(_ message: InboundMessage, _ admission: Admission) async throws -> Gate {
        let now = clock()
        let id = message.conversation.rawValue
        let standing = admission.standing(of: id, now: now)
        let bundle = self.bundle
        let entry = try await loaded(message.conversation)
        let context = context(
            for: entry.record, bundle: bundle, channel: message.channel, address: message.address, now: now,
            turn: entry.record.turns + 1)
        var understood = understood(message.text, by: entry.state, bundle: bundle, context: context)
        var text = message.text
        if understood.isNudge(at: context.now), let waited = admission.pending(of: id), waited.text != text {
            // "刷新": what the person came for is what they said before.
            text = waited.text
            understood = self.understood(text, by: entry.state, bundle: bundle, context: context)
        }
        if standing == .admitted { return .open(text: text) }
        if entry.record.turns > 0, try await wasAnswered(message) { return .open(text: message.text) }
        var state = entry.state
        let effects = state.step(.said(understood), context: context)
        var kept = entry.state
        kept.language = understood.language
        let answers = WaitingAnswers(bundle: bundle, state: kept, context: context, turn: entry.record.turns)
        guard let wanted = bundle.departmentsWanted(by: effects) else {
            if understood.main == .abort { admission.leave(id) }
            return .open(text: text)
        }
        try? await counts.load(wanted)
        let release = admission.nextRelease(of: wanted, now: now)
        let mayGather = release.map { $0.at.adding(seconds: -admission.options.leadSeconds) <= now } ?? false
        if !mayGather, let left = counts.totals(of: wanted, now: now), left == (0, 0) {
            admission.soldOut(id)
            let others = alternatives(to: wanted, bundle: bundle, now: now)
            return .closed(answers.soldOut(wanted, others: others, next: release))
        }
        let visitor = WaitingRoom.Visitor(
            id: id, person: entry.state.account?.id.rawValue, device: message.device, address: message.address)
        let decision = admission.decide(
            visitor, wants: wanted, saying: text == message.text ? message : nil, token: secrets.newToken, now: now)
        switch decision {
        case .enter: return .open(text: text)
        case .wait(let view, let release, let isDrawn, let isPaused):
            return .closed(answers.waiting(view, for: release, isDrawn: isDrawn, isPaused: isPaused))
        case .refused(let refusal):
            guard refusal != .full else { throw DeskError.crowded(retryAfterSeconds: 10) }
            return .closed(answers.refused(refusal))
        }
    }

    private func wasAnswered(_ message: InboundMessage) async throws -> Bool {
        try await store.read { try $0.turn(of: message.conversation, messageID: message.id) != nil }
    }

    /// Departments beside the wanted ones in which something is free now, those of the same group first.
    private func alternatives(to wanted: [DepartmentCode], bundle: DeskBundle, now: Instant) -> [DepartmentCode] {
        let groups = Set(wanted.compactMap { bundle.catalogue.department($0)?.group })
        let near = bundle.catalogue.departments.filter { department in
            !department.isGroup && !wanted.contains(department.code)
                && department.group.map { groups.contains($0) } ?? false
        }
        return near.map(\.code).filter { (counts.totals(of: [$0], now: now)?.free ?? 0) > 0 }.prefix(3).map { $0 }
    }
}

extension DeskBundle {
    /// The departments whose stock an answer would take; `nil` where it would take none, empty where it could be any.
    fileprivate func departmentsWanted(by effects: [DialogueEffect]) -> [DepartmentCode]? {
        for case .search(let request) in effects {
            let named = negotiator.departments(for: request.wish)
            return named.isEmpty ? catalogue.departments.filter { !$0.isGroup }.map(\.code) : named
        }
        return nil
    }
}

extension Understood {
    /// Whether it says no more than "and now?".
    func isNudge(at now: CivilMoment) -> Bool {
        switch main {
        case .outOfScope, .repeatLast, .acknowledge, .affirm, .queueStatus, .greet, .thanks, .unknownAnswer, .any: true
        case .inform, .alternatives: !mentions.isEmpty && mentions.allSatisfy { $0.means(now) }
        default: false
        }
    }
}

extension Mention {
    /// Whether it is the present moment and nothing else.
    fileprivate func means(_ now: CivilMoment) -> Bool {
        guard case .when(let readings) = value else { return false }
        return readings.contains { $0.kind == .instant && $0.grain == .second && $0.from == now }
    }
}
