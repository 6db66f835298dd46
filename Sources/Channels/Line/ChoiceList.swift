/// Options as a numbered list.
enum ChoiceList {
    /// One line when they fit, else a line each.
    static func text(of labels: [String]) -> String {
        let items = labels.enumerated().map { "\($0.offset + 1) \($0.element)" }
        let line = items.joined(separator: "   ")
        return DisplayWidth.of(line) <= LineLayout.columns ? line : items.joined(separator: "\n")
    }

    /// Whether a text already numbers its options: "1." or "1、" or "第1个" or "第一" or a line that begins with "1 ".
    static func isNumbered(_ text: String) -> Bool {
        var previous: Character = "\n"
        var isOne = false
        for character in text {
            if isOne, ".、．)）:：个".contains(character) || (character == " " && previous == "1") { return true }
            isOne =
                (character == "1" || character == "①")
                && (previous.isNewline || previous.isWhitespace || "：:，。；;（(第".contains(previous))
            if character == "①" { return true }
            previous = character
        }
        return text.contains("第一")
    }
}
