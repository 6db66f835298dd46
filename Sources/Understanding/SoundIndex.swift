/// Finds names by their sound.
struct SoundIndex: Sendable {
    /// A name as it sounds.
    struct Name: Sendable {
        /// The entry of the lexicon.
        var entry: Int32
        /// The syllables.
        var syllables: [UInt16]
        /// The characters; empty for a name that has only letters.
        var characters: [UInt32]
    }

    private var names: [Name] = []
    private var byClass: [UInt64: [Int32]] = [:]

    /// At most so many syllables are looked at.
    static let longest = 6

    /// Adds a name; syllables may hold ``Syllables/none``, then the name cannot be found by sound.
    mutating func add(_ name: Name) {
        guard (1...Self.longest).contains(name.syllables.count), !name.syllables.contains(Syllables.none) else {
            return
        }
        byClass[Self.key(name.syllables[...]), default: []].append(Int32(names.count))
        names.append(name)
    }

    /// Names that sound like these syllables, the likest first.
    /// - Parameters:
    ///   - syllables: What was heard.
    ///   - characters: The characters it was written with, or 0 where only letters were given.
    func find(_ syllables: ArraySlice<UInt16>, characters: ArraySlice<UInt32>) -> [(entry: Int32, score: Double)] {
        guard (1...Self.longest).contains(syllables.count), !syllables.contains(Syllables.none),
            let rows = byClass[Self.key(syllables)]
        else { return [] }
        let table = Syllables.shared
        var found: [(entry: Int32, score: Double)] = []
        for row in rows {
            let name = names[Int(row)]
            guard name.syllables.count == syllables.count else { continue }
            var score = 0.95
            for (offset, heard) in syllables.enumerated() {
                score -= table.distance(heard, name.syllables[offset])
                let written = characters[characters.startIndex + offset]
                if written != 0, offset < name.characters.count, written != name.characters[offset] {
                    // Another character for the surname weighs more: people know how a doctor's surname is written.
                    score -= offset == 0 ? 0.05 : 0.02
                }
            }
            if score >= 0.6 { found.append((name.entry, score)) }
        }
        return found.sorted { $0.score != $1.score ? $0.score > $1.score : $0.entry < $1.entry }
    }

    private static func key(_ syllables: ArraySlice<UInt16>) -> UInt64 {
        syllables.reduce(1) { $0 << 10 | Syllables.shared.confusionClass($1) }
    }
}
