/// Cuts a text into items: numbers in every script, lexicon words, and runs of anything else.
///
/// One pass from left to right; at each place the longest lexicon word wins. White space only marks the next item,
/// so that "3 点 钟" reads like "3点钟".
struct Lexer {
    let trie: WordTrie

    /// Appends the items of a text to a chart.
    func run(_ bytes: UnsafeBufferPointer<UInt8>, into chart: inout Chart) {
        var place = 0
        var spaced = false
        while place < bytes.count {
            let byte = bytes[place]
            let start = place
            if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
                place += 1
                spaced = true
                continue
            }
            if let space = Lexer.wideSpace(bytes, place) {
                place += space
                spaced = true
                continue
            }
            if let first = Lexer.digit(bytes, place) {
                lexDigits(bytes, &place, first: first, spaced: spaced, into: &chart)
            } else if Lexer.isLetter(byte) {
                lexLatinWord(bytes, &place, spaced: spaced, into: &chart)
            } else if let found = longestWord(bytes, place) {
                place = found.end
                if found.word.kind == .number {
                    lexNumerals(
                        bytes, &place, first: Int(found.word.value), start: start, spaced: spaced, into: &chart)
                } else {
                    chart.append(found.word, start, place, spaced: spaced)
                }
            } else {
                place += Lexer.scalarLength(bytes, place)
                chart.appendOther(start, place, spaced: spaced)
            }
            spaced = false
        }
    }

    // MARK: Words

    /// The longest word from here on, for scripts without spaces.
    @inline(__always)
    private func longestWord(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> (word: Word, end: Int)? {
        var state = WordTrie.start
        var index = place
        var best: (Word, Int)?
        while index < bytes.count {
            state = trie.step(state, bytes[index])
            if state < 0 { break }
            index += 1
            if let word = trie.word(at: state) { best = (word, index) }
        }
        return best
    }

    /// A word in Latin letters: the longest lexicon word that ends where the letters end, in any case, with any
    /// number of spaces where the lexicon has one.
    private func lexLatinWord(
        _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int, spaced: Bool, into chart: inout Chart
    ) {
        let start = place
        var state = WordTrie.start
        var index = place
        var best: (word: Word, end: Int)?
        while index < bytes.count {
            var byte = bytes[index]
            var length = 1
            if Lexer.isLetter(byte) {
                byte |= 0x20
            } else if byte == 0x20 || byte == 0x09 {
                byte = 0x20
                while index + length < bytes.count, bytes[index + length] == 0x20 { length += 1 }
            } else if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] == 0x99 {
                byte = 0x27
                length = 3
            }
            state = trie.step(state, byte)
            if state < 0 { break }
            index += length
            if let word = trie.word(at: state), index >= bytes.count || !Lexer.goesOn(byte, bytes[index]) {
                best = (word, index)
            }
        }
        if let best {
            place = best.end
            chart.append(best.word, start, place, spaced: spaced)
        } else {
            while place < bytes.count, Lexer.isLetter(bytes[place]) { place += 1 }
            chart.appendOther(start, place, spaced: spaced)
        }
    }

    // MARK: Numbers

    /// A run of ASCII or full-width digits. Digits that hang on a letter (A4, v2, #7) are no number of time.
    private func lexDigits(
        _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int, first: (value: Int, length: Int), spaced: Bool,
        into chart: inout Chart
    ) {
        let start = place
        var value = first.value
        var digits = 1
        place += first.length
        while let next = Lexer.digit(bytes, place) {
            if digits < 9 { value = value * 10 + next.value }
            digits += 1
            place += next.length
        }
        if start > 0, !spaced, Lexer.isLetter(bytes[start - 1]) || bytes[start - 1] == 0x23,
            !Lexer.joinsDigits(chart.items.last)
        {
            chart.appendOther(start, place, spaced: spaced)
            return
        }
        var flags: Item.Flags = spaced ? .spaced : []
        if first.value == 0, digits > 1 { flags.insert(.leadingZero) }
        chart.append(
            Item(
                kind: .number, flags: flags, digits: UInt8(min(digits, 99)), value: Int32(value),
                start: Int32(start), end: Int32(place)))
    }

    /// Whether a word that ends with one byte goes on with the next: letter on letter, digit on digit.
    @inline(__always)
    private static func goesOn(_ last: UInt8, _ next: UInt8) -> Bool {
        isLetter(next) || (last >= 0x30 && last <= 0x39 && next >= 0x30 && next <= 0x39)
    }

    /// Feb13 and 15h30: letters that may stand right before the digits of a time.
    @inline(__always)
    private static func joinsDigits(_ item: Item?) -> Bool {
        item.map { $0.kind == .monthName || $0.kind == .weakMonth || $0.kind == .hourMark } ?? false
    }

    /// A number in Chinese characters: either a string of digits (二零二六) or one written with 十, 百, 千 (二十一).
    ///
    /// Values below 10 are digits, larger ones multiply. A second digit in a row ends a number that has a multiplier,
    /// so 三十一二 is 31 and then 2.
    private func lexNumerals(
        _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int, first: Int, start: Int, spaced: Bool,
        into chart: inout Chart
    ) {
        var flags: Item.Flags = spaced ? [.spaced, .hanzi] : .hanzi
        var total = 0
        var pending = first < 10 ? first : 0
        var digits = first < 10 ? 1 : 0
        if first >= 10 {
            total = first
            flags.insert(.composed)
        }
        if first == 0 { flags.insert(.leadingZero) }
        while let next = longestWord(bytes, place), next.word.kind == .number {
            let value = Int(next.word.value)
            if value < 10 {
                if flags.contains(.composed) {
                    if pending != 0 { break }
                    if value == 0, total % 100 != 0 { break }
                    pending = value
                } else if digits < 9 {
                    pending = pending * 10 + value
                    digits += 1
                } else {
                    digits = min(digits + 1, 99)
                }
            } else if flags.contains(.composed) {
                if pending == 0 || pending * value >= total { break }
                total += pending * value
                pending = 0
            } else {
                if digits > 1 { break }
                total = max(pending, 1) * value
                pending = 0
                flags.insert(.composed)
            }
            place = next.end
        }
        chart.append(
            Item(
                kind: .number, flags: flags, digits: flags.contains(.composed) ? 0 : UInt8(digits),
                value: Int32(total + pending), start: Int32(start), end: Int32(place)))
    }

    // MARK: Bytes

    /// The digit at this place, ASCII or full-width (U+FF10…).
    @inline(__always)
    private static func digit(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> (value: Int, length: Int)? {
        guard place < bytes.count else { return nil }
        let byte = bytes[place]
        if byte >= 0x30, byte <= 0x39 { return (Int(byte - 0x30), 1) }
        guard byte == 0xEF, place + 2 < bytes.count, bytes[place + 1] == 0xBC else { return nil }
        let last = bytes[place + 2]
        return last >= 0x90 && last <= 0x99 ? (Int(last - 0x90), 3) : nil
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= 0x61 && lower <= 0x7A
    }

    /// The length of a wide, no-break or zero-width space at this place.
    @inline(__always)
    private static func wideSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int? {
        switch bytes[place] {
        case 0xC2 where place + 1 < bytes.count && bytes[place + 1] == 0xA0: return 2
        case 0xE3 where place + 2 < bytes.count && bytes[place + 1] == 0x80 && bytes[place + 2] == 0x80: return 3
        case 0xE2 where place + 2 < bytes.count && bytes[place + 1] == 0x80 && bytes[place + 2] <= 0x8D: return 3
        default: return nil
        }
    }

    /// The length of the scalar at this place; an invalid byte counts as one.
    @inline(__always)
    private static func scalarLength(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
        let expected =
            switch bytes[place] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        var length = 1
        while length < expected, place + length < bytes.count, bytes[place + length] & 0xC0 == 0x80 { length += 1 }
        return length == expected ? length : 1
    }
}
