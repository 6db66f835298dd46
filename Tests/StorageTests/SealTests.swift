import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

/// Rows of what happened that are no chains: whatever is done to one with other tools is named.
@Suite struct SealTests {
    /// What is done to a table, and what names it.
    struct Tampering: CustomTestStringConvertible {
        var name: String
        var statements: [String]
        var check: VerificationReport.Check
        var record: String
        var testDescription: String { name }
    }

    /// What a table is tampered with.
    private static func table(
        _ name: String, edit: String, swap: [String], delete: [String], isMissed: VerificationReport.Check = .records,
        as record: String? = nil
    ) -> [Tampering] {
        [
            Tampering(
                name: "\(name) edited", statements: ["UPDATE \(name) SET \(edit)"], check: .seals, record: "\(name)/"),
            Tampering(name: "\(name) swapped", statements: swap, check: .seals, record: "\(name)/"),
            Tampering(
                name: "\(name) deleted", statements: delete, check: isMissed, record: record ?? "\(name)/"),
            Tampering(
                name: "\(name) without its seal", statements: ["UPDATE \(name) SET seal = NULL"], check: .seals,
                record: "\(name)/"),
        ]
    }

    /// Exchanges a number between the two rows of a table that have the least and the greatest.
    private static func exchange(_ column: String, of table: String) -> String {
        """
        UPDATE \(table) SET \(column) = (SELECT min(\(column)) + max(\(column)) FROM \(table)) - \(column)
        WHERE \(column) = (SELECT min(\(column)) FROM \(table)) OR \(column) = (SELECT max(\(column)) FROM \(table))
        """
    }

    /// Exchanges a key that must stay unique.
    private static func exchange(
        _ column: String, _ first: Int, _ second: Int, of table: String, where condition: String
    ) -> [String] {
        [(first, 90), (second, first), (90, second)].map { from, to in
            "UPDATE \(table) SET \(column) = \(to) WHERE \(column) = \(from) AND \(condition)"
        }
    }

    static let tamperings =
        table(
            "appointment_event", edit: "actor = 'account/nobody' WHERE number = 1",
            swap: exchange("number", 1, 2, of: "appointment_event", where: "session = 'm1'"),
            delete: ["DELETE FROM appointment_event WHERE number = 1"], isMissed: .history, as: "appointment/")
        + table(
            "waitlist_entry", edit: "priority = 9", swap: [exchange("joined_at", of: "waitlist_entry")],
            delete: ["DELETE FROM waitlist_pass", "DELETE FROM waitlist_entry WHERE state = 'waiting'"])
        + table(
            "waitlist_pass", edit: "reason = 'none'", swap: [exchange("at", of: "waitlist_pass")],
            delete: ["DELETE FROM waitlist_pass"], as: "waitlist_entry/")
        + table(
            "release_alert", edit: "release_at = release_at + 1", swap: [exchange("asked_at", of: "release_alert")],
            delete: ["DELETE FROM release_alert"])
        + table(
            "stop_plan", edit: "reason = 'none'", swap: [exchange("made_at", of: "stop_plan")],
            delete: ["DELETE FROM stop_step", "DELETE FROM stop_plan"], as: "clinic_session/")
        + table(
            "stop_step", edit: "refund_fen = 1",
            swap: exchange("position", 1, 2, of: "stop_step", where: "account IS NOT NULL"),
            delete: ["DELETE FROM stop_step WHERE position = 1"], isMissed: .stops)
        + table(
            "queue_ticket", edit: "lets_pass = 7",
            swap: exchange("number", 1, 2, of: "queue_ticket", where: "session = 'today'"),
            delete: ["DELETE FROM queue_ticket WHERE number = 1"], isMissed: .queue, as: "appointment/")
        + table(
            "appeal", edit: "answer_by = '2030-01-01'", swap: [exchange("at", of: "appeal")],
            delete: ["DELETE FROM appeal WHERE state = 'open'"])

    @Test(arguments: Engine.allCases, tamperings)
    func tamperingIsNamed(_ engine: Engine, _ tampering: Tampering) async throws {
        let rules = RuleBook([
            RuleSet(
                version: "v1", values: [.platform: [.appealWithinDays: .number(30), .waitlistPerPatient: .number(9)]])
        ])
        try await engine.withStore(rules: rules) { test in
            try await live(test)
            #expect(try await test.store.verify().problems == [])
            try await test.database.write { sql in
                for statement in tampering.statements { _ = try sql.run(SQLStatement(made: statement)) }
            }
            let problems = try await test.store.verify().problems
            let found = problems.first { $0.check == tampering.check }
            #expect(found?.record.hasPrefix(tampering.record) == true, "\(problems)")
        }
    }

