import Booking
import Foundation
import Insight

/// Reads `intents/triage/`: weighted words for departments, one table per language, and the red flags.
public enum TriageDefinitions {
    /// Reads every file of the folder.
    /// - Parameters:
    ///   - folder: `intents/triage`.
    ///   - log: Gets every problem of every file; then the answer lacks what was wrong.
    public static func read(_ folder: URL, log: ProblemLog) -> Triage {
        let rules = ["zh", "en"].flatMap { words(folder.appending(path: "\($0).tsv"), log: log) }
        return Triage(rules: rules, flags: flags(folder.appending(path: "red_flags.yaml"), log: log))
    }

    private static func words(_ url: URL, log: ProblemLog) -> [TriageRule] {
        let name = "intents/triage/\(url.lastPathComponent)"
        guard let text = try? String(contentsOf: url, encoding: .utf8) else {
            log.report("cannot be read", file: name, line: 0)
            return []
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().dropFirst()
        return lines.compactMap { number, line in
            guard !line.isEmpty else { return nil }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count == 3, !cells[0].isEmpty, let weight = Int(cells[2]), (1...10).contains(weight) else {
                log.report(
                    "expected a word, the code of a department and a weight 1 to 10, divided by tabs", file: name,
                    line: number + 1)
                return nil
            }
            return TriageRule(phrase: String(cells[0]), department: DepartmentCode(String(cells[1])), weight: weight)
        }
    }

    private static func flags(_ url: URL, log: ProblemLog) -> [RedFlag] {
        let name = "intents/triage/\(url.lastPathComponent)"
        let root = CheckedYAML.read(contentsOf: url, as: name, log: log)?.mapping(keys: ["flags"])
        return root?.required("flags")?.sequence().compactMap { node in
            guard let map = node.mapping(keys: ["reason", "all", "none", "say"]),
                let reason = map.word("reason"), let all = map.required("all")?.sequence().map({ $0.strings() }),
                let say = map.required("say")?.mapping(keys: ["zh", "en"]), let zh = say.word("zh"),
                let en = say.word("en")
            else { return nil }
            return RedFlag(reason: reason, all: all, none: map.strings("none"), say: LocalizedText(zh: zh, en: en))
        } ?? []
    }
}
