import CivilCalendar

/// Plays random histories on a desk beside the in-memory model and checks the invariants after every step.
///
/// A run is a function of the scene, the seed and the number of steps: the same on every machine.
public struct HistorySimulation: Sendable {
    /// Where it takes place.
    public var scene: HistoryScene
    /// Whether the waitlist, the day of the visit, staff and the clock take part; only on a ``WholeDesk``.
    public var isWhole: Bool

    /// Makes a simulation.
    public init(scene: HistoryScene, isWhole: Bool = false) {
        self.scene = scene
        self.isWhole = isWhole
    }

    /// A desk with an account for each visitor, freshly made and with the scene's hospital in it.
    public struct Subject {
        /// The desk.
        public var desk: any BookingDesk
        /// The accounts of the visitors, in order.
        public var accounts: [AccountID]

        /// Makes a subject.
        public init(desk: any BookingDesk, accounts: [AccountID]) {
            self.desk = desk
            self.accounts = accounts
        }
    }

    /// The steps of a seed. They begin with visitors who register two people each, without whom nothing could be booked.
    public func commands(seed: UInt64, steps: Int) -> [HistoryCommand] {
        var chance = SplitMix64(seed: seed)
        var commands = Array(
            (0..<2 * scene.visitors).map { HistoryCommand.register(visitor: $0 / 2, person: $0 % 2) }.prefix(steps))
        while commands.count < steps {
            // People and networks send the same thing twice.
            let again = Int.random(in: 0..<12, using: &chance) == 0
            let repeated = again ? commands.suffix(10).randomElement(using: &chance) : nil
            commands.append(repeated ?? .random(in: scene, isWhole: isWhole, using: &chance))
        }
        return commands
    }

    /// The model in the scene.
    public func model(seed: UInt64 = 1) -> Subject {
        let desk = InMemoryDesk(plan: scene.plan, rules: scene.rules, limits: scene.limits, seed: seed)
        let accounts = (0..<scene.visitors).map { desk.account(of: "1380000000\($0)").id }
        return Subject(desk: desk, accounts: accounts)
    }

    /// Plays a history; `nil` when the desk answered as the model at every step and no invariant broke.
    ///
    /// An error of the desk is a failure too.
    ///
    /// - Parameter noting: told what came of each step, in words that are the same on every desk.
    public func firstFailure(
        _ commands: [HistoryCommand], on subject: Subject, noting: (HistoryCommand, String) -> Void = { _, _ in }
    ) -> HistoryFailure? {
        var now = scene.start
        do {
            let reference = self.model()
            let model = try HistoryDriver(scene: scene, desk: reference.desk, accounts: reference.accounts)
            let tried = try HistoryDriver(scene: scene, desk: subject.desk, accounts: subject.accounts)
            var invariants = HistoryInvariants(scene: scene)
            var slots = try subject.desk.slots(SlotQuery(), now: now)
            for (step, command) in commands.enumerated() {
                if case .wait(let seconds) = command {
                    now = now.adding(seconds: seconds)
                    slots = try subject.desk.slots(SlotQuery(), now: now)
                }
                do {
                    let expected = try model.play(command, step: step, now: now).text
                    let got = try tried.play(command, step: step, now: now)
                    noting(command, got.text)
                    guard got.text == expected else {
                        return HistoryFailure(
                            step: step, command: command, problem: "expected \(expected), got \(got.text)")
                    }
                    slots = try invariants.check(command, got, before: slots, driver: tried, now: now)
                    try compare(slots, with: model, by: tried, now: now)
                    if isWhole { try compareStanding(of: tried, with: model, now: now) }
                } catch {
                    return HistoryFailure(step: step, command: command, problem: "\(error)")
                }
            }
        } catch {
            return HistoryFailure(step: 0, command: .wait(seconds: 0), problem: "\(error)")
        }
        return nil
    }

    /// A short history that still fails: whole runs of steps are left out as long as the rest fails, down to single
    /// steps.
    ///
    /// - Parameters:
    ///   - commands: a history that fails.
    ///   - fresh: makes the desk anew for each try.
    public func shrink(_ commands: [HistoryCommand], fresh: () throws -> Subject) rethrows -> [HistoryCommand] {
        try shrink(commands) { firstFailure($0, on: try fresh()) }
    }

    /// A short history that still fails, whatever a failure is.
    ///
    /// - Parameter failure: plays a history from the beginning; `nil` where nothing was wrong.
    public func shrink(
        _ commands: [HistoryCommand], failure: ([HistoryCommand]) throws -> HistoryFailure?
    ) rethrows -> [HistoryCommand] {
        var shortest = commands
        if let failure = try failure(shortest) {
            shortest = Array(shortest.prefix(failure.step + 1))
        }
        var chunk = max(1, shortest.count / 2)
        while true {
            var begin = 0
            var shrunk = false
            while begin < shortest.count {
                var candidate = shortest
                candidate.removeSubrange(begin..<min(begin + chunk, candidate.count))
                if try failure(candidate) != nil {
                    shortest = candidate
                    shrunk = true
                } else {
                    begin += chunk
                }
            }
            if chunk == 1, !shrunk { return shortest }
            if !shrunk || chunk > shortest.count { chunk = max(1, chunk / 2) }
        }
    }

    /// Whatever people can be told must be the same on both desks.
    private func compareStanding(of tried: HistoryDriver, with model: HistoryDriver, now: Instant) throws {
        guard let desk = tried.desk as? any WholeDesk, let reference = model.desk as? any WholeDesk else { return }
        let got = try tried.standing(on: desk, now: now)
        let expected = try model.standing(on: reference, now: now)
        guard got != expected else { return }
        let position = zip(got, expected).enumerated().first { $1.0 != $1.1 }?.offset ?? min(got.count, expected.count)
        throw HistoryViolation(
            "told \(position < got.count ? got[position] : "nothing more"), "
                + "expected \(position < expected.count ? expected[position] : "nothing more")")
    }

    /// Every slot must look the same on both desks.
    private func compare(
        _ slots: [Slot], with model: HistoryDriver, by tried: HistoryDriver, now: Instant
    ) throws {
        for slot in slots {
            let number = tried.slotNumber(slot.id)
            guard let expected = try model.desk.slot(model.slotID(number), now: now) else {
                throw HistoryViolation("slot \(number) is not in the model")
            }
            guard slot.status == expected.status, slot.held == expected.held, slot.booked == expected.booked,
                slot.capacity == expected.capacity
            else {
                throw HistoryViolation(
                    "slot \(number) is \(slot.status.rawValue) with \(slot.held)+\(slot.booked), "
                        + "expected \(expected.status.rawValue) with \(expected.held)+\(expected.booked)")
            }
        }
    }
}

/// Where a history went wrong.
public struct HistoryFailure: Hashable, Sendable, CustomStringConvertible {
    /// The step, from 0.
    public var step: Int
    /// What was tried.
    public var command: HistoryCommand
    /// What was wrong with the answer, or with the state after it.
    public var problem: String

    /// Makes a failure.
    public init(step: Int, command: HistoryCommand, problem: String) {
        self.step = step
        self.command = command
        self.problem = problem
    }

    /// The failure in one line.
    public var description: String { "step \(step): \(command): \(problem)" }
}
