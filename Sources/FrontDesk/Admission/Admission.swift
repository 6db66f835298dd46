import Booking
import CivilCalendar
import Synchronization

/// The waiting room in service: opens by itself when a release is near or the writer falls behind, calls people in at
/// the pace the writer sustains, closes when nobody waits any more. While it is closed it costs a turn two loads of an
/// atomic number.
final class Admission: Sendable {
    /// What becomes of somebody who wants a slot.
    enum Decision {
        /// May go in; with the words said on arrival where these were only a nudge.
        case enter
        /// Must wait.
        case wait(WaitingView, gathersFor: PlannedRelease?, isDrawn: Bool, isPaused: Bool)
        /// May not even wait.
        case refused(WaitingRoom.JoinRefusal)
    }

    private struct State {
        var room: WaitingRoom
        var pace = AdmissionPace()
        var pending: [String: InboundMessage] = [:]
        var release: PlannedRelease?
        var isGathering = false
        var isDrawing = false
        var upcoming: [PlannedRelease] = []
        var records: [ReleaseRecord] = []
        var calmSince: Instant?
        var sweptAt: Instant?
        var called = 0
        var told = 0
        var soldOut = 0
    }

    let options: AdmissionOptions
    let load: WriterLoad
    private let counts: RemainingCounts
    private let clock: @Sendable () -> Instant
    private let name: @Sendable (Instant) -> String
    private let isListening: @Sendable (ConversationID) -> Bool
    private let draw: ReleaseDraw
    private let state: Mutex<State>
    private let open = Atomic<Bool>(false)
    private let crowded = Atomic<Bool>(false)
    /// When the room opens for the next release, in milliseconds UTC.
    private let opensAt = Atomic<Int64>(.max)
    /// Wakes those who listen when they are called.
    private let onCall = Mutex<(@Sendable (InboundMessage) -> Void)?>(nil)

    /// Milliseconds between two looks at the line.
    private static let beat = Duration.milliseconds(20)
    /// Seconds without anybody waiting after which the room closes, and where somebody may still come back and ask.
    private static let calmSeconds = 3
    private static let memorySeconds = 120
    /// Bytes of a message that is kept for somebody who waits.
    static let pendingBytes = 400
    /// Seconds after a release at which its record is published though people still wait.
    private static let secretSeconds = 20
    /// Releases whose records are kept.
    private static let recordLimit = 8

    init(
        options: AdmissionOptions, load: WriterLoad, counts: RemainingCounts, clock: @escaping @Sendable () -> Instant,
        name: @escaping @Sendable (Instant) -> String, isListening: @escaping @Sendable (ConversationID) -> Bool
    ) {
        self.options = options
        self.load = load
        self.counts = counts
        self.clock = clock
        self.name = name
        self.isListening = isListening
        draw = ReleaseDraw(digest: options.digest)
        state = Mutex(State(room: WaitingRoom(limits: options.limits)))
    }

    /// Whether people are made to wait; opens the room where it is time.
    func isOn(_ now: Instant) -> Bool {
        if open.load(ordering: .relaxed) { return true }
        guard now.milliseconds >= opensAt.load(ordering: .relaxed) || isStrained else { return false }
        engage(now)
        return true
    }

    /// Whether more people are here than can be served at once: then nobody takes more than is needed.
    var isCrowded: Bool { crowded.load(ordering: .relaxed) }

    /// Calls the handler for everybody who is called in and listens.
    func onCall(_ tell: @escaping @Sendable (InboundMessage) -> Void) {
        onCall.withLock { $0 = tell }
    }

    /// Takes up the releases to come.
    func plan(_ releases: [PlannedRelease], now: Instant) {
        let upcoming = releases.filter { $0.at > now }.sorted { $0.at < $1.at }
        counts.plan(releases: upcoming.map(\.at))
        state.withLock { $0.upcoming = upcoming }
        let first = upcoming.first?.at.adding(seconds: -options.leadSeconds).milliseconds ?? .max
        opensAt.store(first, ordering: .relaxed)
    }

    /// What is published of the releases to come, soonest first.
    func notices(limit: Int) -> [ReleaseNotice] {
        let (current, upcoming) = state.withLock { ($0.release, $0.upcoming.prefix(limit)) }
        return ((current.map { [$0] } ?? []) + upcoming).prefix(limit).map { notice(of: $0) }
    }

    /// What is published of releases that are over, latest first; of one at which people still wait after a while,
    /// what there is.
    var records: [ReleaseRecord] {
        let now = clock()
        let (over, current) = state.withLock { state in
            let isOver = state.release.map { now >= gatheringEnd($0).adding(seconds: Self.secretSeconds) } ?? false
            return (state.records, isOver && !state.isGathering ? state.room.arrivals : nil)
        }
        return (over + (current.map { [record(of: $0)] } ?? [])).reversed()
    }

