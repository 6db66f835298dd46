import CivilCalendar
import Testing

@testable import Booking

private typealias House = SmallHospital

@Suite("Negotiation: what fits, why not, what comes nearest")
struct NegotiatorTests {
    private let negotiator = Negotiator(catalogue: House.catalogue)

    private func day(_ offset: Int, from: Int? = nil, to: Int? = nil, around: Int? = nil) -> TimeConstraint {
        let date = House.today.adding(days: offset)
        return TimeConstraint(firstDay: date, lastDay: date, fromMinute: from, toMinute: to, aroundMinute: around)
    }

    private func ask(
        _ wish: Wish, _ slots: [Slot], limit: Int = 3, patient: Patient? = nil, visits: [Appointment] = [],
        held: Set<SlotID> = [], lastDay: CivilDate? = nil
    ) -> Negotiation {
        negotiator.negotiate(
            wish, among: slots,
            Situation(now: House.now, lastDay: lastDay, patient: patient, visits: visits, held: held, limit: limit))
    }

    private func ids(_ offers: [Offer]) -> [String] { offers.map(\.slot.id.rawValue) }

    // MARK: What fits

    @Test func looseWishGetsDifferentDoctorsAndHalfDays() {
        let slots = House.slots(
            House.session("zhao", day: 3, every: 10), House.session("qian", day: 3),
            House.session("qian", day: 3, .afternoon), House.session("sun", day: 4))
        let answer = ask(Wish(department: Choice(anyOf: ["skin"])), slots)
        #expect(ids(answer.fitting) == ["qian-3-morning-480", "sun-4-morning-480", "zhao-3-morning-480"])
        #expect(answer.conflict == nil)
        #expect(answer.fittingCount == slots.count)
    }

    @Test func theOnlySessionIsOfferedHoursApart() {
        let answer = ask(
            Wish(practitioner: Choice(anyOf: ["zhao"])), House.session("zhao", day: 3, every: 10))
        #expect(ids(answer.fitting) == ["zhao-3-morning-480", "zhao-3-morning-540", "zhao-3-morning-600"])
    }

    @Test func aNamedPointIsMetNearestFirst() {
        let wish = Wish(
            practitioner: Choice(anyOf: ["zhao"]),
            when: TimeWish(anyOf: [day(3, from: 570, to: 631, around: 600)]))
        let answer = ask(wish, House.session("zhao", day: 3, every: 10, full: [600]))
        #expect(ids(answer.fitting).first == "zhao-3-morning-590")
        #expect(answer.fittingCount == 6)
    }

    @Test(arguments: [
        (TimeOrder.earliest, "qian-3-morning-480"), (TimeOrder.latest, "zhao-5-afternoon-990"),
    ])
    func orderDecides(_ order: TimeOrder, _ expected: String) {
        let slots = House.slots(House.session("qian", day: 3), House.session("zhao", day: 5, .afternoon))
        let answer = ask(Wish(department: Choice(anyOf: ["skin"]), when: TimeWish(order: order)), slots)
        #expect(ids(answer.fitting).first == expected)
    }

    @Test func cheapestComesFirstWhenWished() {
        let slots = House.slots(House.session("zhao", day: 3), House.session("sun", day: 9))
        let answer = ask(Wish(department: Choice(anyOf: ["skin"]), prefersCheap: true), slots)
        #expect(ids(answer.fitting).first == "sun-9-morning-480")
    }

    @Test func aGroupMeansItsMembers() {
        let wish = Wish(department: Choice(anyOf: ["internal"]))
        #expect(negotiator.departments(for: wish) == ["cardio", "gastro"])
        let answer = ask(wish, House.slots(House.session("zhang", day: 3), House.session("wang", day: 4)))
        #expect(Set(answer.fitting.map(\.slot.session.department)) == ["cardio", "gastro"])
    }

