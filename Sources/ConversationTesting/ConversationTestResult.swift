/// How a test went on all its paths.
public struct ConversationTestResult: Sendable {
    /// The test.
    public var test: ConversationTest
    /// The entry that says that it must fail.
    public var gap: ConversationSuite.KnownGap?
    /// Paths that were run.
    public var pathCount = 0
    /// Turns that were run.
    public var turnCount = 0
    /// Time spent in turns.
    public var duration = Duration.zero
    /// Keys of all replies.
    public var saidKeys: Set<String> = []
    /// What went wrong, a path each.
    public var failures: [PathFailure] = []

    init(test: ConversationTest, gap: ConversationSuite.KnownGap?) {
        self.test = test
        self.gap = gap
    }

    /// How it went, with what was known before.
    public enum Verdict: String, Sendable {
        /// Every path held.
        case passed
        /// A path did not hold.
        case failed
        /// It is known to fail, and failed.
        case knownGap = "known gap"
        /// It is known to fail, but every path held: the entry must go.
        case unexpectedlyPassed = "unexpectedly passed"
    }

    /// How it went.
    public var verdict: Verdict {
        switch (failures.isEmpty, gap == nil) {
        case (true, true): .passed
        case (false, true): .failed
        case (false, false): .knownGap
        case (true, false): .unexpectedlyPassed
        }
    }

    /// Whether the suite may pass with it.
    public var isGood: Bool { verdict == .passed || verdict == .knownGap }
}

/// What went wrong on one path.
public struct PathFailure: Sendable {
    /// A line of the talk.
    public enum Line: Hashable, Sendable {
        case person(String)
        case desk(String, key: String)
        case note(String)
    }

    /// Which path.
    public var path: String
    /// The line of the turn; `nil` when it was none of them.
    public var line: Int?
    /// The talk so far.
    public var talk: [Line]
    /// What did not hold.
    public var mismatches: [Mismatch]
    /// What happened in the last turn.
    public var trace: [String]
    /// What stopped the path, when no expectation did.
    public var problem: String?

    init(
        path: String, line: Int? = nil, talk: [Line] = [], mismatches: [Mismatch] = [], trace: [String] = [],
        problem: String? = nil
    ) {
        self.path = path
        self.line = line
        self.talk = talk
        self.mismatches = mismatches
        self.trace = trace
        self.problem = problem
    }
}

/// How all tests went.
public struct ConversationTestSummary: Sendable {
    /// Every test, by file and line.
    public var results: [ConversationTestResult]
    /// Every reply key there is; empty when coverage was not asked for.
    public var replyKeys: Set<String>
    /// How long it took.
    public var duration: Duration

    /// Whether everything went as it must, and something was run at all.
    public var isGood: Bool { !results.isEmpty && results.allSatisfy(\.isGood) }

    /// How many went like this.
    public func count(_ verdict: ConversationTestResult.Verdict) -> Int {
        results.count { $0.verdict == verdict }
    }

    /// Reply keys that no test heard, sorted. Keys of values that are only part of other replies are for the caller to
    /// leave out.
    public var unsaidKeys: [String] {
        replyKeys.subtracting(results.reduce(into: []) { $0.formUnion($1.saidKeys) }).sorted()
    }
}
