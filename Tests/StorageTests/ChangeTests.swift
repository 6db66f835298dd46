import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

/// Cancelling and moving.
@Suite struct ChangeTests {
    private let consent = Consent(conversation: "c1", turn: 4, channel: "line")

    private func cancel(
        _ appointment: AppointmentID, _ account: AccountID, _ test: TestStore, key: String = "cancel",
        at now: Instant = TestWorld.now
    ) async throws -> Result<Appointment, BookingRefusal> {
        let request = CancelRequest(
            key: key, appointment: appointment, account: account, reason: "ill", consent: consent)
        return try await test.store.write { try $0.cancel(request, now: now) }
    }

    private func move(
        _ appointment: AppointmentID, to slot: SlotID, _ account: AccountID, _ test: TestStore, key: String = "move"
    ) async throws -> Result<Appointment, BookingRefusal> {
        let request = RescheduleRequest(
            key: key, appointment: appointment, slot: slot, account: account, holder: Holder(conversation: "c1"),
            consent: consent)
        return try await test.store.write { try $0.reschedule(request, now: TestWorld.now) }
    }

    @Test(arguments: Engine.allCases)
    func aCancelledPlaceIsFreeAgainAndItsNumberIsNot(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor()
            let first = try await test.book("m1-0800", for: visitor).get()
            let cancelled = try await cancel(first.id, visitor.account, test).get()
            #expect(cancelled.status == .cancelled)
            #expect(try await test.slot("m1-0800")?.booked == 0)
            // The same key again: the same answer. Another key: there is nothing to cancel any more.
            #expect(try await cancel(first.id, visitor.account, test).get() == cancelled)
            let again = try await cancel(first.id, visitor.account, test, key: "other")
            #expect(again == .failure(.wrongState(.cancelled)))
            let second = try await test.book("m1-0800", for: visitor).get()
            #expect(second.serial == 2)
            let live = try await test.store.read {
                try $0.appointments(of: visitor.account, includingPast: false, now: TestWorld.now).map(\.id)
            }
            #expect(live == [second.id])
            let all = try await test.store.read {
                try $0.appointments(of: visitor.account, includingPast: true, now: TestWorld.now).map(\.id)
            }
            #expect(Set(all) == [first.id, second.id])
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func whatHasBegunCannotBeCancelled(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor()
            let booked = try await test.book("today-0930", for: visitor).get()
            let start = TestWorld.zone.instant(of: CivilMoment(date: TestWorld.friday, hour: 9, minute: 30))
            let before = try await test.store.read {
                try $0.mayCancel(booked.id, account: visitor.account, now: start.adding(milliseconds: -1))
            }
            #expect(throws: Never.self) { try before.get() }
            let late = try await cancel(booked.id, visitor.account, test, at: start)
            #expect(late == .failure(.slotUnavailable(.past)))
        }
    }

    @Test(arguments: Engine.allCases)
    func movingKeepsTheAppointmentAndItsCode(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor()
            let old = try await test.book("m1-0800", for: visitor, key: "book").get()
            let moved = try await move(old.id, to: "t1-0900", visitor.account, test).get()
            #expect(moved.id == old.id)
            #expect(moved.visitCode == old.visitCode)
            #expect(moved.sequence == 1)
            #expect(moved.slot.id == "t1-0900")
            #expect(try await test.slot("m1-0800")?.booked == 0)
            #expect(try await test.slot("t1-0900")?.booked == 1)
            #expect(try await move(old.id, to: "t1-0900", visitor.account, test).get() == moved)
            // The booking's own key still gives the booking as it was made.
            let replayed = try await test.book("m1-0800", for: visitor, key: "book").get()
            #expect((replayed.slot.id, replayed.sequence, replayed.serial) == ("m1-0800", 0, old.serial))
            let kinds = try await test.store.read { try $0.outbox(after: nil, limit: 100).map(\.kind) }
            #expect(kinds == ["code", "confirmation", "reschedule"])
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func whenMovingIsRefusedTheOldOneStands(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor()
            let old = try await test.book("m1-0800", for: visitor).get()
            let other = try await test.book("w1-1330", for: visitor).get()
            let refusals: [(SlotID, BookingRefusal)] = [
                ("full-0800", .slotTaken), ("later-1800", .slotUnavailable(.unreleased)),
                ("w1-1400", .patientBusy(other.id)), ("m1-0800", .patientBusy(old.id)),
            ]
            for (slot, refusal) in refusals {
                let moved = try await move(old.id, to: slot, visitor.account, test, key: slot.rawValue)
                #expect(moved == .failure(refusal), "\(slot)")
            }
            // Within the session it stands in, only its own place is in the way, and that goes with it.
            let later = try await move(old.id, to: "m1-0930", visitor.account, test).get()
            #expect(later.slot.id == "m1-0930")
            #expect(try await test.slot("m1-0800")?.booked == 0)
            #expect(try await test.store.verify().problems == [])
        }
    }
}
