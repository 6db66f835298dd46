import CivilCalendar

/// A place that was given back to a slot or taken from it.
public struct StockMove: Hashable, Sendable {
    /// Which way the place went.
    public enum Kind: Hashable, Sendable {
        case gaveBack, took
    }

    /// The slot.
    public var slot: SlotID
    /// Which way.
    public var kind: Kind
    /// When; for a place that was held first, when it was held.
    public var at: Instant
    /// The appointment that gave it back or took it.
    public var appointment: AppointmentID
    /// Who booked that appointment.
    public var account: AccountID
    /// Who was to be seen.
    public var patient: PatientID

    /// Makes a move.
    public init(
        slot: SlotID, kind: Kind, at: Instant, appointment: AppointmentID, account: AccountID, patient: PatientID
    ) {
        self.slot = slot
        self.kind = kind
        self.at = at
        self.appointment = appointment
        self.account = account
        self.patient = patient
    }
}

/// From when on two accounts that pass places to one another are reported.
public struct HandOverLimits: Hashable, Sendable {
    /// A place taken later than so many seconds after it came back was there for everybody.
    public var seconds: Int
    /// So many hand-overs between the same two accounts make a report; 2 or more, for one may be chance.
    public var count: Int
    /// Within so many days.
    public var days: Int

    /// Makes limits.
    public init(seconds: Int = 60, count: Int = 3, days: Int = 30) {
        self.seconds = seconds
        self.count = max(2, count)
        self.days = days
    }

    /// Makes the limits that a hospital's rules set.
    public init(_ rules: Rules) {
        self.init(
            seconds: rules.number(.handOverSeconds) ?? 0, count: rules.number(.handOverCount) ?? .max,
            days: rules.number(.handOverDays) ?? 0)
    }
}

/// One place that one account gave back and another took at once.
public struct HandOver: Hashable, Sendable, Codable {
    /// The slot.
    public var slot: SlotID
    /// Who gave it back.
    public var from: AccountID
    /// Who took it.
    public var to: AccountID
    /// The visit that was given up.
    public var givenUp: AppointmentID
    /// The visit that was booked.
    public var booked: AppointmentID
    /// When it came back.
    public var gaveBackAt: Instant
    /// When it was taken.
    public var tookAt: Instant
}

/// Two accounts that pass places to one another: a suspicion for people to look at, never a judgement.
public struct HandOverChain: Hashable, Sendable, Codable {
    /// The two accounts, in the order of their ids.
    public var accounts: [AccountID]
    /// Their hand-overs, oldest first.
    public var handOvers: [HandOver]
}

extension HandOverChain {
    /// Finds accounts that pass places to one another again and again (黄牛倒号).
    ///
    /// Ordinary people are left out: whoever takes their own place again, two accounts that look after the same patient,
    /// and whoever was merely quick once. Of several accounts that could have got a place only the first to take it is
    /// looked at, and a place counts once.
    /// - Parameters:
    ///   - moves: what came back and what was taken, in any order.
    ///   - families: the patients of each account.
    ///   - limits: what counts.
    /// - Returns: the chains with the most hand-overs first.
    public static func find(
        in moves: [StockMove], families: [AccountID: Set<PatientID>] = [:], limits: HandOverLimits = HandOverLimits()
    ) -> [HandOverChain] {
        var pairs: [[AccountID]: [HandOver]] = [:]
        for (_, moves) in Dictionary(grouping: moves, by: \.slot) {
            for handOver in handOvers(of: moves, families: families, seconds: limits.seconds) {
                pairs[[handOver.from, handOver.to].sorted(), default: []].append(handOver)
            }
        }
        return pairs.compactMap { accounts, handOvers -> HandOverChain? in
            let ordered = handOvers.sorted { ($0.tookAt, $0.booked) < ($1.tookAt, $1.booked) }
            guard isTooMany(ordered, limits) else { return nil }
            return HandOverChain(accounts: accounts, handOvers: ordered)
        }.sorted {
            $0.handOvers.count != $1.handOvers.count
                ? $0.handOvers.count > $1.handOvers.count : $0.accounts.lexicographicallyPrecedes($1.accounts)
        }
    }

    /// The hand-overs of one slot.
    private static func handOvers(
        of moves: [StockMove], families: [AccountID: Set<PatientID>], seconds: Int
    ) -> [HandOver] {
        var back: [StockMove] = []
        var found: [HandOver] = []
        let ordered = moves.sorted { ($0.at, $0.kind == .took ? 1 : 0) < ($1.at, $1.kind == .took ? 1 : 0) }
        for move in ordered {
            guard move.kind == .took else {
                back.append(move)
                continue
            }
            let oldest = move.at.adding(seconds: -seconds)
            back.removeAll { $0.at < oldest }
            guard let giver = back.popLast(), !areClose(giver, move, families) else { continue }
            found.append(
                HandOver(
                    slot: move.slot, from: giver.account, to: move.account, givenUp: giver.appointment,
                    booked: move.appointment, gaveBackAt: giver.at, tookAt: move.at))
        }
        return found
    }

    /// Whether a place stayed with the same person or the same family.
    private static func areClose(
        _ giver: StockMove, _ taker: StockMove, _ families: [AccountID: Set<PatientID>]
    ) -> Bool {
        if giver.account == taker.account || giver.patient == taker.patient { return true }
        let ofGiver = (families[giver.account] ?? []).union([giver.patient])
        let ofTaker = (families[taker.account] ?? []).union([taker.patient])
        return !ofGiver.isDisjoint(with: ofTaker)
    }

    /// Whether so many fall within so many days anywhere.
    private static func isTooMany(_ ordered: [HandOver], _ limits: HandOverLimits) -> Bool {
        guard ordered.count >= limits.count else { return false }
        let span = Int64(limits.days) * 86_400_000
        return zip(ordered, ordered.dropFirst(limits.count - 1)).contains { first, last in
            last.tookAt.milliseconds - first.tookAt.milliseconds <= span
        }
    }
}
