import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

/// The hospital's rules decide, and each appointment is judged by those it was made under.
@Suite struct RuleTests {
    private let consent = Consent(conversation: "c1", turn: 1, channel: "http")

    private func book(_ texts: [RuleParameter: String], version: String = "v1") throws -> RuleBook {
        let values = try texts.reduce(into: [RuleParameter: RuleValue]()) { values, text in
            values[text.key] = try text.key.kind.value(from: text.value)
        }
        return RuleBook([RuleSet(version: version, values: [.hospital(TestWorld.code): values])])
    }

    @Test(arguments: Engine.allCases)
    func quotasAndDeadlinesAreKept(_ engine: Engine) async throws {
        let rules = try book([.perPatientDay: "1", .cancelDeadline: "1 day 15:00"])
        try await engine.withStore(rules: rules) { test in
            let visitor = try await test.visitor(sex: .female)
            let first = try await test.book("m1-0800", for: visitor).get()
            #expect(first.ruleVersion == "v1")
            guard case .failure(.rule(let denial)) = try await test.book("w1-1330", for: visitor) else {
                Issue.record("a second visit on the same day was let through")
                return
            }
            #expect(denial.parameter == "perPatientDay")
            #expect(denial.blocking == [first.id])

            let deadline = TestWorld.zone.instant(
                of: CivilMoment(date: TestWorld.monday.adding(days: -1), hour: 15))
            let request = CancelRequest(
                key: "x", appointment: first.id, account: visitor.account, reason: "ill", consent: consent)
            let late = try await test.store.write { try $0.cancel(request, now: deadline) }
            guard case .failure(.rule(let tooLate)) = late else {
                Issue.record("cancelled after the deadline")
                return
            }
            #expect(tooLate.parameter == "cancelDeadline")
            let inTime = try await test.store.write { try $0.cancel(request, now: deadline.adding(milliseconds: -1)) }
            #expect(try inTime.get().status == .cancelled)
        }
    }

    @Test(arguments: Engine.allCases)
    func anAppointmentIsJudgedByTheRulesItWasMadeUnder(_ engine: Engine) async throws {
        let old = try book([.cancelDeadline: "30 min"], version: "v1")
        let new = try book([.cancelDeadline: "2 days 00:00"], version: "v2")
        try await engine.withStore(rules: old) { test in
            let visitor = try await test.visitor()
            let before = try await test.book("m1-0800", for: visitor).get()
            let report = try await test.store.importPlan(TestWorld.plan, rules: new, now: test.now)
            #expect(report.rewrittenRules == [])
            let after = try await test.book("t1-0800", for: visitor).get()
            #expect(after.ruleVersion == "v2")
            let sunday = TestWorld.zone.instant(of: CivilMoment(date: TestWorld.monday.adding(days: -1), hour: 20))
            try await test.store.read { desk throws in
                let account = visitor.account
                let first = try desk.mayCancel(before.id, account: account, now: sunday)
                let second = try desk.mayCancel(after.id, account: account, now: sunday)
                if case .failure(let refusal) = first { Issue.record("v1 allows it: \(refusal)") }
                if case .success = second { Issue.record("v2 forbids it") }
            }
            let rewritten = try book([.cancelDeadline: "1 min"], version: "v2")
            let changed = try await test.store.importPlan(TestWorld.plan, rules: rewritten, now: test.now)
            #expect(changed.rewrittenRules == ["v2"])
        }
    }
}
