/// The words of relay and text-telephone talk in a line, taken out of what is said to the desk.
///
/// GA hands the turn over, Q marks a question, XXX takes back the word before, HD asks to hold, SK and SKSK end the
/// call; 请讲 and 完毕 hand over in Chinese, 等一下 asks to wait.
struct RelayWords: Hashable, Sendable {
    /// How a caller hands the turn over; the desk does it in kind.
    enum Style: Hashable, Sendable {
        case goAhead
        case pleaseSpeak
        case over
    }

    /// What is left for the desk.
    var text: String
    /// How the turn was handed over.
    var style: Style?
    /// Whether the caller asks to wait.
    var holds = false
    /// Whether the caller ends the call.
    var ends = false

    /// Reads a line.
    init(_ line: String) {
        text = RelayWords.takeBack(in: line)
        var isQuestion = false
        while strip(&isQuestion) {}
        text = text.trimmed
        if isQuestion, let last = text.last, !"?？。.!！".contains(last) { text += last.isASCII ? "?" : "？" }
        if RelayWords.waits.contains(RelayWords.bare(text)) {
            text = ""
            holds = true
        }
    }

    /// Whether an unfinished line hands the turn over at its end, so that no line end need be waited for.
    ///
    /// Looks at the last bytes only, because it is asked at every key.
    static func handsOver(_ bytes: [UInt8]) -> Bool {
        let letters = bytes.suffix(5).reversed().prefix { (0x61...0x7A).contains($0 | 0x20) }
        let word = String(decoding: letters.reversed().map { $0 & 0xDF }, as: UTF8.self)
        return ["GA", "SK", "SKSK"].contains(word)
    }

    private static let waits: Set<String> = [
        "等一下", "等一等", "等等", "稍等", "稍等一下", "请稍等", "请等一下", "请等等", "等我一下", "等会儿", "等一会儿", "您稍等", "你等一下",
        "您等一下", "hold on", "hold", "please hold", "hold please", "one moment", "one moment please", "just a moment",
        "wait", "please wait", "wait please", "wait a moment", "wait a minute", "just a minute", "one minute",
        "hang on", "one sec", "just a second",
    ]

    /// Takes one relay word off the end; false when there is none.
    private mutating func strip(_ isQuestion: inout Bool) -> Bool {
        text = text.trimmed
        let core = text.trimmedOfPunctuation
        for (word, style) in [("完毕", Style.over), ("请讲", Style.pleaseSpeak)] where core.hasSuffix(word) {
            text = String(core.dropLast(word.count))
            self.style = style
            return true
        }
        let last = core.reversed().prefix { $0.isASCII && $0.isLetter }
        let word = String(last.reversed())
        guard !word.isEmpty else { return false }
        let before = String(core.dropLast(word.count))
        switch word.uppercased() {
        case "GA": style = .goAhead
        case "SK", "SKSK": ends = true
        case "TO" where ends: break
        case "HD", "HLD": holds = true
        case "Q", "QQ":
            // "加个QQ" is no question.
            guard style != nil || before.last?.isWhitespace == true && word == word.uppercased() else { return false }
            isQuestion = true
        default: return false
        }
        text = before
        return true
    }

    /// Carries out XXX: the Latin word or number before it goes; after Chinese, which has no gaps between words, it
    /// becomes the spoken correction that it stands for.
    private static func takeBack(in line: String) -> String {
        guard line.contains(where: { $0 == "x" || $0 == "X" }) else { return line }
        var kept: [Character] = []
        var index = line.startIndex
        while index < line.endIndex {
            let run = line[index...].prefix { $0 == "x" || $0 == "X" }
            let next = run.endIndex < line.endIndex ? line[run.endIndex] : " "
            // "138XXXX1234" is a masked number.
            guard run.count >= 3, !(next.isNumber || kept.last?.isNumber == true) else {
                kept.append(line[index])
                index = line.index(after: index)
                continue
            }
            while kept.last == " " { kept.removeLast() }
            if let last = kept.last, last.isASCII, last.isLetter || last.isNumber {
                while let last = kept.last, last.isASCII, last != " " { kept.removeLast() }
            } else if kept.last != nil {
                kept.append(contentsOf: "，不对，")
            }
            index = line[run.endIndex...].drop { $0 == " " && kept.last == " " }.startIndex
        }
        return String(kept).trimmed
    }

    /// Lower case, without punctuation around.
    private static func bare(_ text: String) -> String {
        text.trimmedOfPunctuation.lowercased()
    }
}

extension StringProtocol {
    /// Without blanks and line ends around.
    var trimmed: String {
        trimmed { $0.isWhitespace }
    }

    /// Without blanks and punctuation around.
    var trimmedOfPunctuation: String {
        trimmed { $0.isWhitespace || $0.isPunctuation }
    }

    private func trimmed(_ goes: (Character) -> Bool) -> String {
        let head = drop(while: goes)
        guard let last = head.lastIndex(where: { !goes($0) }) else { return "" }
        return String(head[...last])
    }
}
