/// Something wrong in a data file, with the place where its author finds it.
public struct DefinitionProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, as it was given to the loader.
    public let file: String
    /// The line, from 1; 0 where the whole file is meant.
    public let line: Int
    /// The column in characters, from 1, where it is known.
    public let column: Int?
    /// What is wrong and what would be right, as a sentence fragment without a full stop.
    public let message: String

    /// Makes a problem.
    public init(file: String, line: Int, column: Int? = nil, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    /// `file:line: message`, the form that editors jump to.
    public var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}

extension DefinitionProblem: Comparable {
    /// By file, then line, then column, then message.
    public static func < (left: DefinitionProblem, right: DefinitionProblem) -> Bool {
        (left.file, left.line, left.column ?? 0, left.message)
            < (right.file, right.line, right.column ?? 0, right.message)
    }
}

/// All problems of a set of files, thrown at once.
public struct DefinitionProblems: Error, Hashable, Sendable, CustomStringConvertible {
    /// The problems, by file and line; never empty.
    public let problems: [DefinitionProblem]

    /// Makes an error from problems in any order.
    public init(_ problems: [DefinitionProblem]) {
        self.problems = problems.sorted()
    }

    /// One problem a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Collects problems while files are read, so that an author sees all of them at once.
public final class ProblemLog {
    /// What was reported so far, in the order of reporting.
    public private(set) var problems: [DefinitionProblem] = []

    /// Makes an empty log.
    public init() {}

    /// Whether nothing was reported.
    public var isEmpty: Bool { problems.isEmpty }

    /// Adds a problem; a repeat of one that is there is dropped.
    public func report(_ problem: DefinitionProblem) {
        if !problems.contains(problem) { problems.append(problem) }
    }

    /// Adds a problem at a place.
    public func report(_ message: String, file: String, line: Int, column: Int? = nil) {
        report(DefinitionProblem(file: file, line: line, column: column, message: message))
    }

    /// Throws all problems, if there are any.
    public func check() throws(DefinitionProblems) {
        if !problems.isEmpty { throw DefinitionProblems(problems) }
    }
}
