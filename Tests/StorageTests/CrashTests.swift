import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Storage
import Testing

/// A process that books is killed at random instants: what it acknowledged is there, nothing is half done.
@Suite struct CrashTests {
    @Test("killed at random while eight clients hold, book, move and cancel: nothing acknowledged is lost")
    func killedAtRandomNothingAcknowledgedIsLost() async throws {
        var random = SplitMix64(seed: 11)
        try await Engine.sqlite.withStore { test in
            // Room enough for every client of every run.
            let roomy = TestWorld.sessions.map { session in
                var roomy = session
                for index in roomy.segments.indices { roomy.segments[index].capacity += 500 }
                return roomy
            }
            let plan = HospitalPlan(catalogue: TestWorld.catalogue, sessions: roomy)
            _ = try await test.store.importPlan(plan, now: test.now)
            await test.store.close()
            var acknowledged: [String: String] = [:]
            for run in 0..<6 {
                let end = try await DoomedDesk.run(
                    "\(10_000_000 + run)", on: test.path,
                    killedAfterLines: Int.random(in: 1...80, using: &random),
                    andSeconds: Double.random(in: 0..<0.02, using: &random))
                #expect(end.wasKilled, "it ended by itself")
                for line in end.lines {
                    let words = line.split(separator: " ").map(String.init)
                    acknowledged[words[1]] = words[0]
                }
                let database = try Engine.sqlite.open(test.path)
                let store = try await SQLDeskStore(
                    database: database, configuration: TestWorld.configuration(seed: UInt64(run)))
                #expect(try await store.verify().problems == [], "run \(run)")
                let kept = try await database.read { sql in
                    try sql.run("SELECT id, status FROM appointment ORDER BY id").reduce(into: [String: String]()) {
                        $0[try $1.text(0)] = try $1.text(1)
                    }
                }
                for (id, said) in acknowledged {
                    // A cancellation may have been committed and not acknowledged.
                    let allowed = said != "cancelled" ? ["booked", "cancelled"] : ["cancelled"]
                    #expect(allowed.contains(kept[id] ?? "missing"), "run \(run): \(id) was \(said)")
                }
                #expect(try await store.sweep(now: TestWorld.now.adding(seconds: 3600)) >= 0)
                let held = try await database.read { try $0.run("SELECT sum(held) FROM slot")[0].integer(0) }
                #expect(held == 0, "run \(run)")
                await store.close()
            }
            #expect(!acknowledged.isEmpty)
        }
    }
}
