/// Colours of the REPL, only where the terminal shows them.
struct Paint: Hashable, Sendable {
    let isOn: Bool

    func bold(_ text: String) -> String { paint(text, "1") }
    func dim(_ text: String) -> String { paint(text, "2") }
    func cyan(_ text: String) -> String { paint(text, "36") }
    func green(_ text: String) -> String { paint(text, "32") }
    func red(_ text: String) -> String { paint(text, "31") }

    private func paint(_ text: String, _ code: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// Columns of a text without its colour codes.
    static func width(ofPainted text: String) -> Int {
        var width = 0
        var isInCode = false
        for character in text {
            if character == "\u{1B}" {
                isInCode = true
            } else if isInCode {
                isInCode = character != "m"
            } else {
                width += DisplayWidth.of(character)
            }
        }
        return width
    }
}
