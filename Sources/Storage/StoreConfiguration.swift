import Booking

/// What a store needs to be told.
public struct StoreConfiguration: Sendable {
    /// The hospital whose rows it reads and writes.
    public var hospital: HospitalCode
    /// The secret that phones and identity numbers are sealed and hashed with; 32 bytes.
    public var sealingKey: [UInt8]
    /// Where ids come from.
    public var ids: any IdentifierSource
    /// Where one-time codes and visit codes come from.
    public var chance: any ChanceSource
    /// How many of what.
    public var limits: StoreLimits
    /// Words of the messages that go out.
    public var messages: any MessageComposer

    /// Makes a configuration; only the hospital and the secret have no default.
    public init(
        hospital: HospitalCode, sealingKey: [UInt8], ids: any IdentifierSource = TimeOrderedIdentifiers(),
        chance: any ChanceSource = SystemChance(), limits: StoreLimits = StoreLimits(),
        messages: any MessageComposer = PlainMessages()
    ) {
        self.hospital = hospital
        self.sealingKey = sealingKey
        self.ids = ids
        self.chance = chance
        self.limits = limits
        self.messages = messages
    }
}

/// Limits that guard stock and messages; hospital rules come on top.
public struct StoreLimits: Sendable, Hashable {
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
}
