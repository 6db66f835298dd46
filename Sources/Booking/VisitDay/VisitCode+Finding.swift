extension VisitCode {
    /// The code in a sentence such as "码是 7K3M 9QXT": neighbouring pieces of letters and digits that are eight
    /// characters together and whose check character is right; of several the one in the fewest pieces, then with the most
    /// digits. Several words that happen to pass the check are no code: it has digits, or is written in capitals.
    public init?(in sentence: String) {
        var pieces: [String] = []
        /// Whether a piece stands directly after the one before it, with nothing but a gap between.
        var follows: [Bool] = []
        var piece = ""
        var isNeighbour = false
        func end() {
            guard !piece.isEmpty else { return }
            pieces.append(piece)
            follows.append(isNeighbour)
            piece = ""
            isNeighbour = true
        }
        for scalar in sentence.unicodeScalars {
            if VisitCode.digit(scalar) != nil {
                piece.unicodeScalars.append(scalar)
            } else {
                end()
                if !VisitCode.isGap(scalar) { isNeighbour = false }
            }
        }
        end()
        var best: (code: VisitCode, pieces: Int, digits: Int)?
        for first in pieces.indices {
            var joined = ""
            for last in first..<pieces.count {
                if last > first, !follows[last] { break }
                joined += pieces[last]
                guard joined.unicodeScalars.count <= Self.length else { break }
                guard let code = try? VisitCode(joined) else { continue }
                let count = last - first + 1
                guard
                    count == 1 || joined.unicodeScalars.allSatisfy({ !("a"..."z").contains($0) })
                        || joined.unicodeScalars.contains(where: { ("0"..."9").contains($0) })
                else { continue }
                let digits = code.text.utf8.filter { (0x30...0x39).contains($0) }.count
                if let known = best, (known.pieces, -known.digits) <= (count, -digits) { continue }
                best = (code, count, digits)
            }
        }
        guard let best else { return nil }
        self = best.code
    }
}
