/// What ``CompactEncoder`` wrote, as a tree: the part of CBOR that it uses.
indirect enum CompactNode: Hashable {
    case null
    case flag(Bool)
    case integer(Int64)
    case unsigned(UInt64)
    case double(Double)
    case text(String)
    case list([CompactNode])
    case map([String: CompactNode])

    /// Why bytes are no such tree.
    struct Damage: Error, Hashable, CustomStringConvertible {
        var offset: Int
        var description: String { "the bytes cannot be read from offset \(offset) on" }
    }

    /// Reads a tree that takes up all of the bytes.
    /// - Throws: ``Damage`` where they are cut off, nested deeper than 128, or not of this format.
    init(_ bytes: [UInt8]) throws {
        var scanner = CompactScanner(bytes: bytes)
        self = try scanner.node(depth: 0)
        guard scanner.offset == bytes.count else { throw scanner.damage }
    }
}

/// Reads a tree from front to back.
private struct CompactScanner {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var damage: CompactNode.Damage { CompactNode.Damage(offset: offset) }

    mutating func node(depth: Int) throws -> CompactNode {
        guard depth < 128 else { throw damage }
        let first = try byte()
        switch first {
        case 0xF4: return .flag(false)
        case 0xF5: return .flag(true)
        case 0xF6: return .null
        case 0xFB: return .double(Double(bitPattern: try number(8)))
        case 0x9F: return try list(depth)
        case 0xBF: return try map(depth)
        default: break
        }
        let value = try argument(first & 0x1F)
        switch first >> 5 {
        case 0: return Int64(exactly: value).map { .integer($0) } ?? .unsigned(value)
        case 1:
            guard let size = Int64(exactly: value) else { throw damage }
            return .integer(-1 - size)
        case 3:
            guard let length = Int(exactly: value), length <= bytes.count - offset,
                let text = String(validating: bytes[offset..<(offset + length)], as: UTF8.self)
            else { throw damage }
            offset += length
            return .text(text)
        default: throw damage
        }
    }

    private mutating func list(_ depth: Int) throws -> CompactNode {
        var elements: [CompactNode] = []
        while try !ends() { elements.append(try node(depth: depth + 1)) }
        return .list(elements)
    }

    private mutating func map(_ depth: Int) throws -> CompactNode {
        var members: [String: CompactNode] = [:]
        while try !ends() {
            guard case .text(let key) = try node(depth: depth + 1) else { throw damage }
            members[key] = try node(depth: depth + 1)
        }
        return .map(members)
    }

    private mutating func ends() throws -> Bool {
        guard offset < bytes.count else { throw damage }
        guard bytes[offset] == 0xFF else { return false }
        offset += 1
        return true
    }

    private mutating func byte() throws -> UInt8 {
        guard offset < bytes.count else { throw damage }
        defer { offset += 1 }
        return bytes[offset]
    }

    private mutating func argument(_ short: UInt8) throws -> UInt64 {
        switch short {
        case 0..<24: return UInt64(short)
        case 24: return try number(1)
        case 25: return try number(2)
        case 26: return try number(4)
        case 27: return try number(8)
        default: throw damage
        }
    }

    private mutating func number(_ size: Int) throws -> UInt64 {
        guard size <= bytes.count - offset else { throw damage }
        var value: UInt64 = 0
        for _ in 0..<size { value = value << 8 | UInt64(try byte()) }
        return value
    }
}
