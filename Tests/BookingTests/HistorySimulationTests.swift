import CivilCalendar
import Testing

@testable import Booking

@Suite("Random histories")
struct HistorySimulationTests {
    static let strict = RuleBook([
        RuleSet(
            version: "strict",
            values: [
                .platform: [
                    .perPatientDay: .number(1), .perPatient7Days: .number(3), .nextDayCutoff: .clock(1080),
                    .sameDayHours: .hours([DailySpan(from: 420, to: 560)]), .maxReschedules: .number(1),
                    .cancelDeadline: .deadline(.days(1, working: true, minute: 900)), .perAccountDay: .number(3),
                    .noShowSteps: .steps([PenaltyStep(count: 1, span: .days(2))]),
                    .cooldownAfterCancelSeconds: .number(60), .closedHours: .hours([DailySpan(from: 1380, to: 300)]),
                ]
            ])
    ])

    @Test(arguments: 0..<12)
    func theModelKeepsItsOwnInvariants(_ seed: Int) {
        let scene = HistoryScene.crowded(rules: seed.isMultiple(of: 2) ? RuleBook() : Self.strict)
        let simulation = HistorySimulation(scene: scene, isWhole: seed % 3 != 0)
        let commands = simulation.commands(seed: UInt64(seed), steps: 150)
        #expect(simulation.firstFailure(commands, on: simulation.model()) == nil)
    }

    @Test func historiesDoMoreThanRefuse() throws {
        let simulation = HistorySimulation(scene: .crowded(), isWhole: true)
        var seen: Set<String> = []
        for seed in 0..<12 {
            let model = simulation.model()
            let driver = try HistoryDriver(scene: simulation.scene, desk: model.desk, accounts: model.accounts)
            var now = simulation.scene.start
            for (step, command) in simulation.commands(seed: UInt64(seed), steps: 400).enumerated() {
                if case .wait(let seconds) = command { now = now.adding(seconds: seconds) }
                let text = try driver.play(command, step: step, now: now).text
                seen.insert(String(text.prefix { !$0.isNumber }))
                if text.contains("sequence 1") { seen.insert("moved") }
                if text.hasSuffix(" missed"), text != "0 missed" { seen.insert("missed") }
                if text.contains(" cancelled ") { seen.insert("cancelled") }
                for word in ["waiting at", "reported punctual", " told, ", "in_consultation", "withdrawn"]
                where text.contains(word) {
                    seen.insert(word)
                }
            }
        }
        for expected in [
            "held slot ", "moved", "cancelled", "refused: taken", "refused: patient busy with appointment ",
            "refused: keyReused", "refused: unknownPatient", "refused: tooManyHolds", "waiting at",
            "reported punctual", " told, ", "in_consultation", "withdrawn", "missed", "swept",
            "refused: placeFree slot ", "refused: wrongState(Booking.ClinicSessionState.stopped)",
        ] {
            #expect(seen.contains(expected), "\(expected) never happened")
        }
    }

    @Test(arguments: FaultyDesk.Fault.allCases)
    func everyFaultIsFoundAndShrunk(_ fault: FaultyDesk.Fault) throws {
        let simulation = HistorySimulation(scene: .crowded())
        func subject() -> HistorySimulation.Subject {
            let model = simulation.model()
            return HistorySimulation.Subject(desk: FaultyDesk(model.desk, fault), accounts: model.accounts)
        }
        let found = (0..<20).lazy.map { simulation.commands(seed: UInt64($0), steps: 80) }
            .first { simulation.firstFailure($0, on: subject()) != nil }
        let failing = try #require(found)
        let shrunk = simulation.shrink(failing, fresh: subject)
        #expect(simulation.firstFailure(shrunk, on: subject()) != nil)
        #expect(shrunk.count <= 8, "\(shrunk.map(\.description))")
    }

    @Test func whatIsPrintedCanBePlayedAgain() {
        let simulation = HistorySimulation(scene: .crowded(), isWhole: true)
        for command in simulation.commands(seed: 1, steps: 500) {
            #expect(HistoryCommand(command.description) == command)
        }
        for wrong in [
            "", "wait", "wait 5", "visitor books", "visitor 1 books slot 2 for person 0 with key 3 ",
            "staff close clinic 1", "staff note visit of appointment 2", "visitor x registers person 1",
        ] {
            #expect(HistoryCommand(wrong) == nil, "\(wrong)")
        }
    }

