import CivilCalendar
import FrontDesk

/// Runs conversation tests, each path on a desk of its own.
public struct ConversationTestRunner: Sendable {
    /// The tests and their worlds.
    public var suite: ConversationSuite
    /// Sets up desks.
    public var stage: RehearsalStage
    /// Every reply key there is, for the coverage; empty when coverage is not wanted.
    public var replyKeys: Set<String>
    /// How many paths run at a time, 1 or more.
    public var width: Int

    /// Makes a runner.
    public init(
        suite: ConversationSuite, replyKeys: Set<String> = [], width: Int = 1, stage: @escaping RehearsalStage
    ) {
        self.suite = suite
        self.replyKeys = replyKeys
        self.width = max(1, width)
        self.stage = stage
    }

    /// Runs the tests that a filter names, in the order of the files.
    /// - Parameter onResult: Gets every test as soon as all before it are done too.
    public func run(
        filter: String? = nil, onResult: @Sendable (ConversationTestResult) -> Void = { _ in }
    ) async -> ConversationTestSummary {
        let clock = ContinuousClock()
        let start = clock.now
        let tests = suite.tests(matching: filter)
        var results: [ConversationTestResult?] = Array(repeating: nil, count: tests.count)
        var reported = 0
        await withTaskGroup(of: (Int, ConversationTestResult).self) { group in
            var next = 0
            func add() {
                guard next < tests.count else { return }
                let index = next
                next += 1
                group.addTask { (index, await run(tests[index])) }
            }
            for _ in 0..<width { add() }
            while let (index, result) = await group.next() {
                results[index] = result
                add()
                while reported < results.count, let ready = results[reported] {
                    onResult(ready)
                    reported += 1
                }
            }
        }
        return ConversationTestSummary(
            results: results.compactMap { $0 }, replyKeys: replyKeys, duration: clock.now - start)
    }

    /// Runs one test on every channel and along every path.
    public func run(_ test: ConversationTest) async -> ConversationTestResult {
        var result = ConversationTestResult(test: test, gap: suite.knownGaps[test.name])
        guard let world = suite.worlds[test.world] else {
            result.failures.append(PathFailure(path: "", talk: [], mismatches: [], problem: "no world \(test.world)"))
            return result
        }
        for channel in test.channels {
            for path in 0..<test.pathCount {
                result.pathCount += 1
                do {
                    let host = try await stage(world, test.clock ?? world.clock)
                    var run = PathRun(test: test, path: path, channel: channel, host: host)
                    let failure = await run.run()
                    await host.close()
                    result.turnCount += run.turnCount
                    result.duration += run.duration
                    result.saidKeys.formUnion(run.saidKeys)
                    if let failure { result.failures.append(failure) }
                } catch {
                    let problem = "the world could not be set up: \(error)"
                    result.failures.append(
                        PathFailure(path: PathRun.name(of: path, channel: channel, in: test), problem: problem))
                }
            }
        }
        return result
    }
}
