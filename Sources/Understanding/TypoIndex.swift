/// Finds words in letters that are one typing error away: a letter too many, too few, wrong, or two exchanged.
///
/// Deletion neighbourhoods (W. Garbe, "1000x faster spelling correction", 2012): both sides drop one letter and meet.
struct TypoIndex: Sendable {
    private var words: [[UInt8]] = []
    private var phraseOfWord: [Int32] = []
    private var byDeletion: [UInt64: [Int32]] = [:]
    /// Hashes of all words in letters, also of those in phrases, to tell an inflected word from a misspelt one.
    private var known: Set<UInt64> = []

    /// Words shorter than this are too easily something else.
    static let shortest = 4

    /// Indexes the phrases that are one word in letters.
    init(phrases: [[UInt8]]) {
        for bytes in phrases where bytes.first.map(isLetter) ?? false {
            for word in bytes.split(whereSeparator: { !isLetter($0) }) where word.count >= 3 {
                known.insert(Self.hash(word, skipping: -1))
            }
        }
        for (phrase, bytes) in phrases.enumerated()
        where bytes.count >= Self.shortest && bytes.count <= 24 && bytes.allSatisfy(isLetter) {
            let number = Int32(words.count)
            words.append(bytes)
            phraseOfWord.append(Int32(phrase))
            for key in Self.deletions(bytes[...]) { byDeletion[key, default: []].append(number) }
        }
    }

    /// The phrase that a misspelt word most likely is; `nil` when none or several are as near.
    func find(_ word: ArraySlice<UInt8>) -> Int? {
        guard word.count >= 3, word.count <= 24, !isInflected(word) else { return nil }
        var found: Int32?
        for key in Self.deletions(word) {
            for candidate in byDeletion[key] ?? [] where candidate != found {
                let known = words[Int(candidate)]
                guard Self.isOneErrorAway(word, known[...]),
                    min(known.count, word.count) > 4 || Self.isSlip(word, known)
                else {
                    continue
                }
                if found != nil { return nil }
                found = candidate
            }
        }
        return found.map { Int(phraseOfWord[Int($0)]) }
    }

    /// Whether a word is another one with an ending: playing is play, not paying.
    private func isInflected(_ word: ArraySlice<UInt8>) -> Bool {
        if known.contains(Self.hash(word, skipping: -1)) { return true }
        return Self.endings.contains { ending in
            guard word.count >= ending.count + 3, word.suffix(ending.count).elementsEqual(ending) else { return false }
            let stem = word.dropLast(ending.count)
            if known.contains(Self.hash(stem, skipping: -1)) { return true }
            return known.contains(Self.hash(stem + [0x65], skipping: -1))
        }
    }

    private static let endings = ["s", "es", "ed", "d", "ing", "er", "ers", "ly"].map { Array($0.utf8) }

    /// Whether a short word was typed with two letters exchanged or a double letter single (wnat, bok); other errors in
    /// short words make other words.
    private static func isSlip(_ typed: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
        if typed.count == word.count { return typed.sorted() == word.sorted() }
        return typed.count < word.count && zip(word, word.dropFirst()).contains { $0 == $1 } && Set(typed) == Set(word)
    }

    private static func deletions(_ word: ArraySlice<UInt8>) -> [UInt64] {
        var keys = [hash(word, skipping: -1)]
        for index in word.indices { keys.append(hash(word, skipping: index)) }
        return keys
    }

    private static func hash(_ word: ArraySlice<UInt8>, skipping skipped: Int) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in word.indices where index != skipped { hash = (hash ^ UInt64(word[index])) &* 0x100_0000_01b3 }
        return hash
    }

    /// Whether one insertion, deletion, substitution or exchange of neighbours makes the words equal; the first letter
    /// must agree unless the first two are exchanged.
    static func isOneErrorAway(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        let (a, b) = left.count <= right.count ? (Array(left), Array(right)) : (Array(right), Array(left))
        guard b.count - a.count <= 1 else { return false }
        var index = 0
        while index < a.count, a[index] == b[index] { index += 1 }
        if a.count < b.count { return index > 0 && a[index...] == b[(index + 1)...] }
        if index == a.count { return true }
        if a[(index + 1)...] == b[(index + 1)...] { return index > 0 }
        return index + 1 < a.count && a[index] == b[index + 1] && a[index + 1] == b[index]
            && a[(index + 2)...] == b[(index + 2)...]
    }
}
