import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

/// Waiting for a place, being offered one, and what becomes of it. The session `full` is Dr. d2's on Tuesday at 08:00;
/// its two places are taken through other channels. `m1` has four slots of two places each.
@Suite struct WaitlistTests {
    private typealias Visitor = (account: AccountID, patient: PatientID)

    private let tuesday = WaitWish(
        department: "cardio", practitioner: "d1",
        when: TimeWish(anyOf: [
            TimeConstraint(firstDay: TestWorld.tuesday, lastDay: TestWorld.tuesday, fromMinute: 480, toMinute: 510)
        ]))
    private let consent = Consent(conversation: "c1", turn: 3, channel: "http")

    /// Two people who fill `t1-0800`, and the appointments they have there.
    private func fill(_ test: TestStore) async throws -> [(visitor: Visitor, appointment: Appointment)] {
        var filled: [(Visitor, Appointment)] = []
        for number in 1...2 {
            let visitor = try await test.visitor(phone: "1380000000\(number)", name: "占位\(number)")
            filled.append((visitor, try await test.book("t1-0800", for: visitor, conversation: "f\(number)").get()))
        }
        return filled
    }

    private func book(_ texts: [RuleParameter: String]) throws -> RuleBook {
        let values = try texts.reduce(into: [RuleParameter: RuleValue]()) { values, text in
            values[text.key] = try text.key.kind.value(from: text.value)
        }
        return RuleBook([RuleSet(version: "v1", values: [.hospital(TestWorld.code): values])])
    }

    private func join(
        _ visitor: Visitor, _ test: TestStore, wish: WaitWish? = nil, replaces: AppointmentID? = nil,
        at now: Instant = TestWorld.now
    ) async throws -> Result<WaitlistEntry, WaitlistRefusal> {
        let request = WaitRequest(
            wish: wish ?? tuesday, patient: visitor.patient, account: visitor.account, replaces: replaces,
            consent: consent)
        return try await test.store.write { try $0.join(request, now: now) }
    }

    private func accept(
        _ entry: WaitlistEntryID, _ visitor: Visitor, _ test: TestStore, at now: Instant = TestWorld.now
    ) async throws -> Result<Appointment, WaitlistRefusal> {
        let answer = WaitlistAnswer(entry: entry, account: visitor.account, consent: consent)
        return try await test.store.write { try $0.accept(answer, now: now) }
    }

    private func leave(
        _ entry: WaitlistEntryID, _ visitor: Visitor, _ test: TestStore, at now: Instant = TestWorld.now
    ) async throws -> Result<WaitlistEntry, WaitlistRefusal> {
        let answer = WaitlistAnswer(entry: entry, account: visitor.account, consent: consent)
        return try await test.store.write { try $0.leave(answer, now: now) }
    }

    private func cancel(
        _ place: (visitor: Visitor, appointment: Appointment), _ test: TestStore, at now: Instant = TestWorld.now
    ) async throws {
        let request = CancelRequest(
            key: "cancel-\(place.appointment.id)", appointment: place.appointment.id, account: place.visitor.account,
            reason: "ill", consent: consent)
        _ = try await test.store.write { try $0.cancel(request, now: now) }.get()
    }

    private func live(_ visitor: Visitor, _ test: TestStore, at now: Instant = TestWorld.now) async throws
        -> [WaitlistEntry]
    {
        try await test.store.read { try $0.waitlist(of: visitor.account, now: now) }
    }

    private func news(_ test: TestStore, at now: Instant = TestWorld.now) async throws -> [WaitlistNews] {
        try await test.store.read { try $0.waitlistNews(limit: 100, now: now) }
    }

    private func checkClean(_ test: TestStore, _ location: SourceLocation = #_sourceLocation) async throws {
        #expect(try await test.store.verify().problems == [], sourceLocation: location)
    }

