import Booking
import CivilCalendar

/// What staff order.
extension Desk: StaffHost {
    /// Visits of a stopped clinic that are dealt with in one transaction, so that patients get in between.
    private static let stepsPerTransaction = 20

    /// Stops a clinic; see ``StaffHost``. Killed in the middle, ``carryOnStops()`` goes on. Open talks are told by the
    /// process that serves them, with ``tellStopOffers()``.
    public func stopClinic(
        _ session: ClinicSessionID, offerHours: Int, order: StaffOrder
    ) async throws(StaffError) -> StopReport {
        let now = clock()
        let planned = try await ordered {
            try $0.stopClinic(session, offerHours: offerHours, order: order, now: now)
        }
        let report = try await staff { [self] () throws -> StopReport in try await carryOut(planned) }
        logger.notice(
            "Stopped a clinic",
            metadata: ["session": "\(session)", "told": "\(report.told)", "offered": "\(report.offered)"])
        return report
    }

    /// Goes on with stops that a process left unfinished.
    /// - Returns: how many were finished.
    @discardableResult
    public func carryOnStops() async throws(DeskError) -> Int {
        try await kept { [self] () throws -> Int in
            let unfinished = try await store.read { try $0.unfinishedStops() }
            for plan in unfinished {
                _ = try await carryOut(StopReport(plan: plan, session: ClinicSessionID(""), planned: 1))
            }
            return unfinished.count
        }
    }

    private func carryOut(_ planned: StopReport) async throws -> StopReport {
        var report = planned
        while !report.isFinished {
            let (plan, now) = (planned.plan, clock())
            guard
                let next = try await store.write({ store in
                    try store.carryOn(stop: plan, limit: Self.stepsPerTransaction, now: now)
                })
            else { break }
            report = next
        }
        return report
    }

    /// Suspends, resumes or restores a clinic; see ``StaffHost``.
    public func changeClinic(
        _ session: ClinicSessionID, by event: ClinicSessionEvent, order: StaffOrder
    ) async throws(StaffError) -> ClinicSession {
        let now = clock()
        return try await ordered { try $0.changeClinic(session, by: event, order: order, now: now) }
    }

    /// Puts another doctor in; see ``StaffHost``.
    public func substitute(
        _ practitioner: PractitionerCode, in session: ClinicSessionID, order: StaffOrder
    ) async throws(StaffError) -> SubstitutionReport {
        let now = clock()
        return try await ordered { try $0.substitute(practitioner, in: session, order: order, now: now) }
    }

    /// Adds places; see ``StaffHost``.
    public func addCapacity(
        _ places: Int, to slot: SlotID, order: StaffOrder
    ) async throws(StaffError) -> Slot {
        let now = clock()
        return try await ordered { try $0.addCapacity(places, to: slot, order: order, now: now) }
    }

    /// The ledger of a slot; see ``StaffHost``.
    public func ledger(of slot: SlotID) async throws(StaffError) -> SlotLedger {
        let now = clock()
        let found = try await staff { [self] () throws -> SlotLedger? in
            try await store.read { try $0.ledger(of: slot, now: now) }
        }
        guard let found else { throw .refused(.unknownSlot) }
        return found
    }

    /// Accounts that pass places to one another; see ``StaffHost``.
    public func handOvers(days: Int?) async throws(StaffError) -> [HandOverChain] {
        let now = clock()
        return try await staff { [self] () throws -> [HandOverChain] in
            try await store.read { store in
                var limits = try store.handOverLimits(now: now)
                if let days { limits.days = days }
                return HandOverChain.find(
                    in: try store.stockMoves(since: now.adding(seconds: -limits.days * 86_400)),
                    families: try store.families(), limits: limits)
            }
        }
    }

    /// Runs an order as a transaction.
    private func ordered<Answer: Sendable>(
        _ body: @escaping @Sendable (any DeskTransaction) throws -> Result<Answer, ClinicRefusal>
    ) async throws(StaffError) -> Answer {
        try await ordered(StaffError.refused, body)
    }

    /// Runs an order as a transaction.
    /// - Parameter refused: how a refusal of the core is told.
    func ordered<Answer: Sendable, Refusal: Error & Sendable>(
        _ refused: (Refusal) -> StaffError,
        _ body: @escaping @Sendable (any DeskTransaction) throws -> Result<Answer, Refusal>
    ) async throws(StaffError) -> Answer {
        let result = try await staff { [self] () throws -> Result<Answer, Refusal> in
            try await store.write(body)
        }
        switch result {
        case .success(let answer): return answer
        case .failure(let refusal): throw refused(refusal)
        }
    }

    /// Does something on the store; its errors are those of staff's orders.
    func staff<Answer: Sendable>(_ body: () async throws -> Answer) async throws(StaffError) -> Answer {
        do throws(DeskError) {
            return try await kept(body)
        } catch {
            throw .unavailable(error)
        }
    }
}
