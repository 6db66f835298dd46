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
    public var limits: DeskLimits
    /// Words of the messages that go out.
    public var messages: any MessageComposer

    /// Makes a configuration; only the hospital and the secret have no default.
    public init(
        hospital: HospitalCode, sealingKey: [UInt8], ids: any IdentifierSource = TimeOrderedIdentifiers(),
        chance: any ChanceSource = SystemChance(), limits: DeskLimits = DeskLimits(),
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
