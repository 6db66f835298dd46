import Booking
import CivilCalendar
import Dialogue
import Foundation
import Logging
import Synchronization
import TimeExpressions
import Understanding

/// The desk at work: takes messages, runs turns one at a time per conversation, and answers only what is kept.
public final class Desk: ConversationHost {
    let store: any DeskStore
    let secrets: DeskSecrets
    let configuration: DeskConfiguration
    let clock: @Sendable () -> Instant
    let mailboxes: Mailboxes
    let cache: ConversationCache
    let hub = EventHub()
    let load = WriterLoad()
    let counts: RemainingCounts
    let admission: Admission?
    let logger: Logger
    private let bundleBox: Mutex<DeskBundle>
    private let onTrace: (@Sendable (ConversationID, TurnTrace) -> Void)?

    /// Makes a desk.
    /// - Parameters:
    ///   - store: Where everything is kept.
    ///   - bundle: The hospital and the definitions to begin with; see ``replaceBundle(_:)``.
    ///   - secrets: Ids, tokens and hashes.
    ///   - configuration: Bounds.
    ///   - logger: Gets ids only.
    ///   - clock: The instant now.
    ///   - onTrace: Gets what happened in every turn; tracing costs time, so leave it out in service.
    public init(
        store: any DeskStore, bundle: DeskBundle, secrets: DeskSecrets,
        configuration: DeskConfiguration = DeskConfiguration(), logger: Logger,
        clock: @escaping @Sendable () -> Instant,
        onTrace: (@Sendable (ConversationID, TurnTrace) -> Void)? = nil
    ) {
        self.store = store
        self.secrets = secrets
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
        self.onTrace = onTrace
        bundleBox = Mutex(bundle)
        let zone = bundle.catalogue.zone
        counts = RemainingCounts(store: store, clock: clock, today: { zone.moment(at: clock()).date })
        let (hub, load, counts) = (hub, load, counts)
        admission = configuration.admission.map { options in
            Admission(
                options: options, load: load, counts: counts, clock: clock,
                name: { zone.moment(at: $0).description }, isListening: { hub.isHeard($0) })
        }
        mailboxes = Mailboxes(limit: configuration.waitingLimit)
        cache = ConversationCache(limit: configuration.cacheLimit)
        admission?.onCall { [weak self] message in
            Task { [weak self] in _ = try? await self?.turn(message) }
        }
    }

    /// The hospital and the definitions in force.
    public var bundle: DeskBundle { bundleBox.withLock { $0 } }

    /// Puts another hospital or other definitions in force from the next turn on.
    public func replaceBundle(_ bundle: DeskBundle) {
        bundleBox.withLock { $0 = bundle }
    }

    /// Ends all event streams; turns that are under way are still answered.
    public func shutDown() {
        hub.close()
        counts.close()
    }

    /// Answers a message; a message id that was answered before gets the recorded answer.
    public func turn(_ message: InboundMessage) async throws(DeskError) -> TurnAnswer {
        guard (1...200).contains(message.id.utf8.count) else { throw .badMessageID }
        guard message.text.utf8.count <= configuration.textLimit else {
            throw .textTooLong(limit: configuration.textLimit)
        }
        guard await mailboxes.enter(message.conversation) else { throw .busy(retryAfterSeconds: 1) }
        defer { mailboxes.leave(message.conversation) }
        let textHash = secrets.hash(message.text)
        return try await kept { [self] () throws -> TurnAnswer in
            guard let admission, admission.isOn(clock()) else {
                return try await answer(message, textHash: textHash)
            }
            switch try await gate(message, admission) {
            case .closed(let answer): return answer
            case .open(let text):
                var message = message
                message.text = text
                defer { admission.served(message.conversation.rawValue, now: clock()) }
                return try await answer(message, textHash: textHash)
            }
        }
    }

    private enum Outcome: Sendable {
        case recorded(TurnRecord)
        case answered(Conclusion, TurnTrace?)
    }

    /// What a finished run leaves to be kept and told.
    private struct Conclusion: Sendable {
        var entry: ConversationCache.Entry
        var record: TurnRecord
        var answer: TurnAnswer

        init(
            _ run: TurnRun, of message: InboundMessage, textHash: String, from entry: ConversationCache.Entry,
            secrets: DeskSecrets
        ) throws {
            self.entry = entry
            answer = TurnAnswer(
                turn: run.context.turn, replies: run.rendered(), state: run.state.view(run.context))
            let hospital = run.context.catalogue.hospital.code
            answer.state.appointment = answer.state.appointment.map { secrets.signed($0, hospital: hospital) }
            let now = run.context.instant
            self.entry.state = run.state
            try self.entry.record.advance(to: run.state, turn: answer.turn, at: now)
            record = TurnRecord(
                conversation: message.conversation, number: answer.turn, messageID: message.id, textHash: textHash,
                kind: "reply", answer: try AnswerCoding.encode(answer), at: now)
        }
    }

