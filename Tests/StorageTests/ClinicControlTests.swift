import Booking
import CivilCalendar
import Foundation
import FrontDesk
import Storage
import Testing

/// What staff do to clinics, on both engines.
@Suite struct ClinicControlTests {
    private static let order = StaffOrder(staff: "li.wei", reason: "doctor ill")

    private static func rules(_ values: [RuleParameter: RuleValue]) -> RuleBook {
        RuleBook([RuleSet(version: "strict", values: [.hospital(TestWorld.code): values])])
    }

    /// Visitors with a visit each in one session, in the order of booking.
    private func crowd(
        _ test: TestStore, of count: Int, slots: [SlotID] = ["m1-0800", "m1-0830", "m1-0900", "m1-0930"]
    ) async throws -> [(account: AccountID, visit: Appointment)] {
        var crowd: [(account: AccountID, visit: Appointment)] = []
        for number in 0..<count {
            let visitor = try await test.visitor(phone: "1390000000\(number)", name: "病人\(number)")
            let slot = slots[number % slots.count]
            let visit = try await test.book(
                slot, for: visitor, conversation: "c\(number)", at: test.now.adding(seconds: number)
            ).get()
            crowd.append((visitor.account, visit))
        }
        return crowd
    }

    private func stop(
        _ session: ClinicSessionID, _ test: TestStore, hours: Int = 24
    ) async throws -> Result<StopReport, ClinicRefusal> {
        try await test.store.write {
            try $0.stopClinic(session, offerHours: hours, order: Self.order, now: TestWorld.now)
        }
    }

    private func finish(_ plan: StopPlanID, _ test: TestStore) async throws -> StopReport? {
        try await test.store.write { try $0.carryOn(stop: plan, limit: 100, now: TestWorld.now) }
    }

    private func messages(_ kind: String, _ test: TestStore) async throws -> [OutboxMessage] {
        try await test.store.read { try $0.outbox(after: nil, limit: 1000).filter { $0.kind == kind } }
    }

