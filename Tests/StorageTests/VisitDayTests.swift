import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

/// The day of the visit: reporting, the queue, missed visits and appeals.
@Suite struct VisitDayTests {
    private typealias Visitor = (account: AccountID, patient: PatientID)

    /// Minutes after 08:00 on Monday, when the morning clinics begin.
    private func monday(_ minutes: Int) -> Instant {
        TestWorld.zone.instant(of: CivilMoment(date: TestWorld.monday, hour: 8)).adding(seconds: minutes * 60)
    }

    /// Visitors with a visit each, in the order of the slots.
    private func visits(_ slots: [SlotID], in test: TestStore) async throws -> [(visitor: Visitor, visit: Appointment)]
    {
        var made: [(Visitor, Appointment)] = []
        for (number, slot) in slots.enumerated() {
            let visitor = try await test.visitor(phone: "1380000010\(number)", name: "病人\(number)")
            made.append((visitor, try await test.book(slot, for: visitor, conversation: "c\(number)").get()))
        }
        return made
    }

    private func checkIn(
        _ visit: Appointment, _ test: TestStore, at now: Instant
    ) async throws -> Result<CheckIn, CheckInRefusal> {
        try await test.store.write {
            try $0.checkIn(.ofAccount(visit.account, visit.id), by: .account(visit.account), consent: nil, now: now)
        }
    }

    private func step(
        _ visit: AppointmentID, _ step: VisitStep, _ test: TestStore, at now: Instant
    ) async throws -> Result<Appointment, VisitRefusal> {
        try await test.store.write {
            try $0.step(visit, by: step, actor: .staff("n1"), reason: "seen by staff", now: now)
        }
    }

    @Test(arguments: Engine.allCases)
    func whoReportsGetsANumberAndItsPlace(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visits = try await visits(["m1-0830", "m1-0800", "m1-0900"], in: test).map(\.visit)
            // The one booked for half past eight comes first, the one booked for eight then.
            let first = try await checkIn(visits[0], test, at: monday(-30)).get()
            #expect((first.place.ticket.number, first.place.ahead) == (1, 0))
            #expect(first.arrival == .punctual)
            // Half an hour until the clinic begins.
            #expect(first.place.waitMinutes == 30)
            let second = try await checkIn(visits[1], test, at: monday(-20)).get()
            #expect((second.place.ticket.number, second.place.ahead) == (2, 0))
            #expect(second.place.appointment.status == .ready)
            let again = try await checkIn(visits[0], test, at: monday(-10)).get()
            #expect((again.place.ticket.number, again.place.ahead, again.arrival) == (1, 1, nil))
            // A visit of fifteen minutes, as two places in half an hour are planned.
            #expect(again.place.waitMinutes == 25)
            let listed = try await test.store.read { try $0.queuePlaces(of: visits[0].account, now: monday(-5)) }
            #expect(listed.map(\.ahead) == [1])
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func aCodeReportsWhoeverCarriesIt(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visit = try await visits(["m1-0800"], in: test)[0].visit
            let code = try VisitCode(visit.visitCode)
            let checkedIn = try await test.store.write {
                try $0.checkIn(.code(code), by: .bearer, consent: nil, now: monday(0))
            }
            #expect(try checkedIn.get().place.appointment.id == visit.id)
            let other = VisitCode(bits: 12345)
            let unknown = try await test.store.write {
                try $0.checkIn(.code(other), by: .bearer, consent: nil, now: monday(0))
            }
            #expect(unknown == .failure(CheckInRefusal(.unknownVisit)))
        }
    }

