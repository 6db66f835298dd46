import CivilCalendar
import Dialogue
import TimeExpressions

/// Opening, finding again, parking and resuming conversations.
extension Desk {
    /// Opens a conversation, or finds the one already open under the request's key.
    public func open(_ request: OpenRequest) async throws(DeskError) -> OpenedConversation {
        try await kept { [self] () throws -> OpenedConversation in
            if let key = request.key, let found = try await found(channel: request.channel, key: key) {
                return found
            }
            do {
                return try await opened(request)
            } catch {
                // Somebody else may have opened it under the same key at the same moment.
                if let key = request.key, let found = try await found(channel: request.channel, key: key) {
                    return found
                }
                throw error
            }
        }
    }

    private func found(channel: ChannelKind, key: String) async throws -> OpenedConversation? {
        guard let record = try await store.read({ try $0.conversation(channel: channel, key: key) }) else {
            return nil
        }
        let state = try DialogueState(encoded: record.state)
        let context = context(
            for: record, bundle: bundle, channel: channel, address: nil, now: clock(), turn: record.turns)
        return OpenedConversation(id: record.id, token: "", replies: [], state: state.view(context))
    }

    private func opened(_ request: OpenRequest) async throws -> OpenedConversation {
        let token = secrets.newToken()
        let now = clock()
        let bundle = self.bundle
        let language = request.language ?? .zh
        var record = ConversationRecord(
            id: ConversationID(secrets.newConversationID()), tokenHash: secrets.hash(token),
            channel: request.channel, key: request.key, state: [], turns: 0, version: 1, openedAt: now,
            changedAt: now)
        let context = context(
            for: record, bundle: bundle, channel: request.channel, address: request.address, now: now, turn: 0)
        if request.channel == .http, request.key == nil, let admission, admission.isOn(now), admission.isCrowded {
            return try openedInMemory(record, language: language, context: context)
        }
        let blank = record
        let (entry, replies) = try await write { store in
            var run = TurnRun(
                state: DialogueState(language: language), context: context, negotiator: bundle.negotiator,
                isTracing: false)
            try run.run(.opened(Opening(language: language)), on: store)
            var record = blank
            record.state = try run.state.encoded()
            try store.insert(record)
            return (ConversationCache.Entry(record: record, state: run.state), run.rendered())
        }
        record = entry.record
        cache[record.id] = entry
        logger.info("Opened", metadata: ["conversation": "\(record.id)", "channel": "\(request.channel.rawValue)"])
        return OpenedConversation(
            id: record.id, token: token, replies: replies, state: entry.state.view(context))
    }

    /// Checks that a token opens this conversation.
    public func authorise(_ conversation: ConversationID, token: String) async throws(DeskError) {
        do throws(DeskError) {
            let entry = try await kept { [self] () throws -> ConversationCache.Entry in
                try await loaded(conversation)
            }
            guard entry.record.tokenHash == secrets.hash(token) else { throw .wrongToken }
        } catch {
            guard error == .unknownConversation, token == rushToken(of: conversation) else { throw error }
            try await kept { [self] () throws -> Void in try remember(conversation) }
        }
    }

    /// Opens a conversation without the writer: its token is made from its id, so that it holds on every replica and
    /// after a restart, and the store hears of it with the first turn.
    private func openedInMemory(
        _ blank: ConversationRecord, language: Language, context: DialogueContext
    ) throws -> OpenedConversation {
        var record = blank
        let token = rushToken(of: record.id)
        record.tokenHash = secrets.hash(token)
        var state = DialogueState(language: language)
        let effects = state.step(.opened(Opening(language: language)), context: context)
        let renderer = Renderer(definitions: context.definitions, catalogue: context.catalogue)
        let audience = state.audience(context)
        let replies = effects.compactMap { effect in
            if case .say(let reply) = effect { renderer.render(reply, for: audience) } else { nil }
        }
        record.state = try state.encoded()
        cache[record.id] = ConversationCache.Entry(record: record, state: state, isStored: false)
        return OpenedConversation(id: record.id, token: token, replies: replies, state: state.view(context))
    }

