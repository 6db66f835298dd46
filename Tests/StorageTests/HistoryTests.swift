import Booking
import Storage
import Testing

/// The same random history gives the same answers in memory, on SQLite and on PostgreSQL.
@Suite struct HistoryTests {
    @Test("every answer and every slot is as in the model, and the records are whole", arguments: Engine.allCases)
    func theModelAndTheEngineAgree(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let histories = StoreHistories(database: test.database, name: "history")
            for seed in 1...3 as ClosedRange<UInt64> {
                let simulation = Self.simulation(seed)
                let commands = simulation("any").commands(seed: seed, steps: 100)
                guard let failure = try await histories.firstFailure(commands, in: simulation) else { continue }
                Issue.record("seed \(seed): \(failure)")
                return
            }
        }
    }

    @Test("a difference is found and the history that shows it is short")
    func aDifferenceIsFound() async throws {
        try await Engine.sqlite.withStore { test in
            // Places that are held in every other second get lost.
            _ = try await test.database.write { sql in
                try sql.run(
                    """
                    CREATE TRIGGER loses_a_place AFTER INSERT ON hold WHEN new.made_at % 2000 = 0 BEGIN
                        UPDATE slot SET held = held - 1 WHERE hospital = new.hospital AND id = new.slot;
                    END
                    """)
            }
            let histories = StoreHistories(database: test.database, name: "history")
            let simulation = Self.simulation(4)
            let commands = simulation("any").commands(seed: 4, steps: 120)
            #expect(try await histories.firstFailure(commands, in: simulation) != nil)
            let shortest = try await histories.shrink(commands, in: simulation)
            #expect(shortest.count == 1, "\(shortest)")
        }
    }

    private static func simulation(_ seed: UInt64) -> @Sendable (HospitalCode) -> HistorySimulation {
        { HistorySimulation(scene: .crowded(rules: .drawn(seed: seed), hospital: $0)) }
    }
}
