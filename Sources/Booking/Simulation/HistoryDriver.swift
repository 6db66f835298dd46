import CivilCalendar

/// Plays commands on one desk and says what came of them in words that are the same on every desk.
final class HistoryDriver {
    let scene: HistoryScene
    let desk: any BookingDesk
    let accounts: [AccountID]
    /// Appointments in the order in which they were made.
    private(set) var appointments: [AppointmentID] = []
    /// The visitors that made them.
    private var owners: [Int] = []
    /// People by visitor and number.
    private(set) var patients: [[Int: PatientID]]
    /// Clinics that somebody waited for on the day of the visit.
    var sessionsWithQueue: Set<ClinicSessionID> = []
    private var slotIDs: [HistoryScene.PlacedSlot: SlotID] = [:]
    private var places: [SlotID: Int] = [:]
    private var numbers: [AppointmentID: Int] = [:]
    /// Visit codes by appointment.
    private(set) var codes: [AppointmentID: String] = [:]

    init(scene: HistoryScene, desk: any BookingDesk, accounts: [AccountID]) throws {
        self.scene = scene
        self.desk = desk
        self.accounts = accounts
        patients = accounts.map { _ in [:] }
        for slot in try desk.slots(SlotQuery(), now: scene.start) {
            let place = HistoryScene.PlacedSlot(session: slot.session.id, startMinute: slot.startMinute)
            slotIDs[place] = slot.id
            if let number = scene.slots.firstIndex(of: place) { places[slot.id] = number }
        }
    }

    func slotID(_ number: Int) -> SlotID {
        slotIDs[scene.slots[number % scene.slots.count]] ?? SlotID("?")
    }

    func slotNumber(_ id: SlotID) -> Int { places[id] ?? -1 }

    func number(of appointment: AppointmentID) -> Int? { numbers[appointment] }

    func holder(_ visitor: Int) -> Holder {
        Holder(conversation: "conversation-\(visitor)", address: "address-\(visitor / 2)")
    }

    func appointmentID(_ number: Int) -> AppointmentID {
        appointments.isEmpty ? AppointmentID("?") : appointments[number % appointments.count]
    }

    /// The visitor that is named, else the owner of the appointment.
    func visitor(_ named: Int?, of appointment: Int) -> Int {
        named ?? (owners.isEmpty ? 0 : owners[appointment % owners.count])
    }

    /// Plays one command.
    func play(_ command: HistoryCommand, step: Int, now: Instant) throws -> HistoryOutcome {
        switch command {
        case .wait: return HistoryOutcome("time passes")
        case .register(let visitor, let person):
            let person = person % scene.people.count
            let answer = try desk.register(scene.people[person], account: accounts[visitor], now: now)
            if case .success(let patient) = answer { patients[visitor][person] = patient.id }
            return outcome(answer) { "person \($0.name) \($0.relation.rawValue)" }
        case .hold(let visitor, let slot, let seconds):
            let until = now.adding(seconds: seconds)
            let answer = try desk.hold(slotID(slot), holder: holder(visitor), until: until, now: now)
            return outcome(answer) { "held slot \(slotNumber($0.slot)) until \($0.expiresAt.milliseconds)" }
        case .release(let visitor, let keeping):
            let kept = Set(keeping.map { [slotID($0)] } ?? [])
            _ = try desk.releaseHolds(of: holder(visitor), keeping: kept, now: now)
            return HistoryOutcome("released")
        case .book(let visitor, let person, let slot, let key):
            let person = person % scene.people.count
            let request = BookRequest(
                key: "key-\(key)", slot: slotID(slot), patient: patients[visitor][person] ?? PatientID("?"),
                account: accounts[visitor], holder: holder(visitor), consent: consent(visitor, step))
            return note(try desk.book(request, now: now), visitor)
        case .cancel(let named, let appointment, let key):
            let visitor = visitor(named, of: appointment)
            let request = CancelRequest(
                key: "key-\(key)", appointment: appointmentID(appointment), account: accounts[visitor],
                reason: "patient", consent: consent(visitor, step))
            return note(try desk.cancel(request, now: now))
        case .reschedule(let named, let appointment, let slot, let key):
            let visitor = visitor(named, of: appointment)
            let request = RescheduleRequest(
                key: "key-\(key)", appointment: appointmentID(appointment), slot: slotID(slot),
                account: accounts[visitor], holder: holder(visitor), consent: consent(visitor, step))
            return note(try desk.reschedule(request, now: now))
        default:
            guard let desk = desk as? any WholeDesk else { return HistoryOutcome("no such desk") }
            return try play(command, on: desk, step: step, now: now)
        }
    }

    func consent(_ visitor: Int, _ step: Int) -> Consent {
        Consent(conversation: "conversation-\(visitor)", turn: step + 1, channel: "simulation")
    }

    /// Gives an appointment that is seen for the first time the next number.
    func number(_ appointment: Appointment, madeBy visitor: Int) {
        guard numbers[appointment.id] == nil else { return }
        numbers[appointment.id] = appointments.count
        appointments.append(appointment.id)
        owners.append(visitor)
        codes[appointment.id] = appointment.visitCode
    }

    func note(_ answer: Result<Appointment, BookingRefusal>, _ maker: Int = 0) -> HistoryOutcome {
        if case .success(let appointment) = answer { number(appointment, madeBy: maker) }
        var outcome = outcome(answer, describe)
        if case .success(let appointment) = answer { outcome.appointment = appointment }
        return outcome
    }

    /// An appointment in words that do not depend on the desk's ids; its slot's counters are compared with all slots.
    func describe(_ appointment: Appointment) -> String {
        "appointment \(numbers[appointment.id] ?? -1) \(appointment.status.rawValue) for "
            + "\(appointment.patient.name) on slot \(slotNumber(appointment.slot.id)), "
            + "number \(appointment.serial), sequence \(appointment.sequence)"
    }

    func outcome<Value>(
        _ answer: Result<Value, BookingRefusal>, _ words: (Value) -> String
    ) -> HistoryOutcome {
        switch answer {
        case .success(let value): HistoryOutcome(words(value))
        case .failure(let refusal): HistoryOutcome("refused: \(describe(refusal))")
        }
    }

    func describe(_ refusal: BookingRefusal) -> String {
        switch refusal {
        // Whether an ended hold is still remembered depends on when it was swept.
        case .slotTaken, .holdExpired: return "taken"
        case .patientBusy(let id): return "patient busy with appointment \(numbers[id] ?? -1)"
        case .rule(let denial):
            let blocking = denial.blocking.map { String(numbers[$0] ?? -1) }.sorted().joined(separator: ",")
            return "rule \(denial.parameter) \(denial.value) observed \(denial.observed) "
                + "from \(denial.earliestAllowedAt.map { String($0.milliseconds) } ?? "never") blocking [\(blocking)]"
        default: return "\(refusal)"
        }
    }

    func describe(_ denial: RuleDenial) -> String { describe(BookingRefusal.rule(denial)) }
}

/// What came of a command.
struct HistoryOutcome {
    var text: String
    var appointment: Appointment?

    init(_ text: String) {
        self.text = text
    }
}
