/// Writes a value as CBOR (RFC 8949), for what is written at every turn.
///
/// Maps and arrays are of indefinite length, so that each value is appended once and nothing is held in between: an
/// order of magnitude cheaper than a JSON tree. Containers must be written one after the other, as synthesised
/// conformances do: writing to a container closes those opened inside it.
public struct CompactEncoder {
    /// Makes an encoder.
    public init() {}

    /// The value's bytes.
    /// - Throws: What the value's `encode(to:)` throws.
    public func encode(_ value: some Encodable) throws -> [UInt8] {
        let sink = CompactSink()
        try value.encode(to: sink)
        sink.close(to: 0)
        // As large as it is and no larger: states are kept in memory by the thousand.
        return sink.bytes.withUnsafeBytes { Array($0) }
    }
}

/// The bytes so far and the containers that are open; at the same time the encoder of whatever comes next.
final class CompactSink: Encoder {
    private(set) var bytes: [UInt8] = []
    private var openContainers = 0

    init() {
        bytes.reserveCapacity(2048)
    }

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(CompactMap<Key>(sink: self, depth: open(.map)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        CompactList(sink: self, depth: open(.list))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        CompactValue(sink: self)
    }

    /// What can be opened.
    enum Kind: UInt8 {
        case list = 0x9F
        case map = 0xBF
    }

    /// Opens a container inside those that are open; its depth counts from 1.
    func open(_ kind: Kind) -> Int {
        bytes.append(kind.rawValue)
        openContainers += 1
        return openContainers
    }

    /// Closes what is open deeper than `depth`.
    @inline(__always)
    func close(to depth: Int) {
        while openContainers > depth {
            bytes.append(0xFF)
            openContainers -= 1
        }
    }

    func writeNil() { bytes.append(0xF6) }

    func write(_ value: Bool) { bytes.append(value ? 0xF5 : 0xF4) }

    func write(_ value: some FixedWidthInteger) {
        if value < 0 {
            head(0x20, UInt64(truncatingIfNeeded: -1 - Int64(value)))
        } else {
            head(0x00, UInt64(value))
        }
    }

    func write(_ value: Double) {
        bytes.append(0xFB)
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(shift)))
        }
    }

    func write(_ value: String) {
        var value = value
        value.withUTF8 { text in
            head(0x60, UInt64(text.count))
            bytes.append(contentsOf: text)
        }
    }

    /// A value of any type, with everything inside it.
    func writeAny(_ value: some Encodable) throws {
        let depth = openContainers
        try value.encode(to: self)
        close(to: depth)
    }

    private func head(_ major: UInt8, _ value: UInt64) {
        let size = value < 24 ? 0 : value <= 0xFF ? 1 : value <= 0xFFFF ? 2 : value <= 0xFFFF_FFFF ? 4 : 8
        guard size > 0 else { return bytes.append(major | UInt8(value)) }
        bytes.append(major | (size == 1 ? 24 : size == 2 ? 25 : size == 4 ? 26 : 27))
        for shift in stride(from: (size - 1) * 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
        }
    }
}
