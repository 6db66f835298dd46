/// What was said and what is known of a talk, sealed; the first byte says how.
///
/// A talk holds names, phones until they are proven, and complaints. What was kept before talks were sealed is plain CBOR
/// or JSON, neither of which begins with that byte.
extension Vault {
    private static let sealedMark: UInt8 = 0x01

    /// Seals the state or the answer at a place.
    func sealTalk(_ bytes: [UInt8], place: String) throws -> [UInt8] {
        [Self.sealedMark] + (try seal(bytes, place: place))
    }

    /// Opens what ``sealTalk(_:place:)`` made; what is not sealed comes back as it is.
    func openTalk(_ bytes: [UInt8], place: String) throws -> [UInt8] {
        guard bytes.first == Self.sealedMark else { return bytes }
        return try openBytes(Array(bytes.dropFirst()), place: place)
    }
}
