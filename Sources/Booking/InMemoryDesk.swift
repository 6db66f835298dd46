import CivilCalendar

/// The booking core as plain dictionaries: what every storage must do, said in the fewest words.
///
/// The reference model of the simulations and the desk of dialogue tests. Time comes with each call, ids are counted,
/// chance comes from a seed, so that the same calls give the same answers. Not for use by several tasks at once.
public final class InMemoryDesk: BookingDesk {
    /// The hospital.
    public let catalogue: Catalogue
    /// The limits.
    public let limits: DeskLimits
    /// One-time codes in the order in which they were sent, newest last.
    public internal(set) var sentCodes: [SentCode] = []

    var sessions: [ClinicSessionID: ClinicSession] = [:]
    var stock: [SlotID: Stock] = [:]
    var order: [SlotID] = []
    var holds: [HeldUnit] = []
    var records: [AppointmentID: Appointment] = [:]
    var accounts: [AccountID: String] = [:]
    var people: [AccountID: [Patient]] = [:]
    var idNumbers: [PatientID: String] = [:]
    var answers: [String: (request: KeyedRequest, answer: Result<Appointment, BookingRefusal>)] = [:]
    var chance: SplitMix64
    private var nextSerials: [ClinicSessionID: Int] = [:]
    private var idCount = 0

    /// Places of one slot; what is held and booked is counted from the holds and the appointments.
    struct Stock {
        var session: ClinicSessionID
        var startMinute: Int
        var endMinute: Int
        var capacity: Int
        var preBooked: Int
    }

    struct HeldUnit {
        var hold: Hold
        var holder: Holder
    }

    /// What a key was used for.
    enum KeyedRequest: Equatable {
        case book(BookRequest)
        case cancel(CancelRequest)
        case reschedule(RescheduleRequest)
    }

    /// Makes a desk.
    ///
    /// - Parameters:
    ///   - plan: the hospital and its clinic sessions.
    ///   - seed: where one-time codes and visit codes come from.
    public init(plan: HospitalPlan, limits: DeskLimits = DeskLimits(), seed: UInt64 = 1) {
        catalogue = plan.catalogue
        self.limits = limits
        chance = SplitMix64(seed: seed)
        for planned in plan.sessions {
            sessions[planned.session.id] = planned.session
            for segment in planned.segments {
                let id = SlotID("\(planned.session.id)/\(segment.startMinute)")
                stock[id] = Stock(
                    session: planned.session.id, startMinute: segment.startMinute, endMinute: segment.endMinute,
                    capacity: segment.capacity, preBooked: segment.preBooked)
            }
        }
        order = stock.keys.sorted { left, right in
            (start(of: left), left.rawValue) < (start(of: right), right.rawValue)
        }
    }

    // MARK: Stock

    /// Slots that match, ordered by start then id, with their status at `now`.
    public func slots(_ query: SlotQuery, now: Instant) throws -> [Slot] {
        let counts = heldCounts(now: now)
        let booked = bookedCounts()
        return order.compactMap { id in
            guard let stock = stock[id], let session = sessions[stock.session], query.matches(session) else {
                return nil
            }
            return slot(id, stock, session, held: counts[id] ?? 0, booked: booked[id] ?? 0, now: now)
        }
    }

    /// One slot.
    public func slot(_ id: SlotID, now: Instant) throws -> Slot? {
        guard let stock = stock[id], let session = sessions[stock.session] else { return nil }
        return slot(
            id, stock, session, held: heldCounts(now: now)[id] ?? 0, booked: bookedCounts()[id] ?? 0, now: now)
    }

    /// Changes whether a clinic takes place; for tests and simulations.
    public func setStatus(_ status: ClinicSession.Status, of session: ClinicSessionID) {
        sessions[session]?.status = status
    }

    private func slot(
        _ id: SlotID, _ stock: Stock, _ session: ClinicSession, held: Int, booked: Int, now: Instant
    ) -> Slot {
        var slot = Slot(
            id: id, session: session, startMinute: stock.startMinute, endMinute: stock.endMinute,
            capacity: stock.capacity, held: held, booked: booked + stock.preBooked, status: .open)
        slot.status = slot.status(at: now, zone: catalogue.zone)
        return slot
    }

    private func start(of id: SlotID) -> CivilMoment {
        guard let stock = stock[id], let session = sessions[stock.session] else {
            return CivilMoment(date: CivilDate(dayNumber: 0))
        }
        return CivilMoment(date: session.date, second: stock.startMinute * 60)
    }

    private func heldCounts(now: Instant) -> [SlotID: Int] {
        var counts: [SlotID: Int] = [:]
        for unit in holds where unit.hold.expiresAt > now { counts[unit.hold.slot, default: 0] += 1 }
        return counts
    }

    private func bookedCounts() -> [SlotID: Int] {
        var counts: [SlotID: Int] = [:]
        for record in records.values where record.status.occupiesPlace { counts[record.slot.id, default: 0] += 1 }
        return counts
    }

    // MARK: Holds

    /// Keeps one unit of a slot; a second hold of the same slot by the same conversation extends the first.
    public func hold(_ slot: SlotID, holder: Holder, until: Instant, now: Instant) throws -> Result<
        Hold, BookingRefusal
    > {
        holds.removeAll { $0.hold.expiresAt <= now }
        if let own = holds.firstIndex(where: { $0.hold.slot == slot && $0.holder.conversation == holder.conversation })
        {
            holds[own].hold.expiresAt = until
            return .success(holds[own].hold)
        }
        guard let found = try self.slot(slot, now: now) else { return .failure(.slotUnavailable(.stopped)) }
        if let refusal = found.refusal { return .failure(refusal) }
        let own = holds.count { $0.holder.conversation == holder.conversation }
        let near = holder.address.map { address in holds.count { $0.holder.address == address } } ?? 0
        guard own < limits.holdsPerConversation, near < limits.holdsPerAddress else { return .failure(.tooManyHolds) }
        let hold = Hold(id: HoldID(nextID("hold")), slot: slot, expiresAt: until)
        holds.append(HeldUnit(hold: hold, holder: holder))
        return .success(hold)
    }

    /// Gives back the holds of the conversation but those on `keeping`.
    @discardableResult
    public func releaseHolds(of holder: Holder, keeping: Set<SlotID>, now: Instant) throws -> Int {
        holds.removeAll { $0.hold.expiresAt <= now }
        let before = holds.count
        holds.removeAll { $0.holder.conversation == holder.conversation && !keeping.contains($0.hold.slot) }
        return before - holds.count
    }

    // MARK: Numbers

    func nextID(_ kind: String) -> String {
        idCount += 1
        return "\(kind)-\(idCount)"
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
    /// What can be done with the slot at an instant, from its counters and its session.
    public func status(at now: Instant, zone: CivilZone) -> Status {
        if now >= zone.instant(of: start) { return .past }
        if session.status != .scheduled { return .stopped }
        if now < session.releaseAt { return .unreleased }
        return free > 0 ? .open : .full
    }

    /// Why nobody can take a place of the slot; `nil` when somebody can.
    var refusal: BookingRefusal? {
        switch status {
        case .open: nil
        case .full: .slotTaken
        case .unreleased, .stopped, .past: .slotUnavailable(status)
        }
    }
}

extension Appointment.Status {
    /// Whether the visit uses up a place: all but those that gave it back.
    public var occupiesPlace: Bool {
        switch self {
        case .cancelled, .enteredInError: false
        case .booked, .arrived, .ready, .inConsultation, .completed, .noShow: true
        }
    }
}
