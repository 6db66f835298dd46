/// The first line by which a proxy tells who is calling: version 1 of the PROXY protocol
/// (https://www.haproxy.org/download/1.8/doc/proxy-protocol.txt), as HAProxy's `send-proxy` and nginx write it.
enum ProxyHeader: Hashable {
    /// There is none: the bytes are the caller's.
    case none
    /// It may still become one.
    case incomplete
    /// The caller's address, `nil` where the proxy does not know it, and the caller's bytes.
    case caller(String?, rest: [UInt8])

    /// The longest header, with its line end.
    private static let limit = 107
    private static let word = Array("PROXY ".utf8)

    /// Reads what has come so far.
    init(_ bytes: [UInt8]) {
        guard bytes.starts(with: Self.word.prefix(bytes.count)) else {
            self = .none
            return
        }
        guard let end = bytes.prefix(Self.limit).firstIndex(of: 0x0A) else {
            self = bytes.count < Self.limit ? .incomplete : .none
            return
        }
        let words = String(decoding: bytes[..<end], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        let isKnown = words.count == 6 && (words[1] == "TCP4" || words[1] == "TCP6")
        self = .caller(isKnown ? String(words[2]) : nil, rest: Array(bytes[(end + 1)...]))
    }
}
