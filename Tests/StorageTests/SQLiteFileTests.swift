import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Storage
import StorageSQLite
import Testing

/// What can be wrong with a file, and backups.
@Suite struct SQLiteFileTests {
    private func error(opening path: String) async -> StorageError? {
        do {
            let store = try await SQLDeskStore(path: path, configuration: TestWorld.configuration())
            await store.close()
            return nil
        } catch {
            return error as? StorageError
        }
    }

    @Test func aFileThatIsNoDatabaseIsSaidToBeNone() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "no-\(UUID().uuidString)").path
        try String(repeating: "this is not a database\n", count: 500).write(
            toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard case .notADatabase(let detail) = await error(opening: path) else {
            Issue.record("a text file was opened")
            return
        }
        #expect(detail.contains(path))
    }

    @Test func aFolderThatIsNotThereIsSaidNotToBe() async throws {
        guard case .gone = await error(opening: "/no/such/folder/desk.sqlite") else {
            Issue.record("a file in a missing folder was opened")
            return
        }
    }

    @Test(arguments: Engine.allCases)
    func aNewerDatabaseIsLeftAlone(_ engine: Engine) async throws {
        try await engine.withStore { test in
            _ = try await test.database.write {
                try $0.run("INSERT INTO migration (position, name) VALUES (999, '9999-from-the-future')")
            }
            await #expect(throws: StorageError.newerThanBinary("it has the schema step 9999-from-the-future")) {
                _ = try await SQLDeskStore(
                    database: test.engine.open(test.path), configuration: TestWorld.configuration())
            }
        }
    }

    @Test func aFullDiskRefusesAndEverythingGoesOnAfterwards() async throws {
        try await Engine.sqlite.withStore { test in
            let visitor = try await test.visitor()
            _ = try await test.database.write { try $0.run("PRAGMA max_page_count = 1") }
            var failures: [StorageError] = []
            for number in 0..<200 {
                do {
                    let turn = ConversationRecord(
                        id: ConversationID("c\(number)"), tokenHash: "t", channel: .http, key: nil,
                        state: Array(repeating: 1, count: 4000), turns: 0, version: 1, openedAt: test.now,
                        changedAt: test.now)
                    try await test.store.write { try $0.insert(turn) }
                } catch let error as StorageError {
                    failures.append(error)
                }
            }
            guard case .diskFull? = failures.first else {
                Issue.record("\(failures.first.map(String.init(describing:)) ?? "nothing") instead of a full disk")
                return
            }
            _ = try await test.database.write { try $0.run("PRAGMA max_page_count = 1000000") }
            _ = try await test.book("m1-0800", for: visitor).get()
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test func aBackupMadeWhileOthersWriteIsWhole() async throws {
        try await Engine.sqlite.withStore { test in
            let visitor = try await test.visitor()
            _ = try await test.book("m1-0800", for: visitor).get()
            let writers = Task {
                var random = SplitMix64(seed: 3)
                while !Task.isCancelled {
                    let holder = Holder(conversation: "c\(Int.random(in: 0..<50, using: &random))")
                    _ = try await test.store.write { desk throws in
                        _ = try desk.hold(
                            "t1-0800", holder: holder, until: TestWorld.now.adding(seconds: 60), now: TestWorld.now)
                        try desk.releaseHolds(of: holder, keeping: [], now: TestWorld.now)
                    }
                }
            }
            let copy = test.path + ".copy"
            try await test.store.backup(to: copy)
            writers.cancel()
            _ = await writers.result
            let restored = try await SQLDeskStore(path: copy, configuration: TestWorld.configuration(seed: 2))
            let report = try await restored.verify()
            #expect(report.problems == [])
            #expect(report.appointments == 1)
            await restored.close()
        }
    }
}
