/// What is wrong with a release that was published, or with a receipt of it.
public enum ReleaseProblem: Error, Hashable, Sendable, Codable {
    /// The seed is not the one that the notice committed to.
    case seed
    /// More arrivals were drawn than there were, or arrivals were drawn although the order is that of arrival.
    case drawn
    /// A token arrived twice; the number of the second arrival.
    case repeatedToken(number: Int)
    /// The receipt is of another release.
    case otherRelease
    /// The receipt's number is not among the arrivals.
    case number
    /// Another token arrived under the receipt's number.
    case token
    /// The arrivals up to the receipt's are not those that were there when it was given.
    case seal
}

/// A receipt's place, proven.
public struct ProvenRank: Hashable, Sendable, Codable {
    /// The arrival's number, from 1.
    public var number: Int
    /// The place in the order in which people were served, from 1.
    public var rank: Int
    /// Arrivals in all.
    public var arrivals: Int
    /// Whether the place was drawn.
    public var wasDrawn: Bool
}

extension ReleaseDraw {
    /// Checks a published release and proves a receipt's place in it.
    ///
    /// - Parameter notice: what the reader kept from before the release; `nil` trusts the notice inside the record.
    public func check(
        _ receipt: ReleaseReceipt, against record: ReleaseRecord, notice: ReleaseNotice? = nil
    ) -> Result<ProvenRank, ReleaseProblem> {
        if let problem = problem(with: record, notice: notice) { return .failure(problem) }
        guard receipt.release == record.notice.release else { return .failure(.otherRelease) }
        let index = receipt.number - 1
        guard record.arrivals.indices.contains(index) else { return .failure(.number) }
        guard record.arrivals[index] == receipt.token else { return .failure(.token) }
        guard seal(of: record, after: receipt.number) == receipt.seal else { return .failure(.seal) }
        let order = order(of: record)
        return .success(
            ProvenRank(
                number: receipt.number, rank: (order.firstIndex(of: index) ?? index) + 1,
                arrivals: record.arrivals.count, wasDrawn: index < record.drawn))
    }

    /// The places of many receipts, in one pass over the release; those that cannot be proven are left out.
    public func ranks(of receipts: [ReleaseReceipt], in record: ReleaseRecord) -> [ProvenRank] {
        guard problem(with: record) == nil else { return [] }
        var seals: [String] = []
        var seal = firstSeal(record.notice)
        for token in record.arrivals {
            seal = self.seal(after: seal, token: token)
            seals.append(seal)
        }
        var ranks = [Int](repeating: 0, count: record.arrivals.count)
        for (rank, index) in order(of: record).enumerated() { ranks[index] = rank + 1 }
        return receipts.compactMap { receipt in
            let index = receipt.number - 1
            guard receipt.release == record.notice.release, record.arrivals.indices.contains(index),
                record.arrivals[index] == receipt.token, seals[index] == receipt.seal
            else { return nil }
            return ProvenRank(
                number: receipt.number, rank: ranks[index], arrivals: record.arrivals.count,
                wasDrawn: index < record.drawn)
        }
    }

    /// What is wrong with a published release by itself; `nil` when all is in order.
    public func problem(with record: ReleaseRecord, notice: ReleaseNotice? = nil) -> ReleaseProblem? {
        if let notice, notice != record.notice {
            return notice.release == record.notice.release ? .seed : .otherRelease
        }
        guard commitment(to: record.seed) == record.notice.commitment else { return .seed }
        let mayDraw = record.notice.order == .draw ? record.arrivals.count : 0
        guard (0...mayDraw).contains(record.drawn) else { return .drawn }
        var seen: Set<String> = []
        for (index, token) in record.arrivals.enumerated() where !seen.insert(token).inserted {
            return .repeatedToken(number: index + 1)
        }
        return nil
    }

    /// The order in which people were served, as indices into the arrivals.
    public func order(of record: ReleaseRecord) -> [Int] {
        let drawn = Array(record.arrivals.prefix(record.drawn))
        let lastSeal = seal(of: record, after: record.drawn)
        return order(of: drawn, seed: record.seed, lastSeal: lastSeal)
            + Array(record.arrivals.indices.dropFirst(record.drawn))
    }

    private func seal(of record: ReleaseRecord, after count: Int) -> String {
        record.arrivals.prefix(count).reduce(firstSeal(record.notice)) { seal(after: $0, token: $1) }
    }
}
