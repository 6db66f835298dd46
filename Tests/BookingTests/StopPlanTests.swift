import CivilCalendar
import Testing

@testable import Booking

/// Who is moved where when a clinic is stopped.
@Suite struct StopPlanTests {
    private static let lost = SmallHospital.session("zhang", day: 5)

    private func visit(_ id: String, slot: Slot, patient: String = "p", minutes: Int = 0) -> Appointment {
        Appointment(
            id: AppointmentID(id), status: .booked,
            patient: Patient(id: PatientID("\(patient)-\(id)"), name: "王", relation: .me), account: AccountID(id),
            slot: slot, serial: 1, visitCode: "ABCDEFG1", sequence: 0, ruleVersion: "1",
            bookedAt: Instant(milliseconds: Int64(minutes) * 60_000))
    }

    private func offer(_ openings: [Slot], lost: Slot = Self.lost[0], limits: StopPlanLimits = StopPlanLimits())
        -> Slot?
    {
        let plan = StopPlan(visits: [visit("a", slot: lost)], openings: openings, limits: limits)
        return openings.first { $0.id == plan.steps[0].offer }
    }

    @Test func theSameDoctorOnTheNearestDayComesFirst() {
        let offered = offer(
            SmallHospital.session("li", day: 5) + SmallHospital.session("zhang", day: 9)
                + SmallHospital.session("zhang", day: 6, .afternoon) + SmallHospital.session("zhang", day: 3))
        #expect(offered?.session.practitioner == "zhang")
        #expect(offered?.session.date == SmallHospital.today.adding(days: 6))
    }

    @Test func ofTwoDaysAsNearTheLaterOne() {
        let offered = offer(SmallHospital.session("zhang", day: 4) + SmallHospital.session("zhang", day: 6))
        #expect(offered?.session.date == SmallHospital.today.adding(days: 6))
    }

    @Test func withoutTheDoctorTheSameHalfDayOfTheDepartment() {
        let offered = offer(
            SmallHospital.session("li", day: 5, .afternoon) + SmallHospital.session("li", day: 5)
                + SmallHospital.session("li", day: 6) + SmallHospital.session("zhang", day: 20))
        #expect(offered?.session.date == SmallHospital.today.adding(days: 5))
        #expect(offered?.session.half == .morning)
    }

    @Test func theTimeNearestToTheLostOne() {
        let lost = Self.lost[3]
        #expect(offer(SmallHospital.session("zhang", day: 6), lost: lost)?.startMinute == lost.startMinute)
    }

    @Test func otherDepartmentsTooFarDaysAndFullSlotsAreNoOffer() {
        let full = SmallHospital.session("zhang", day: 6, status: .full)
        let far = SmallHospital.session("zhang", day: 13)
        #expect(offer(SmallHospital.session("zhao", day: 5) + full + far) == nil)
        #expect(offer(far, limits: StopPlanLimits(priorityDays: 8)) != nil)
    }

    @Test func placesAreDistinctAndGoInTheOrderOfBooking() {
        let openings = Array(SmallHospital.session("zhang", day: 6).prefix(2))
        let visits = [
            visit("late", slot: Self.lost[0], minutes: 9), visit("first", slot: Self.lost[0], minutes: 1),
            visit("second", slot: Self.lost[0], minutes: 2),
        ]
        let plan = StopPlan(visits: visits, openings: openings)
        #expect(plan.steps.map(\.appointment.rawValue) == ["first", "second", "late"])
        #expect(plan.steps.map(\.offer) == [openings[0].id, openings[1].id, nil])
        #expect(plan.steps.allSatisfy { $0.refundFen == Self.lost[0].session.feeFen })
        #expect(plan == StopPlan(visits: visits.reversed(), openings: openings.reversed()))
    }

    @Test func aPatientIsNotOfferedATimeTheyHaveNot() {
        let openings = SmallHospital.session("zhang", day: 6)
        let lost = visit("a", slot: Self.lost[0])
        let dentist = visit("b", slot: SmallHospital.session("zhao", day: 6)[0])
        let plan = StopPlan(visits: [lost], openings: openings, commitments: [lost.patient.id: [dentist]])
        #expect(plan.steps[0].offer == openings[1].id)
        // On another campus the way has to be added.
        let east = visit("c", slot: SmallHospital.session("zhao", day: 6, campus: "east")[0])
        let farther = StopPlan(visits: [lost], openings: openings, commitments: [lost.patient.id: [east]])
        let start = openings.first { $0.id == farther.steps[0].offer }?.startMinute
        #expect(start == openings[0].endMinute + 60)
    }

    @Test func twoLostVisitsOfOnePatientDoNotMeet() {
        var other = visit("b", slot: SmallHospital.session("li", day: 5, .afternoon)[0], minutes: 2)
        let first = visit("a", slot: Self.lost[0], minutes: 1)
        other.patient = first.patient
        let openings = SmallHospital.session("zhang", day: 6) + SmallHospital.session("li", day: 6)
        let plan = StopPlan(visits: [first, other], openings: openings)
        let slots = plan.steps.compactMap { step in openings.first { $0.id == step.offer } }
        #expect(slots.count == 2)
        #expect(!slots[0].isInTheWay(of: slots[1], travelMinutes: 60))
    }
}
