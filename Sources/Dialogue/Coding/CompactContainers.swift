/// A map that is being written.
struct CompactMap<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let sink: CompactSink
    let depth: Int

    var codingPath: [any CodingKey] { [] }

    @inline(__always)
    private func begin(_ key: some CodingKey) {
        sink.close(to: depth)
        sink.write(key.stringValue)
    }

    func encodeNil(forKey key: Key) {
        begin(key)
        sink.writeNil()
    }

    func encode(_ value: Bool, forKey key: Key) {
        begin(key)
        sink.write(value)
    }

    func encode(_ value: Int, forKey key: Key) {
        begin(key)
        sink.write(value)
    }

    func encode(_ value: String, forKey key: Key) {
        begin(key)
        sink.write(value)
    }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        begin(key)
        try sink.writeAny(value)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        begin(key)
        return sink.container(keyedBy: keyedBy)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        begin(key)
        return sink.unkeyedContainer()
    }

    func superEncoder() -> any Encoder { sink }

    func superEncoder(forKey key: Key) -> any Encoder {
        begin(key)
        return sink
    }
}

/// A list that is being written.
struct CompactList: UnkeyedEncodingContainer {
    let sink: CompactSink
    let depth: Int
    private(set) var count = 0

    init(sink: CompactSink, depth: Int) {
        self.sink = sink
        self.depth = depth
    }

    var codingPath: [any CodingKey] { [] }

    private mutating func begin() {
        sink.close(to: depth)
        count += 1
    }

    mutating func encodeNil() {
        begin()
        sink.writeNil()
    }

    mutating func encode(_ value: Bool) {
        begin()
        sink.write(value)
    }

    mutating func encode(_ value: Int) {
        begin()
        sink.write(value)
    }

    mutating func encode(_ value: String) {
        begin()
        sink.write(value)
    }

    mutating func encode(_ value: some Encodable) throws {
        begin()
        try sink.writeAny(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy: Nested.Type) -> KeyedEncodingContainer<Nested> {
        begin()
        return sink.container(keyedBy: keyedBy)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        begin()
        return sink.unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        begin()
        return sink
    }
}

/// One value that is being written.
struct CompactValue: SingleValueEncodingContainer {
    let sink: CompactSink

    var codingPath: [any CodingKey] { [] }

    func encodeNil() { sink.writeNil() }
    func encode(_ value: Bool) { sink.write(value) }
    func encode(_ value: String) { sink.write(value) }
    func encode(_ value: Double) { sink.write(value) }
    func encode(_ value: Float) { sink.write(Double(value)) }
    func encode(_ value: Int) { sink.write(value) }
    func encode(_ value: Int8) { sink.write(value) }
    func encode(_ value: Int16) { sink.write(value) }
    func encode(_ value: Int32) { sink.write(value) }
    func encode(_ value: Int64) { sink.write(value) }
    func encode(_ value: UInt) { sink.write(value) }
    func encode(_ value: UInt8) { sink.write(value) }
    func encode(_ value: UInt16) { sink.write(value) }
    func encode(_ value: UInt32) { sink.write(value) }
    func encode(_ value: UInt64) { sink.write(value) }
    func encode(_ value: some Encodable) throws { try sink.writeAny(value) }
}
