import CivilCalendar
import FrontDesk

/// A real desk in a world, with handles that only tests have.
public protocol RehearsalHost: Sendable {
    /// The desk; another one after ``restart()``.
    func desk() async -> any ConversationHost

    /// What happened in the last turn of a conversation, one step a line; for the failure report.
    func trace(of conversation: ConversationID) async -> [String]

    /// Moves the wall clock forward.
    func move(seconds: Int) async throws

    /// Drops everything in memory, as a kill would, and opens the store again.
    func restart() async throws

    /// What is in the store now.
    func counts() async throws -> StoreCounts

    /// Messages that were sent, oldest first.
    func outbox() async throws -> [OutboxMessage]

    /// Ends the desk and removes what it left behind.
    func close() async
}

/// What a test may count in the store.
public struct StoreCounts: Hashable, Sendable {
    /// Live appointments.
    public var appointments: Int
    /// Live holds.
    public var holds: Int
    /// Patients.
    public var patients: Int

    /// Makes counts.
    public init(appointments: Int, holds: Int, patients: Int) {
        self.appointments = appointments
        self.holds = holds
        self.patients = patients
    }

    /// Names and values, for assertions.
    var byName: [String: Int] { ["appointments": appointments, "holds": holds, "patients": patients] }

    /// The names that a test may use.
    static let names = ["appointments", "holds", "patients"]
}

/// Sets up a desk in a world whose clock shows a moment.
public typealias RehearsalStage = @Sendable (_ world: World, _ clock: CivilMoment) async throws -> any RehearsalHost
