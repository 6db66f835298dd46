import Booking
import Foundation
import FrontDesk
import Storage
import StorageSQLite
import Testing

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