    /// The figures.
    var figures: AdmissionFigures {
        state.withLock { state in
            AdmissionFigures(
                isOn: open.load(ordering: .relaxed), waiting: state.room.waiting, admitted: state.room.admitted,
                told: state.told, soldOut: state.soldOut, called: state.called, pace: state.pace.limit)
        }
    }

    /// The next release of departments.
    func nextRelease(of departments: [DepartmentCode], now: Instant) -> PlannedRelease? {
        state.withLock { state in
            ((state.release.map { [$0] } ?? []) + state.upcoming).first { release in
                release.at > now && departments.contains { release.departments.contains($0) }
            }
        }
    }

    /// Where somebody stands.
    func standing(of id: String, now: Instant) -> WaitingRoom.Standing {
        state.withLock { $0.room.standing(of: id, now: now) }
    }

    /// What somebody said who waits or was called.
    func pending(of id: String) -> InboundMessage? { state.withLock { $0.pending[id] } }

    /// Decides about somebody who wants a slot of some departments.
    func decide(
        _ visitor: WaitingRoom.Visitor, wants departments: [DepartmentCode], saying message: InboundMessage?,
        token: () -> String, now: Instant
    ) -> Decision {
        let lane = WaitingRoom.Lane(departments)
        let isStrained = isStrained
        return state.withLock { state -> Decision in
            if case .admitted = state.room.standing(of: visitor.id, now: now) { return .enter }
            let gathers = state.isGathering && !(state.release?.departments.isDisjoint(with: lane.departments) ?? true)
            let totals = counts.totals(of: lane.departments, now: now)
            let isFirst = state.room.lane(of: visitor.id) == nil && state.room.isFree(lane)
            if !gathers, isFirst, state.pace.advance(to: now, isStrained: isStrained) > 0,
                state.room.hasRoom(in: lane, free: totals?.free)
            {
                state.room.admit(visitor, lane: lane, now: now)
                state.pace.spend(1, at: now)
                state.called += 1
                return .enter
            }
            switch state.room.join(visitor, lane: lane, token: token(), now: now) {
            case .failure(let refusal): return .refused(refusal)
            case .success(let ahead):
                if let message, message.text.utf8.count <= Self.pendingBytes,
                    state.pending.count < options.limits.people
                {
                    state.pending[visitor.id] = message
                }
                state.told += 1
                let isDrawn = gathers && options.order == .draw
                // Where every free place is promised to somebody who was called, no pace says how long it takes.
                let isPaused = !gathers && !state.room.hasRoom(in: lane, free: totals?.free)
                let view = WaitingView(
                    ahead: isDrawn ? nil : ahead,
                    seconds: gathers || isPaused ? nil : state.pace.secondsToWait(ahead: ahead),
                    receipt: state.room.receipt(of: visitor.id))
                return .wait(
                    view, gathersFor: gathers ? state.release : nil, isDrawn: isDrawn, isPaused: isPaused)
            }
        }
    }

    /// Notes that somebody who may go in was answered.
    func served(_ id: String, now: Instant) {
        state.withLock { state in
            state.room.served(id, now: now)
            state.pending[id] = nil
        }
    }

    /// Notes that somebody does not want to wait.
    func leave(_ id: String) {
        state.withLock { state in
            state.room.leave(id)
            state.pending[id] = nil
        }
    }

    /// Notes that somebody heard that nothing is left; asked again, the answer is found anew.
    func soldOut(_ id: String) {
        state.withLock { state in
            state.room.leave(id)
            state.soldOut += 1
        }
    }

    /// A writer with nothing to do is not strained, however long its last writes took: only new ones bring their average
    /// down again.
    private var isStrained: Bool {
        let waiting = load.waiting
        return waiting >= options.strainedWrites || (waiting > 0 && load.microseconds >= options.strainedMicroseconds)
    }

    private func notice(of release: PlannedRelease) -> ReleaseNotice {
        let name = name(release.at)
        return ReleaseNotice(
            release: name, at: release.at, order: options.order, commitment: draw.commitment(to: options.seed(name)))
    }

    private func record(of arrivals: ReleaseArrivals) -> ReleaseRecord {
        arrivals.record(seed: options.seed(arrivals.notice.release))
    }

    private func engage(_ now: Instant) {
        crowded.store(true, ordering: .relaxed)
        let isFirst = state.withLock { state -> Bool in
            takeUpRelease(&state, now: now)
            return !open.exchange(true, ordering: .relaxed)
        }
        guard isFirst else { return }
        Task { await run() }
    }

