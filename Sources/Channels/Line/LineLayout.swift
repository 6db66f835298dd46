/// Lays text out for a line terminal: short lines, broken where a reader would pause.
enum LineLayout {
    /// Columns of an output line.
    static let columns = 72

    /// The lines of a text, each within the columns.
    static func lines(of text: String, columns: Int = columns) -> [String] {
        text.split(whereSeparator: \.isNewline).flatMap { wrap($0.trimmed, columns: columns) }.filter { !$0.isEmpty }
    }

    /// Breaks after punctuation in the last third of a line, else between words or Chinese characters; a word longer
    /// than a line is cut.
    private static func wrap(_ text: String, columns: Int) -> [String] {
        var lines: [String] = []
        var rest = Array(text)
        while true {
            var width = 0
            var end = 0
            while end < rest.count {
                width += LineLayout.width(rest[end])
                if width > columns { break }
                end += 1
            }
            if end == rest.count {
                lines.append(String(rest).trimmed)
                return lines
            }
            let cut = bestBreak(in: rest, before: end)
            lines.append(String(rest[..<cut]).trimmed)
            rest = Array(rest[cut...].drop { $0 == " " })
        }
    }

    private static func bestBreak(in characters: [Character], before end: Int) -> Int {
        var atPause: Int?
        var anywhere: Int?
        for index in stride(from: end, to: 0, by: -1) where canBreak(characters[index - 1], characters[index]) {
            if anywhere == nil { anywhere = index }
            if index * 3 < end * 2 { break }
            if pauses.contains(characters[index - 1])
                || (characters[index] == " " && "?!.,;:".contains(characters[index - 1]))
            {
                atPause = index
                break
            }
        }
        return atPause ?? anywhere ?? max(1, end)
    }

    private static func canBreak(_ left: Character, _ right: Character) -> Bool {
        if right == " " || left == " " { return right != " " || left != " " }
        if closers.contains(right) || openers.contains(left) { return false }
        // Latin words, numbers and times stay whole; between Chinese and anything else a break is fine.
        return isWide(left) || isWide(right)
    }

    /// Quotation marks and dashes are wide in Chinese terminals and narrow elsewhere; for a limit they count as wide.
    private static func width(_ character: Character) -> Int {
        "“”‘’…—·".contains(character) ? 2 : DisplayWidth.of(character)
    }

    private static func isWide(_ character: Character) -> Bool { DisplayWidth.of(character) == 2 }

    private static let pauses: Set<Character> = Set("，。；：、！？…）」』》")
    private static let closers: Set<Character> = Set("，。；：、！？）」』》”’…%,.;:!?)]}")
    private static let openers: Set<Character> = Set("（「『《“‘([{¥￥")
}