    @Test(arguments: Engine.allCases)
    func aStoppedClinicGivesEverybodyOneOffer(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let crowd = try await crowd(test, of: 5)
            let planned = try await stop("m1", test).get()
            #expect((planned.planned, planned.told) == (5, 0))
            // Nobody is told before the plan is carried out, and nobody can book any more.
            #expect(try await messages("stopped", test).isEmpty)
            #expect(try await test.slot("m1-0930")?.status == .stopped)
            let report = try #require(try await finish(planned.plan, test))
            #expect(report.isFinished)
            #expect((report.told, report.offered, report.refundFen) == (5, 5, 25_000))
            #expect(try await messages("stopped", test).count == 5)
            var seen: Set<SlotID> = []
            for (account, visit) in crowd {
                let offer = try #require(
                    try await test.store.read { try $0.stopOffers(of: account, now: TestWorld.now) }.first)
                #expect(offer.visit.id == visit.id)
                #expect(offer.visit.status == .cancelled)
                #expect(offer.slot?.session.practitioner == "d1")
                #expect(offer.slot?.session.date == TestWorld.tuesday)
                #expect(offer.until == TestWorld.now.adding(seconds: 86_400))
                if let slot = offer.slot { seen.insert(slot.id) }
            }
            // Two places a slot: five patients need three slots at least.
            #expect(seen.count >= 3)
            let verification = try await test.store.verify()
            #expect(verification.problems == [])
        }
    }

    @Test(arguments: Engine.allCases, 0...4)
    func killedAfterAnyStepItGoesOnWhereItWas(_ engine: Engine, _ steps: Int) async throws {
        try await engine.withStore { test in
            let crowd = try await crowd(test, of: 4)
            let plan = try await stop("m1", test).get().plan
            for _ in 0..<steps {
                _ = try await test.store.write { try $0.carryOn(stop: plan, limit: 1, now: TestWorld.now) }
            }
            await #expect(throws: TestFailure.self) {
                try await test.store.write { desk in
                    _ = try desk.carryOn(stop: plan, limit: 1, now: TestWorld.now)
                    throw TestFailure(reason: "killed in the middle of a step")
                }
            }
            #expect(try await messages("stopped", test).count == steps)
            #expect(try await test.store.verify().problems == [])
            // Another process finds the stop and finishes it.
            let database = try engine.open(test.path)
            let other = try await SQLDeskStore(database: database, configuration: TestWorld.configuration(seed: 9))
            let unfinished = try await other.read { try $0.unfinishedStops() }
            #expect(unfinished == (steps < 4 ? [plan] : []))
            for id in unfinished {
                while try await other.write({ try $0.carryOn(stop: id, limit: 3, now: TestWorld.now) })?.isFinished
                    != true
                {}
            }
            #expect(try await other.read { try $0.unfinishedStops() } == [])
            #expect(try await other.verify().problems == [])
            for (account, _) in crowd {
                #expect(try await other.read { try $0.stopOffers(of: account, now: TestWorld.now) }.count == 1)
            }
            await other.close()
            let sent = try await messages("stopped", test)
            #expect(sent.count == 4)
            #expect(Set(sent.map(\.to)).count == 4)
        }
    }

    @Test(arguments: Engine.allCases)
    func anOfferTakenIsBookedWithTheRightsOfTheLostVisit(_ engine: Engine) async throws {
        // One visit in seven days and an hour of cool-down: the lost visit met both, and counts for neither.
        let rules = Self.rules([.perPatient7Days: .number(1), .cooldownAfterCancelSeconds: .number(3600)])
        try await engine.withStore(rules: rules) { test in
            let crowd = try await crowd(test, of: 1)
            let plan = try await stop("m1", test).get().plan
            _ = try await finish(plan, test)
            let (account, lost) = crowd[0]
            let offer = try #require(
                try await test.store.read { try $0.stopOffers(of: account, now: TestWorld.now) }.first)
            let consent = Consent(conversation: "c0", turn: 7, channel: "http")
            // The patient has used the quota for something else meanwhile.
            _ = try await test.book("w1-1330", for: (account, lost.patient.id)).get()
            let taken = try await test.store.write {
                try $0.acceptStopOffer(offer.id, account: account, consent: consent, now: TestWorld.now)
            }.get()
            #expect(taken.slot.id == offer.slot?.id)
            #expect(taken.patient.id == lost.patient.id)
            #expect(taken.ruleVersion == lost.ruleVersion)
            #expect(taken.id != lost.id)
            // The same yes twice books once.
            let again = try await test.store.write {
                try $0.acceptStopOffer(offer.id, account: account, consent: consent, now: TestWorld.now)
            }.get()
            #expect(again.id == taken.id)
            #expect(try await test.store.read { try $0.stopOffers(of: account, now: TestWorld.now) } == [])
            let stranger = try await test.visitor(phone: "13911111111")
            let stolen = try await test.store.write {
                try $0.acceptStopOffer(offer.id, account: stranger.account, consent: consent, now: TestWorld.now)
            }
            #expect(stolen == .failure(.unknownAppointment))
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func anOfferDeclinedOrOverIsFreeForOthers(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let crowd = try await crowd(test, of: 2)
            let plan = try await stop("m1", test, hours: 1).get().plan
            _ = try await finish(plan, test)
            let offers = try await test.store.read { desk in
                try crowd.flatMap { try desk.stopOffers(of: $0.account, now: TestWorld.now) }
            }
            #expect(offers.count == 2)
            try await test.store.write {
                try $0.declineStopOffer(offers[0].id, account: crowd[0].account, now: TestWorld.now)
            }
            #expect(try await test.store.read { try $0.stopOffers(of: crowd[0].account, now: TestWorld.now) } == [])
            let later = TestWorld.now.adding(seconds: 3600)
            let over = try #require(
                try await test.store.read { try $0.stopOffers(of: crowd[1].account, now: later) }.first)
            #expect((over.slot, over.until) == (nil, nil))
            _ = try await test.store.sweep(now: later)
            let held = try await test.database.read {
                try $0.run("SELECT CAST(sum(held) AS BIGINT) FROM slot")[0].integer(0)
            }
            #expect(held == 0)
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func aPlaceTakenMeanwhileIsReplacedByTheNextBest(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let crowd = try await crowd(test, of: 1)
            let plan = try await stop("m1", test).get().plan
            // Between the plan and its first step somebody books both places that are nearest.
            for number in 5...6 {
                let visitor = try await test.visitor(phone: "1380000010\(number)")
                _ = try await test.book("t1-0800", for: visitor, conversation: "q\(number)").get()
            }
            let report = try #require(try await finish(plan, test))
            #expect(report.offered == 1)
            let offer = try #require(
                try await test.store.read { try $0.stopOffers(of: crowd[0].account, now: TestWorld.now) }.first)
            #expect(offer.slot?.id == "t1-0830")
        }
    }

    @Test(arguments: Engine.allCases)
    func whoLeftBeforeTheirTurnIsSparedAndARestoredClinicSparesTheRest(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let crowd = try await crowd(test, of: 3)
            let plan = try await stop("m1", test).get().plan
            _ = try await test.store.write {
                try $0.cancel(
                    CancelRequest(
                        key: "k", appointment: crowd[0].visit.id, account: crowd[0].account, reason: "ill",
                        consent: Consent(conversation: "c0", turn: 2, channel: "http")), now: TestWorld.now)
            }.get()
            _ = try await test.store.write { try $0.carryOn(stop: plan, limit: 2, now: TestWorld.now) }
            let restored = try await test.store.write {
                try $0.changeClinic("m1", by: .restore, order: Self.order, now: TestWorld.now)
            }.get()
            #expect(restored.status == .scheduled)
            let report = try #require(try await finish(plan, test))
            #expect((report.told, report.spared) == (1, 2))
            let third = try await test.store.read {
                try $0.appointments(of: crowd[2].account, includingPast: false, now: TestWorld.now)
            }
            #expect(third.map(\.id) == [crowd[2].visit.id])
            #expect(try await test.slot("m1-0800")?.status == .open)
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func anImportUndoesNothingThatStaffDid(_ engine: Engine) async throws {
        try await engine.withStore { test in
            _ = try await stop("m1", test).get()
            _ = try await test.store.write { desk in
                try desk.changeClinic("w1", by: .suspend, order: Self.order, now: TestWorld.now).get()
            }
            _ = try await test.store.write { desk in
                try desk.changeClinic("stopped", by: .restore, order: Self.order, now: TestWorld.now).get()
            }
            _ = try await test.store.write { desk in
                try desk.substitute("d1", in: "w1", order: Self.order, now: TestWorld.now).get()
            }
            let added = try await test.store.write { desk in
                try desk.addCapacity(2, to: "full-0800", order: Self.order, now: TestWorld.now).get()
            }
            #expect((added.capacity, added.free) == (4, 2))
            let report = try await test.store.importPlan(TestWorld.plan, rules: RuleBook(), now: test.now)
            #expect(report.isEmpty, "\(report)")
            let sessions = try await test.store.clinicSessions(from: TestWorld.monday, through: TestWorld.tuesday)
            let statuses = Dictionary(uniqueKeysWithValues: sessions.map { ($0.id.rawValue, $0.status) })
            #expect(statuses["m1"] == .stopped)
            #expect(statuses["w1"] == .suspended)
            #expect(statuses["stopped"] == .scheduled)
            let west = try #require(sessions.first { $0.id == "w1" })
            #expect((west.practitioner, west.insteadOf) == ("d1", "d2"))
            #expect(try await test.slot("full-0800")?.capacity == 4)
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func aStandInSeesThePatientsAndWhoDoesNotWantThemMayGo(_ engine: Engine) async throws {
        // Nobody may cancel within three days: a stand-in lifts that.
        let rules = Self.rules([.cancelDeadline: .deadline(.minutes(6000))])
        try await engine.withStore(rules: rules) { test in
            let crowd = try await crowd(test, of: 1, slots: ["t1-0800"])
            let cancel = CancelRequest(
                key: "k", appointment: crowd[0].visit.id, account: crowd[0].account, reason: "patient",
                consent: Consent(conversation: "c0", turn: 2, channel: "http"))
            let before = try await test.store.write { try $0.cancel(cancel, now: TestWorld.now) }
            guard case .failure(.rule) = before else {
                Issue.record("the deadline did not hold: \(before)")
                return
            }
            let busy = try await test.store.write {
                try $0.substitute("d2", in: "m1", order: Self.order, now: TestWorld.now)
            }
            #expect(busy == .failure(.practitionerBusy("m2")))
            let other = try await test.store.write {
                try $0.substitute("d3", in: "t1", order: Self.order, now: TestWorld.now)
            }
            #expect(other == .failure(.notOfDepartment("cardio")))
            // The doctor of the short clinic on Tuesday morning is free once that is stopped.
            _ = try await stop("full", test).get()
            let report = try await test.store.write {
                try $0.substitute("d2", in: "t1", order: Self.order, now: TestWorld.now)
            }.get()
            #expect((report.session.practitioner, report.session.insteadOf, report.told) == ("d2", "d1", 1))
            #expect(try await messages("substitution", test).count == 1)
            let left = try await test.store.write { try $0.cancel(cancel, now: TestWorld.now) }.get()
            #expect(left.status == .cancelled)
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func ordersNeedWhoWhyAndASessionThatCanBeStopped(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let nameless = try await test.store.write {
                try $0.stopClinic("m1", offerHours: 1, order: StaffOrder(staff: " ", reason: "x"), now: TestWorld.now)
            }
            #expect(nameless == .failure(.namelessOrder))
            #expect(try await stop("nowhere", test) == .failure(.unknownSession))
            #expect(try await stop("stopped", test) == .failure(.wrongState(.stopped)))
            let resume = try await test.store.write {
                try $0.changeClinic("m1", by: .resume, order: Self.order, now: TestWorld.now)
            }
            #expect(resume == .failure(.wrongState(.released)))
            let none = try await test.store.write {
                try $0.addCapacity(0, to: "m1-0800", order: Self.order, now: TestWorld.now)
            }
            #expect(none == .failure(.badNumber))
            #expect(try await stop("today", test, hours: -1) == .failure(.badNumber))
        }
    }

    @Test(arguments: Engine.allCases)
    func theLedgerSaysWhyASlotIsFull(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let crowd = try await crowd(test, of: 1)
            _ = try await test.store.write {
                try $0.hold(
                    "m1-0800", holder: Holder(conversation: "h"), until: TestWorld.now.adding(seconds: 60),
                    now: TestWorld.now)
            }.get()
            let ledger = try #require(try await test.store.read { try $0.ledger(of: "m1-0800", now: TestWorld.now) })
            #expect(ledger.slot.status == .full)
            #expect(ledger.appointments == [crowd[0].visit.id])
            #expect(ledger.holds.count == 1)
            #expect(ledger.lines.map(\.cause) == ["opened", "booked", "held"])
            #expect(ledger.lines.reduce(0) { $0 + $1.booked } == 1)
            #expect(try await test.store.read { try $0.ledger(of: "nowhere", now: TestWorld.now) } == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func placesPassedOnCanBeRead(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let seller = try await test.visitor(phone: "13700000001", name: "甲")
            let buyer = try await test.visitor(phone: "13700000002", name: "乙")
            for (number, slot) in (["m1-0800", "m2-0900", "t1-0800"] as [SlotID]).enumerated() {
                let at = test.now.adding(seconds: 600 * number)
                let visit = try await test.book(slot, for: seller, conversation: "s\(number)", at: at).get()
                _ = try await test.store.write {
                    try $0.cancel(
                        CancelRequest(
                            key: "x\(number)", appointment: visit.id, account: seller.account, reason: "patient",
                            consent: Consent(conversation: "s", turn: 1, channel: "http")),
                        now: at.adding(seconds: 60))
                }.get()
                // Held three seconds later; the talk that follows takes its time.
                _ = try await test.store.write {
                    try $0.hold(
                        slot, holder: Holder(conversation: "b\(number)"), until: at.adding(seconds: 400),
                        now: at.adding(seconds: 63))
                }.get()
                _ = try await test.book(slot, for: buyer, conversation: "b\(number)", at: at.adding(seconds: 200)).get()
            }
            let (moves, families) = try await test.store.read {
                (try $0.stockMoves(since: TestWorld.now), try $0.families())
            }
            let chain = try #require(HandOverChain.find(in: moves, families: families).first)
            #expect(chain.accounts.sorted() == [seller.account, buyer.account].sorted())
            #expect(chain.handOvers.count == 3)
            #expect(chain.handOvers.allSatisfy { $0.from == seller.account })
        }
    }

    @Test(arguments: Engine.allCases)
    func verifyNamesAStopThatWasTamperedWith(_ engine: Engine) async throws {
        try await engine.withStore { test in
            _ = try await crowd(test, of: 2)
            let plan = try await stop("m1", test).get().plan
            _ = try await finish(plan, test)
            try await test.database.write { sql in
                _ = try sql.run("DELETE FROM stop_step WHERE position = 2")
            }
            let problem = try await test.store.verify().problems.first { $0.check == .stops }
            #expect(problem?.record == "stop_step/\(plan)/1")
        }
    }
}
