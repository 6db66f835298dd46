/// Who came for a release, sealed one after the other.
public struct ReleaseArrivals: Sendable {
    /// What was published before.
    public let notice: ReleaseNotice
    private let draw: ReleaseDraw
    private var seal: String
    /// The tokens in the order of arrival.
    public private(set) var tokens: [String] = []
    /// Whose tokens they are.
    private(set) var visitors: [String] = []
    /// How many were drawn; `nil` before the draw is closed.
    public private(set) var drawn: Int?
    /// The seal after the last drawn arrival.
    private(set) var drawnSeal: String

    /// Makes an empty list.
    public init(notice: ReleaseNotice, draw: ReleaseDraw) {
        self.notice = notice
        self.draw = draw
        seal = draw.firstSeal(notice)
        drawnSeal = seal
    }

    /// Adds an arrival.
    mutating func add(_ token: String, of visitor: String) -> ReleaseReceipt {
        seal = draw.seal(after: seal, token: token)
        tokens.append(token)
        visitors.append(visitor)
        return ReleaseReceipt(release: notice.release, number: tokens.count, token: token, seal: seal)
    }

    /// Closes the list for the draw: later arrivals follow in their order.
    mutating func close() {
        guard drawn == nil else { return }
        drawn = notice.order == .draw ? tokens.count : 0
        drawnSeal = seal
    }

    /// The drawn visitors in their order. Hashes every arrival: call it outside of any lock, on a copy.
    public func drawnOrder(seed: String) -> [String] {
        let count = drawn ?? 0
        return draw.order(of: Array(tokens.prefix(count)), seed: seed, lastSeal: drawnSeal).map { visitors[$0] }
    }

    /// What is published afterwards.
    public func record(seed: String) -> ReleaseRecord {
        ReleaseRecord(notice: notice, seed: seed, drawn: drawn ?? 0, arrivals: tokens)
    }
}

extension WaitingRoom {
    /// Begins to seal arrivals for a release.
    public mutating func gather(for notice: ReleaseNotice, draw: ReleaseDraw) {
        arrivals = ReleaseArrivals(notice: notice, draw: draw)
    }

    /// Closes the list for the draw.
    /// - Returns: the list as it was closed; hash it outside of any lock.
    public mutating func closeDraw() -> ReleaseArrivals? {
        arrivals?.close()
        return arrivals
    }

    /// Puts those who were drawn into their order; whoever came later stays behind them.
    public mutating func arrange(_ drawn: [String]) {
        var orders: [Lane: [String]] = [:]
        let isDrawn = Set(drawn)
        for id in drawn {
            if let lane = places[id]?.lane { orders[lane, default: []].append(id) }
        }
        for (lane, queue) in lanes {
            let later = queue.order[queue.head...].filter { !$0.isEmpty && !isDrawn.contains($0) }
            let order = orders[lane, default: []] + later
            for (index, id) in order.enumerated() { places[id]?.index = index }
            lanes[lane]?.order = order
            lanes[lane]?.head = 0
        }
    }
}
