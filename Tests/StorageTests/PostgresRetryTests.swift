import Booking
import Foundation
import Storage
import Synchronization
import Testing

/// Transactions that PostgreSQL breaks off because they got into each other's way, and what is prepared for it.
@Suite struct PostgresRetryTests {
    /// Two that each have a row and then want the other's.
    private final class Meeting: Sendable {
        let runs = Atomic<Int>(0)
        private let here = Mutex<Set<SlotID>>([])

        func change(_ first: SlotID, then second: SlotID, in database: any SQLDatabase) async throws {
            try await database.write { [self] sql in
                runs.add(1, ordering: .relaxed)
                try sql.run("UPDATE slot SET capacity = capacity WHERE id = $1", first)
                here.withLock { _ = $0.insert(first) }
                // Until the other one has its first row as well; a second run finds that it had.
                while here.withLock({ $0.count < 2 }) { Thread.sleep(forTimeInterval: 0.001) }
                try sql.run("UPDATE slot SET capacity = capacity WHERE id = $1", second)
            }
        }
    }

    @Test("two that wait for each other: one is broken off (40P01), run again, and both are done")
    func deadlock() async throws {
        try await Engine.postgres.withStore { test in
            let meeting = Meeting()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (first, second) in [("m1-0800", "m1-0830"), ("m1-0830", "m1-0800")] as [(SlotID, SlotID)] {
                    group.addTask { try await meeting.change(first, then: second, in: test.database) }
                }
                try await group.waitForAll()
            }
            #expect(meeting.runs.load(ordering: .relaxed) == 3)
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test("a transaction that must be run again (40001) is, with what it wants to tell only once")
    func serialisation() async throws {
        try await Engine.postgres.withStore { test in
            let runs = Atomic<Int>(0)
            let answer = try await test.database.write { sql in
                let run = runs.add(1, ordering: .relaxed).newValue
                try sql.announce("run \(run)")
                if run < 4 { try sql.run("DO 'BEGIN RAISE EXCEPTION USING ERRCODE = ''40001''; END'") }
                return run
            }
            #expect(answer == 4)
        }
    }

    @Test("somebody who is always in the way is reported after some tries, not waited for without end")
    func givingUp() async throws {
        try await Engine.postgres.withStore { test in
            let runs = Atomic<Int>(0)
            await #expect(throws: StorageError.self) {
                try await test.database.write { sql in
                    runs.add(1, ordering: .relaxed)
                    try sql.run("DO 'BEGIN RAISE EXCEPTION USING ERRCODE = ''40P01''; END'")
                }
            }
            #expect((2...20).contains(runs.load(ordering: .relaxed)))
        }
    }

    @Test("a statement is prepared once a connection, however often it is run")
    func preparedOnce() async throws {
        try await Engine.postgres.withStore { test in
            let count = try await test.database.write { sql -> Int in
                for number in 0..<5 {
                    try sql.run("SELECT id FROM slot WHERE hospital = $1 AND capacity > $2", "h1", number)
                }
                return try sql.run(
                    "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%capacity > $2'")[0].integer(0)
            }
            #expect(count == 1)
        }
    }
}
