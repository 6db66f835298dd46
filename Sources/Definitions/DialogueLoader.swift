import Dialogue
import Foundation
import TimeExpressions

/// Reads `dialogues/` into checked definitions: flows, patterns and the texts of every language.
public enum DialogueLoader {
    /// Reads all files below a directory.
    /// - Parameters:
    ///   - directory: The directory that holds `flows`, `patterns` and `say`.
    ///   - prefix: How the directory is called in problems.
    /// - Throws: All problems of all files at once.
    public static func load(
        from directory: URL, as prefix: String = "dialogues"
    ) throws(DefinitionProblems) -> DialogueDefinitions {
        let log = ProblemLog()
        let definitions = read(from: directory, as: prefix, log: log)
        try log.check()
        return definitions
    }

    /// Reads all files below a directory; what is wrong goes to the log, and what is right is returned.
    public static func read(from directory: URL, as prefix: String, log: ProblemLog) -> DialogueDefinitions {
        func nodes(_ part: String) -> [CheckedNode] {
            let folder = directory.appendingPathComponent(part)
            let files = CheckedYAML.files(below: folder)
            if files.isEmpty { log.report("has no YAML files", file: "\(prefix)/\(part)", line: 0) }
            return files.compactMap { name in
                CheckedYAML.read(
                    contentsOf: folder.appendingPathComponent(name), as: "\(prefix)/\(part)/\(name)", log: log)
            }
        }
        let flows = FlowReader(log: log).read(nodes("flows"), file: "\(prefix)/flows")
        let patterns = PatternReader(log: log).read(nodes("patterns"), file: "\(prefix)/patterns")
        let texts = SayReader(log: log).read(nodes("say"), file: "\(prefix)/say", flows: flows)
        return DialogueDefinitions(flows: flows, patterns: patterns, texts: texts)
    }
}
