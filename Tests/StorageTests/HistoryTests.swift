import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

/// The same random history gives the same answers in memory, on SQLite and on PostgreSQL.
@Suite struct HistoryTests {
    /// A call on the booking core; appointments are meant by the order in which they were made.
    enum Step: Sendable {
        case hold(SlotID, conversation: Int)
        case release(conversation: Int)
        case book(SlotID, visitor: Int, conversation: Int)
        case cancel(Int)
        case move(Int, to: SlotID)
        case list(visitor: Int)
        case look
    }

    /// Who and what a history has met so far.
    struct Memory: Sendable {
        var visitors: [(account: AccountID, patient: PatientID)] = []
        var appointments: [(id: AppointmentID, account: AccountID)] = []
    }

    private static let people: [(phone: String, name: String, birthDate: String, sex: Sex)] = [
        ("13800000001", "王小明", "1990-02-03", .male), ("13800000002", "李梅", "1985-07-08", .female),
        ("13800000003", "赵小宝", "2018-09-10", .male),
    ]

    /// A random history with the time of each step.
    private static func history(seed: UInt64, count: Int) -> [(step: Step, at: Instant)] {
        var random = SplitMix64(seed: seed)
        let slots = TestWorld.sessions.flatMap { session in
            session.segments.map { SlotID("\(session.session.id)/\($0.startMinute)") }
        }
        var now = TestWorld.now
        return (0..<count).map { _ in
            if Int.random(in: 0..<8, using: &random) == 0 {
                now = now.adding(seconds: Int.random(in: 1..<3000, using: &random))
            }
            let slot = slots[Int.random(in: slots.indices, using: &random)]
            let conversation = Int.random(in: 0..<3, using: &random)
            let visitor = Int.random(in: people.indices, using: &random)
            let step: Step =
                switch Int.random(in: 0..<10, using: &random) {
                case 0, 1, 2: .hold(slot, conversation: conversation)
                case 3: .release(conversation: conversation)
                case 4, 5, 6: .book(slot, visitor: visitor, conversation: conversation)
                case 7: .cancel(Int.random(in: 0..<40, using: &random))
                case 8: .move(Int.random(in: 0..<40, using: &random), to: slot)
                default: visitor == 0 ? .look : .list(visitor: visitor)
                }
            return (step, now)
        }
    }

    /// Makes one step; the answer in words that are the same for every implementation.
    private static func perform(
        _ step: Step, number: Int, on desk: any BookingDesk, memory: Memory, slotID: (SlotID) -> SlotID, at now: Instant
    ) throws -> (answer: String, made: AppointmentID?) {
        func holder(_ conversation: Int) -> Holder { Holder(conversation: "c\(conversation)", address: "here") }
        let consent = Consent(conversation: "c", turn: number + 1, channel: "http")
        func told(_ result: Result<Appointment, BookingRefusal>) -> (String, AppointmentID?) {
            switch result {
            case .success(let made):
                let slot = made.slot
                return (
                    "\(made.status) \(slot.start) \(slot.session.id) \(slot.held)/\(slot.booked) no \(made.serial) "
                        + "sequence \(made.sequence) \(made.patient.name)", made.id
                )
            case .failure(let refusal): return ("refused: \(words(refusal))", nil)
            }
        }
        switch step {
        case .hold(let slot, let conversation):
            let until = now.adding(seconds: 600)
            let result = try desk.hold(slotID(slot), holder: holder(conversation), until: until, now: now)
            switch result {
            case .success(let hold): return ("held until \(hold.expiresAt.milliseconds)", nil)
            case .failure(let refusal): return ("refused: \(words(refusal))", nil)
            }
        case .release(let conversation):
            try desk.releaseHolds(of: holder(conversation), keeping: [], now: now)
            return ("released", nil)
        case .book(let slot, let visitor, let conversation):
            let who = memory.visitors[visitor]
            return told(
                try desk.book(
                    BookRequest(
                        key: "k\(number)", slot: slotID(slot), patient: who.patient, account: who.account,
                        holder: holder(conversation), consent: consent), now: now))
        case .cancel(let index):
            guard index < memory.appointments.count else { return ("nothing to cancel", nil) }
            let which = memory.appointments[index]
            return (
                told(
                    try desk.cancel(
                        CancelRequest(
                            key: "k\(number)", appointment: which.id, account: which.account, reason: "ill",
                            consent: consent), now: now)
                ).0, nil
            )
        case .move(let index, let slot):
            guard index < memory.appointments.count else { return ("nothing to move", nil) }
            let which = memory.appointments[index]
            return (
                told(
                    try desk.reschedule(
                        RescheduleRequest(
                            key: "k\(number)", appointment: which.id, slot: slotID(slot), account: which.account,
                            holder: holder(0), consent: consent), now: now)
                ).0, nil
            )
        case .list(let visitor):
            let mine = try desk.appointments(of: memory.visitors[visitor].account, includingPast: false, now: now)
            return (mine.map { "\($0.slot.start) \($0.serial)" }.joined(separator: ", "), nil)
        case .look:
            let query = SlotQuery(departments: ["cardio"], from: TestWorld.friday)
            let slots = try desk.slots(query, now: now).sorted {
                ($0.start, $0.session.id) < ($1.start, $1.session.id)
            }
            return (slots.map { "\($0.session.id) \($0.start) \($0.free) \($0.status)" }.joined(separator: "; "), nil)
        }
    }

