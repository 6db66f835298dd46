import CivilCalendar

/// The booking core as plain dictionaries: what every storage must do, said in the fewest words.
///
/// The reference model of the simulations and the desk of dialogue tests. Time comes with each call, ids are counted,
/// chance comes from a seed, so that the same calls give the same answers. Not for use by several tasks at once.
public final class InMemoryDesk: BookingDesk {
    /// The hospital.
    public let catalogue: Catalogue
    /// The limits against abuse.
    public let limits: DeskLimits
    /// The hospital's rules, all versions.
    public let ruleBook: RuleBook
    /// One-time codes in the order in which they were sent, newest last.
    public internal(set) var sentCodes: [SentCode] = []

    var sessions: [ClinicSessionID: ClinicSession] = [:]
    var stock: [SlotID: Stock] = [:]
    /// Pending holds, also those whose time is over and that nobody has looked at since.
    var holds: [HeldUnit] = []
    var files: [AppointmentID: File] = [:]
    var phones: [String: AccountID] = [:]
    var persons: [PatientID: Person] = [:]
    var links: [AccountID: [Link]] = [:]
    var answers: [Key: (request: KeyedRequest, answer: Appointment)] = [:]
    /// The waitlist in the order of joining, whatever became of the entries.
    var line: [WaitFile] = []
    /// Numbers in the queues of clinics, by visit.
    var tickets: [AppointmentID: QueueTicket] = [:]
    /// Stopped clinics in the order of their stops.
    var stops: [StopFile] = []
    var chance: SplitMix64
    private var order: [SlotID] = []
    private var nextSerials: [ClinicSessionID: Int] = [:]
    private var idCount = 0
    private var sales: [SlotID: Sale] = [:]

    /// Places of one slot.
    struct Stock {
        var session: ClinicSessionID
        var startMinute: Int
        var endMinute: Int
        var capacity: Int
        /// Places taken through other channels and by appointments.
        var booked: Int
    }

    struct HeldUnit {
        var hold: Hold
        var holder: Holder
    }

    /// An appointment and how it came to its state.
    struct File {
        var appointment: Appointment
        var changedAt: Instant
        var reason: String?
    }

    struct Person {
        var name: String
        var birthDate: CivilDate?
        var sex: Sex?
        var idNumber: String?
    }

    /// A person of an account.
    struct Link {
        var patient: PatientID
        var relation: Relation
    }

    /// Keys of different accounts are different keys.
    struct Key: Hashable {
        var account: AccountID
        var key: String
    }

    private struct Sale {
        var version: String
        var startsAt: Instant
        var intervals: [SaleInterval]
    }

    /// What a key was used for; who held the place and where consent was given may differ in a repeat.
    enum KeyedRequest: Equatable {
        case book(SlotID, PatientID)
        case cancel(AppointmentID, reason: String)
        case reschedule(AppointmentID, SlotID)
    }

    /// Makes a desk.
    ///
    /// - Parameters:
    ///   - plan: the hospital and its clinic sessions.
    ///   - rules: the hospital's rules.
    ///   - limits: limits against abuse.
    ///   - seed: where one-time codes and visit codes come from.
    public init(
        plan: HospitalPlan, rules: RuleBook = RuleBook(), limits: DeskLimits = DeskLimits(), seed: UInt64 = 1
    ) {
        catalogue = plan.catalogue
        ruleBook = rules
        self.limits = limits
        chance = SplitMix64(seed: seed)
        for planned in plan.sessions {
            sessions[planned.session.id] = planned.session
            for segment in planned.segments {
                stock[SlotID("\(planned.session.id)/\(segment.startMinute)")] = Stock(
                    session: planned.session.id, startMinute: segment.startMinute, endMinute: segment.endMinute,
                    capacity: segment.capacity, booked: segment.preBooked)
            }
        }
        let starts = stock.mapValues { stock in
            (sessions[stock.session]?.date.dayNumber ?? 0) * 1440 + stock.startMinute
        }
        order = starts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
    }

    // MARK: Stock

    /// Slots that match, ordered by start then id, with their status at `now`.
    public func slots(_ query: SlotQuery, now: Instant) throws -> [Slot] {
        try order.compactMap { id in
            guard let stock = stock[id], let session = sessions[stock.session], query.matches(session) else {
                return nil
            }
            return try slot(id, now: now)
        }
    }

    /// One slot.
    public func slot(_ id: SlotID, now: Instant) throws -> Slot? {
        guard let stock = stock[id], let session = sessions[stock.session] else { return nil }
        let held = holds.count { $0.hold.slot == id && $0.hold.expiresAt > now }
        var slot = Slot(
            id: id, session: session, startMinute: stock.startMinute, endMinute: stock.endMinute,
            capacity: stock.capacity, held: held, booked: stock.booked, status: .open)
        let version = ruleBook.inForce(on: catalogue.zone.moment(at: now).date)
        let sale = sale(of: slot, under: version)
        slot.status = slot.status(during: sale.intervals, startsAt: sale.startsAt, now: now)
        return slot
    }

