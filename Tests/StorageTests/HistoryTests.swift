import Booking
import Storage
import Testing

/// The same random history gives the same answers in memory, on SQLite and on PostgreSQL.
@Suite struct HistoryTests {
    @Test("every answer and every slot is as in the model, and the records are whole", arguments: Engine.allCases)
    func theModelAndTheEngineAgree(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let histories = StoreHistories(database: test.database, name: "history")
            for seed in 1...4 as ClosedRange<UInt64> {
                let simulation = Self.simulation(seed)
                let commands = simulation("any").commands(seed: seed, steps: 100)
                guard let failure = try await histories.firstFailure(commands, in: simulation) else { continue }
                Issue.record("seed \(seed): \(failure)")
                return
            }
        }
    }

    @Test(
        "a difference is found and the history that shows it is short",
        arguments: [
            // Places that are held in every other second get lost.
            (
                """
                CREATE TRIGGER fault AFTER INSERT ON hold WHEN new.made_at % 2000 = 0 BEGIN
                    UPDATE slot SET held = held - 1 WHERE hospital = new.hospital AND id = new.slot;
                END
                """, 4
            ),
            // Whoever waits is told to be a day too late.
            (
                """
                CREATE TRIGGER fault AFTER INSERT ON waitlist_entry BEGIN
                    UPDATE waitlist_entry SET lapses_at = lapses_at - 86400000
                        WHERE hospital = new.hospital AND id = new.id;
                END
                """, 8
            ),
            // A stop forgets its last patient.
            (
                """
                CREATE TRIGGER fault AFTER INSERT ON stop_step BEGIN
                    UPDATE stop_step SET state = 'spared' WHERE hospital = new.hospital AND plan = new.plan;
                END
                """, 8
            ),
        ])
    func aDifferenceIsFound(_ trigger: String, _ longest: Int) async throws {
        try await Engine.sqlite.withStore { test in
            _ = try await test.database.write { sql in try sql.run(SQLStatement(made: trigger)) }
            let histories = StoreHistories(database: test.database, name: "history")
            let simulation = Self.simulation(4)
            for seed in 4...30 as ClosedRange<UInt64> {
                let commands = simulation("any").commands(seed: seed, steps: 120)
                guard try await histories.firstFailure(commands, in: simulation) != nil else { continue }
                let shortest = try await histories.shrink(commands, in: simulation)
                #expect(shortest.count <= longest, "\(shortest)")
                return
            }
            Issue.record("never found")
        }
    }

    private static func simulation(_ seed: UInt64) -> @Sendable (HospitalCode) -> HistorySimulation {
        { HistorySimulation(scene: .crowded(rules: .drawn(seed: seed), hospital: $0), isWhole: true) }
    }
}
