/// Bounds of the desk.
public struct DeskConfiguration: Sendable {
    /// Longest message, in UTF-8 bytes.
    public var textLimit: Int
    /// Turns that may wait in one conversation before the next is refused.
    public var waitingLimit: Int
    /// Conversations whose state is kept in memory; others are read from the store when they speak again.
    public var cacheLimit: Int
    /// How long a slot on offer is held, in seconds.
    public var holdSeconds: Int
    /// How long it is held for somebody on a phone line, in seconds.
    public var lineHoldSeconds: Int
    /// How far ahead there is a schedule, in days.
    public var horizonDays: Int
    /// How long a resume code works, in seconds.
    public var resumeSeconds: Int

    /// How a rush is met; `nil` lets everybody in at once.
    public var admission: AdmissionOptions?

    /// Makes a configuration; the defaults serve a hospital on one machine.
    public init(
        textLimit: Int = 65_536, waitingLimit: Int = 16, cacheLimit: Int = 20_000, holdSeconds: Int = 180,
        lineHoldSeconds: Int = 480, horizonDays: Int = 28, resumeSeconds: Int = 86_400,
        admission: AdmissionOptions? = nil
    ) {
        self.textLimit = textLimit
        self.waitingLimit = waitingLimit
        self.cacheLimit = cacheLimit
        self.holdSeconds = holdSeconds
        self.lineHoldSeconds = lineHoldSeconds
        self.horizonDays = horizonDays
        self.resumeSeconds = resumeSeconds
        self.admission = admission
    }
}