    /// The times of a slot's sale; worked out once, as they only depend on the version of the rules.
    private func sale(of slot: Slot, under version: RuleSet) -> Sale {
        if let known = sales[slot.id], known.version == version.version { return known }
        let rules = rules(for: slot.session, under: version)
        let sale = Sale(
            version: version.version, startsAt: catalogue.zone.instant(of: slot.start),
            intervals: rules.saleIntervals(start: slot.start, release: rules.releaseInstant(of: slot.session)))
        sales[slot.id] = sale
        return sale
    }

    /// Whether a unit of a slot is left, counted as a storage counts: with holds that are over until somebody ends them.
    func hasRoom(_ slot: SlotID) -> Bool {
        guard let stock = stock[slot] else { return false }
        return stock.booked + holds.count { $0.hold.slot == slot } < stock.capacity
    }

    /// Changes whether a clinic takes place.
    public func setStatus(_ status: ClinicSession.Status, of session: ClinicSessionID) {
        sessions[session]?.status = status
    }

    // MARK: Holds

    /// Keeps one unit of a slot; a second hold of the same slot by the same conversation extends the first.
    public func hold(
        _ slot: SlotID, holder: Holder, until: Instant, now: Instant
    ) throws -> Result<Hold, BookingRefusal> {
        if let own = pendingHold(of: holder, on: slot) {
            if holds[own].hold.expiresAt > now {
                holds[own].hold.expiresAt = until
                return .success(holds[own].hold)
            }
            end(holds[own], now: now)
        }
        guard let found = try self.slot(slot, now: now) else { return .failure(.slotUnavailable(.stopped)) }
        if let refusal = found.refusal { return .failure(refusal) }
        let open = holds.filter { $0.hold.expiresAt > now }
        let own = open.count { $0.holder.conversation == holder.conversation }
        let near = holder.address.map { address in open.count { $0.holder.address == address } } ?? 0
        guard own < limits.holdsPerConversation, near < limits.holdsPerAddress else { return .failure(.tooManyHolds) }
        expireHolds(on: slot, now: now)
        guard hasRoom(slot) else { return .failure(.slotTaken) }
        let hold = Hold(id: HoldID(nextID("hold")), slot: slot, expiresAt: until)
        holds.append(HeldUnit(hold: hold, holder: holder))
        return .success(hold)
    }

    /// Gives back the holds of the conversation but those on `keeping`.
    @discardableResult
    public func releaseHolds(of holder: Holder, keeping: Set<SlotID>, now: Instant) throws -> Int {
        let released = holds.filter {
            $0.holder.conversation == holder.conversation && !keeping.contains($0.hold.slot)
        }
        for unit in released { end(unit, now: now) }
        return released.count
    }

    func pendingHold(of holder: Holder, on slot: SlotID) -> Int? {
        holds.firstIndex { $0.hold.slot == slot && $0.holder.conversation == holder.conversation }
    }

    func expireHolds(on slot: SlotID, now: Instant) {
        for unit in holds where unit.hold.slot == slot && unit.hold.expiresAt <= now { end(unit, now: now) }
    }

    /// Ends a hold without a booking: an offer it was made for is over, and the place is the next one's.
    func end(_ unit: HeldUnit, now: Instant) {
        guard let index = holds.firstIndex(where: { $0.hold.id == unit.hold.id }) else { return }
        holds.remove(at: index)
        if unit.hold.expiresAt <= now { expireOffer(keptBy: unit.holder) }
        offerNext(unit.hold.slot, now: now)
    }

    // MARK: Rules and numbers

    /// The rules in force for a session.
    func rules(for session: ClinicSession, now: Instant) -> Rules {
        rules(for: session, under: ruleBook.inForce(on: catalogue.zone.moment(at: now).date))
    }

    func rules(for session: ClinicSession, under version: RuleSet) -> Rules {
        version.rules(
            for: RuleSubject(session, in: catalogue), calendar: catalogue.calendar, zone: catalogue.zone)
    }

    func nextID(_ kind: String) -> String {
        idCount += 1
        // Ids sort as they were made, as those of a storage do.
        let digits = String(idCount)
        return "\(kind)-\(String(repeating: "0", count: max(0, 8 - digits.utf8.count)))\(digits)"
    }

    /// The next number of a session; one that was given out is never given again.
    func nextSerial(of session: ClinicSessionID) -> Int {
        nextSerials[session, default: 0] += 1
        return nextSerials[session, default: 1]
    }
}

extension SlotQuery {
    /// Whether the slots of a session are asked for.
    public func matches(_ session: ClinicSession) -> Bool {
        (departments.isEmpty || departments.contains(session.department))
            && (practitioners.isEmpty || practitioners.contains(session.practitioner))
            && from.map { session.date >= $0 } ?? true && through.map { session.date <= $0 } ?? true
    }
}

extension Slot {
    /// Why nobody can take a place of the slot; `nil` when somebody can.
    var refusal: BookingRefusal? {
        switch status {
        case .open: nil
        case .full: .slotTaken
        case .unreleased, .stopped, .past: .slotUnavailable(status)
        }
    }
}
