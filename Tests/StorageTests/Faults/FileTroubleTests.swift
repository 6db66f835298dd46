import Booking
import Foundation
import FrontDesk
import Storage
import StorageSQLite
import Synchronization
import Testing

/// What a process that writes without a pause has done.
private final class Tally: Sendable {
    let commits = Atomic<Int>(0)
    let isOver = Atomic<Bool>(false)
}

/// A file that another process holds, or that was damaged.
@Suite struct FileTroubleTests {
    @Test("locked by another process: an error that says so, and everything goes on when it lets go")
    func locked() async throws {
        try await Engine.sqlite.withStore { test in
            let visitor = try await test.visitor()
            let other = try SQLiteDatabase(path: test.path)
            let (isHeld, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            async let holding: Void = other.write { _ in
                isHeld.signal()
                mayEnd.wait()
            }
            await Self.wait(for: isHeld)
            do {
                _ = try await test.book("m1-0800", for: visitor, key: "k")
                Issue.record("written while another process held the file")
            } catch let error as StorageError {
                guard case .busy = error else { throw error }
                #expect(error.isTemporary)
            }
            #expect(try await test.slot("m1-0800")?.booked == 0, "reading goes on")
            mayEnd.signal()
            try await holding
            _ = try await test.book("m1-0800", for: visitor, key: "k").get()
            #expect(try await test.store.verify().problems == [])
            await other.close()
        }
    }

    @Test("written to without a pause by another process: whoever waits is next")
    func neverIdle() async throws {
        try await Engine.sqlite.withStore { test in
            let visitor = try await test.visitor()
            // Patient, as staff commands are: on a busy disk a single commit may take seconds.
            let busy = try SQLiteDatabase(path: test.path, patience: .seconds(60))
            let database = try SQLiteDatabase(path: test.path, patience: .seconds(60))
            let store = try await SQLDeskStore(database: database, configuration: TestWorld.configuration(seed: 2))
            let other = TestStore(engine: .sqlite, store: store, database: database, path: test.path)
            let tally = Tally()
            try await withThrowingTaskGroup(of: Void.self) { group in
                // Two at once, so that the next one waits already when one is committed.
                for _ in 0..<2 {
                    group.addTask {
                        while !tally.isOver.load(ordering: .relaxed) {
                            // Longer than a batch may last: each is a commit of its own.
                            try await busy.write { _ in _ = usleep(60_000) }
                            tally.commits.add(1, ordering: .relaxed)
                        }
                    }
                }
                while tally.commits.load(ordering: .relaxed) == 0 { await Task.yield() }
                for number in 1...5 {
                    let before = tally.commits.load(ordering: .relaxed)
                    _ = try await other.book("m1-0800", for: visitor, key: "k\(number)")
                    #expect(tally.commits.load(ordering: .relaxed) - before <= 4, "it was passed over")
                }
                tally.isOver.store(true, ordering: .relaxed)
                try await group.waitForAll()
            }
            await busy.close()
            await store.close()
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test("damaged: an error that says so, and never a wrong answer")
    func damaged() async throws {
        try await Engine.sqlite.withStore { test in
            await test.store.close()
            let file = try FileHandle(forUpdating: URL(filePath: test.path))
            let size = try file.seekToEnd()
            // All but the first page, which says that it is a database.
            try file.seek(toOffset: 4096)
            try file.write(contentsOf: Data(repeating: 0xAA, count: Int(size) - 4096))
            try file.close()
            do {
                let store = try await SQLDeskStore(path: test.path, configuration: TestWorld.configuration())
                _ = try await store.read { try $0.slots(SlotQuery(), now: test.now) }
                Issue.record("a damaged file was read")
            } catch let error as StorageError {
                guard case .corrupt = error else { throw error }
                #expect(!error.isTemporary)
            }
        }
    }

    private static func wait(for semaphore: DispatchSemaphore) async {
        await withCheckedContinuation { caller in
            Thread.detachNewThread {
                semaphore.wait()
                caller.resume()
            }
        }
    }
}
