/// Limits that guard stock and messages against abuse, whatever the hospital's own rules say.
public struct DeskLimits: Hashable, Sendable, Codable {
    /// Open holds of one conversation.
    public var holdsPerConversation = 3
    /// Open holds of all conversations of one address.
    public var holdsPerAddress = 6
    /// Minutes a patient needs from one campus to another between two visits.
    public var travelMinutes = 60
    /// Patients of one account.
    public var patientsPerAccount = 10
    /// Seconds a one-time code works.
    public var codeSeconds = 300
    /// Wrong entries after which a one-time code is worth nothing.
    public var codeTries = 5
    /// Seconds until another code may be sent to the same phone.
    public var codeResendSeconds = 60
    /// Codes for one phone within an hour.
    public var codesPerPhoneAndHour = 5
    /// Codes for one address within an hour.
    public var codesPerAddressAndHour = 10

    /// Makes the limits of `reference/booking.md` §6.3 and DESIGN §2.
    public init() {}

    /// Makes the limits that a hospital's rules set; what they leave open has no limit, codes are as in `init()`.
    public init(_ rules: Rules) {
        holdsPerConversation = rules.number(.holdsPerConversation) ?? .max
        holdsPerAddress = rules.number(.holdsPerAddress) ?? .max
        travelMinutes = rules.number(.travelMinutes) ?? 0
        patientsPerAccount = rules.number(.patientsPerAccount) ?? .max
    }
}
