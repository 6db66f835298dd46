import Definitions
import Dialogue

extension ConversationSuite {
    /// Expectations that can never hold, whatever the desk does: replies that no text is written for.
    /// - Parameter replyKeys: The keys of all texts.
    public func lint(replyKeys: Set<String>) -> [DefinitionProblem] {
        tests.flatMap { test in
            test.turns.flatMap(\.expectations).flatMap { expectation -> [DefinitionProblem] in
                guard case .acts(let acts, _) = expectation.kind else { return [] }
                return acts.joined().filter { !Self.canBeSaid($0, replyKeys) }.map { act in
                    DefinitionProblem(
                        file: test.file, line: expectation.line, message: "there is no reply \"\(act)\" in say")
                }
            }
        }
    }

    private static func canBeSaid(_ act: String, _ replyKeys: Set<String>) -> Bool {
        act == "*" || replyKeys.contains(act) || replyKeys.contains { $0.hasPrefix(act + ".") }
    }
}
