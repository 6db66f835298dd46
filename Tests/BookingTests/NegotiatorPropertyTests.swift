import CivilCalendar
import Testing

@testable import Booking

private typealias House = SmallHospital

/// Random wishes against random stock, judged by an independent and slow reading of the wish.
@Suite("Negotiation holds for random wishes")
struct NegotiatorPropertyTests {
    private let negotiator = Negotiator(catalogue: House.catalogue)
    private static let doctors: [PractitionerCode] = ["zhang", "li", "wang", "zhao", "qian", "sun"]

    @Test(arguments: 0..<150)
    func offersKeepTheirPromises(_ seed: Int) {
        var chance = SplitMix64(seed: UInt64(seed))
        let slots = Self.stock(&chance)
        let wish = Self.wish(slots, &chance)
        let situation = Situation(now: House.now, limit: Int.random(in: 1...4, using: &chance))
        let answer = negotiator.negotiate(wish, among: slots, situation)
        let free = slots.filter { $0.status == .open && !wish.refused.contains($0.id) && Self.isAllowed($0, wish) }
        let fits = free.filter { Self.lost($0, wish).isEmpty }

        #expect(answer.fittingCount == fits.count)
        #expect(answer.fitting.count == min(fits.count, situation.limit))
        #expect(answer.fitting.allSatisfy { offer in fits.contains(offer.slot) && offer.givesUp.isEmpty })
        #expect((answer.conflict == nil) == !fits.isEmpty)
        #expect(Set(answer.fitting.map(\.slot.id)).count == answer.fitting.count)

        #expect(answer.alternatives.count <= situation.limit)
        #expect(Set(answer.alternatives.map(\.slot.id)).count == answer.alternatives.count)
        for offer in answer.alternatives {
            #expect(free.contains(offer.slot))
            #expect(Set(offer.givesUp) == Self.lost(offer.slot, wish))
            #expect(Self.musts(wish).isDisjoint(with: offer.givesUp))
            // Nothing free gives up less without lying further off, unless it is another time of an offered session.
            let offered = Set(answer.alternatives.map(\.slot.session.id))
            for other in free where !offered.contains(other.session.id) {
                #expect(!Self.isBetter(other, than: offer.slot, wish), "\(other.id) beats \(offer.slot.id)")
            }
        }
        if fits.isEmpty, free.contains(where: { Self.musts(wish).isDisjoint(with: Self.lost($0, wish)) }) {
            #expect(!answer.alternatives.isEmpty)
        }
        for relief in answer.reliefs {
            #expect(relief.free == free.filter { Self.lost($0, wish) == [relief.sacrifice] }.count)
        }
    }

    private static func stock(_ chance: inout SplitMix64) -> [Slot] {
        var slots: [Slot] = []
        for doctor in doctors {
            for day in 1...12 where Bool.random(using: &chance) {
                let half = ClinicSession.Half.allCases.randomElement(using: &chance) ?? .morning
                let status: Slot.Status =
                    [.open, .open, .full, .stopped, .unreleased].randomElement(using: &chance) ?? .open
                let full = Set((0..<4).map { _ in 480 + 30 * Int.random(in: 0..<20, using: &chance) })
                let campus: CampusCode = Bool.random(using: &chance) ? "main" : "east"
                slots += House.session(doctor, day: day, half, campus: campus, status: status, full: full)
            }
        }
        return slots.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    }

    private static func wish(_ slots: [Slot], _ chance: inout SplitMix64) -> Wish {
        func coin() -> Bool { Int.random(in: 0..<3, using: &chance) == 0 }
        func strength() -> Wish.Strength { [.hard, .stated, .preferred].randomElement(using: &chance) ?? .stated }
        func choice<Value>(_ values: [Value]) -> Choice<Value> {
            Choice(
                anyOf: coin() ? [values.randomElement(using: &chance)].compactMap { $0 } : [],
                noneOf: coin() ? [values.randomElement(using: &chance)].compactMap { $0 } : [], strength: strength())
        }
        var wish = Wish(practitioner: choice(doctors), title: choice(PractitionerTitle.allCases))
        wish.department.anyOf = [["cardio"], ["skin"], ["internal"]].randomElement(using: &chance) ?? []
        wish.sex = choice([.male, .female])
        wish.campus = choice(["main", "east"])
        wish.whenStrength = strength()
        if !coin() {
            let first = House.today.adding(days: Int.random(in: 1...8, using: &chance))
            let from = [480, 540, 840].randomElement(using: &chance) ?? 480
            wish.when.anyOf = [
                TimeConstraint(
                    firstDay: first, lastDay: first.adding(days: Int.random(in: 0...2, using: &chance)),
                    fromMinute: from, toMinute: from + 180)
            ]
        }
        if coin() { wish.when.except = [TimeConstraint(weekdays: WeekdaySet(.wednesday))] }
        if coin() { wish.feeLimitFen = 2500 }
        wish.refused = Set((0..<3).compactMap { _ in slots.randomElement(using: &chance)?.id })
        return wish
    }

