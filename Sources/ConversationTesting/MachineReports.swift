/// The Test Anything Protocol, version 14: one line a test, diagnostics indented below.
public struct TAPReport: Sendable {
    /// Makes a report.
    public init() {}

    /// The whole report.
    public func text(of summary: ConversationTestSummary) -> String {
        var lines = ["TAP version 14", "1..\(summary.results.count)"]
        for (index, result) in summary.results.enumerated() {
            let holds = result.failures.isEmpty
            let directive = result.gap.map { " # TODO \($0.why)" } ?? ""
            let name = result.test.name.replacing("#", with: "\\#")
            lines.append("\(holds ? "ok" : "not ok") \(index + 1) - \(name)\(directive)")
            guard !result.isGood else { continue }
            lines.append("  ---")
            lines.append("  at: \(result.test.place)")
            lines.append("  message: |")
            lines += TextReport().text(of: result).split(separator: "\n").map { "    \($0)" }
            lines.append("  ...")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// JUnit's XML, as continuous integration servers read it.
public struct JUnitReport: Sendable {
    /// Makes a report.
    public init() {}

    /// The whole report.
    public func text(of summary: ConversationTestSummary) -> String {
        let failed = summary.results.count { !$0.isGood }
        let skipped = summary.count(.knownGap)
        let suite = "name=\"conversations\" tests=\"\(summary.results.count)\" failures=\"\(failed)\""
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<testsuite \(suite) skipped=\"\(skipped)\" time=\"\(Self.seconds(summary.duration))\">",
        ]
        for result in summary.results {
            let attributes = [
                "classname=\"\(Self.escaped(result.test.file))\"", "name=\"\(Self.escaped(result.test.name))\"",
                "file=\"\(Self.escaped(result.test.file))\"", "line=\"\(result.test.line)\"",
                "time=\"\(Self.seconds(result.duration))\"",
            ].joined(separator: " ")
            switch result.verdict {
            case .passed:
                lines.append("  <testcase \(attributes)/>")
            case .knownGap:
                let why = Self.escaped(result.gap?.why ?? "")
                lines.append("  <testcase \(attributes)><skipped message=\"\(why)\"/></testcase>")
            case .failed, .unexpectedlyPassed:
                let text = Self.escaped(TextReport().text(of: result))
                lines.append("  <testcase \(attributes)>")
                lines.append("    <failure message=\"\(result.verdict.rawValue)\">\(text)</failure>")
                lines.append("  </testcase>")
            }
        }
        lines.append("</testsuite>")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func seconds(_ duration: Duration) -> String {
        let micros = TextReport.micros(duration)
        let fraction = String(micros % 1_000_000)
        return "\(micros / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
    }

    /// XML text; characters that XML cannot carry are left out.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