    @Test func aHistoryIsAFunctionOfItsSeed() {
        let simulation = HistorySimulation(scene: .crowded(), isWhole: true)
        #expect(simulation.commands(seed: 3, steps: 50) == simulation.commands(seed: 3, steps: 50))
        #expect(simulation.commands(seed: 3, steps: 50) != simulation.commands(seed: 4, steps: 50))
        #expect(RuleBook.drawn(seed: 3) == RuleBook.drawn(seed: 3))
        #expect(RuleBook.drawn(seed: 3) != RuleBook.drawn(seed: 5))
        #expect(RuleBook.drawn(seed: 4) == RuleBook())
    }
}

/// A desk with one thing wrong.
final class FaultyDesk: BookingDesk {
    enum Fault: CaseIterable {
        case keepsHolds, forgetsKeys, reusesNumbers, cancelsInWords, forgetsSequence, losesHolds, hidesVisits
    }

    private let desk: any BookingDesk
    private let fault: Fault
    private var calls = 0

    init(_ desk: any BookingDesk, _ fault: Fault) {
        self.desk = desk
        self.fault = fault
    }

    func rename(
        _ patient: PatientID, to name: String, account: AccountID, now: Instant
    ) throws -> Result<Patient, BookingRefusal> {
        try desk.rename(patient, to: name, account: account, now: now)
    }

    func slots(_ query: SlotQuery, now: Instant) throws -> [Slot] { try desk.slots(query, now: now) }
    func slot(_ id: SlotID, now: Instant) throws -> Slot? { try desk.slot(id, now: now) }

    func hold(_ slot: SlotID, holder: Holder, until: Instant, now: Instant) throws -> Result<Hold, BookingRefusal> {
        let answer = try desk.hold(slot, holder: holder, until: until, now: now)
        if fault == .losesHolds { try desk.releaseHolds(of: holder, keeping: [], now: now) }
        return answer
    }

    func releaseHolds(of holder: Holder, keeping: Set<SlotID>, now: Instant) throws -> Int {
        fault == .keepsHolds ? 0 : try desk.releaseHolds(of: holder, keeping: keeping, now: now)
    }

    func book(_ request: BookRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        var request = request
        calls += 1
        if fault == .forgetsKeys { request.key += "-\(calls)" }
        return try desk.book(request, now: now).map { appointment in
            var appointment = appointment
            if fault == .reusesNumbers { appointment.serial = 1 }
            return appointment
        }
    }

    func cancel(_ request: CancelRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        guard fault == .cancelsInWords,
            let found = try desk.appointments(of: request.account, includingPast: false, now: now).first(where: {
                $0.id == request.appointment
            })
        else { return try desk.cancel(request, now: now) }
        var told = found
        told.status = .cancelled
        return .success(told)
    }

    func reschedule(_ request: RescheduleRequest, now: Instant) throws -> Result<Appointment, BookingRefusal> {
        try desk.reschedule(request, now: now).map { appointment in
            var appointment = appointment
            if fault == .forgetsSequence { appointment.sequence = 0 }
            return appointment
        }
    }

    func appointments(of account: AccountID, includingPast: Bool, now: Instant) throws -> [Appointment] {
        let all = try desk.appointments(of: account, includingPast: includingPast, now: now)
        return fault == .hidesVisits ? Array(all.dropFirst()) : all
    }

    func mayCancel(
        _ appointment: AppointmentID, account: AccountID, now: Instant
    ) throws -> Result<Void, BookingRefusal> {
        try desk.mayCancel(appointment, account: account, now: now)
    }

    func patients(of account: AccountID) throws -> [Patient] { try desk.patients(of: account) }

    func register(_ patient: NewPatient, account: AccountID, now: Instant) throws -> Result<Patient, BookingRefusal> {
        try desk.register(patient, account: account, now: now)
    }

    func issueCode(_ request: CodeRequest, now: Instant) throws -> CodeIssue {
        try desk.issueCode(request, now: now)
    }

    func checkCode(_ code: String, request: CodeRequest, now: Instant) throws -> CodeCheck {
        try desk.checkCode(code, request: request, now: now)
    }
}
