import CivilCalendar
import Testing

@testable import Booking

private typealias Examples = RuleExamples

@Suite("Who lost a visit to a stopped clinic waits in front")
struct WaitPriorityTests {
    private let slot = Examples.slot("2026-11-30T09:00")

    private func record(
        _ status: Appointment.Status, reason: String? = nil, changed: String, booked: String = "2026-11-01T09:00",
        department: DepartmentCode = "skin"
    ) -> VisitRecord {
        VisitRecord(
            appointment: AppointmentID("a-\(changed)"), patient: "p", account: "acc", department: department,
            practitioner: "zhao",
            date: slot.session.date, half: .morning, status: status, bookedAt: Examples.at(booked),
            changedAt: Examples.at(changed), reason: reason)
    }

    private func rules(_ days: Int) -> Rules {
        Rules(version: "w", values: [.stopRebookPriorityDays: .number(days)])
    }

    @Test("for the days of the rule, counted by the calendar")
    func days() {
        let lost = [record(.cancelled, reason: VisitRecord.clinicStopped, changed: "2026-11-20T10:00")]
        for (now, days, expected) in [
            ("2026-11-20T10:00", 7, 1), ("2026-11-27T23:59", 7, 1), ("2026-11-28T00:00", 7, 0),
            ("2026-11-20T10:00", 0, 0), ("2026-11-21T00:00", 1, 1),
        ] {
            #expect(rules(days).waitPriority(lost, for: slot, now: Examples.at(now)) == expected, "\(now), \(days)")
        }
        let before = Examples.at("2026-11-20T10:00").adding(milliseconds: -1)
        #expect(rules(7).waitPriority(lost, for: slot, now: before) == 0, "it was not stopped yet")
    }

    @Test("in that department, while no other visit is booked there")
    func place() {
        let now = Examples.at("2026-11-21T10:00")
        let lost = record(.cancelled, reason: VisitRecord.clinicStopped, changed: "2026-11-20T10:00")
        let rows: [([VisitRecord], Int)] = [
            ([], 0), ([record(.cancelled, reason: "patient", changed: "2026-11-20T10:00")], 0),
            (
                [
                    record(
                        .cancelled, reason: VisitRecord.clinicStopped, changed: "2026-11-20T10:00", department: "eyes")
                ], 0
            ),
            ([lost, record(.booked, changed: "2026-11-20T11:00", booked: "2026-11-20T11:00")], 0),
            ([lost, record(.booked, changed: "2026-11-20T09:00", booked: "2026-11-20T09:00")], 1),
            (
                [
                    lost,
                    record(.booked, changed: "2026-11-20T11:00", booked: "2026-11-20T11:00", department: "eyes"),
                ], 1
            ),
            (
                [lost, record(.cancelled, reason: "patient", changed: "2026-11-20T12:00", booked: "2026-11-20T11:00")],
                1
            ),
        ]
        for (index, (history, expected)) in rows.enumerated() {
            #expect(rules(7).waitPriority(history, for: slot, now: now) == expected, "row \(index)")
        }
    }
}
