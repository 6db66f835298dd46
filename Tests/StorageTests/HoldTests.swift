import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

@Suite struct HoldTests {
    private let until = TestWorld.now.adding(seconds: 120)

    private func hold(
        _ slot: SlotID, _ test: TestStore, conversation: String = "c1", address: String? = nil,
        until: Instant? = nil, at now: Instant = TestWorld.now
    ) async throws -> Result<Hold, BookingRefusal> {
        let until = until ?? self.until
        return try await test.store.write {
            try $0.hold(slot, holder: Holder(conversation: conversation, address: address), until: until, now: now)
        }
    }

    @Test(arguments: Engine.allCases)
    func aHoldTakesAPlaceAndASecondOneExtendsIt(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let first = try await hold("m1-0800", test).get()
            let second = try await hold("m1-0800", test, until: until.adding(seconds: 60)).get()
            #expect(second.id == first.id)
            #expect(second.expiresAt == until.adding(seconds: 60))
            #expect(try await test.slot("m1-0800")?.held == 1)
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(
        arguments: Engine.allCases,
        [
            ("stopped-1330", BookingRefusal.slotUnavailable(.stopped)),
            ("later-1800", .slotUnavailable(.unreleased)), ("today-0800", .slotUnavailable(.past)),
            ("full-0800", .slotTaken), ("nowhere", .slotUnavailable(.stopped)),
        ])
    func whatCannotBeHeldIsRefused(_ engine: Engine, _ asked: (slot: String, refusal: BookingRefusal)) async throws {
        try await engine.withStore { test in
            let answer = try await hold(SlotID(asked.slot), test)
            #expect(answer == .failure(asked.refusal))
        }
    }

    @Test(arguments: Engine.allCases)
    func holdsAreFewPerConversationAndPerAddress(_ engine: Engine) async throws {
        try await engine.withStore { test in
            for slot in ["m1-0800", "m1-0830", "m1-0900"] {
                _ = try await hold(SlotID(slot), test, address: "10.0.0.1").get()
            }
            #expect(try await hold("m1-0930", test, address: "10.0.0.1") == .failure(.tooManyHolds))
            for slot in ["m2-0800", "m2-0830", "m2-0900"] {
                _ = try await hold(SlotID(slot), test, conversation: "c2", address: "10.0.0.1").get()
            }
            let third = try await hold("t1-0800", test, conversation: "c3", address: "10.0.0.1")
            #expect(third == .failure(.tooManyHolds))
            _ = try await hold("t1-0800", test, conversation: "c3", address: "10.0.0.2").get()
            // What is over does not count.
            _ = try await hold("t1-0800", test, until: until.adding(seconds: 900), at: until).get()
        }
    }

    @Test(arguments: Engine.allCases)
    func anExpiredHoldIsWorthNothingEvenBeforeItIsSwept(_ engine: Engine) async throws {
        try await engine.withStore { test in
            for conversation in ["c1", "c2"] { _ = try await hold("m1-0800", test, conversation: conversation).get() }
            #expect(try await test.slot("m1-0800")?.status == .full)
            let justBefore = try await hold("m1-0800", test, conversation: "c3", at: until.adding(milliseconds: -1))
            #expect(justBefore == .failure(.slotTaken))
            #expect(try await test.slot("m1-0800", at: until)?.status == .open)
            let listed = try await test.store.read { [until] in
                try $0.slots(SlotQuery(practitioners: ["d1"]), now: until).first { $0.id == "m1-0800" }
            }
            #expect(listed?.free == 2)
            _ = try await hold("m1-0800", test, conversation: "c3", until: until.adding(seconds: 60), at: until).get()
            #expect(try await test.slot("m1-0800", at: until)?.held == 1)
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func theSweeperGivesEachUnitBackOnce(_ engine: Engine) async throws {
        try await engine.withStore { test in
            for slot in ["m1-0800", "m1-0830"] { _ = try await hold(SlotID(slot), test).get() }
            _ = try await hold("m1-0900", test, until: until.adding(seconds: 1)).get()
            #expect(try await test.store.sweep(now: until.adding(milliseconds: -1)) == 0)
            #expect(try await test.store.sweep(now: until) == 2)
            #expect(try await test.store.sweep(now: until) == 0)
            #expect(try await test.slot("m1-0900", at: until)?.held == 1)
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func holdsAreReleasedButThoseKept(_ engine: Engine) async throws {
        try await engine.withStore { test in
            for slot in ["m1-0800", "m1-0830", "m1-0900"] { _ = try await hold(SlotID(slot), test).get() }
            _ = try await hold("m1-0800", test, conversation: "other").get()
            let released = try await test.store.write {
                try $0.releaseHolds(of: Holder(conversation: "c1"), keeping: ["m1-0830"], now: TestWorld.now)
            }
            #expect(released == 2)
            #expect(try await test.slot("m1-0800")?.held == 1)
            #expect(try await test.slot("m1-0830")?.held == 1)
            #expect(try await test.slot("m1-0900")?.held == 0)
            #expect(try await test.store.verify().problems == [])
        }
    }
}
