/// An Aho–Corasick automaton over bytes: finds every phrase of a lexicon in one pass.
///
/// A. V. Aho and M. J. Corasick, "Efficient string matching: an aid to bibliographic search", CACM 18 (1975). Nodes are
/// numbered breadth first, so that the children of a node are neighbours and a node needs only where they begin.
struct PhraseAutomaton: Sendable {
    /// A phrase that was found.
    struct Hit {
        /// First byte.
        var start: Int
        /// End, exclusive.
        var end: Int
        /// The number of the phrase.
        var phrase: Int
    }

    private var firstChild: [UInt32] = [0]
    private var labels: [UInt8] = [0]
    private var fail: [UInt32] = [0]
    private var phraseAt: [Int32] = [-1]
    private var outputLink: [UInt32] = [0]
    private var root: [UInt32] = Array(repeating: 0, count: 256)
    private var lengths: [UInt16] = []

    /// Builds the automaton; equal phrases must have been merged, empty ones are never found.
    init(_ phrases: [[UInt8]]) {
        lengths = phrases.map { UInt16(clamping: $0.count) }
        let order = phrases.indices.filter { !phrases[$0].isEmpty && phrases[$0].count < 512 }
            .sorted { phrases[$0].lexicographicallyPrecedes(phrases[$1]) }
        // A queue entry is a node with the sorted phrases that pass through it.
        var queue: [(low: Int, high: Int, depth: Int)] = [(0, order.count, 0)]
        firstChild.removeAll()
        var node = 0
        while node < queue.count {
            let (low, high, depth) = queue[node]
            firstChild.append(UInt32(queue.count))
            var index = low
            while index < high, phrases[order[index]].count == depth {
                phraseAt[node] = Int32(order[index])
                index += 1
            }
            while index < high {
                let label = phrases[order[index]][depth]
                var end = index + 1
                while end < high, phrases[order[end]][depth] == label { end += 1 }
                queue.append((index, end, depth + 1))
                labels.append(label)
                phraseAt.append(-1)
                index = end
            }
            node += 1
        }
        firstChild.append(UInt32(queue.count))
        link(nodes: queue.count)
    }

    private mutating func link(nodes: Int) {
        fail = Array(repeating: 0, count: nodes)
        outputLink = Array(repeating: 0, count: nodes)
        for child in children(of: 0) { root[Int(labels[child])] = UInt32(child) }
        for node in 0..<nodes {
            for child in children(of: node) {
                if node != 0 { fail[child] = UInt32(next(Int(fail[node]), labels[child])) }
                let suffix = Int(fail[child])
                outputLink[child] = phraseAt[suffix] >= 0 ? UInt32(suffix) : outputLink[suffix]
            }
        }
    }

    private func children(of node: Int) -> Range<Int> {
        Int(firstChild[node])..<Int(firstChild[node + 1])
    }

    @inline(__always)
    private func next(_ from: Int, _ byte: UInt8) -> Int {
        var node = from
        while node != 0 {
            var low = Int(firstChild[node])
            var high = Int(firstChild[node + 1])
            while high - low > 4 {
                let middle = (low + high) / 2
                if labels[middle] <= byte { low = middle } else { high = middle }
            }
            while low < high {
                if labels[low] == byte { return low }
                low += 1
            }
            node = Int(fail[node])
        }
        return Int(root[Int(byte)])
    }

    /// Calls back for every occurrence of every phrase, by their ends.
    @inline(__always)
    func scan(_ text: [UInt8], _ found: (Hit) -> Void) {
        var state = 0
        for index in text.indices {
            state = next(state, text[index])
            var output = phraseAt[state] >= 0 ? state : Int(outputLink[state])
            while output != 0 {
                let phrase = Int(phraseAt[output])
                found(Hit(start: index + 1 - Int(lengths[phrase]), end: index + 1, phrase: phrase))
                output = Int(outputLink[output])
            }
        }
    }

    /// The number of nodes; about 14 bytes each.
    var nodeCount: Int { labels.count }
}
