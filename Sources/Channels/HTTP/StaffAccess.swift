/// Who may use the staff endpoints: secrets with the names under which the audit knows their owners.
public struct StaffAccess: Sendable {
    /// What a list of tokens can have wrong, with its line.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// A line is not a name and a token.
        case malformed(line: Int)
        /// A token has fewer than ``StaffAccess/shortest`` bytes.
        case tooShort(line: Int)
        /// The same name or the same token twice.
        case repeated(line: Int)
        /// There is no token at all.
        case empty

        /// One line that says what to change.
        public var description: String {
            switch self {
            case .malformed(let line): "line \(line): a name and a token are wanted, with a space between them"
            case .tooShort(let line): "line \(line): a token needs at least \(StaffAccess.shortest) characters"
            case .repeated(let line): "line \(line): this name or token is there already"
            case .empty: "there is no token in it"
            }
        }
    }

    /// Bytes that a token has at least: 128 bits in hexadecimal.
    public static let shortest = 32

    private let members: [(name: String, token: [UInt8])]

    /// Reads a list: a name and a token a line; empty lines and those that begin with `#` are left out.
    public init(_ list: String) throws(Fault) {
        var members: [(name: String, token: [UInt8])] = []
        for (index, line) in list.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let name = words.first, !name.hasPrefix("#") else { continue }
            guard words.count == 2 else { throw .malformed(line: index + 1) }
            let token = Array(words[1].utf8)
            guard token.count >= Self.shortest else { throw .tooShort(line: index + 1) }
            guard !members.contains(where: { $0.name == name || $0.token == token }) else {
                throw .repeated(line: index + 1)
            }
            members.append((String(name), token))
        }
        if members.isEmpty { throw .empty }
        self.members = members
    }

    /// Whose token this is. Takes as long for a wrong token as for a right one, whichever part of it is wrong.
    func name(ofToken token: some StringProtocol) -> String? {
        let given = Array(token.utf8)
        var found: String?
        for member in members where Self.areSame(given, member.token) { found = member.name }
        return found
    }

    /// Compares every byte of the known secret, so that the time tells nothing but the length of what was sent.
    private static func areSame(_ given: [UInt8], _ known: [UInt8]) -> Bool {
        var difference = UInt8(given.count == known.count ? 0 : 1)
        for index in known.indices { difference |= known[index] ^ (index < given.count ? given[index] : 0) }
        return difference == 0
    }
}
