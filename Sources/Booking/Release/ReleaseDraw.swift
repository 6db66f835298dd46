import CivilCalendar

/// In which order those who came for a release are served.
public enum ReleaseOrder: String, Hashable, Sendable, Codable, CaseIterable {
    /// By arrival.
    case arrival
    /// By a draw among all who arrived until the draw closes; later ones follow by arrival.
    case draw
}

/// What is published before a release (放号): nobody can choose the order afterwards.
public struct ReleaseNotice: Hashable, Sendable, Codable {
    /// Name of the release.
    public var release: String
    /// When the places are released.
    public var at: Instant
    /// How the order is found.
    public var order: ReleaseOrder
    /// The hash of the seed, in hexadecimal digits; the seed itself follows after the draw.
    public var commitment: String

    /// Makes a notice.
    public init(release: String, at: Instant, order: ReleaseOrder, commitment: String) {
        self.release = release
        self.at = at
        self.order = order
        self.commitment = commitment
    }
}

/// What somebody gets on arrival: the number, and the seal of everything that came before.
public struct ReleaseReceipt: Hashable, Sendable, Codable {
    /// Name of the release.
    public var release: String
    /// The arrival, counted from 1.
    public var number: Int
    /// The arrival's own token.
    public var token: String
    /// The chain after this arrival, in hexadecimal digits: no earlier arrival can be added, removed or moved without
    /// breaking it.
    public var seal: String

    /// Makes a receipt.
    public init(release: String, number: Int, token: String, seal: String) {
        self.release = release
        self.number = number
        self.token = token
        self.seal = seal
    }
}

/// What is published after a release; with it everybody can find everybody's place.
public struct ReleaseRecord: Hashable, Sendable, Codable {
    /// What was published before.
    public var notice: ReleaseNotice
    /// The seed whose hash was published before.
    public var seed: String
    /// How many of the first arrivals were drawn; 0 where the order is that of arrival.
    public var drawn: Int
    /// The tokens of all arrivals, in the order of arrival.
    public var arrivals: [String]

    /// Makes a record.
    public init(notice: ReleaseNotice, seed: String, drawn: Int, arrivals: [String]) {
        self.notice = notice
        self.seed = seed
        self.drawn = drawn
        self.arrivals = arrivals
    }
}

/// The arithmetic of a release: what is hashed, and how hashes make an order.
///
/// All inputs are text, joined by line feeds, so that `sha256sum` alone can check them:
/// - commitment: hash of the seed;
/// - seal 0: hash of `frontdesk release 1`, the release's name and the commitment;
/// - seal n: hash of seal n − 1 and the n-th token;
/// - order of the draw: ascending hash of the seed, the seal after the last drawn arrival, and the token.
///
/// The seed is fixed before anybody arrives, and the last seal before the seed is known: neither the hospital nor an
/// arrival can choose a rank.
public struct ReleaseDraw: Sendable {
    private let digest: @Sendable ([UInt8]) -> [UInt8]

    /// Makes the arithmetic over a collision-resistant hash, such as SHA-256.
    public init(digest: @escaping @Sendable ([UInt8]) -> [UInt8]) {
        self.digest = digest
    }

    /// What is published of a seed beforehand.
    public func commitment(to seed: String) -> String { hash(seed) }

    /// The seal before the first arrival.
    public func firstSeal(_ notice: ReleaseNotice) -> String {
        hash("frontdesk release 1\n\(notice.release)\n\(notice.commitment)")
    }

    /// The seal after an arrival.
    public func seal(after seal: String, token: String) -> String { hash("\(seal)\n\(token)") }

    /// What a drawn arrival is ordered by.
    public func rankKey(seed: String, lastSeal: String, token: String) -> String {
        hash("\(seed)\n\(lastSeal)\n\(token)")
    }

    /// The order of drawn arrivals, as indices into `tokens`.
    public func order(of tokens: [String], seed: String, lastSeal: String) -> [Int] {
        let keys = tokens.map { rankKey(seed: seed, lastSeal: lastSeal, token: $0) }
        return tokens.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    }

    private func hash(_ text: String) -> String {
        var hexadecimal: [UInt8] = []
        for byte in digest(Array(text.utf8)) {
            for digit in [byte >> 4, byte & 15] { hexadecimal.append(digit < 10 ? 48 + digit : 87 + digit) }
        }
        return String(decoding: hexadecimal, as: UTF8.self)
    }
}
