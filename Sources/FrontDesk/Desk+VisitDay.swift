import Booking

/// What staff order on the day of the visit; see ``VisitDayHost``.
extension Desk {
    /// Visits that are marked as missed in one transaction, so that patients get in between.
    private static let visitsPerTransaction = 100

    /// Reports a patient by the visit code.
    public func checkIn(_ code: VisitCode, order: StaffOrder) async throws(StaffError) -> CheckIn {
        let now = clock()
        return try await ordered(StaffError.notCheckedIn) {
            try $0.checkIn(.code(code), by: order.visitActor, consent: nil, now: now)
        }
    }

    /// Everybody who waits for a clinic, in the order of calling.
    public func queue(of session: ClinicSessionID) async throws(StaffError) -> [QueuePlace] {
        let now = clock()
        let queue = try await staff { [self] () throws -> [QueuePlace]? in
            try await store.read { store in
                try store.session(session) == nil ? nil : try store.queue(of: session, now: now)
            }
        }
        guard let queue else { throw .refused(.unknownSession) }
        return queue
    }

    /// Calls the next patient of a clinic in.
    public func callNext(in session: ClinicSessionID, order: StaffOrder) async throws(StaffError) -> Appointment? {
        let now = clock()
        return try await ordered(StaffError.refused) { store in
            guard try store.session(session) != nil else { return .failure(.unknownSession) }
            return .success(try store.callNext(in: session, by: order.visitActor, now: now))
        }
    }

    /// Takes a visit one step further.
    public func step(
        _ appointment: AppointmentID, by step: VisitStep, order: StaffOrder
    ) async throws(StaffError) -> Appointment {
        let now = clock()
        return try await ordered(StaffError.notTaken) {
            try $0.step(appointment, by: step, actor: order.visitActor, reason: order.reason, now: now)
        }
    }

    /// Marks the visits as missed whose clinics and their grace are over.
    public func markNoShows(order: StaffOrder) async throws(StaffError) -> [AppointmentID] {
        let now = clock()
        return try await staff { [self] () throws -> [AppointmentID] in
            var marked: [AppointmentID] = []
            while true {
                let portion = try await store.write {
                    try $0.markNoShows(
                        limit: Self.visitsPerTransaction, by: order.visitActor, reason: order.reason, now: now)
                }
                marked += portion
                if portion.count < Self.visitsPerTransaction { return marked }
            }
        }
    }

    /// Lifts a patient's restriction.
    public func liftRestriction(
        of patient: PatientID, order: StaffOrder
    ) async throws(StaffError) -> [AppointmentID] {
        let now = clock()
        let lifted = try await staff { [self] () throws -> [AppointmentID] in
            try await store.write {
                try $0.liftRestriction(of: patient, by: order.visitActor, reason: order.reason, now: now)
            }
        }
        guard !lifted.isEmpty else { throw .notRestricted }
        return lifted
    }

    /// Appeals that wait for an answer, oldest first.
    public func openAppeals() async throws(StaffError) -> [Appeal] {
        try await staff { [self] () throws -> [Appeal] in try await store.read { try $0.openAppeals() } }
    }

    /// Answers an appeal.
    public func settle(
        _ appeal: AppealID, accepted: Bool, order: StaffOrder
    ) async throws(StaffError) -> Appeal {
        let now = clock()
        return try await ordered(StaffError.notSettled) {
            try $0.settle(appeal, accepted: accepted, by: order.visitActor, reason: order.reason, now: now)
        }
    }
}

extension StaffOrder {
    /// Who ordered it, as the day of the visit names them.
    fileprivate var visitActor: VisitActor { .staff(staff) }
}
