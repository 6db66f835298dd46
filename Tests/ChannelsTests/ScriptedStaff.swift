import Booking
import CivilCalendar
import FrontDesk

/// A desk for staff that does what it is told and writes it down.
actor ScriptedStaff: StaffHost {
    static let token = "0123456789abcdef0123456789abcdef"
    static let list = "# who may\nli.wei \(token)\n\nother ffffffffffffffffffffffffffffffff\n"

    private(set) var orders: [String] = []
    /// What every order is refused with, if it is.
    var refusal: ClinicRefusal?

    /// What every order about a visit is refused with, if it is.
    var trouble: StaffError?

    func refuse(_ refusal: ClinicRefusal) { self.refusal = refusal }

    func refuse(with trouble: StaffError) { self.trouble = trouble }

    private func note(_ what: String, _ order: StaffOrder) throws(StaffError) {
        if let refusal { throw .refused(refusal) }
        if let trouble { throw trouble }
        orders.append("\(what) by \(order.actor): \(order.reason)")
    }

    private static let session = ClinicSession(
        id: ClinicSessionID("s1"), practitioner: PractitionerCode("d2"), insteadOf: PractitionerCode("d1"),
        department: DepartmentCode("cardio"), campus: CampusCode("east"), room: LocalizedText(zh: "1", en: "1"),
        date: CivilDate(dayNumber: 20_780), half: .morning, feeFen: 5000, releaseAt: Instant(milliseconds: 0))
    private static let slot = Slot(
        id: SlotID("s1-0800"), session: session, startMinute: 480, endMinute: 510, capacity: 2, held: 1, booked: 1,
        status: .full)

    func stopClinic(
        _ session: ClinicSessionID, offerHours: Int, order: StaffOrder
    ) async throws(StaffError) -> StopReport {
        try note("stop \(session) for \(offerHours) h", order)
        return StopReport(
            plan: StopPlanID("p1"), session: session, planned: 3, told: 2, offered: 1, spared: 1, refundFen: 10_000)
    }

    func changeClinic(
        _ session: ClinicSessionID, by event: ClinicSessionEvent, order: StaffOrder
    ) async throws(StaffError) -> ClinicSession {
        try note("\(event.rawValue) \(session)", order)
        return Self.session
    }

    func substitute(
        _ practitioner: PractitionerCode, in session: ClinicSessionID, order: StaffOrder
    ) async throws(StaffError) -> SubstitutionReport {
        try note("substitute \(practitioner) in \(session)", order)
        return SubstitutionReport(session: Self.session, told: 4)
    }

    func addCapacity(_ places: Int, to slot: SlotID, order: StaffOrder) async throws(StaffError) -> Slot {
        try note("add \(places) to \(slot)", order)
        return Self.slot
    }

    func ledger(of slot: SlotID) async throws(StaffError) -> SlotLedger {
        if let refusal { throw .refused(refusal) }
        return SlotLedger(
            slot: Self.slot, elsewhere: 0, added: 1,
            holds: [Hold(id: HoldID("h"), slot: slot, expiresAt: Instant(milliseconds: 60_000))],
            appointments: [AppointmentID("a")],
            lines: [
                SlotLedger.Line(
                    entry: 1, at: Instant(milliseconds: 0), cause: "opened", capacity: 2, held: 0, booked: 0,
                    subject: "session/s1", actor: "import")
            ])
    }

    func handOvers(days: Int?) async throws(StaffError) -> [HandOverChain] {
        let moves = (1...3).flatMap { number in
            [("a", StockMove.Kind.gaveBack, 0), ("b", .took, 1)].map { account, kind, second in
                StockMove(
                    slot: SlotID("s\(number)"), kind: kind,
                    at: Instant(milliseconds: Int64(number) * 60_000 + Int64(second) * 1000),
                    appointment: AppointmentID("\(account)\(number)"), account: AccountID(account),
                    patient: PatientID("\(account)\(number)"))
            }
        }
        return HandOverChain.find(in: moves, limits: HandOverLimits(days: days ?? 30))
    }

    static let visit = Appointment(
        id: AppointmentID("a1"), status: .ready,
        patient: Patient(id: PatientID("p1"), name: "王小明", relation: .me), account: AccountID("acc"), slot: slot,
        serial: 3, visitCode: "00000000", sequence: 0, ruleVersion: "v1", bookedAt: Instant(milliseconds: 0))
    private static let place = QueuePlace(
        appointment: visit,
        ticket: QueueTicket(
            appointment: visit.id, number: 7, start: Instant(milliseconds: 0), arrivedAt: Instant(milliseconds: 0)),
        ahead: 2, waitMinutes: 20)
    private static let appeal = Appeal(
        id: AppealID("ap1"), appointment: visit.id, patient: PatientID("p1"), at: Instant(milliseconds: 0),
        statement: "地铁停运", state: .open, answerBy: CivilDate(dayNumber: 20_781))

    func checkIn(_ code: VisitCode, order: StaffOrder) async throws(StaffError) -> CheckIn {
        try note("check in \(code)", order)
        return CheckIn(place: Self.place, arrival: .late(minutes: 12, goesLast: true))
    }

    func queue(of session: ClinicSessionID) async throws(StaffError) -> [QueuePlace] {
        if let trouble { throw trouble }
        return [Self.place]
    }

    func callNext(in session: ClinicSessionID, order: StaffOrder) async throws(StaffError) -> Appointment? {
        try note("call next in \(session)", order)
        return session.rawValue == "s1" ? Self.visit : nil
    }

    func step(
        _ appointment: AppointmentID, by step: VisitStep, order: StaffOrder
    ) async throws(StaffError) -> Appointment {
        try note("\(step.rawValue) \(appointment)", order)
        return Self.visit
    }

    func markNoShows(order: StaffOrder) async throws(StaffError) -> [AppointmentID] {
        try note("mark no-shows", order)
        return [Self.visit.id]
    }

    func liftRestriction(of patient: PatientID, order: StaffOrder) async throws(StaffError) -> [AppointmentID] {
        try note("lift \(patient)", order)
        return [Self.visit.id]
    }

    func openAppeals() async throws(StaffError) -> [Appeal] { [Self.appeal] }

    func settle(_ appeal: AppealID, accepted: Bool, order: StaffOrder) async throws(StaffError) -> Appeal {
        try note("\(accepted ? "accept" : "refuse") \(appeal)", order)
        return Self.appeal
    }
}
