import Booking
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

    /// Gives back a place that was taken through another channel.
    func free(_ doctor: PractitionerCode, at moment: CivilMoment) async throws

    /// Drops everything in memory, as a kill would, and opens the store again.
    func restart() async throws

    /// What is in the store now.
    func counts() async throws -> StoreCounts

    /// Messages that were sent, oldest first.
    func outbox() async throws -> [OutboxMessage]

    /// Ends the desk and removes what it left behind.
    func close() async
}

extension HospitalPlan {
    /// The plan with one place less taken through other channels; the same plan where there is none to give back.
    public func freeing(_ doctor: PractitionerCode, at moment: CivilMoment) -> HospitalPlan {
        var plan = self
        for index in plan.sessions.indices {
            let session = plan.sessions[index].session
            guard session.practitioner == doctor, session.date == moment.date else { continue }
            for number in plan.sessions[index].segments.indices {
                let segment = plan.sessions[index].segments[number]
                guard segment.startMinute == moment.minuteOfDay, segment.preBooked > 0 else { continue }
                plan.sessions[index].segments[number].preBooked -= 1
            }
        }
        return plan
    }
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
