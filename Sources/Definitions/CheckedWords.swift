/// What YAML 1.1 reads into bare words.
enum YAMLWord {
    private static let truth: Set<String> = ["y", "yes", "n", "no", "true", "false", "on", "off"]

    /// Whether a bare word is a truth value in YAML 1.1.
    static func isTruthValue(_ text: String) -> Bool {
        text.utf8.count <= 5 && truth.contains(text.lowercased())
    }

    /// Whether a bare word is nothing.
    static func isNull(_ text: String) -> Bool {
        text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
    }

    /// The text without white space at its ends.
    static func trimmed(_ text: some StringProtocol) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}

/// Finds the name that an author probably meant.
enum Nearness {
    /// The nearest of some names, when it is at most a third of its length away (at least one change).
    static func nearest(to name: String, among names: [String]) -> String? {
        let scored = names.map { (name: $0, distance: distance(Array(name.lowercased()), Array($0.lowercased()))) }
        guard let best = scored.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }),
            best.distance <= max(1, max(name.count, best.name.count) / 3)
        else { return nil }
        return best.name
    }

    /// The optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var before: [Int] = []
        var previous = Array(0...right.count)
        for row in 1...left.count {
            var current = [row] + Array(repeating: 0, count: right.count)
            for column in 1...right.count {
                let same = left[row - 1] == right[column - 1]
                current[column] = min(
                    previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (same ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    current[column] = min(current[column], before[column - 2] + 1)
                }
            }
            before = previous
            previous = current
        }
        return previous[right.count]
    }
}
