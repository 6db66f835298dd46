import Booking
import CivilCalendar
import Dialogue

/// What channels may look at without a turn.
extension Desk {
    /// What the desk said after event `after`, oldest first.
    public func events(
        of conversation: ConversationID, after: Int
    ) async throws(DeskError) -> [ConversationEvent] {
        try await kept { [self] () throws -> [ConversationEvent] in
            try await store.read { store in
                try store.turns(of: conversation, after: after, limit: 256).map { record in
                    let answer = try AnswerCoding.decode(record.answer)
                    return ConversationEvent(number: record.number, kind: record.kind, answer)
                }
            }
        }
    }

    /// Events as they come, until the desk shuts down.
    public func liveEvents(of conversation: ConversationID) async -> AsyncStream<ConversationEvent> {
        hub.subscribe(to: conversation)
    }

    /// Calls a handler with events as they come.
    public func listen(
        to conversation: ConversationID, _ hear: @escaping @Sendable (ConversationEvent) -> Void
    ) -> EventListening {
        hub.listen(to: conversation, hear)
    }

    /// Appointments of the visitor whose phone this conversation has proven.
    public func appointments(
        of conversation: ConversationID
    ) async throws(DeskError) -> [ConversationView.AppointmentView] {
        let now = clock()
        let (catalogue, secrets) = (self.catalogue, self.secrets)
        return try await kept { [self] () throws -> [ConversationView.AppointmentView] in
            try await store.read { store in
                // From the store and not from the cache: the phone may have been proven at another process.
                guard let record = try store.conversation(conversation) else { throw DeskError.unknownConversation }
                let state = try DialogueState(encoded: record.state)
                guard let account = state.account else { throw DeskError.phoneNotProven }
                return try store.appointments(of: account.id, includingPast: true, now: now).map {
                    secrets.signed(state.appointmentView($0, catalogue), hospital: catalogue.hospital.code)
                }
            }
        }
    }

    /// The catalogue in force.
    public var catalogue: Catalogue { bundle.catalogue }

    /// Slots with their status now.
    public func slots(_ query: SlotQuery) async throws(DeskError) -> [Slot] {
        let now = clock()
        return try await kept { [self] () throws -> [Slot] in
            if !query.departments.isEmpty, let first = query.from,
                let known = try await counts.slots(of: query.departments, from: first)
            {
                return known.filter { slot in
                    slot.session.date >= first && query.through.map { slot.session.date <= $0 } ?? true
                        && (query.practitioners.isEmpty || query.practitioners.contains(slot.session.practitioner))
                }
            }
            return try await store.read { try $0.slots(query, now: now) }
        }
    }

    /// What is left of every slot of some departments, from memory.
    public func counts(of departments: [DepartmentCode]) async throws(DeskError) -> SlotCounts {
        try await kept { [self] () throws -> SlotCounts in try await counts.whole(of: departments) }
    }

    /// What changed of it after a version.
    public func counts(of departments: [DepartmentCode], after version: Int) async throws(DeskError) -> SlotCounts {
        try await kept { [self] () throws -> SlotCounts in
            try await counts.changes(of: departments, after: version)
        }
    }

    /// Yields after changes of what is left.
    public func countsChanged() async -> AsyncStream<Void> { counts.changed() }

    /// What is published of releases.
    public func releases() async -> (notices: [ReleaseNotice], records: [ReleaseRecord]) {
        (admission?.notices(limit: 7) ?? [], admission?.records ?? [])
    }

    /// Takes up the releases to come.
    public func plan(releases: [PlannedRelease]) {
        counts.plan(releases: releases.map(\.at).sorted())
        admission?.plan(releases, now: clock())
    }

    /// The figures of the waiting room; `nil` where there is none.
    public var admissionFigures: AdmissionFigures? { admission?.figures }

    /// Clinic sessions from one day through another.
    public func clinicSessions(
        from: CivilDate, through: CivilDate
    ) async throws(DeskError) -> [ClinicSession] {
        var sessions: [ClinicSession] = []
        var seen: Set<ClinicSessionID> = []
        for slot in try await slots(SlotQuery(from: from, through: through)) {
            if seen.insert(slot.session.id).inserted { sessions.append(slot.session) }
        }
        return sessions
    }

    /// Whether turns can be kept now; writes an empty transaction to find out.
    public func health() async -> Health {
        do {
            // An empty transaction finds a database that is gone, locked or read-only. A disk that takes no more shows
            // only when something is written, which is tried when a write has failed.
            let isSuspect = load.isSuspect
            try await store.write { if isSuspect { try $0.proveWritable() } }
            if isSuspect { load.trust() }
            return Health(storage: true)
        } catch {
            return Health(storage: false, problem: String(describing: error))
        }
    }

    /// The hospital's wall clock.
    public func now() async -> CivilMoment {
        catalogue.zone.moment(at: clock())
    }
}
