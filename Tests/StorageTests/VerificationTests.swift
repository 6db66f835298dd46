import Booking
import CivilCalendar
import FrontDesk
import Storage
import Testing

/// Somebody changes the database with other tools: `verify` names the first bad record.
@Suite struct VerificationTests {
    /// A change, the check that finds it, and the kind of record it names.
    struct Tampering: CustomTestStringConvertible {
        var name: String
        var statements: [String]
        var check: VerificationReport.Check
        var testDescription: String { name }
    }

    static let tamperings = [
        Tampering(
            name: "a ledger line edited",
            statements: ["UPDATE slot_ledger SET actor = 'nobody' WHERE slot = 'm1-0800' AND entry = 2"], check: .ledger
        ),
        Tampering(
            name: "a ledger line deleted in the middle",
            statements: ["DELETE FROM slot_ledger WHERE slot = 'm1-0800' AND entry = 1"], check: .ledger),
        Tampering(
            name: "the last ledger line deleted",
            statements: [
                "DELETE FROM slot_ledger WHERE slot = 'm1-0800' AND entry = (SELECT max(entry) FROM slot_ledger WHERE slot = 'm1-0800')"
            ], check: .ledgerSums),
        Tampering(
            name: "two ledger lines swapped",
            statements: [
                "UPDATE slot_ledger SET entry = 90 WHERE slot = 'm1-0800' AND entry = 1",
                "UPDATE slot_ledger SET entry = 1 WHERE slot = 'm1-0800' AND entry = 2",
                "UPDATE slot_ledger SET entry = 2 WHERE slot = 'm1-0800' AND entry = 90",
            ], check: .ledger),
        Tampering(
            name: "a counter lowered", statements: ["UPDATE slot SET booked = 0 WHERE id = 'm1-0800'"],
            check: .ledgerSums),
        Tampering(
            name: "an appointment cancelled by hand",
            statements: ["UPDATE appointment SET status = 'cancelled' WHERE slot = 'm1-0800'"], check: .counters),
        Tampering(
            name: "a hold ended by hand",
            statements: ["UPDATE hold SET state = 'voided', settled_at = 1 WHERE state = 'pending'"], check: .counters),
        Tampering(
            name: "an appointment moved by hand", statements: ["UPDATE appointment SET serial = 77"], check: .history),
        Tampering(
            name: "an event deleted", statements: ["DELETE FROM appointment_event WHERE number = 2"], check: .history),
        Tampering(
            name: "an audit record edited",
            statements: ["UPDATE audit_record SET reason = 'none' WHERE action = 'cancel'"],
            check: .audit),
        Tampering(
            name: "an audit record deleted", statements: ["DELETE FROM audit_record WHERE action = 'cancel'"],
            check: .audit),
        Tampering(
            name: "the next number set back", statements: ["UPDATE clinic_session SET next_serial = 1 WHERE id = 'm1'"],
            check: .serials),
    ]

    @Test(arguments: Engine.allCases, tamperings)
    func tamperingIsFound(_ engine: Engine, _ tampering: Tampering) async throws {
        try await engine.withStore { test in
            let visitor = try await test.visitor()
            let first = try await test.book("m1-0830", for: visitor).get()
            _ = try await test.store.write {
                try $0.cancel(
                    CancelRequest(
                        key: "k", appointment: first.id, account: visitor.account, reason: "ill",
                        consent: Consent(conversation: "c", turn: 1, channel: "http")), now: TestWorld.now)
            }.get()
            _ = try await test.book("m1-0800", for: visitor).get()
            _ = try await test.store.write {
                try $0.hold(
                    "m1-0900", holder: Holder(conversation: "c1"), until: TestWorld.now.adding(seconds: 60),
                    now: TestWorld.now)
            }.get()
            let before = try await test.store.verify()
            #expect(before.problems == [])
            #expect(before.appointments == 2)
            try await test.database.write { sql in
                for statement in tampering.statements { _ = try sql.run(SQLStatement(made: statement)) }
            }
            let after = try await test.store.verify()
            #expect(after.problems.map(\.check).contains(tampering.check), "\(after.problems)")
            #expect(after.problems.first { $0.check == tampering.check }?.record.isEmpty == false)
        }
    }
}