    @Test func anOwnHoldCountsAsFree() throws {
        var slots = House.session("zhao", day: 3, every: 240)
        slots[0].held = 1
        slots[0].status = .full
        let wish = Wish(practitioner: Choice(anyOf: ["zhao"]))
        #expect(ask(wish, slots).conflict == .full)
        #expect(ask(wish, slots, held: [slots[0].id]).fitting.count == 1)
    }

    // MARK: Why not

    @Test func reasons() {
        let morning = TimeWish(anyOf: [day(3, from: 360, to: 720)])
        func zhang(_ when: TimeWish) -> Wish { Wish(practitioner: Choice(anyOf: ["zhang"]), when: when) }
        let release = House.session("zhang", day: 3)[0].session.releaseAt
        let lastDay = House.today.adding(days: 28)
        let rows: [(Wish, [Slot], ConflictReason)] = [
            (zhang(morning), House.session("zhang", day: 3, status: .full), .full),
            (zhang(morning), House.session("zhang", day: 4), .offDay),
            (zhang(morning), House.session("zhang", day: 3, .afternoon), .offDay),
            (zhang(morning), House.session("zhang", day: 3, status: .stopped), .stopped),
            (zhang(morning), House.session("zhang", day: 3, status: .unreleased), .unreleased(release)),
            (
                zhang(TimeWish(anyOf: [day(0, from: 360, to: 720)])), House.session("zhang", day: 0, status: .past),
                .tooLate
            ),
            (zhang(TimeWish(anyOf: [day(-1)])), House.session("zhang", day: 3), .past),
            (zhang(TimeWish(anyOf: [day(0, from: 300, to: 540)])), House.session("zhang", day: 3), .past),
            (zhang(TimeWish(anyOf: [day(40)])), House.session("zhang", day: 3), .beyondHorizon(lastDay)),
            (
                Wish(
                    department: Choice(anyOf: ["cardio"]), title: Choice(anyOf: [.chief]),
                    sex: Choice(anyOf: [.female])),
                House.session("zhang", day: 3), .noSuchDoctor
            ),
            (
                Wish(department: Choice(anyOf: ["cardio"]), feeLimitFen: 100), House.session("zhang", day: 3),
                .noSuchDoctor
            ),
            (zhang(TimeWish()), [], .offDay),
            (
                Wish(
                    department: Choice(anyOf: ["cardio"]), practitioner: Choice(noneOf: ["zhang"]),
                    when: TimeWish(anyOf: [day(3)])),
                House.session("zhang", day: 3), .othersOnly
            ),
            (
                Wish(
                    department: Choice(anyOf: ["cardio"]), practitioner: Choice(noneOf: ["zhang"]),
                    when: TimeWish(anyOf: [day(4)])),
                House.session("zhang", day: 3), .offDay
            ),
            (
                Wish(department: Choice(anyOf: ["kids"])), House.session("kid", day: 3),
                .rule(RuleDenial(parameter: "maxAge", value: "14", observed: "40"))
            ),
            (
                Wish(department: Choice(anyOf: ["gyn"])), House.session("gy", day: 3),
                .rule(RuleDenial(parameter: "sex", value: "female", observed: "male"))
            ),
        ]
        for (wish, slots, reason) in rows {
            let answer = ask(wish, slots, patient: House.patient(), lastDay: lastDay)
            #expect(answer.conflict == reason, "\(wish.practitioner.anyOf) \(wish.when)")
            #expect(answer.fitting.isEmpty)
        }
    }

    @Test func aBusyPatientIsToldOfTheVisit() {
        let slots = House.slots(House.session("zhang", day: 3, every: 240), House.session("li", day: 4))
        let visit = House.visit("v", on: House.session("zhao", day: 3, every: 240)[0])
        let wish = Wish(practitioner: Choice(anyOf: ["zhang"]), when: TimeWish(anyOf: [day(3)]))
        let answer = ask(wish, slots, visits: [visit])
        #expect(answer.conflict == .patientBusy("v"))
        #expect(ids(answer.alternatives).first == "li-4-morning-480")
    }

    // MARK: What comes nearest

