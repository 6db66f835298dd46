import Foundation
import Yams

/// A value of a data file with the place where it stands; what YAML and CSV have in common.
public struct SourceNode: Hashable, Sendable {
    /// How a scalar was written, which decides what may be read from it.
    public enum Style: Hashable, Sendable {
        /// A bare YAML word: YAML 1.1 may take it for a boolean, a number or nothing.
        case plain
        /// A quoted or block text.
        case quoted
        /// A CSV cell: always text, and a list when its parts are separated by semicolons.
        case cell
    }

    /// What stands there.
    public indirect enum Content: Hashable, Sendable {
        case scalar(String, Style)
        case sequence([SourceNode])
        case mapping([Entry])
    }

    /// A key with its value.
    public struct Entry: Hashable, Sendable {
        /// The key.
        public var key: SourceNode
        /// The value.
        public var value: SourceNode

        /// Makes an entry.
        public init(key: SourceNode, value: SourceNode) {
            self.key = key
            self.value = value
        }
    }

    /// What stands there.
    public var content: Content
    /// The line, from 1.
    public var line: Int
    /// The column, from 1; 0 where it is not known.
    public var column: Int

    /// Makes a node.
    public init(_ content: Content, line: Int, column: Int) {
        self.content = content
        self.line = line
        self.column = column
    }

    /// Takes over a parsed YAML node with its marks.
    init(_ node: Yams.Node) {
        line = node.mark?.line ?? 0
        column = node.mark?.column ?? 0
        switch node {
        case .scalar(let scalar):
            content = .scalar(scalar.string, scalar.style == .plain || scalar.style == .any ? .plain : .quoted)
        case .sequence(let sequence):
            content = .sequence(sequence.map { SourceNode($0) })
        case .mapping(let mapping):
            content = .mapping(mapping.map { Entry(key: SourceNode($0.key), value: SourceNode($0.value)) })
        case .alias(let alias):
            // The parser puts the anchored node in place of an alias; a bare one has nothing to stand for.
            content = .scalar(alias.anchor.rawValue, .plain)
        }
    }
}

/// Reads YAML files into checked nodes.
public enum CheckedYAML {
    /// Reads one YAML document.
    /// - Parameters:
    ///   - text: The document.
    ///   - file: The name that problems are reported under.
    ///   - log: Where problems go.
    /// - Returns: The root; `nil` when the text is no YAML or empty, which is reported.
    public static func read(_ text: String, file: String, log: ProblemLog) -> CheckedNode? {
        do {
            guard let root = try Yams.compose(yaml: text) else {
                log.report("the file is empty", file: file, line: 1)
                return nil
            }
            return CheckedNode(SourceNode(root), file: file, log: log)
        } catch let error as YamlError {
            log.report(problem(of: error, file: file))
        } catch {
            log.report("cannot be read as YAML: \(error)", file: file, line: 1)
        }
        return nil
    }

    /// Reads one YAML file from the disk.
    /// - Returns: The root; `nil` when the file cannot be read, which is reported.
    public static func read(contentsOf url: URL, as file: String, log: ProblemLog) -> CheckedNode? {
        guard let data = try? Data(contentsOf: url) else {
            log.report("cannot be read", file: file, line: 0)
            return nil
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            log.report("is not valid UTF-8", file: file, line: 0)
            return nil
        }
        return read(text, file: file, log: log)
    }

    /// The YAML files below a directory (`.yaml`, `.yml`), as paths relative to it, in order.
    public static func files(below directory: URL) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: directory.path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
    }

    private static func problem(of error: YamlError, file: String) -> DefinitionProblem {
        switch error {
        case .scanner(let context, let message, let mark, _), .parser(let context, let message, let mark, _),
            .composer(let context, let message, let mark, _):
            let whole = [context?.text, message].compactMap { $0 }.joined(separator: ", ")
            return DefinitionProblem(file: file, line: mark.line, column: mark.column, message: whole)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "\"\($0)\"" }.joined(separator: ", ")
            return DefinitionProblem(
                file: file, line: context.mark.line, column: context.mark.column,
                message: "\(names) is given more than once in the same mapping")
        case .reader(let message, let offset, _, let yaml):
            let line = yaml.utf8.prefix(offset ?? 0).count { $0 == 0x0A } + 1
            return DefinitionProblem(file: file, line: line, message: message)
        default:
            return DefinitionProblem(file: file, line: 1, message: "cannot be read as YAML: \(error)")
        }
    }
}