    @Test(arguments: Engine.allCases)
    func reportingHasItsTime(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visit = try await visits(["m1-0800"], in: test)[0].visit
            let friday = try await checkIn(visit, test, at: TestWorld.now)
            #expect(friday.failure?.objection == .otherDay)
            // Two hours before by the standard rule.
            let early = try await checkIn(visit, test, at: monday(-120).adding(milliseconds: -1))
            guard case .tooEarly(let denial)? = early.failure?.objection else {
                Issue.record("\(early)")
                return
            }
            #expect(denial.earliestAllowedAt == monday(-120))
            let over = try await checkIn(visit, test, at: monday(120))
            #expect(over.failure?.objection == .over)
            #expect(try await checkIn(visit, test, at: monday(-120)).get().arrival == .punctual)
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func whoComesLateLetsThoseWhoWaitPass(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visits = try await visits(["m1-0800", "m1-0830", "m1-0900", "m1-0930"], in: test).map(\.visit)
            for visit in visits[1...2] { _ = try await checkIn(visit, test, at: monday(20)).get() }
            let late = try await checkIn(visits[0], test, at: monday(31)).get()
            #expect(late.arrival == .late(minutes: 31, goesLast: true))
            #expect(late.place.ahead == 2)
            // Somebody who reports afterwards does not come before.
            #expect(try await checkIn(visits[3], test, at: monday(32)).get().place.ahead == 3)
            var order: [AppointmentID] = []
            while let next = try await test.store.write({ try $0.callNext(in: "m1", by: .staff("d1"), now: monday(40)) }
            ) {
                order.append(next.id)
                _ = try await step(next.id, .completed, test, at: monday(41)).get()
            }
            #expect(order == [visits[1], visits[2], visits[0], visits[3]].map(\.id))
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func aMissedCallCostsThreePlacesAndTheThirdTheVisit(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visits = try await visits(["m1-0800", "m1-0800", "m1-0830", "m1-0830", "m1-0900"], in: test).map(
                \.visit)
            for visit in visits { _ = try await checkIn(visit, test, at: monday(-10)).get() }
            func call() async throws -> AppointmentID? {
                try await test.store.write { try $0.callNext(in: "m1", by: .staff("d1"), now: monday(5)) }?.id
            }
            #expect(try await call() == visits[0].id)
            #expect(try await step(visits[0].id, .missedCall, test, at: monday(6)).get().status == .ready)
            let queue = try await test.store.read { try $0.queue(of: "m1", now: monday(6)).map(\.appointment.id) }
            #expect(queue == [1, 2, 3, 0, 4].map { visits[$0].id })
            for expected in [1, 2, 3] { #expect(try await call() == visits[expected].id) }
            #expect(try await call() == visits[0].id)
            for _ in 0..<2 { _ = try await step(visits[0].id, .missedCall, test, at: monday(7)).get() }
            let ended = try await test.store.read {
                try $0.appointments(of: visits[0].account, includingPast: true, now: monday(8)).map(\.status)
            }
            #expect(ended == [.cancelled])
            #expect(try await test.slot("m1-0800")?.booked == 1)
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func whoDoesNotComeGetsAStrikeThatAnAppealTakesBack(_ engine: Engine) async throws {
        let rules = RuleBook([
            RuleSet(
                version: "strict",
                values: [
                    .platform: [
                        .noShowSteps: .steps([PenaltyStep(count: 1, span: .days(30))]),
                        .noShowGraceMinutes: .number(30),
                        .appealWithinDays: .number(7), .appealAnswerWorkingDays: .number(2),
                    ]
                ])
        ])
        try await engine.withStore(rules: rules) { test in
            let (visitor, visit) = try await visits(["m1-0800"], in: test)[0]
            let over = monday(120 + 30)
            #expect(try await test.store.markNoShows(now: over.adding(milliseconds: -1)) == 0)
            #expect(try await step(visit.id, .noShow, test, at: monday(100)) == .failure(.notOver(until: over)))
            #expect(try await test.store.markNoShows(now: over) == 1)
            #expect(try await test.store.markNoShows(now: over) == 0)
            let standing = try await test.store.read { try $0.standings(of: visitor.account, now: over) }[0]
            #expect(standing.restriction?.strikes == [visit.id])
            #expect(standing.appealable == [visit.id])
            let refused = try await test.book("t1-0800", for: visitor, at: over)
            guard case .failure(.rule(let denial)) = refused else {
                Issue.record("\(refused)")
                return
            }
            #expect(denial.parameter == "noShowSteps")

            let request = AppealRequest(
                appointment: visit.id, account: visitor.account, statement: "我那天到了",
                consent: Consent(conversation: "c1", turn: 3, channel: "http"))
            let late = try await test.store.write { try $0.appeal(request, now: over.adding(seconds: 8 * 86_400)) }
            guard case .failure(.tooLate) = late else {
                Issue.record("\(late)")
                return
            }
            let appeal = try await test.store.write { try $0.appeal(request, now: over) }.get()
            #expect(appeal.answerBy == TestWorld.monday.adding(days: 2))
            let twice = try await test.store.write { try $0.appeal(request, now: over) }
            #expect(twice == .failure(.alreadyOpen(appeal)))
            #expect(try await test.store.read { try $0.openAppeals() } == [appeal])
            let settled = try await test.store.write {
                try $0.settle(appeal.id, accepted: true, by: .staff("n1"), reason: "the scanner was down", now: over)
            }
            #expect(try settled.get().state == .accepted)
            let cleared = try await test.store.read { try $0.standings(of: visitor.account, now: over) }[0]
            #expect(cleared.restriction == nil)
            #expect(cleared.missed == [])
            _ = try await test.book("t1-0800", for: visitor, at: over).get()
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func liftingARestrictionTakesItsStrikesBack(_ engine: Engine) async throws {
        let steps = RuleValue.steps([PenaltyStep(count: 1, span: .days(30))])
        let rules = RuleBook([
            RuleSet(version: "strict", values: [.platform: [.noShowSteps: steps, .cancelSteps: steps]])
        ])
        try await engine.withStore(rules: rules) { test in
            let (visitor, _) = try await visits(["m1-0800"], in: test)[0]
            #expect(try await test.store.markNoShows(now: monday(120)) == 1)
            let lifted = try await test.store.write {
                try $0.liftRestriction(of: visitor.patient, by: .staff("n1"), reason: "a storm", now: monday(121))
            }
            #expect(lifted.count == 1)
            let again = try await test.store.write {
                try $0.liftRestriction(of: visitor.patient, by: .staff("n1"), reason: "a storm", now: monday(122))
            }
            #expect(again == [])
            _ = try await test.book("t1-0800", for: visitor, at: monday(123)).get()
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func whoReportsAtTheSameTimeGetsDifferentNumbers(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let slots: [SlotID] = ["m1-0800", "m1-0800", "m1-0830", "m1-0830", "m1-0900", "m1-0900"]
            let visits = try await visits(slots, in: test).map(\.visit)
            let numbers = try await withThrowingTaskGroup(of: Int?.self) { group in
                for visit in visits {
                    // Twice each, while the doctor calls: a second report gives the number of the first.
                    for _ in 0..<2 {
                        group.addTask {
                            let result = try await checkIn(visit, test, at: monday(0))
                            return (try? result.get())?.place.ticket.number
                        }
                    }
                    group.addTask {
                        _ = try await test.store.write {
                            try $0.callNext(in: "m1", by: .staff("d1"), now: monday(1))
                        }
                        return nil
                    }
                }
                return try await group.reduce(into: Set<Int>()) { if let number = $1 { $0.insert(number) } }
            }
            #expect(numbers == Set(1...6))
            #expect(try await test.store.verify().problems == [])
        }
    }

    @Test(arguments: Engine.allCases)
    func tamperingWithTheQueueIsNoticed(_ engine: Engine) async throws {
        try await engine.withStore { test in
            let visit = try await visits(["m1-0800"], in: test)[0].visit
            _ = try await checkIn(visit, test, at: monday(0)).get()
            _ = try await test.database.write { try $0.run("DELETE FROM queue_ticket") }
            let problems = try await test.store.verify().problems
            #expect(problems.map(\.check) == [.queue])
            #expect(problems.map(\.record) == ["appointment/\(visit.id)"])
        }
    }
}

extension Result {
    /// The error, where there is one.
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
