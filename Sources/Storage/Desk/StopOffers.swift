import Booking
import CivilCalendar

/// A step of a stop whose patient was told.
private struct ToldStep {
    var plan: StopPlanID
    var position: Int
    var state: String
    var appointment: AppointmentID
    var offer: SlotID?
    var until: Instant?
    var refundFen: Int
    var booked: AppointmentID?

    static let columns = "plan, position, state, appointment, offer, offered_until, refund_fen, booked"

    init(_ row: SQLRow) throws {
        plan = try row.id(0)
        position = try row.integer(1)
        state = try row.text(2)
        appointment = try row.id(3)
        offer = try row.optionalText(4).map { SlotID($0) }
        until = try row.optionalInteger(5).map { Instant(milliseconds: Int64($0)) }
        refundFen = try row.integer(6)
        booked = try row.optionalText(7).map { AppointmentID($0) }
    }

    var id: StopOfferID { StopOfferID("\(plan)/\(position)") }
    var holder: Holder { SQLDesk.holder(ofStep: position, plan: plan) }
}

extension SQLDesk {
    func stopOffers(of account: AccountID, now: Instant) throws -> [StopOffer] {
        let rows = try sql.run(
            SQLStatement(
                made: """
                    SELECT \(ToldStep.columns) FROM stop_step WHERE hospital = $1 AND account = $2 AND state = 'told'
                    ORDER BY plan, position
                    """, arguments: [hospital.sqlValue, account.sqlValue]))
        var offers: [StopOffer] = []
        for row in rows {
            let step = try ToldStep(row)
            guard let visit = try file(step.appointment, account: account, now: now), visit.startsAt > now else {
                continue
            }
            var offer = StopOffer(
                id: step.id, account: account, visit: visit.appointment, slot: nil, until: nil,
                refundFen: step.refundFen)
            if let until = step.until, until > now, let slot = try step.offer.flatMap({ try self.slot($0, now: now) }),
                slot.session.status != .stopped
            {
                offer.slot = slot
                offer.until = until
            }
            offers.append(offer)
        }
        return offers.sorted { ($0.visit.slot.start, $0.id) < ($1.visit.slot.start, $1.id) }
    }

    func acceptStopOffer(
        _ offer: StopOfferID, account: AccountID, consent: Consent, now: Instant
    ) throws -> Result<Appointment, BookingRefusal> {
        guard let first = try toldStep(offer, account: account),
            let lost = try file(first.appointment, account: account, now: now)
        else { return .failure(.unknownAppointment) }
        try sql.lock("patient/\(lost.appointment.patient.id)")
        // Read once more under the lock: the same yes may have come over two channels.
        guard let step = try toldStep(offer, account: account) else { return .failure(.unknownAppointment) }
        if let booked = step.booked, let file = try file(booked, account: account, now: now) {
            return .success(file.appointment)
        }
        guard step.state == "told", let slot = step.offer, let stock = try stock(slot, now: now) else {
            return .failure(.unknownAppointment)
        }
        if let refusal = try objection(toMoving: lost.appointment.patient, to: stock, now: now) {
            return .failure(refusal)
        }
        let id = AppointmentID(ids.next(at: now))
        let actor = "account/\(account)"
        let hold = try pendingHold(of: step.holder, on: slot)
        if let refusal = try take(stock, hold: hold, subject: "appointment/\(id)", actor: actor, now: now) {
            return .failure(refusal)
        }
        let event = HistoryEntry(
            kind: "book", from: nil, actor: actor, reason: VisitRecord.clinicStopped, takesSerial: true,
            consent: consent)
        let file = try open(
            id, for: lost.appointment.patient.id, account: account, on: stock,
            ruleVersion: lost.appointment.ruleVersion, event: event, now: now)
        try sql.run(
            """
            UPDATE stop_step SET state = 'accepted', booked = $4
            WHERE hospital = $1 AND plan = $2 AND position = $3
            """, hospital, step.plan, step.position, id)
        try reseal(.step, step.plan, step.position)
        try post(.confirmation, about: file, now: now)
        return .success(file.appointment)
    }

    func declineStopOffer(_ offer: StopOfferID, account: AccountID, now: Instant) throws {
        guard let step = try toldStep(offer, account: account), step.state == "told" else { return }
        if let slot = step.offer, let hold = try pendingHold(of: step.holder, on: slot) {
            try settle(hold, as: hold.expiresAt > now ? .voided : .expired, now: now)
        }
        try sql.run(
            "UPDATE stop_step SET state = 'declined' WHERE hospital = $1 AND plan = $2 AND position = $3", hospital,
            step.plan, step.position)
        try reseal(.step, step.plan, step.position)
    }

    func accountsToTell(limit: Int) throws -> [AccountID] {
        try sql.run(
            """
            SELECT DISTINCT account FROM stop_step WHERE hospital = $1 AND state = 'told' AND is_pushed = 0
            ORDER BY account LIMIT $2
            """, hospital, limit
        ).map { try $0.id(0) }
    }

    func noteTold(_ account: AccountID) throws {
        try sql.run(
            """
            UPDATE stop_step SET is_pushed = 1
            WHERE hospital = $1 AND account = $2 AND state = 'told' AND is_pushed = 0
            """, hospital, account)
    }

    /// Why the patient cannot have the place: what the lost visit was granted (release, cut-off, quotas) is not asked
    /// again.
    private func objection(toMoving patient: Patient, to stock: SlotStock, now: Instant) throws -> BookingRefusal? {
        guard now < stock.startsAt else { return .slotUnavailable(.past) }
        guard stock.slot.session.status != .stopped else { return .slotUnavailable(.stopped) }
        let refusal = try objection(to: stock, patient: patient, exceptFor: nil, now: now)
        if case .slotUnavailable? = refusal { return nil }
        return refusal
    }

    private func toldStep(_ offer: StopOfferID, account: AccountID) throws -> ToldStep? {
        guard let slash = offer.rawValue.lastIndex(of: "/"),
            let position = Int(offer.rawValue[offer.rawValue.index(after: slash)...])
        else { return nil }
        return try sql.run(
            SQLStatement(
                made: """
                    SELECT \(ToldStep.columns) FROM stop_step
                    WHERE hospital = $1 AND plan = $2 AND position = $3 AND account = $4 AND told_at IS NOT NULL
                    """,
                arguments: [
                    hospital.sqlValue, String(offer.rawValue[..<slash]).sqlValue, position.sqlValue, account.sqlValue,
                ])
        ).first.map { try ToldStep($0) }
    }
}
