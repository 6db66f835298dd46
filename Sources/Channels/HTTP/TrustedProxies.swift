import NIOCore

/// Whose word is taken for where a visitor comes from.
///
/// Limits count by the visitor's address. Behind a reverse proxy every connection comes from the proxy, so that its
/// address says nothing: there the visitor's is in `X-Forwarded-For`, which anybody else could make up. Without a trusted
/// proxy a connection from this machine has no address, because whatever forwards from there serves many people.
public struct TrustedProxies: Hashable, Sendable {
    /// A range of addresses, such as `10.0.0.0/8`.
    struct Range: Hashable, Sendable {
        var bytes: [UInt8]
        var bits: Int

        init?(_ text: some StringProtocol) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard let bytes = TrustedProxies.bytes(of: String(parts[0])) else { return nil }
            self.bytes = bytes
            bits = bytes.count * 8
            guard parts.count == 2 else {
                if parts.count > 2 { return nil }
                return
            }
            guard let given = Int(parts[1]), (0...bits).contains(given) else { return nil }
            bits = given
        }

        func contains(_ other: [UInt8]) -> Bool {
            guard other.count == bytes.count else { return false }
            for (index, byte) in bytes.enumerated() {
                let significant = max(0, min(8, bits - index * 8))
                let mask = UInt8(truncatingIfNeeded: 0xFF00 >> significant)
                if byte & mask != other[index] & mask { return false }
            }
            return true
        }
    }

    private var ranges: [Range] = []

    /// Trusts nobody.
    public init() {}

    /// Trusts addresses and ranges (`127.0.0.1`, `10.0.0.0/8`, `::1`).
    /// - Returns: `nil` where one of them is neither.
    public init?(_ texts: [String]) {
        for text in texts {
            guard let range = Range(text) else { return nil }
            ranges.append(range)
        }
    }

    /// The visitor's address: the peer's, or behind trusted proxies the nearest that none of them has; `nil` where it
    /// says nothing about who it is.
    func visitor(peer: String?, forwarded: [String]) -> String? {
        guard let peer, let bytes = Self.bytes(of: peer) else { return nil }
        guard trusts(bytes) else { return Self.isLoopback(bytes) ? nil : Self.text(of: bytes) }
        // Each proxy adds the peer it saw at the end; what stands before the first untrusted one is hearsay.
        for entry in forwarded.flatMap({ $0.split(separator: ",") }).reversed() {
            guard let bytes = Self.bytes(of: String(entry.filter { $0 != " " && $0 != "\t" })) else { return nil }
            if !trusts(bytes) { return Self.text(of: bytes) }
        }
        return nil
    }

    /// Whether a peer's word is taken for where a visitor comes from.
    func trusts(_ peer: String?) -> Bool { peer.flatMap(Self.bytes).map(trusts) ?? false }

    private func trusts(_ bytes: [UInt8]) -> Bool { ranges.contains { $0.contains(bytes) } }

    private static func isLoopback(_ bytes: [UInt8]) -> Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
    }

    /// The bytes of an address; an IPv4 address in IPv6 clothes is an IPv4 address.
    private static func bytes(of text: String) -> [UInt8]? {
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        switch address {
        case .v4(let address): return withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
        case .v6(let address):
            let bytes = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
            return bytes.starts(with: [UInt8](repeating: 0, count: 10) + [255, 255]) ? Array(bytes[12...]) : bytes
        case .unixDomainSocket: return nil
        }
    }

    /// One address, one text; of IPv6 the /64 that one household or office has.
    private static func text(of bytes: [UInt8]) -> String {
        if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
        let groups = stride(from: 0, to: 8, by: 2).map {
            String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
        }
        return groups.joined(separator: ":") + "::/64"
    }
}
