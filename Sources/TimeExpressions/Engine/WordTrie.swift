/// A word of a lexicon: its kind and what it stands for.
struct Word: Sendable {
    var kind: ItemKind
    var value: Int32
}

/// Finds the longest lexicon word that starts at a byte: an automaton over UTF-8 bytes, compiled once.
///
/// States with many edges have a table of 256 targets, the others a short list; a step is a few instructions and
/// allocates nothing.
struct WordTrie: Sendable {
    private struct State {
        var firstEdge: Int32
        var edgeCount: Int32
        /// Start in `dense`, or -1.
        var table: Int32
        /// Index in `words`, or -1.
        var word: Int32
    }

    private let states: [State]
    private let labels: [UInt8]
    private let targets: [Int32]
    private let dense: [Int32]
    private let words: [Word]

    /// Compiles a lexicon; of a word that is listed twice the first meaning counts.
    init(_ entries: [(text: String, word: Word)]) {
        var children: [[UInt8: Int]] = [[:]]
        var finals: [Int32] = [-1]
        var words: [Word] = []
        for entry in entries {
            var state = 0
            for byte in entry.text.utf8 {
                if let next = children[state][byte] {
                    state = next
                } else {
                    children.append([:])
                    finals.append(-1)
                    children[state][byte] = children.count - 1
                    state = children.count - 1
                }
            }
            if finals[state] < 0 {
                finals[state] = Int32(words.count)
                words.append(entry.word)
            }
        }
        var states: [State] = []
        var labels: [UInt8] = []
        var targets: [Int32] = []
        var dense: [Int32] = []
        for (edges, final) in zip(children, finals) {
            var state = State(firstEdge: Int32(labels.count), edgeCount: Int32(edges.count), table: -1, word: final)
            if edges.count > 6 {
                state.table = Int32(dense.count)
                var table = [Int32](repeating: -1, count: 256)
                for (label, target) in edges { table[Int(label)] = Int32(target) }
                dense += table
            } else {
                for (label, target) in edges.sorted(by: { $0.key < $1.key }) {
                    labels.append(label)
                    targets.append(Int32(target))
                }
            }
            states.append(state)
        }
        self.states = states
        self.labels = labels
        self.targets = targets
        self.dense = dense
        self.words = words
    }

    /// The state before the first byte.
    static let start: Int32 = 0

    /// The state after one more byte; -1 when no word goes on like this.
    @inline(__always)
    func step(_ state: Int32, _ byte: UInt8) -> Int32 {
        let from = states[Int(state)]
        if from.table >= 0 { return dense[Int(from.table) + Int(byte)] }
        var edge = Int(from.firstEdge)
        let end = edge + Int(from.edgeCount)
        while edge < end {
            if labels[edge] == byte { return targets[edge] }
            edge += 1
        }
        return -1
    }

    /// The word that ends in this state.
    @inline(__always)
    func word(at state: Int32) -> Word? {
        let index = states[Int(state)].word
        return index < 0 ? nil : words[Int(index)]
    }
}
