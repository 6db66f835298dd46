/// Tells whether a word in a complaint is denied by what stands before it in the same clause.
enum Negation {
    private static let chinese = ["不", "没有", "没", "无", "并未", "未见", "否认"].map { Array($0.utf8) }
    private static let english = ["no ", "not ", "without ", "never ", "don't have ", "do not have ", "isn't "]
        .map { Array($0.utf8) }

    /// Whether the word that starts at `index` of the folded text is denied.
    ///
    /// Chinese negations must touch the word (不发烧); English ones may have two words between ("no chest or arm pain").
    static func denies(_ text: [UInt8], at index: Int) -> Bool {
        for word in chinese where ends(text, index, with: word) { return true }
        let window = text[clauseStart(text, before: index)..<index]
        guard window.count >= 3 else { return false }
        let words = window.split(separator: 0x20)
        for word in english where starts(Array(words.suffix(3).joined(separator: [0x20])) + [0x20], word) {
            return true
        }
        return false
    }

    private static func clauseStart(_ text: [UInt8], before index: Int) -> Int {
        var start = index
        while start > 0, ![0x2C, 0x2E, 0x3B, 0x21, 0x3F].contains(text[start - 1]), text[start - 1] < 0x80 {
            start -= 1
        }
        return start
    }

    private static func ends(_ text: [UInt8], _ index: Int, with word: [UInt8]) -> Bool {
        index >= word.count && text[(index - word.count)..<index].elementsEqual(word)
    }

    private static func starts(_ text: [UInt8], _ word: [UInt8]) -> Bool {
        var index = 0
        while index < text.count {
            if text[index...].starts(with: word) { return true }
            guard let blank = text[index...].firstIndex(of: 0x20) else { return false }
            index = blank + 1
        }
        return false
    }
}
