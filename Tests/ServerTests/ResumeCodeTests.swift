import Booking
import FrontDesk
import Logging
import Synchronization
import Testing

@testable import FrontDeskCommand

/// Six digits are few: a code that is in use must not be given to a second caller.
@Suite("Resume codes")
struct ResumeCodeTests {
    @Test("a code in use is not given twice; one whose time is over is given again")
    func codesAreReusedOnlyWhenOver() async throws {
        let installation = try await BenchInstallation.make(days: 1)
        defer { installation.remove() }
        let codes = Mutex(["111111", "111111", "222222", "111111"])
        let now = Mutex(WallClock.instant())
        var secrets = try await DeskSecrets.live(StoreOptions(database: installation.database).sealingKey())
        secrets.newResumeCode = { codes.withLock { $0.removeFirst() } }
        let desk = Desk(
            store: installation.store, bundle: installation.desk.bundle, secrets: secrets,
            configuration: DeskConfiguration(), logger: LogSetup.logger("test", level: .critical)
        ) { now.withLock { $0 } }
        var parked: [String] = []
        for _ in 0..<2 { parked.append(try await desk.park(desk.open(OpenRequest(channel: .line)).id)) }
        #expect(parked == ["111111", "222222"])
        let first = try await desk.resume(code: "111111", channel: .line).id
        #expect(try await desk.park(first) == "111111")
        codes.withLock { $0 = ["111111"] }
        now.withLock { $0 = $0.adding(seconds: DeskConfiguration().resumeSeconds) }
        let late = try await desk.open(OpenRequest(channel: .line)).id
        #expect(try await desk.park(late) == "111111")
        #expect(try await desk.resume(code: "111111", channel: .line).id == late)
        await installation.store.close()
    }
}
