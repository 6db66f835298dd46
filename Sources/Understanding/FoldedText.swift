/// An utterance in the spelling that the lexicon uses, with the way back to the bytes that were given.
///
/// Blanks next to Chinese characters are dropped ("挂 号" is "挂号"), other runs of white space are one blank. Bytes
/// that are no UTF-8 are skipped.
struct FoldedText: Sendable {
    /// UTF-8 of the folded text.
    private(set) var bytes: [UInt8] = []
    /// For every folded byte the offset of the given character it came from.
    private(set) var origins: [Int32] = []
    /// For every folded byte the end of that character.
    private(set) var originEnds: [Int32] = []
    /// How many characters are Chinese.
    private(set) var hanCount = 0
    /// How many bytes are Latin letters.
    private(set) var letterCount = 0

    /// Folds UTF-8 bytes of any content.
    init(_ source: some Collection<UInt8>) {
        if let known = source.withContiguousStorageIfAvailable({ FoldedText($0) }) {
            self = known
        } else {
            self = Array(source).withUnsafeBufferPointer { FoldedText($0) }
        }
    }

    private init(_ source: UnsafeBufferPointer<UInt8>) {
        let folding = CharacterFolding.shared
        bytes.reserveCapacity(source.count)
        origins.reserveCapacity(source.count)
        originEnds.reserveCapacity(source.count)
        var index = 0
        var lastWasHan = true  // drops leading blanks
        var pendingBlank: Int?
        while index < source.count {
            let start = index
            guard let scalar = Self.decode(source, &index) else { continue }
            let folded = folding.fold(scalar)
            if folded == CharacterFolding.dropped { continue }
            if folded == CharacterFolding.blank {
                if pendingBlank == nil { pendingBlank = start }
                continue
            }
            let han = isHan(folded)
            if let blank = pendingBlank {
                if !lastWasHan && !han { append(0x20, from: blank, to: start) }
                pendingBlank = nil
            }
            append(folded, from: start, to: index)
            if han { hanCount += 1 } else if folded >= 0x61, folded <= 0x7A { letterCount += 1 }
            lastWasHan = han
        }
    }

    private mutating func append(_ scalar: UInt32, from start: Int, to end: Int) {
        let before = bytes.count
        if scalar < 0x80 {
            bytes.append(UInt8(scalar))
        } else if scalar < 0x800 {
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        } else if scalar < 0x10000 {
            bytes.append(UInt8(0xE0 | scalar >> 12))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        } else {
            bytes.append(UInt8(0xF0 | scalar >> 18))
            bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        }
        for _ in before..<bytes.count {
            origins.append(Int32(truncatingIfNeeded: start))
            originEnds.append(Int32(truncatingIfNeeded: end))
        }
    }

    private static func decode(_ source: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32? {
        let first = source[index]
        index += 1
        if first < 0x80 { return UInt32(first) }
        let length = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 && first < 0xF0 ? 2 : first >= 0xC2 ? 1 : 0
        guard length > 0, first < 0xF5, index + length <= source.count else { return nil }
        var scalar = UInt32(first) & (length == 3 ? 0x07 : length == 2 ? 0x0F : 0x1F)
        for step in 0..<length {
            guard source[index + step] & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(source[index + step] & 0x3F)
        }
        index += length
        return scalar
    }

    /// How many bytes the folded text has.
    var count: Int { bytes.count }

    /// The bytes of the given text that a range of folded bytes stands for.
    func source(of range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty else { return 0..<0 }
        return Int(origins[range.lowerBound])..<Int(originEnds[range.upperBound - 1])
    }

    /// The folded bytes that a range of the given text became.
    func folded(of range: Range<Int>) -> Range<Int> {
        let start = firstFolded(at: range.lowerBound)
        return start..<max(start, firstFolded(at: range.upperBound))
    }

    private func firstFolded(at offset: Int) -> Int {
        var low = 0
        var high = origins.count
        while low < high {
            let middle = (low + high) / 2
            if Int(origins[middle]) < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The length in bytes of the character that begins at a folded byte.
    @inline(__always)
    func length(at index: Int) -> Int {
        let byte = bytes[index]
        return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }

    /// The character that begins at a folded byte.
    func scalar(at index: Int) -> UInt32 {
        let length = length(at: index)
        guard index + length <= bytes.count else { return 0 }
        switch length {
        case 1: return UInt32(bytes[index])
        case 2: return UInt32(bytes[index] & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
        case 3:
            return UInt32(bytes[index] & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
                | UInt32(bytes[index + 2] & 0x3F)
        default:
            return UInt32(bytes[index] & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
                | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F)
        }
    }

    /// The start of the character that ends just before a folded byte.
    func start(before index: Int) -> Int {
        var start = index - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    /// A range of the folded text as a string.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Folds a phrase of the lexicon.
    static func phrase(_ text: String) -> [UInt8] {
        FoldedText(text.utf8).bytes
    }
}