    /// Puts a conversation that was opened in a rush, and that nobody remembers, back to its beginning.
    private func remember(_ conversation: ConversationID) throws {
        let now = clock()
        let state = DialogueState(language: .zh)
        let record = ConversationRecord(
            id: conversation, tokenHash: secrets.hash(rushToken(of: conversation)), channel: .http, key: nil,
            state: try state.encoded(), turns: 0, version: 1, openedAt: now, changedAt: now)
        cache[conversation] = ConversationCache.Entry(record: record, state: state, isStored: false)
    }

    private func rushToken(of conversation: ConversationID) -> String {
        secrets.hash("opened in a rush/\(conversation)")
    }

    /// Makes a code under which the conversation can be resumed; an earlier code stops working.
    public func park(_ conversation: ConversationID) async throws(DeskError) -> String {
        guard await mailboxes.enter(conversation) else { throw .busy(retryAfterSeconds: 1) }
        defer { mailboxes.leave(conversation) }
        return try await kept { [self] () throws -> String in
            while true {
                let code = secrets.newResumeCode()
                if try await park(conversation, under: secrets.hash(code)) { return code }
            }
        }
    }

    /// Keeps a conversation under a code's hash; false when the code is somebody else's, or the record was changed
    /// meanwhile. A code whose time is over is taken over: there are only so many short codes.
    private func park(_ conversation: ConversationID, under hash: String) async throws -> Bool {
        var entry = try await loaded(conversation)
        let now = clock()
        let seconds = configuration.resumeSeconds
        entry.record.resumeHash = hash
        entry.record.version += 1
        entry.record.changedAt = now
        let record = entry.record
        let parked = try await write { store -> Bool? in
            if var other = try store.conversation(resumeHash: hash), other.id != record.id {
                guard now >= other.changedAt.adding(seconds: seconds) else { return nil }
                other.resumeHash = nil
                other.version += 1
                guard try store.update(other) else { return nil }
            }
            return try store.update(record)
        }
        cache[conversation] = parked == true ? entry : parked == false ? nil : cache[conversation]
        return parked == true
    }

    /// Takes up a parked conversation; its code stops working.
    public func resume(code: String, channel: ChannelKind) async throws(DeskError) -> OpenedConversation {
        let hash = secrets.hash(code)
        let found = try await kept { [self] () throws -> ConversationRecord? in
            try await store.read { try $0.conversation(resumeHash: hash) }
        }
        let now = clock()
        guard let found, now < found.changedAt.adding(seconds: configuration.resumeSeconds) else {
            throw .unknownResumeCode
        }
        guard await mailboxes.enter(found.id) else { throw .busy(retryAfterSeconds: 1) }
        defer { mailboxes.leave(found.id) }
        return try await kept { [self] () throws -> OpenedConversation in
            try await resumed(found.id, channel: channel, now: now)
        }
    }

    private func resumed(
        _ id: ConversationID, channel: ChannelKind, now: Instant
    ) async throws -> OpenedConversation {
        let bundle = self.bundle
        while true {
            let entry = try await loaded(id)
            guard entry.record.resumeHash != nil else { throw DeskError.unknownResumeCode }
            let context = context(
                for: entry.record, bundle: bundle, channel: channel, address: nil, now: now, turn: entry.record.turns)
            let result = try await unlessOutdated(id) { store -> (ConversationCache.Entry, [RenderedReply]) in
                guard try store.claim(entry) else { throw Outdated() }
                var run = TurnRun(state: entry.state, context: context, negotiator: bundle.negotiator, isTracing: false)
                try run.run(.opened(Opening(language: entry.state.language, isResumed: true)), on: store)
                var next = entry
                next.state = run.state
                next.record.resumeHash = nil
                try next.record.advance(to: run.state, turn: entry.record.turns, at: now)
                guard try store.keep(&next) else { throw Outdated() }
                return (next, run.rendered())
            }
            guard let (next, replies) = result else { continue }
            cache[id] = next
            return OpenedConversation(id: id, token: "", replies: replies, state: next.state.view(context))
        }
    }
}
