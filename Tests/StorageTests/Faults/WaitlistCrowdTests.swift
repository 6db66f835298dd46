import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

/// Many wait for the same places while places are given back, offers are declined, run out and are taken, in a random
/// order: who came first is asked first, and no place is lost.
@Suite struct WaitlistCrowdTests {
    private typealias Visitor = (account: AccountID, patient: PatientID)
    private static let waiters = 24
    private static let slot: SlotID = "t1-0800"
    private static let consent = Consent(conversation: "c1", turn: 3, channel: "http")
    private static let wish = WaitWish(
        department: "cardio", practitioner: "d1",
        when: TimeWish(anyOf: [
            TimeConstraint(firstDay: TestWorld.tuesday, lastDay: TestWorld.tuesday, fromMinute: 480, toMinute: 510)
        ]))

    @Test("the order is kept through many returns, declines, expiries and acceptances", arguments: Engine.allCases)
    func theOrderIsKept(_ engine: Engine) async throws {
        for seed in UInt64(1)...2 {
            var random = SplitMix64(seed: seed)
            try await engine.withStore(seed: seed) { test in try await play(test, &random) }
        }
    }

    private func play(_ test: TestStore, _ random: inout SplitMix64) async throws {
        let visitors = try await people(test)
        var now = TestWorld.now
        // Who has a place, in no order; who waits, in the order of coming.
        var placed: [(visitor: Visitor, appointment: AppointmentID)] = []
        for visitor in visitors.prefix(2) {
            placed.append((visitor, try await test.book(Self.slot, for: visitor).get().id))
        }
        var line = Array(visitors.dropFirst(2))
        for visitor in line {
            let request = WaitRequest(
                wish: Self.wish, patient: visitor.patient, account: visitor.account, replaces: nil,
                consent: Self.consent)
            now = now.adding(seconds: 1)
            let joined = now
            _ = try await test.store.write { try $0.join(request, now: joined) }.get()
        }
        // Those who have been offered a place, until when.
        var offered: [(visitor: Visitor, entry: WaitlistEntryID, until: Instant)] = []
        while !line.isEmpty || !offered.isEmpty {
            now = now.adding(seconds: 60)
            try await sweep(test, now, &offered)
            let instant = now
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where !placed.isEmpty:
                let leaver = placed.remove(at: Int.random(in: placed.indices, using: &random))
                let request = CancelRequest(
                    key: "cancel-\(leaver.appointment)-\(instant.milliseconds)", appointment: leaver.appointment,
                    account: leaver.visitor.account, reason: "ill", consent: Self.consent)
                _ = try await test.store.write { try $0.cancel(request, now: instant) }.get()
            case 1 where !offered.isEmpty:
                let decliner = offered.removeFirst()
                let answer = WaitlistAnswer(
                    entry: decliner.entry, account: decliner.visitor.account, consent: Self.consent)
                _ = try await test.store.write { try $0.leave(answer, now: instant) }.get()
            case 2 where !offered.isEmpty:
                let taker = offered.removeLast()
                let answer = WaitlistAnswer(entry: taker.entry, account: taker.visitor.account, consent: Self.consent)
                let made = try await test.store.write { try $0.accept(answer, now: instant) }.get()
                placed.append((taker.visitor, made.id))
            case 3:
                guard let end = offered.map(\.until).min() else { continue }
                now = end
                try await sweep(test, now, &offered)
            default: continue
            }
            // Whoever was offered a place now is who has waited longest.
            while let next = line.first, let entry = try await entry(of: next, test, now), entry.state == .offered {
                let offer = try #require(entry.offer)
                #expect(offer.slot.id == Self.slot)
                offered.append((next, entry.id, offer.until))
                line.removeFirst()
            }
            for visitor in line {
                #expect(try await entry(of: visitor, test, now)?.state == .waiting, "somebody was served out of turn")
            }
            #expect(placed.count + offered.count <= 2)
            #expect(line.isEmpty || placed.count + offered.count == 2, "a place is free while somebody waits for it")
        }
        #expect(try await test.store.verify().problems == [])
    }

    private func sweep(
        _ test: TestStore, _ now: Instant,
        _ offered: inout [(visitor: Visitor, entry: WaitlistEntryID, until: Instant)]
    ) async throws {
        guard offered.contains(where: { $0.until <= now }) else { return }
        try await test.store.sweep(now: now)
        offered.removeAll { $0.until <= now }
    }

    private func entry(of visitor: Visitor, _ test: TestStore, _ now: Instant) async throws -> WaitlistEntry? {
        try await test.store.read { try $0.waitlist(of: visitor.account, now: now) }.first
    }

    private func people(_ test: TestStore) async throws -> [Visitor] {
        try await test.store.write { desk in
            try (0..<Self.waiters).map {
                try TestStore.visitor(phone: "137000000\(10 + $0)", name: "病人", on: desk, at: TestWorld.now)
            }
        }
    }
}
