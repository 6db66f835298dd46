/// Reads what ``CompactEncoder`` wrote.
public struct CompactDecoder {
    /// Makes a decoder.
    public init() {}

    /// Reads a value.
    /// - Throws: A decoding error when the bytes are damaged or hold something else.
    public func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try CompactSource(node: CompactNode(bytes), path: []).read(type)
    }
}

/// A node that is being read.
struct CompactSource: Decoder {
    let node: CompactNode
    let path: [any CodingKey]

    var codingPath: [any CodingKey] { path }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .map(let members) = node else { throw mismatch([String: Any].self) }
        return KeyedDecodingContainer(CompactMapReading<Key>(members: members, codingPath: path))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .list(let elements) = node else { throw mismatch([Any].self) }
        return CompactListReading(elements: elements, codingPath: path)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        CompactValueReading(source: self)
    }

    func mismatch(_ type: Any.Type) -> DecodingError {
        .typeMismatch(type, .init(codingPath: path, debugDescription: "found something else"))
    }

    func read<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }

    func text() throws -> String {
        guard case .text(let text) = node else { throw mismatch(String.self) }
        return text
    }

    func flag() throws -> Bool {
        guard case .flag(let flag) = node else { throw mismatch(Bool.self) }
        return flag
    }

    func double() throws -> Double {
        guard case .double(let double) = node else { throw mismatch(Double.self) }
        return double
    }

    func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
        let value: Value? =
            switch node {
            case .integer(let number): Value(exactly: number)
            case .unsigned(let number): Value(exactly: number)
            default: nil
            }
        guard let value else { throw mismatch(type) }
        return value
    }
}

/// A map that is being read.
struct CompactMapReading<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: [String: CompactNode]
    let codingPath: [any CodingKey]

    var allKeys: [Key] { members.keys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try source(key).node == .null }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try source(key).read(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try source(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try source(key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { CompactSource(node: .map(members), path: codingPath) }

    func superDecoder(forKey key: Key) throws -> any Decoder { try source(key) }

    private func source(_ key: Key) throws -> CompactSource {
        guard let node = members[key.stringValue] else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "missing"))
        }
        return CompactSource(node: node, path: codingPath + [key])
    }
}

/// A list that is being read.
struct CompactListReading: UnkeyedDecodingContainer {
    let elements: [CompactNode]
    let codingPath: [any CodingKey]
    private(set) var currentIndex = 0

    init(elements: [CompactNode], codingPath: [any CodingKey]) {
        self.elements = elements
        self.codingPath = codingPath
    }

    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    mutating func decodeNil() throws -> Bool {
        guard try peek().node == .null else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().read(type) }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }

    mutating func superDecoder() throws -> any Decoder { try next() }

    private func peek() throws -> CompactSource {
        guard currentIndex < elements.count else {
            throw DecodingError.valueNotFound(
                Any.self, .init(codingPath: codingPath, debugDescription: "the list has ended"))
        }
        return CompactSource(node: elements[currentIndex], path: codingPath)
    }

    private mutating func next() throws -> CompactSource {
        let source = try peek()
        currentIndex += 1
        return source
    }
}

/// One value that is being read.
struct CompactValueReading: SingleValueDecodingContainer {
    let source: CompactSource

    var codingPath: [any CodingKey] { source.path }

    func decodeNil() -> Bool { source.node == .null }
    func decode(_: Bool.Type) throws -> Bool { try source.flag() }
    func decode(_: String.Type) throws -> String { try source.text() }
    func decode(_: Double.Type) throws -> Double { try source.double() }
    func decode(_: Float.Type) throws -> Float { Float(try source.double()) }
    func decode(_ type: Int.Type) throws -> Int { try source.integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try source.integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try source.integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try source.integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try source.integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try source.integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try source.integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try source.integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try source.integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try source.integer(type) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try source.read(type) }
}
