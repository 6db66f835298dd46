/// A mapping of a data file, in the file's order.
public struct CheckedMapping {
    /// A key with its value.
    public struct Entry {
        /// The key.
        public let key: String
        /// The key's place.
        public let keyNode: CheckedNode
        /// The value.
        public let value: CheckedNode
    }

    /// The mapping as a node, for reports about the whole.
    public let node: CheckedNode
    /// The entries.
    public let entries: [Entry]

    /// The value of a key; `nil` when it is absent or empty.
    public subscript(_ key: String) -> CheckedNode? {
        guard let value = entries.first(where: { $0.key == key })?.value, !value.isNull else { return nil }
        return value
    }

    /// Whether the key is written, even with an empty value.
    public func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    /// The value of a key that must be there; reported when it is not.
    public func required(_ key: String) -> CheckedNode? {
        if let value = self[key] { return value }
        node.report("\"\(key)\" is missing")
        return nil
    }

    /// A text that must be there and not be empty.
    public func word(_ key: String) -> String? { required(key)?.word() }

    /// Texts: one, a list of them, or none.
    public func strings(_ key: String) -> [String] { self[key]?.strings() ?? [] }
}