    private func takeUpRelease(_ state: inout State, now: Instant) {
        guard state.release == nil, let next = state.upcoming.first,
            now >= next.at.adding(seconds: -options.leadSeconds)
        else { return }
        state.upcoming.removeFirst()
        state.release = next
        state.isGathering = true
        state.room.gather(for: notice(of: next), draw: draw)
        let following = state.upcoming.first?.at.adding(seconds: -options.leadSeconds).milliseconds ?? .max
        opensAt.store(following, ordering: .relaxed)
    }

    private func run() async {
        while await beat() { try? await Task.sleep(for: Self.beat) }
    }

    /// One look at the line; false when the room was closed.
    private func beat() async -> Bool {
        let now = clock()
        let due = state.withLock { state -> (lanes: [DepartmentCode], closed: ReleaseArrivals?) in
            takeUpRelease(&state, now: now)
            let lanes = state.room.waitingLanes.flatMap(\.departments)
            guard state.isGathering, !state.isDrawing, let release = state.release, now >= gatheringEnd(release) else {
                return (lanes, nil)
            }
            state.isDrawing = true
            return (lanes, state.room.closeDraw())
        }
        try? await counts.load(Array(Set(due.lanes)))
        if let closed = due.closed {
            // Hashing every arrival takes its time: nobody waits for the lock meanwhile.
            let order = closed.drawnOrder(seed: options.seed(closed.notice.release))
            state.withLock { state in
                if !order.isEmpty { state.room.arrange(order) }
                state.isGathering = false
                state.isDrawing = false
            }
        }
        let called = state.withLock { callIn(&$0, now: now) }
        crowded.store(state.withLock { $0.room.waiting > 0 || $0.isGathering } || isStrained, ordering: .relaxed)
        if !called.isEmpty, let tell = onCall.withLock({ $0 }) {
            for message in called where isListening(message.conversation) { tell(message) }
        }
        return closeIfCalm(now)
    }

    private func gatheringEnd(_ release: PlannedRelease) -> Instant {
        options.order == .draw ? release.at.adding(seconds: options.drawSeconds) : release.at
    }

    /// Until when the room stays open for those who come late; never into the time of the next release.
    private func rushEnd(_ state: State) -> Instant {
        guard let release = state.release else { return Instant(milliseconds: .min) }
        let late = release.at.adding(seconds: options.rushSeconds)
        return state.upcoming.first.map { min(late, $0.at.adding(seconds: -options.leadSeconds - 5)) } ?? late
    }

    private func callIn(_ state: inout State, now: Instant) -> [InboundMessage] {
        if now >= state.sweptAt?.adding(seconds: 1) ?? now {
            state.room.expire(now: now)
            state.sweptAt = now
        }
        guard state.room.waiting > 0 else { return [] }
        let allowed = state.pace.advance(to: now, isStrained: isStrained)
        let gathered = state.isGathering ? state.release?.departments ?? [] : []
        let isPresent = { (id: String) in self.isListening(ConversationID(id)) }
        var called = state.room.call(
            allowed, now: now, isPresent: isPresent,
            room: { lane in
                gathered.isDisjoint(with: lane.departments)
                    ? counts.totals(of: lane.departments, now: now)?.free ?? 0 : 0
            })
        for lane in state.room.waitingLanes where gathered.isDisjoint(with: lane.departments) {
            guard let left = counts.totals(of: lane.departments, now: now), left == (0, 0) else { continue }
            called += state.room.dissolve(lane, limit: allowed - called.count, now: now, isPresent: isPresent)
        }
        state.pace.spend(called.count, at: now)
        state.called += called.count
        return called.compactMap { state.pending[$0] }
    }

    private func closeIfCalm(_ now: Instant) -> Bool {
        let isStrained = isStrained
        return state.withLock { state in
            guard state.room.isIdle, !isStrained, !state.isGathering, now >= rushEnd(state) else {
                state.calmSince = nil
                return true
            }
            let since = state.calmSince ?? now
            state.calmSince = since
            let calm = state.pending.isEmpty ? Self.calmSeconds : Self.memorySeconds
            guard now >= since.adding(seconds: calm) else { return true }
            if let arrivals = state.room.arrivals {
                state.records.append(record(of: arrivals))
                state.records = state.records.suffix(Self.recordLimit)
            }
            state.room.clear()
            state.pending = [:]
            state.release = nil
            state.calmSince = nil
            crowded.store(false, ordering: .relaxed)
            open.store(false, ordering: .relaxed)
            return false
        }
    }
}
