/// A line being edited, with the history of earlier lines. Positions are characters as people see them.
struct LineBuffer: Hashable, Sendable {
    /// What a key led to.
    enum Outcome: Hashable, Sendable {
        case editing
        case line(String)
        case interrupted
        case ended
        case cleared
    }

    /// The text before the cursor.
    private(set) var before = ""
    /// The text after the cursor.
    private(set) var after = ""
    private var history: [String]
    /// Index into the history; its count for the line being typed.
    private var place: Int
    private var draft = ""

    /// Starts an empty line.
    init(history: [String] = []) {
        self.history = history
        place = history.count
    }

    /// The whole line.
    var text: String { before + after }

    /// Takes a key.
    mutating func take(_ key: Key) -> Outcome {
        switch key {
        case .scalar(let scalar): before.unicodeScalars.append(scalar)
        case .enter: return .line(text)
        case .interrupt: return .interrupted
        case .endOfInput:
            if text.isEmpty { return .ended }
            dropNext()
        case .clear: return .cleared
        case .backspace: if !before.isEmpty { before.removeLast() }
        case .delete: dropNext()
        case .left: if let last = before.popLast() { after.insert(last, at: after.startIndex) }
        case .right: if let first = popNext() { before.append(first) }
        case .home:
            after = text
            before = ""
        case .end:
            before = text
            after = ""
        case .wordLeft:
            while before.last == " " { _ = take(.left) }
            while let last = before.last, last != " " { _ = take(.left) }
        case .wordRight:
            while after.first == " " { _ = take(.right) }
            while let first = after.first, first != " " { _ = take(.right) }
        case .killToEnd: after = ""
        case .killToStart: before = ""
        case .killWord:
            while before.last == " " { before.removeLast() }
            while let last = before.last, last != " " { before.removeLast() }
        case .up: recall(place - 1)
        case .down: recall(place + 1)
        }
        return .editing
    }

    private mutating func popNext() -> Character? {
        after.isEmpty ? nil : after.removeFirst()
    }

    private mutating func dropNext() {
        if !after.isEmpty { after.removeFirst() }
    }

    private mutating func recall(_ wanted: Int) {
        guard (0...history.count).contains(wanted), wanted != place else { return }
        if place == history.count { draft = text }
        place = wanted
        before = wanted == history.count ? draft : history[wanted]
        after = ""
    }

    /// What fits on one terminal line around the cursor, and the cursor's column in it.
    func window(columns: Int) -> (text: String, cursor: Int) {
        var shown: [Character] = []
        var width = 0
        var left = before[...]
        // The cursor itself needs a column.
        while let last = left.last, width + DisplayWidth.of(last) < columns {
            width += DisplayWidth.of(last)
            shown.append(last)
            left.removeLast()
        }
        let cursor = width
        shown.reverse()
        for character in after {
            width += DisplayWidth.of(character)
            if width >= columns { break }
            shown.append(character)
        }
        return (String(shown), cursor)
    }
}
