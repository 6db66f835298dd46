/// Applies what a caller typed over: backspaces, erased words and lines.
enum LineEditing {
    /// The line as it stood when it was sent, without controls.
    ///
    /// BS and DEL take away a character as people see it, Ctrl-W a word, Ctrl-U the line.
    static func apply(to text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return text }
        var kept = ""
        // Control characters never join a grapheme, but a backspace may come in the middle of a scalar sequence that
        // does; so scalars are appended one by one and characters are taken away.
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x08, 0x7F: if !kept.isEmpty { kept.removeLast() }
            case 0x15: kept = ""
            case 0x17:
                while kept.last == " " { kept.removeLast() }
                while let last = kept.last, last != " " { kept.removeLast() }
            default: kept.unicodeScalars.append(scalar)
            }
        }
        return TextCleaning.clean(kept)
    }
}