    @Test(arguments: Engine.allCases)
    func aReturnedPlaceIsKeptForTheFirstInLine(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let places = try await fill(test)
            let first = try await test.visitor(phone: "13900000001", name: "甲")
            let second = try await test.visitor(phone: "13900000002", name: "乙")
            let entry = try await join(first, test).get()
            #expect((entry.state, entry.position) == (.waiting, 1))
            #expect(try await join(first, test).get() == entry, "the same wish again is the same entry")
            #expect(try await join(second, test).get().position == 2)
            try await cancel(places[0], test)
            let offered = try #require(try await live(first, test).first)
            let until = TestWorld.now.adding(seconds: 30 * 60)
            #expect(offered.state == .offered)
            #expect(offered.offer?.slot.id == "t1-0800")
            #expect(offered.offer?.until == until)
            #expect(try await live(second, test).first?.position == 1)
            // The place is free for nobody else.
            #expect(try await test.slot("t1-0800")?.status == .full)
            let stranger = try await test.visitor(phone: "13900000003", name: "丙")
            #expect(try await test.book("t1-0800", for: stranger) == .failure(.slotTaken))
            let messages = try await test.store.read { try $0.outbox(after: nil, limit: 100) }
            #expect(messages.filter { $0.kind == "waitlist_offer" }.map(\.to) == ["13900000001"])
            #expect(try await news(test).map(\.event) == [.offered(offered)])
            try await checkClean(test)
            #expect(try await accept(offered.id, second, test) == .failure(.unknownEntry))
            let appointment = try await accept(offered.id, first, test).get()
            #expect(appointment.slot.id == "t1-0800")
            #expect(appointment.patient.id == first.patient)
            #expect(try await accept(offered.id, first, test) == .failure(.wrongState(.accepted)))
            #expect(try await live(first, test).isEmpty)
            #expect(try await news(test).isEmpty, "an answered offer is no news")
            try await checkClean(test)
        }
    }

    @Test(arguments: Engine.allCases)
    func anOfferEndsExactlyAndGoesToTheNext(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let places = try await fill(test)
            let first = try await test.visitor(phone: "13900000001", name: "甲")
            let second = try await test.visitor(phone: "13900000002", name: "乙")
            let entry = try await join(first, test).get()
            _ = try await join(second, test).get()
            try await cancel(places[0], test)
            let end = TestWorld.now.adding(seconds: 30 * 60)
            #expect(try await accept(entry.id, first, test, at: end) == .failure(.over))
            // Nobody gets in between the end and the sweep: whoever tries makes the next offer.
            let stranger = try await test.visitor(phone: "13900000003", name: "丙")
            #expect(try await test.book("t1-0800", for: stranger, at: end) == .failure(.slotTaken))
            try await test.store.sweep(now: end)
            #expect(try await accept(entry.id, first, test, at: end) == .failure(.over))
            let next = try #require(try await live(second, test, at: end).first)
            #expect(next.state == .offered)
            #expect(next.offer?.until == end.adding(seconds: 30 * 60))
            let events = try await news(test, at: end).map(\.event)
            #expect(events.contains(.offered(next)))
            #expect(events.contains { if case .expired(let over) = $0 { over.id == entry.id } else { false } })
            try await checkClean(test)
            // Declined: there is nobody left, so the place is everybody's.
            #expect(try await leave(next.id, second, test, at: end).get().state == .declined)
            #expect(try await test.slot("t1-0800", at: end)?.status == .open)
            try await checkClean(test)
        }
    }

    @Test(arguments: Engine.allCases)
    func anOfferThatEndsWhileItIsAcceptedIsOneOfTheTwo(_ engine: Engine) async throws {
        for seed in UInt64(1)...3 {
            try await engine.withStore(seed: seed) { test in
                let places = try await fill(test)
                let first = try await test.visitor(phone: "13900000001", name: "甲")
                let second = try await test.visitor(phone: "13900000002", name: "乙")
                let entry = try await join(first, test).get()
                _ = try await join(second, test).get()
                try await cancel(places[0], test)
                let end = TestWorld.now.adding(seconds: 30 * 60)
                async let accepted = accept(entry.id, first, test, at: end.adding(milliseconds: -1))
                async let swept: Int = test.store.sweep(now: end)
                let (answer, _) = try await (accepted, swept)
                let next = try await live(second, test, at: end).first
                switch answer {
                case .success(let appointment):
                    #expect(appointment.slot.id == "t1-0800")
                    #expect(next?.state == .waiting)
                case .failure(let refusal):
                    #expect(refusal == .over)
                    #expect(next?.state == .offered)
                }
                try await checkClean(test)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func tradingUpIsOneStepAndHelpsTheNext(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let places = try await fill(test)
            // 甲 has Monday and waits for Tuesday; 乙 waits for a Monday that is full.
            let first = try await test.visitor(phone: "13900000001", name: "甲")
            let monday = try await test.book("m1-0800", for: first).get()
            let third = try await test.visitor(phone: "13900000003", name: "丙")
            _ = try await test.book("m1-0800", for: third, conversation: "c3").get()
            let second = try await test.visitor(phone: "13900000002", name: "乙")
            let mondayWish = WaitWish(
                practitioner: "d1",
                when: TimeWish(anyOf: [
                    TimeConstraint(
                        firstDay: TestWorld.monday, lastDay: TestWorld.monday, fromMinute: 480, toMinute: 510)
                ]))
            let entry = try await join(first, test, replaces: monday.id).get()
            let waiting = try await join(second, test, wish: mondayWish).get()
            try await cancel(places[0], test)
            let moved = try await accept(entry.id, first, test).get()
            #expect((moved.id, moved.slot.id, moved.sequence) == (monday.id, "t1-0800", 1))
            let next = try #require(try await live(second, test).first)
            #expect((next.id, next.state) == (waiting.id, .offered))
            #expect(next.offer?.slot.id == "m1-0800")
            try await checkClean(test)
        }
    }

    @Test(arguments: Engine.allCases)
    func whoCannotHaveThePlaceIsPassedOverWithAReason(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let places = try await fill(test)
            let first = try await test.visitor(phone: "13900000001", name: "甲")
            let second = try await test.visitor(phone: "13900000002", name: "乙")
            let busy = try await join(first, test).get()
            _ = try await join(second, test).get()
            _ = try await test.book("t1-0830", for: first).get()
            try await cancel(places[0], test)
            #expect(try await live(first, test).first?.state == .waiting)
            #expect(try await live(second, test).first?.state == .offered)
            let reasons = try await test.database.read { sql in
                try sql.run(
                    "SELECT reason FROM audit_record WHERE action = 'waitlist_passed' AND target = $1",
                    "waitlist/\(busy.id)"
                ).map { try $0.text(0) }
            }
            #expect(reasons == ["t1-0800: patient_busy"])
            try await checkClean(test)
        }
    }

    @Test(arguments: Engine.allCases)
    func theRulesSayWhoMayWaitAndUntilWhen(_ engine: Engine) async throws {
        try await engine.withStore { test in
            _ = try await fill(test)
            let visitor = try await test.visitor(phone: "13900000001", name: "甲")
            let open = WaitWish(practitioner: "d1", when: TimeWish(anyOf: [TimeConstraint(firstDay: TestWorld.monday)]))
            guard case .failure(.placeFree) = try await join(visitor, test, wish: open) else {
                Issue.record("a place is free")
                return
            }
            let evening = WaitWish(practitioner: "d1", when: TimeWish(anyOf: [TimeConstraint(fromMinute: 1080)]))
            let release = TestWorld.now.adding(seconds: 3600)
            #expect(try await join(visitor, test, wish: evening) == .failure(.unreleased(release)))
            #expect(try await join(visitor, test, wish: WaitWish(practitioner: "d9")) == .failure(.noClinic))
            // Two hours before the visit the waitlist ends.
            let start = TestWorld.zone.instant(of: CivilMoment(date: TestWorld.tuesday, hour: 8))
            let stop = start.adding(seconds: -2 * 3600)
            guard case .failure(.rule(let late)) = try await join(visitor, test, at: stop) else {
                Issue.record("too late")
                return
            }
            #expect(late.parameter == "waitlistStopHoursBefore")
            let entry = try await join(visitor, test, at: stop.adding(milliseconds: -1)).get()
            #expect(entry.lapsesAt == stop)
            let full = WaitWish(
                practitioner: "d2",
                when: TimeWish(anyOf: [TimeConstraint(firstDay: TestWorld.tuesday, lastDay: TestWorld.tuesday)]))
            guard case .failure(.rule(let many)) = try await join(visitor, test, wish: full) else {
                Issue.record("one entry each")
                return
            }
            #expect(many.parameter == "waitlistPerPatient")
            try await test.store.sweep(now: stop.adding(milliseconds: -1))
            #expect(try await live(visitor, test).map(\.state) == [.waiting])
            try await test.store.sweep(now: stop)
            #expect(try await live(visitor, test).isEmpty)
            try await checkClean(test)
        }
    }

    @Test(arguments: Engine.allCases)
    func addedPlacesAndAutomaticBookingServeTheLine(_ engine: Engine) async throws {
        let rules = try book([.waitlistAutoBook: "yes"])
        try await engine.withStore(rules: rules) { test in
            let visitor = try await test.visitor(phone: "13900000001", name: "甲")
            let wish = WaitWish(
                department: "medicine",
                when: TimeWish(anyOf: [
                    TimeConstraint(
                        firstDay: TestWorld.tuesday, lastDay: TestWorld.tuesday, fromMinute: 480, toMinute: 510)
                ]))
            _ = try await fill(test)
            _ = try await join(visitor, test, wish: wish).get()
            // A third place is planned for the session.
            var plan = TestWorld.plan
            let index = try #require(plan.sessions.firstIndex { $0.session.id == "t1" })
            plan.sessions[index].segments[0].capacity = 3
            _ = try await test.store.importPlan(plan, now: TestWorld.now)
            try await test.store.sweep(now: TestWorld.now)
            #expect(try await live(visitor, test).isEmpty)
            let booked = try await test.store.read {
                try $0.appointments(of: visitor.account, includingPast: false, now: TestWorld.now)
            }
            #expect(booked.map(\.slot.id) == ["t1-0800"])
            let events = try await news(test).map(\.event)
            #expect(events.contains { if case .booked(_, let it) = $0 { it.id == booked[0].id } else { false } })
            try await checkClean(test)
        }
    }

    @Test(arguments: Engine.allCases)
    func aReturnedPlaceComesBackAtACommittedInstant(_ engine: Engine) async throws {
        let rules = try book([.recycling: "60-120 min"])
        try await engine.withStore(rules: rules) { test in
            let places = try await fill(test)
            try await cancel(places[0], test)
            #expect(try await test.slot("t1-0800")?.status == .full)
            let committed = try await test.database.read { sql in
                try sql.run("SELECT reason FROM audit_record WHERE action = 'recycle'").map { try $0.text(0) }
            }
            let text = try #require(committed.first)
            let instant = Instant(milliseconds: try #require(Int64(text.split(separator: " ").last ?? "")))
            #expect(instant >= TestWorld.now.adding(seconds: 3600) && instant < TestWorld.now.adding(seconds: 7200))
            #expect(try await test.slot("t1-0800", at: instant.adding(milliseconds: -1))?.status == .full)
            #expect(try await test.slot("t1-0800", at: instant)?.status == .open)
            let stranger = try await test.visitor(phone: "13900000003", name: "丙")
            let early = try await test.book("t1-0800", for: stranger, at: instant.adding(milliseconds: -1))
            #expect(early == .failure(.slotTaken))
            _ = try await test.book("t1-0800", for: stranger, at: instant).get()
            try await checkClean(test)
            // Whoever waits does not wait for the instant.
            let visitor = try await test.visitor(phone: "13900000001", name: "甲")
            _ = try await join(visitor, test).get()
            try await cancel(places[1], test)
            #expect(try await live(visitor, test).first?.state == .offered)
            try await checkClean(test)
        }
    }

    @Test(arguments: Engine.allCases)
    func whoAskedIsToldOfTheReleaseOnce(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor(phone: "13900000001", name: "甲")
            let wish = WaitWish(practitioner: "d1", when: TimeWish(anyOf: [TimeConstraint(fromMinute: 1080)]))
            let request = AlertRequest(wish: wish, account: visitor.account, consent: consent)
            let alert = try await test.store.write { try $0.alert(request, now: TestWorld.now) }.get()
            let again = try await test.store.write { try $0.alert(request, now: TestWorld.now) }.get()
            #expect(again == alert)
            let release = TestWorld.now.adding(seconds: 3600)
            #expect(alert.at == release)
            try await test.store.sweep(now: release.adding(milliseconds: -1))
            #expect(try await news(test).isEmpty)
            try await test.store.sweep(now: release)
            try await test.store.sweep(now: release)
            let told = try await news(test, at: release)
            #expect(told.map(\.event) == [.released(alert)])
            let kinds = try await test.store.read { try $0.outbox(after: nil, limit: 100).map(\.kind) }
            #expect(kinds.filter { $0 == "release_alert" }.count == 1)
            try await test.store.write { desk in
                for item in told { try desk.settleNews(item.id, now: release) }
            }
            #expect(try await news(test).isEmpty)
            let late = try await test.store.write { try $0.alert(request, now: release) }
            #expect(late == .failure(.released))
            try await checkClean(test)
        }
    }

    @Test(arguments: Engine.allCases)
    func tamperingWithAnOfferIsFound(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let places = try await fill(test)
            let visitor = try await test.visitor(phone: "13900000001", name: "甲")
            _ = try await join(visitor, test).get()
            try await cancel(places[0], test)
            try await checkClean(test)
            _ = try await test.database.write { sql in
                try sql.run("UPDATE waitlist_entry SET offer_ends = offer_ends + 60000")
            }
            #expect(try await test.store.verify().problems.map(\.check) == [.waitlistOffers, .seals])
            _ = try await test.database.write { sql in
                try sql.run("UPDATE waitlist_entry SET offer_ends = offer_ends - 60000, state = 'declined'")
            }
            #expect(try await test.store.verify().problems.map(\.check) == [.waitlistOffers, .waitlist, .seals])
        }
    }
}
