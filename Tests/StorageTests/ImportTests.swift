import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

@Suite struct ImportTests {
    @Test(arguments: Engine.allCases)
    func theCatalogueComesBackAsItWentIn(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let catalogue = try #require(try await test.store.catalogue())
            #expect(catalogue.hospital == TestWorld.catalogue.hospital)
            #expect(catalogue.campuses == TestWorld.catalogue.campuses)
            #expect(catalogue.departments == TestWorld.catalogue.departments)
            #expect(catalogue.practitioners == TestWorld.catalogue.practitioners)
            #expect(catalogue.calendar == TestWorld.catalogue.calendar)
        }
    }

    @Test(arguments: Engine.allCases)
    func slotsComeInOrderWithTheirStatus(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let slots = try await test.store.read {
                try $0.slots(SlotQuery(departments: ["cardio"]), now: TestWorld.now)
            }
            #expect(slots.map(\.start) == slots.map(\.start).sorted())
            let statuses = Dictionary(grouping: slots, by: \.session.id.rawValue).mapValues { $0.map(\.status) }
            #expect(statuses["m1"] == [.open, .open, .open, .open])
            #expect(statuses["stopped"]?.first == .stopped)
            #expect(statuses["later"]?.first == .unreleased)
            #expect(statuses["full"] == [.full])
            // Now is 09:00: the slots of 08:00, 08:30 and 09:00 have begun.
            #expect(statuses["today"] == [.past, .past, .past, .open])
            #expect(slots.first { $0.session.id == "m1" }?.session == TestWorld.sessions[0].session)
        }
    }

    @Test(
        arguments: Engine.allCases,
        [
            (SlotQuery(departments: ["paediatrics", "gynaecology"]), 8),
            (SlotQuery(practitioners: ["d3"]), 4), (SlotQuery(departments: ["cardio"], practitioners: ["d3"]), 0),
            (SlotQuery(from: TestWorld.tuesday), 13),
            (SlotQuery(from: TestWorld.monday, through: TestWorld.monday), 20),
            (SlotQuery(departments: ["nowhere"]), 0),
        ])
    func queriesNarrow(_ engine: Engine, _ asked: (query: SlotQuery, count: Int)) async throws {
        try await engine.withStore { test in
            let slots = try await test.store.read { try $0.slots(asked.query, now: TestWorld.now) }
            #expect(slots.count == asked.count)
        }
    }

    @Test(arguments: Engine.allCases)
    func importingAgainChangesNothing(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor()
            _ = try await test.book("m1-0800", for: visitor).get()
            let report = try await test.store.importPlan(TestWorld.plan, rules: RuleBook(), now: test.now)
            #expect(report.isEmpty)
            #expect(try await test.slot("m1-0800")?.booked == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func whatBookingsAreInTheWayOfIsKeptAndReported(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor()
            _ = try await test.book("m1-0800", for: visitor).get()
            _ = try await test.book("w1-1330", for: visitor).get()
            var sessions = TestWorld.sessions.filter { !["w1", "p1"].contains($0.session.id.rawValue) }
            sessions[0].segments[0].capacity = 0
            sessions[0].segments.removeLast()
            sessions[1].session.room = TestWorld.text("305室", "Room 305")
            let plan = HospitalPlan(catalogue: TestWorld.catalogue, sessions: sessions)
            let report = try await test.store.importPlan(plan, rules: RuleBook(), now: test.now)
            #expect(
                report.kept == [
                    ImportReport.Kept(session: "m1", slot: "m1-0800", wish: .reduced, taken: 1),
                    ImportReport.Kept(session: "w1", slot: nil, wish: .withdrawn, taken: 1),
                ])
            #expect(report.changedSessions == 1)
            #expect(report.withdrawnSessions == 1)
            let kept = try #require(try await test.slot("m1-0800"))
            #expect((kept.capacity, kept.booked, kept.status) == (1, 1, .full))
            #expect(try await test.slot("w1-1330")?.booked == 1)
            #expect(try await test.slot("p1-0800") == nil)
            let morning = try await test.store.read {
                try $0.slots(SlotQuery(practitioners: ["d1"], through: TestWorld.monday), now: TestWorld.now)
            }
            #expect(morning.map(\.startMinute) == [480, 510, 540])
        }
    }

    @Test(arguments: Engine.allCases)
    func aWithdrawnSessionCanComeBack(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let without = TestWorld.sessions.filter { $0.session.id != "p1" }
            _ = try await test.store.importPlan(
                HospitalPlan(catalogue: TestWorld.catalogue, sessions: without), rules: RuleBook(), now: test.now)
            #expect(try await test.slot("p1-0800") == nil)
            _ = try await test.store.importPlan(TestWorld.plan, rules: RuleBook(), now: test.now)
            #expect(try await test.slot("p1-0800")?.status == .open)
        }
    }
}