    @Test func alternativesDifferInWhatTheyGiveUpNearestFirst() {
        let slots = House.slots(
            House.session("zhang", day: 3, status: .full), House.session("zhang", day: 3, .afternoon),
            House.session("zhang", day: 4), House.session("zhang", day: 11), House.session("li", day: 3))
        let wish = Wish(
            practitioner: Choice(anyOf: ["zhang"]), when: TimeWish(anyOf: [day(3, from: 360, to: 720)]))
        let answer = ask(wish, slots)
        #expect(answer.conflict == .full)
        #expect(ids(answer.alternatives) == ["zhang-3-afternoon-840", "li-3-morning-480", "zhang-4-morning-480"])
        #expect(answer.alternatives.map(\.givesUp) == [[.partOfDay], [.practitioner], [.day]])
        #expect(ids(ask(wish, slots, limit: 2).alternatives).count == 2)
    }

    @Test func aTakenHourIsMovedLittle() {
        let wish = Wish(
            practitioner: Choice(anyOf: ["zhao"]),
            when: TimeWish(anyOf: [day(3, from: 570, to: 631, around: 600)]))
        let answer = ask(wish, House.session("zhao", day: 3, every: 30, full: [570, 600, 630]))
        #expect(answer.conflict == .full)
        #expect(answer.alternatives.first?.givesUp == [.time])
        #expect(answer.alternatives.first?.slot.startMinute == 540)
    }

    @Test func aPreferenceIsGivenUpBeforeAStatement() {
        let slots = House.slots(House.session("li", day: 3), House.session("zhang", day: 5))
        let wish = Wish(
            department: Choice(anyOf: ["cardio"]), title: Choice(anyOf: [.chief], strength: .preferred),
            when: TimeWish(anyOf: [day(3)]))
        #expect(ask(wish, slots).alternatives.first?.givesUp == [.title])
        let firmer = Wish(
            department: Choice(anyOf: ["cardio"]), title: Choice(anyOf: [.chief]), when: TimeWish(anyOf: [day(3)]),
            whenStrength: .preferred)
        #expect(ask(firmer, slots).alternatives.first?.givesUp == [.day])
    }

    @Test func aMustIsOnlyNamedAsRelief() {
        let slots = House.slots(House.session("zhang", day: 3, status: .full), House.session("zhang", day: 4))
        let wish = Wish(
            practitioner: Choice(anyOf: ["zhang"], strength: .hard), when: TimeWish(anyOf: [day(3)]),
            whenStrength: .hard)
        let answer = ask(wish, slots)
        #expect(answer.alternatives.isEmpty)
        #expect(answer.reliefs.map(\.sacrifice) == [.day])
        #expect(answer.reliefs.first?.free == 8)
    }

    @Test func whatWasRefusedOrRuledOutStaysAway() {
        let slots = House.slots(
            House.session("zhang", day: 3, every: 240), House.session("zhang", day: 4, every: 240),
            House.session("zhang", day: 5, every: 240), House.session("li", day: 3, every: 240))
        let wish = Wish(
            practitioner: Choice(anyOf: ["zhang"], noneOf: ["li"]),
            when: TimeWish(anyOf: [day(3)], except: [day(4)]), refused: ["zhang-3-morning-480"])
        let answer = ask(wish, slots)
        #expect(answer.conflict == .full)
        #expect(ids(answer.alternatives) == ["zhang-5-morning-480"])
    }

    @Test func aDoctorIsReplacedWithinTheDepartmentByTheMostAlike() {
        let slots = House.slots(
            House.session("zhao", day: 3, status: .full), House.session("sun", day: 3),
            House.session("qian", day: 3), House.session("zhang", day: 3))
        let wish = Wish(practitioner: Choice(anyOf: ["zhao"]), when: TimeWish(anyOf: [day(3)]))
        let answer = ask(wish, slots)
        #expect(ids(answer.alternatives).first == "qian-3-morning-480")
        #expect(answer.alternatives.allSatisfy { $0.slot.session.department == "skin" })
    }
}
