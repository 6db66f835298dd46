/// Finds a resume code in what a caller types first.
enum ResumeCode {
    private static let introductions = ["续接码", "接着说", "接着", "继续", "恢复", "resume", "code", "continue"]

    /// The code in a line, without gaps; `nil` when the line is something else.
    ///
    /// A code has 4 to 10 letters and digits, at least two of them digits; a mobile number has eleven.
    static func find(in line: String) -> String? {
        var rest = line.trimmedOfPunctuation
        for word in introductions where rest.lowercased().hasPrefix(word) {
            rest = String(rest.dropFirst(word.count)).trimmedOfPunctuation
            break
        }
        let code = rest.filter { $0 != " " && $0 != "-" }
        guard (4...10).contains(code.count), code.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }),
            code.count(where: \.isNumber) >= 2
        else { return nil }
        return code
    }
}