    private static func isAllowed(_ slot: Slot, _ wish: Wish) -> Bool {
        guard let doctor = House.catalogue.practitioner(slot.session.practitioner) else { return false }
        return !wish.practitioner.noneOf.contains(doctor.code) && !wish.title.noneOf.contains(doctor.title)
            && !wish.sex.noneOf.contains(doctor.sex) && !wish.campus.noneOf.contains(slot.session.campus)
            && !wish.when.except.contains { $0.admits(slot.start, calendar: WorkCalendar()) }
    }

    private static func lost(_ slot: Slot, _ wish: Wish) -> Set<Sacrifice> {
        guard let doctor = House.catalogue.practitioner(slot.session.practitioner) else { return [] }
        var lost: Set<Sacrifice> = []
        func check<Value>(_ choice: Choice<Value>, _ value: Value, _ sacrifice: Sacrifice) {
            if !choice.anyOf.isEmpty, !choice.anyOf.contains(value) { lost.insert(sacrifice) }
        }
        check(wish.practitioner, doctor.code, .practitioner)
        check(wish.title, doctor.title, .title)
        check(wish.sex, doctor.sex, .sex)
        check(wish.campus, slot.session.campus, .campus)
        let departments = wish.department.anyOf.flatMap { [$0] + House.catalogue.members(of: $0) }
        if !departments.contains(slot.session.department) { lost.insert(.department) }
        if let limit = wish.feeLimitFen, slot.session.feeFen > limit { lost.insert(.fee) }
        if let time = wish.when.anyOf.first {
            if !time.admits(day: slot.session.date, calendar: WorkCalendar()) { lost.insert(.day) }
            if !time.admits(minuteOfDay: slot.startMinute) {
                let wanted: ClinicSession.Half = (time.fromMinute ?? 0) < 720 ? .morning : .afternoon
                lost.insert(slot.session.half == wanted ? .time : .partOfDay)
            }
        }
        return lost
    }

    private static func musts(_ wish: Wish) -> Set<Sacrifice> {
        var musts: Set<Sacrifice> = [.department]
        if wish.practitioner.strength == .hard { musts.insert(.practitioner) }
        if wish.title.strength == .hard { musts.insert(.title) }
        if wish.sex.strength == .hard { musts.insert(.sex) }
        if wish.campus.strength == .hard { musts.insert(.campus) }
        if wish.whenStrength == .hard { musts.formUnion([.day, .partOfDay, .time]) }
        return musts
    }

    private static func isBetter(_ slot: Slot, than offered: Slot, _ wish: Wish) -> Bool {
        guard lost(slot, wish).isSubset(of: lost(offered, wish)), slot.session.feeFen <= offered.session.feeFen else {
            return false
        }
        let gaps = (gap(slot, wish), gap(offered, wish))
        guard gaps.0.days <= gaps.1.days, gaps.0.minutes <= gaps.1.minutes else { return false }
        return gaps.0 != gaps.1 || lost(slot, wish) != lost(offered, wish)
    }

    private static func gap(_ slot: Slot, _ wish: Wish) -> (days: Int, minutes: Int) {
        guard let time = wish.when.anyOf.first, let first = time.firstDay, let last = time.lastDay else {
            return (0, 0)
        }
        let from = time.fromMinute ?? 0
        let to = time.toMinute ?? 1440
        let minute = slot.startMinute
        return (
            max(0, first.days(since: slot.session.date), slot.session.date.days(since: last)),
            minute < from ? from - minute : minute >= to ? minute - to + 1 : 0
        )
    }
}
