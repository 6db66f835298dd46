import Booking
import CivilCalendar

/// How a rush is met.
public struct AdmissionOptions: Sendable {
    /// In which order people are served who come for a release.
    public var order: ReleaseOrder = .arrival
    /// Seconds before a release from which on people gather in line.
    public var leadSeconds = 15
    /// Seconds after a release in which arrivals still take part in its draw.
    public var drawSeconds = 10
    /// Seconds after a release in which the room stays open, however calm it is: who comes late must not reach the writer
    /// to hear that nothing is left.
    public var rushSeconds = 300
    /// Writes under way from which on people are made to wait.
    public var strainedWrites = 256
    /// Average time of a write from which on people are made to wait, in microseconds.
    public var strainedMicroseconds = 250_000
    /// How many of what, and how long.
    public var limits = WaitingRoom.Limits()
    /// SHA-256.
    public var digest: @Sendable ([UInt8]) -> [UInt8]
    /// The secret seed of a release by its name: always the same, and not to be guessed. Every replica finds the same.
    public var seed: @Sendable (String) -> String

    /// Makes options; hash and seed come from the composition root.
    public init(
        digest: @escaping @Sendable ([UInt8]) -> [UInt8], seed: @escaping @Sendable (String) -> String
    ) {
        self.digest = digest
        self.seed = seed
    }
}

/// A release that is to come: when, and of which departments.
public struct PlannedRelease: Hashable, Sendable {
    /// When.
    public var at: Instant
    /// Whose slots.
    public var departments: Set<DepartmentCode>

    /// Makes a release.
    public init(at: Instant, departments: Set<DepartmentCode>) {
        self.at = at
        self.departments = departments
    }
}

/// Where somebody stands who wants a slot and must wait; part of the answer to a turn.
public struct WaitingView: Hashable, Sendable, Codable {
    /// People ahead; `nil` before a draw and after the last place.
    public var ahead: Int?
    /// Estimated seconds until it is the person's turn; `nil` where nobody can know.
    public var seconds: Int?
    /// Proof of the arrival, where a release seals them.
    public var receipt: ReleaseReceipt?
    /// Whether nothing is left.
    public var isSoldOut: Bool

    /// Makes a view.
    public init(
        ahead: Int? = nil, seconds: Int? = nil, receipt: ReleaseReceipt? = nil, isSoldOut: Bool = false
    ) {
        self.ahead = ahead
        self.seconds = seconds
        self.receipt = receipt
        self.isSoldOut = isSoldOut
    }
}

/// The figures of the waiting room.
public struct AdmissionFigures: Hashable, Sendable {
    /// Whether people are made to wait now.
    public var isOn = false
    /// People in line.
    public var waiting = 0
    /// People called in or being served.
    public var admitted = 0
    /// Turns answered with a place in line since the start.
    public var told = 0
    /// Turns answered with "nothing left" from memory since the start.
    public var soldOut = 0
    /// People called in since the start.
    public var called = 0
    /// People let in a second, at most.
    public var pace = 0.0
}
