/// Finds which of many phrases occur in a text, in one pass.
///
/// Chinese phrases match anywhere; phrases in Latin letters match whole words only ("ear" is not in "year"). Case is
/// folded for ASCII. At one place the longest phrase wins.
struct PhraseTable: Sendable {
    /// A phrase that was found.
    struct Hit: Hashable, Sendable {
        /// Its number in the order in which phrases were given.
        var phrase: Int
        /// Where it stands, in bytes of the folded text.
        var range: Range<Int>
    }

    private var phrases: [[UInt8]] = []
    /// Phrase numbers by their first two bytes, longest first.
    private var byStart: [UInt16: [Int]] = [:]

    init(_ texts: [String]) {
        phrases = texts.map { PhraseTable.folded($0) }
        for (number, phrase) in phrases.enumerated() where phrase.count >= 2 {
            byStart[PhraseTable.start(phrase, 0), default: []].append(number)
        }
        for key in byStart.keys {
            byStart[key]?.sort { (phrases[$0].count, $1) > (phrases[$1].count, $0) }
        }
    }

    /// The hits in a folded text, by place, without overlap.
    func hits(in text: [UInt8]) -> [Hit] {
        var hits: [Hit] = []
        var index = 0
        while index + 1 < text.count {
            guard let candidates = byStart[PhraseTable.start(text, index)],
                let found = candidates.first(where: { matches(phrases[$0], in: text, at: index) })
            else {
                index += 1
                continue
            }
            let end = index + phrases[found].count
            hits.append(Hit(phrase: found, range: index..<end))
            index = end
        }
        return hits
    }

    /// The text as bytes with ASCII letters in lower case and typographic apostrophes made plain.
    static func folded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            bytes.append(byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte)
            if bytes.count >= 3, bytes.suffix(3).elementsEqual([0xE2, 0x80, 0x99]) {
                bytes.removeLast(3)
                bytes.append(0x27)
            }
        }
        return bytes
    }

    private static func start(_ bytes: [UInt8], _ index: Int) -> UInt16 {
        UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
    }

    private func matches(_ phrase: [UInt8], in text: [UInt8], at index: Int) -> Bool {
        guard index + phrase.count <= text.count else { return false }
        for offset in phrase.indices where text[index + offset] != phrase[offset] { return false }
        guard PhraseTable.isLetter(phrase[0]) else { return true }
        let end = index + phrase.count
        return (index == 0 || !PhraseTable.isLetter(text[index - 1]))
            && (end == text.count || !PhraseTable.isLetter(text[end]))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x61 && byte <= 0x7A
    }
}
