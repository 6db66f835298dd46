/// Puts results into words for a person at a terminal.
public struct TextReport: Sendable {
    /// The command that runs a test again, without its arguments.
    public var command: String

    /// Makes a report.
    public init(command: String = "frontdesk test") {
        self.command = command
    }

    /// One line for a test, and below it what went wrong.
    public func text(of result: ConversationTestResult) -> String {
        let sign =
            switch result.verdict {
            case .passed: "✓"
            case .failed: "✗"
            case .knownGap: "○"
            case .unexpectedlyPassed: "!"
            }
        let micros = result.turnCount > 0 ? Self.micros(result.duration) / result.turnCount : 0
        var lines = [
            "\(sign) \(result.test.name)  (\(Self.plural(result.pathCount, "path")), \(micros) µs a turn)"
        ]
        switch result.verdict {
        case .passed: break
        case .failed:
            for failure in result.failures { lines += text(of: failure, in: result.test) }
        case .knownGap:
            lines.append("    known gap: \(result.gap?.why ?? "")")
        case .unexpectedlyPassed:
            lines.append("    passes although \(result.gap?.place ?? "") says it fails: take the entry out")
        }
        return lines.joined(separator: "\n")
    }

    private func text(of failure: PathFailure, in test: ConversationTest) -> [String] {
        var lines = ["    \(test.file):\(failure.line ?? test.line)  on \(failure.path)"]
        lines += failure.talk.map { line in
            switch line {
            case .person(let text): "      > \(text)"
            case .desk(let text, let key): "      \(text.replacing("\n", with: "\n      "))  [\(key)]"
            case .note(let text): "      (\(text))"
            }
        }
        if let problem = failure.problem { lines.append("    \(problem)") }
        for mismatch in failure.mismatches {
            lines.append("    \(test.file):\(mismatch.line): \(mismatch.what)")
            lines.append("      expected \(mismatch.expected)")
            lines.append("      got      \(mismatch.got.replacing("\n", with: "\n               "))")
        }
        if !failure.trace.isEmpty { lines.append("    trace of the last turn") }
        lines += failure.trace.map { "      \($0)" }
        lines.append("    again: \(command) \(test.place)")
        return lines
    }

    /// The end of a run.
    public func text(of summary: ConversationTestSummary) -> String {
        let paths = summary.results.reduce(0) { $0 + $1.pathCount }
        let turns = summary.results.reduce(0) { $0 + $1.turnCount }
        var lines = [
            "\(Self.plural(summary.results.count, "test")), \(Self.plural(paths, "path")), "
                + "\(Self.plural(turns, "turn")): \(summary.count(.passed)) passed, \(summary.count(.failed)) failed, "
                + "\(summary.count(.knownGap)) known gaps, \(summary.count(.unexpectedlyPassed)) passed unexpectedly; "
                + "\(Self.micros(summary.duration) / 1000) ms"
        ]
        if !summary.replyKeys.isEmpty {
            let unsaid = summary.unsaidKeys
            lines.append("replies heard: \(summary.replyKeys.count - unsaid.count) of \(summary.replyKeys.count)")
            if !unsaid.isEmpty { lines.append("never heard: \(unsaid.joined(separator: ", "))") }
        }
        return lines.joined(separator: "\n")
    }

    private static func plural(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }

    static func micros(_ duration: Duration) -> Int {
        Int(duration.components.seconds) * 1_000_000 + Int(duration.components.attoseconds / 1_000_000_000_000)
    }
}
