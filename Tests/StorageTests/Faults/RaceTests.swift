import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Storage
import Testing

/// What may happen at the same instant, and clocks that jump.
@Suite struct RaceTests {
    /// A request for a slot with a key of its own.
    private static func request(
        _ key: String, _ slot: SlotID, _ visitor: (account: AccountID, patient: PatientID), conversation: String
    ) -> BookRequest {
        BookRequest(
            key: key, slot: slot, patient: visitor.patient, account: visitor.account,
            holder: Holder(conversation: conversation),
            consent: Consent(conversation: conversation, turn: 1, channel: "http"))
    }

    @Test("a thousand clients want one place at once: one gets it", arguments: Engine.allCases)
    func aThousandWantOnePlace(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let holder = try await test.visitor(phone: "13900000000", name: "赵云")
            _ = try await test.book("m1-0800", for: holder, conversation: "first").get()
            let people = try await test.store.write { desk in
                try (0..<50).map {
                    try TestStore.visitor(phone: "137000000\(10 + $0)", name: "病人", on: desk, at: TestWorld.now)
                }
            }
            let booked = try await withThrowingTaskGroup(of: Appointment?.self) { group in
                for number in 0..<1000 {
                    let request = Self.request(
                        "k\(number)", "m1-0800", people[number % people.count], conversation: "c\(number)")
                    group.addTask { try? await test.store.write { try $0.book(request, now: test.now) }.get() }
                }
                return try await group.reduce(into: []) { if let made = $1 { $0.append(made) } }
            }
            #expect(booked.count == 1)
            #expect(try await test.slot("m1-0800")?.booked == 2)
            #expect(try await test.store.census(now: test.now).liveAppointments == 2)
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test("one key a hundred times at once, after a restart, and with another wish", arguments: Engine.allCases)
    func oneKeyManyTimes(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor()
            let request = Self.request("k", "m1-0800", visitor, conversation: "c1")
            let answers = try await withThrowingTaskGroup(of: Result<Appointment, BookingRefusal>.self) { group in
                for _ in 0..<100 {
                    group.addTask { try await test.store.write { try $0.book(request, now: test.now) } }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let first = try answers[0].get()
            #expect(answers.allSatisfy { $0 == .success(first) })
            #expect(try await test.slot("m1-0800")?.booked == 1)
            let restarted = try await SQLDeskStore(
                database: engine.open(test.path), configuration: TestWorld.configuration(seed: 2))
            #expect(try await restarted.write { try $0.book(request, now: test.now) } == .success(first))
            let other = Self.request("k", "t1-0800", visitor, conversation: "c1")
            #expect(try await restarted.write { try $0.book(other, now: test.now) } == .failure(.keyReused))
            #expect(try await restarted.verify().problems == [])
            await restarted.close()
        }
    }

    @Test(
        "a hold ends in the millisecond of its confirmation: one gets the last place, with and without a sweeper",
        arguments: Engine.allCases, [false, true])
    func aHoldEndsWhileItIsConfirmed(_ engine: Engine, _ isSwept: Bool) async throws {
        try await engine.withStore { test in
            let holder = try await test.visitor()
            let other = try await test.visitor(phone: "13800000002", name: "李梅")
            // Places of the last minute: one is left in each.
            for (number, slot) in ["m2-0800", "m2-0830", "m2-0900", "m2-0930"].enumerated() {
                let slot = SlotID(slot)
                let third = try await test.visitor(phone: "1390000000\(number)", name: "赵云")
                _ = try await test.book(slot, for: third, conversation: "third-\(number)").get()
                let until = test.now.adding(seconds: 60 * (number + 1))
                _ = try await test.store.write {
                    try $0.hold(slot, holder: Holder(conversation: "a\(number)"), until: until, now: test.now)
                }.get()
                let confirmation = Self.request("a\(number)", slot, holder, conversation: "a\(number)")
                let rival = Self.request("b\(number)", slot, other, conversation: "b\(number)")
                async let swept = isSwept ? test.store.sweep(now: until) : 0
                async let one = test.store.write { try $0.book(confirmation, now: until) }
                async let two = test.store.write { try $0.book(rival, now: until) }
                let answers = [try await one, try await two]
                _ = try await swept
                let booked = answers.compactMap { try? $0.get() }
                #expect(booked.count == 1, "\(slot): \(answers)")
                let kept = try await test.slot(slot, at: until)
                #expect(kept?.booked == 2)
                #expect(kept?.held == 0)
                // Room for the next round: one visit a session.
                for visit in booked {
                    let account = visit.id == (try? answers[0].get())?.id ? holder.account : other.account
                    _ = try await test.store.write {
                        try $0.cancel(
                            CancelRequest(
                                key: "x\(number)", appointment: visit.id, account: account, reason: "ill",
                                consent: confirmation.consent), now: until)
                    }.get()
                }
            }
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test("the clock jumps back an hour and on a day: nothing is lost, oversold or left", arguments: Engine.allCases)
    func theClockJumps(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor()
            let (before, after) = (test.now.adding(seconds: -3600), test.now.adding(seconds: 86_400))
            let until = test.now.adding(seconds: 60)
            _ = try await test.store.write {
                try $0.hold("m1-0800", holder: Holder(conversation: "c1"), until: until, now: test.now)
            }.get()
            // Back: the hold still stands, and its holder may book.
            #expect(try await test.store.sweep(now: before) == 0)
            let booked = try await test.book("m1-0800", for: visitor, key: "k", at: before)
            #expect(throws: Never.self) { try booked.get() }
            // On and back again: the same key still has its answer.
            #expect(try await test.book("m1-0800", for: visitor, key: "k", at: after) == booked)
            #expect(try await test.book("m1-0800", for: visitor, key: "k", at: before) == booked)
            _ = try await test.store.write {
                try $0.hold("t1-0800", holder: Holder(conversation: "c2"), until: until, now: before)
            }.get()
            #expect(try await test.store.sweep(now: after) == 1)
            #expect(try await test.slot("t1-0800", at: before)?.held == 0)
            #expect(try await test.store.census(now: before).liveAppointments == 1)
            #expect(try await test.store.verify().problems == [])
        }
    }
}