    private func answer(_ message: InboundMessage, textHash: String) async throws -> TurnAnswer {
        while true {
            let entry = try await loaded(message.conversation)
            let (run, understood) = try await begun(message, from: entry)
            // A turn that changes nothing but the talk is complete before the writer sees it.
            let prepared =
                run.need == nil
                ? try Conclusion(run, of: message, textHash: textHash, from: entry, secrets: secrets) : nil
            let (isTracing, secrets) = (onTrace != nil, self.secrets)
            let outcome = try await unlessOutdated(message.conversation) { store -> Outcome in
                guard try store.claim(entry) else { throw Outdated() }
                if let recorded = try store.turn(of: message.conversation, messageID: message.id) {
                    return .recorded(recorded)
                }
                var run = run
                try run.finish(on: store)
                var conclusion =
                    try prepared ?? Conclusion(run, of: message, textHash: textHash, from: entry, secrets: secrets)
                guard try store.keep(&conclusion.entry) else { throw Outdated() }
                try store.insert(conclusion.record)
                let trace = isTracing ? TurnTrace(understood: understood, steps: run.trace) : nil
                return .answered(conclusion, trace)
            }
            // Another process answered in this conversation: its state is read anew and the turn taken again.
            guard let outcome else { continue }
            switch outcome {
            case .recorded(let recorded):
                guard recorded.textHash == textHash else { throw DeskError.messageIDReused }
                return try AnswerCoding.decode(recorded.answer)
            case .answered(let conclusion, let trace):
                cache[message.conversation] = conclusion.entry
                if let trace { onTrace?(message.conversation, trace) }
                let answer = conclusion.answer
                hub.publish(
                    ConversationEvent(number: answer.turn, kind: "reply", answer), to: message.conversation)
                return answer
            }
        }
    }

    /// Reads a message and goes as far as the turn comes without changing anything. What a reader saw may be outdated by
    /// the time the writer comes to it: holding and booking are judged anew there.
    private func begun(
        _ message: InboundMessage, from entry: ConversationCache.Entry
    ) async throws -> (TurnRun, Understood) {
        let bundle = self.bundle
        let context = context(
            for: entry.record, bundle: bundle, channel: message.channel, address: message.address, now: clock(),
            turn: entry.record.turns + 1)
        let understood = understood(message.text, by: entry.state, bundle: bundle, context: context)
        var run = TurnRun(
            state: entry.state, context: context, negotiator: bundle.negotiator, isTracing: onTrace != nil)
        run.begin(.said(understood))
        if run.need == .reading {
            let begun = run
            run = try await store.read { store in
                var run = begun
                try run.read(on: store)
                return run
            }
        }
        return (run, understood)
    }

    /// What a text says in a conversation; a choice that is named by its place says what it would say when tapped.
    func understood(
        _ text: String, by state: DialogueState, bundle: DeskBundle, context: DialogueContext
    ) -> Understood {
        let read = { (text: String) in
            bundle.reader.read(
                text, expecting: state.expectation(bundle.catalogue), language: state.language, now: context.now)
        }
        let understood = read(text)
        guard let words = state.wordsOfChoice(understood) else { return understood }
        let renderer = Renderer(definitions: bundle.definitions, catalogue: bundle.catalogue)
        return read(renderer.render(words, for: state.audience(context)).text)
    }

    /// Thrown inside a transaction that began with a state which is not the last one any more: nothing of it is kept.
    struct Outdated: Error {}

    /// Runs a body as a transaction; `nil` where it was ``Outdated``, and then the cache forgets the conversation.
    func unlessOutdated<Answer: Sendable>(
        _ conversation: ConversationID, _ body: @escaping @Sendable (any DeskTransaction) throws -> Answer
    ) async throws -> Answer? {
        do {
            return try await write(body)
        } catch is Outdated {
            cache[conversation] = nil
            return nil
        }
    }

    /// Runs a body on the store's writer and counts it.
    func write<Answer: Sendable>(
        _ body: @escaping @Sendable (any DeskTransaction) throws -> Answer
    ) async throws -> Answer {
        try await load.count { try await store.write(body) }
    }

    /// The conversation's state, from memory or from the store.
    func loaded(_ id: ConversationID) async throws -> ConversationCache.Entry {
        if let entry = cache[id] { return entry }
        guard let record = try await store.read({ try $0.conversation(id) }) else {
            throw DeskError.unknownConversation
        }
        let entry = ConversationCache.Entry(
            record: record, state: try DialogueState(encoded: record.state))
        cache[id] = entry
        return entry
    }

    /// Everything a step may know besides the state.
    func context(
        for record: ConversationRecord, bundle: DeskBundle, channel: ChannelKind, address: String?, now: Instant,
        turn: Int
    ) -> DialogueContext {
        var context = DialogueContext(
            catalogue: bundle.catalogue, definitions: bundle.definitions,
            now: bundle.catalogue.zone.moment(at: now), instant: now, isForTheEar: channel.isForTheEar,
            conversation: record.id.rawValue, turn: turn, channel: channel.rawValue, address: address,
            horizonDays: configuration.horizonDays,
            holdSeconds: channel.isForTheEar ? configuration.lineHoldSeconds : configuration.holdSeconds,
            ruleFacts: bundle.ruleFacts, ruleAnswers: bundle.ruleAnswers,
            houseAnswers: bundle.houseAnswers, triage: bundle.triage)
        // In a rush nobody holds places only to look at them.
        if admission?.isCrowded ?? false { context.offersAtOnce = 1 }
        return context
    }

    /// Lets desk errors through and turns every other one into "cannot be kept now".
    func kept<Answer: Sendable>(_ body: () async throws -> Answer) async throws(DeskError) -> Answer {
        do {
            return try await body()
        } catch let error as DeskError {
            throw error
        } catch {
            logger.error("A turn could not be kept", metadata: ["error": "\(type(of: error)): \(error)"])
            throw .storageUnavailable(reason: String(describing: error), retryAfterSeconds: 2)
        }
    }
}