    /// A refusal without ids.
    private static func words(_ refusal: BookingRefusal) -> String {
        switch refusal {
        case .patientBusy: "patientBusy"
        case .rule(let denial): "\(denial.parameter) \(denial.value) \(denial.observed)"
        default: "\(refusal)"
        }
    }

    private static func inMemory(_ history: [(step: Step, at: Instant)], rules: RuleBook) throws -> [String] {
        let desk = InMemoryDesk(plan: TestWorld.plan, rules: rules)
        var memory = Memory()
        for person in people {
            let account = desk.account(of: person.phone).id
            let new = NewPatient(
                name: person.name, relation: .me, birthDate: CivilDate(iso: person.birthDate), sex: person.sex)
            memory.visitors.append((account, try desk.register(new, account: account, now: TestWorld.now).get().id))
        }
        return try history.enumerated().map { number, moment in
            let (answer, made) = try perform(
                moment.step, number: number, on: desk, memory: memory, slotID: { $0 }, at: moment.at)
            if let made, case .book(_, let visitor, _) = moment.step {
                memory.appointments.append((made, memory.visitors[visitor].account))
            }
            return answer
        }
    }

    private static func stored(_ history: [(step: Step, at: Instant)], _ test: TestStore) async throws -> [String] {
        var memory = Memory()
        for person in people {
            memory.visitors.append(
                try await test.visitor(
                    phone: person.phone, name: person.name, birthDate: person.birthDate, sex: person.sex))
        }
        var answers: [String] = []
        for (number, moment) in history.enumerated() {
            let before = memory
            let (answer, made) = try await test.store.write { desk in
                try perform(
                    moment.step, number: number, on: desk, memory: before, slotID: storedID, at: moment.at)
            }
            if let made, case .book(_, let visitor, _) = moment.step {
                memory.appointments.append((made, memory.visitors[visitor].account))
            }
            answers.append(answer)
        }
        #expect(try await test.store.verify().problems == [])
        return answers
    }

    /// The model names a slot by the minute it starts, `m1/510`; the store by the clock, `m1-0830`.
    @Sendable private static func storedID(_ id: SlotID) -> SlotID {
        let parts = id.rawValue.split(separator: "/")
        guard parts.count == 2, let minute = Int(parts[1]) else { return id }
        let clock = String(10_000 + minute / 60 * 100 + minute % 60).dropFirst()
        return SlotID("\(parts[0])-\(clock)")
    }

    @Test(arguments: Engine.allCases, [1, 2, 3] as [UInt64])
    func theModelAndTheEngineAgree(_ engine: Engine, _ seed: UInt64) async throws {
        let values: [RuleParameter: RuleValue] = [
            .perPatientDay: .number(2), .cancelDeadline: .deadline(.minutes(60)), .maxReschedules: .number(2),
        ]
        let rules = RuleBook([RuleSet(version: "v1", values: [.hospital(TestWorld.code): values])])
        let history = Self.history(seed: seed, count: 150)
        let wanted = try Self.inMemory(history, rules: rules)
        let answers = try await engine.withStore(rules: rules) { try await Self.stored(history, $0) }
        for (number, (answer, want)) in zip(answers, wanted).enumerated() where answer != want {
            Issue.record("step \(number) \(history[number].step): \(answer) instead of \(want)")
            return
        }
    }
}