    @Test("rows from before there were seals are sealed once", arguments: Engine.allCases)
    func oldRowsAreSealedOnce(_ engine: Engine) async throws {
        try await engine.withStore { test in
            try await live(test)
            try await test.database.write { sql in
                _ = try sql.run("UPDATE appointment_event SET seal = NULL")
                _ = try sql.run("INSERT INTO unsealed_hospital (hospital) VALUES ('h1')")
            }
            #expect(try await test.store.verify().problems.map(\.check) == [.seals])
            // A database that a program without seals has filled.
            let opened = try await SQLDeskStore(database: test.database, configuration: TestWorld.configuration())
            #expect(try await opened.verify().problems == [])
            try await test.database.write { sql in _ = try sql.run("UPDATE appointment_event SET seal = NULL") }
            let again = try await SQLDeskStore(database: test.database, configuration: TestWorld.configuration())
            #expect(try await again.verify().problems.map(\.check) == [.seals])
        }
    }

    /// A day on which at least two of everything happens.
    private func live(_ test: TestStore) async throws {
        let now = TestWorld.now
        var people: [(account: AccountID, patient: PatientID)] = []
        for number in 0..<8 {
            people.append(try await test.visitor(phone: "1390000000\(number)", name: "人\(number)"))
        }
        let everybody = people
        let order = StaffOrder(staff: "li.wei", reason: "ill")
        let staff = VisitActor.staff("li.wei")
        // Two fill a slot; two who have a visit beside it wait and are passed over, a third is offered the place.
        let filling = [
            try await test.book("t1-0800", for: people[0]).get(), try await test.book("t1-0800", for: people[1]).get(),
        ]
        for waiting in 2...3 { _ = try await test.book("t1-0830", for: people[waiting]).get() }
        let time = TimeConstraint(
            firstDay: TestWorld.tuesday, lastDay: TestWorld.tuesday, fromMinute: 480, toMinute: 510)
        let wish = WaitWish(department: "cardio", practitioner: "d1", when: TimeWish(anyOf: [time]))
        let late = TimeConstraint(
            firstDay: TestWorld.tuesday, lastDay: TestWorld.tuesday, fromMinute: 1080, toMinute: 1200)
        try await test.store.write { desk in
            // The third one joins after the first place was given back, so that they are passed over at two instants.
            for (index, (waiting, filled)) in ([(2, nil), (4, filling[0]), (3, filling[1])] as [(Int, Appointment?)])
                .enumerated()
            {
                let person = everybody[waiting]
                let consent = Consent(conversation: "c\(index)", turn: 1, channel: "http")
                let at = now.adding(seconds: index)
                _ = try desk.join(
                    WaitRequest(wish: wish, patient: person.patient, account: person.account, consent: consent), now: at
                ).get()
                _ = try desk.alert(
                    AlertRequest(
                        wish: WaitWish(department: "cardio", when: TimeWish(anyOf: [late])), account: person.account,
                        consent: consent), now: at
                ).get()
                guard let filled else { continue }
                _ = try desk.cancel(
                    CancelRequest(
                        key: "k", appointment: filled.id, account: filled.account, reason: "ill", consent: consent),
                    now: at
                ).get()
            }
        }
        // Two clinics are stopped.
        for person in people[5...6] {
            for slot in ["m1-0800", "m1-0830"] as [SlotID] where try await test.slot(slot)?.booked == 0 {
                _ = try await test.book(slot, for: person).get()
                break
            }
        }
        try await test.store.write { desk in
            for (index, session) in (["m1", "g1"] as [ClinicSessionID]).enumerated() {
                let at = now.adding(seconds: 20 + index)
                let report = try desk.stopClinic(session, offerHours: 24, order: order, now: at).get()
                _ = try desk.carryOn(stop: report.plan, limit: 9, now: at)
            }
        }
        // Two report, one is called; two do not come and appeal.
        let visits = [
            try await test.book("today-0930", for: people[0]).get(),
            try await test.book("today-0930", for: people[1]).get(),
        ]
        _ = try await test.book("w1-1330", for: people[7]).get()
        let evening = TestWorld.zone.instant(of: CivilMoment(date: TestWorld.tuesday, hour: 23))
        try await test.store.write { desk in
            for visit in visits {
                _ = try desk.checkIn(.id(visit.id), by: staff, consent: nil, now: now.adding(seconds: 1500)).get()
            }
            _ = try desk.callNext(in: "today", by: staff, now: now.adding(seconds: 1800))
            _ = try desk.markNoShows(limit: 100, by: .desk, reason: "clinic_over", now: evening)
            for (index, person) in everybody.enumerated() {
                let missed = try desk.appointments(of: person.account, includingPast: true, now: evening)
                    .first { $0.status == .noShow }
                guard let missed else { continue }
                _ = try desk.appeal(
                    AppealRequest(
                        appointment: missed.id, account: person.account, statement: "地铁停运",
                        consent: Consent(conversation: "c", turn: 2, channel: "http")),
                    now: evening.adding(seconds: index)
                ).get()
            }
        }
    }
}
