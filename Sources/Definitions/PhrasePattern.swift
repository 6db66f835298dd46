/// A phrase with choices: `(我|俺)的(号|预约)` stands for four phrases, `(再|)说一遍` for two.
enum PhrasePattern {
    /// More phrases than this from one pattern are taken for a slip of the author.
    static let most = 1_000

    /// Why a pattern cannot be read.
    enum Problem: Error, Equatable {
        case unbalanced
        case tooMany(Int)
    }

    /// The phrases that a pattern stands for, in the order of their choices; a phrase without choices is itself.
    static func expand(_ pattern: String) throws(Problem) -> [String] {
        guard pattern.contains(where: { $0 == "(" || $0 == ")" }) else { return [pattern] }
        var rest = Array(pattern)[...]
        let phrases = try choices(&rest, isInside: false)
        guard rest.isEmpty else { throw .unbalanced }
        return phrases.filter { !$0.isEmpty }
    }

    /// Reads alternatives up to the end or the closing parenthesis; bars outside parentheses are ordinary characters.
    private static func choices(_ rest: inout ArraySlice<Character>, isInside: Bool) throws(Problem) -> [String] {
        var all: [String] = []
        var phrases = [""]
        while let character = rest.first {
            switch character {
            case "(":
                rest.removeFirst()
                let inner = try choices(&rest, isInside: true)
                guard rest.first == ")" else { throw .unbalanced }
                rest.removeFirst()
                phrases = phrases.flatMap { head in inner.map { head + $0 } }
                if phrases.count > most { throw .tooMany(phrases.count) }
            case ")":
                guard isInside else { throw .unbalanced }
                return all + phrases
            case "|" where isInside:
                rest.removeFirst()
                all += phrases
                phrases = [""]
            default:
                rest.removeFirst()
                for index in phrases.indices { phrases[index].append(character) }
            }
        }
        if isInside { throw .unbalanced }
        return all + phrases
    }
}

extension CheckedNode {
    /// The phrases of a text with choices; a slip in it is reported.
    func phrases() -> [String] {
        guard let text = word() else { return [] }
        do throws(PhrasePattern.Problem) {
            return try PhrasePattern.expand(text)
        } catch {
            switch error {
            case .unbalanced: report("the parentheses of \"\(text)\" do not match")
            case .tooMany(let count):
                report("\"\(text)\" stands for \(count) phrases, at most \(PhrasePattern.most) are read")
            }
        }
        return []
    }
}
