import CivilCalendar

/// How one slot stands to a wish.
struct Assessment {
    /// What can become of the slot for this person.
    enum State: UInt8 {
        case free, refused, busy, ineligible, full, unreleased, stopped, past
    }

    /// Position in the array of slots.
    var index: Int
    var state: State
    /// What of the wish the slot does not meet.
    var lost: SacrificeSet
    /// Days from the nearest wanted day.
    var dayGap: Int
    /// Minutes from the named point or from the wanted hours.
    var minuteGap: Int
    /// Yuan above the highest fee.
    var feeGap: Int
    /// Minutes from midnight of the first day of the table to the start.
    var start: Int
    /// The fee in fen.
    var fee: Int
    /// The price of what is lost; grows with every loss and every gap.
    var cost = 0

    /// Whether this one is at least as good in every respect and better in one.
    func dominates(_ other: Assessment) -> Bool {
        guard lost.isSubset(of: other.lost), dayGap <= other.dayGap, minuteGap <= other.minuteGap,
            feeGap <= other.feeGap
        else { return false }
        return lost != other.lost || dayGap < other.dayGap || minuteGap < other.minuteGap || feeGap < other.feeGap
    }
}

/// A wish made ready for judging many slots: groups expanded, days tabulated, hours as numbers.
struct CompiledWish {
    private struct Hours {
        var from: Int
        var to: Int
        var around: Int?
        var halves: UInt8
    }

    let wish: Wish
    let situation: Situation
    let days: DayTable
    /// The departments that may be offered; empty means all.
    let departments: [DepartmentCode]
    /// Whether `departments` follow from the doctors rather than from words.
    let departmentsAreImplied: Bool
    let prices: RelaxationPrices

    private let departmentsOut: [DepartmentCode]
    private let asksTraits: Bool
    private let traits: [PractitionerCode: PractitionerTraits]
    private let hours: [Hours]
    private let refused: [SlotID]
    private let wishedFee: Int?
    /// The departments that do not see everybody; empty when the patient is not known.
    private let restricted: [DepartmentCode: Department]

    init(
        _ wish: Wish, catalogue: Catalogue, traits: [PractitionerCode: PractitionerTraits], situation: Situation,
        first: CivilDate, last: CivilDate
    ) {
        self.wish = wish
        self.situation = situation
        self.traits = traits
        days = DayTable(
            when: wish.when, from: first, through: last, today: situation.now.date, calendar: catalogue.calendar)
        let stated = Self.expanded(wish.department.anyOf, catalogue)
        departmentsAreImplied = stated.isEmpty && !wish.practitioner.anyOf.isEmpty
        departments =
            departmentsAreImplied
            ? wish.practitioner.anyOf.flatMap { catalogue.practitioner($0)?.departments ?? [] } : stated
        departmentsOut = Self.expanded(wish.department.noneOf, catalogue)
        asksTraits = !wish.title.isOpen || !wish.sex.isOpen
        hours = wish.when.anyOf.map(Self.hours)
        refused = Array(wish.refused)
        prices = RelaxationPrices(wish)
        wishedFee = wish.practitioner.anyOf.first.flatMap { traits[$0]?.feeFen }
        restricted = situation.patient == nil ? [:] : Self.restricted(catalogue)
    }

    /// Judges a slot in place; `nil` when an exclusion rules it out, or the department could never be offered.
    func assess(_ slot: UnsafePointer<Slot>, at index: Int) -> Assessment? {
        var lost: SacrificeSet = []
        let practitioner = slot.pointee.session.practitioner
        if !wish.practitioner.anyOf.isEmpty, !wish.practitioner.anyOf.contains(practitioner) {
            lost.insert(.practitioner)
        }
        if !wish.practitioner.noneOf.isEmpty, wish.practitioner.noneOf.contains(practitioner) { return nil }
        let department = slot.pointee.session.department
        if !departments.isEmpty, !departments.contains(department) {
            if departmentsAreImplied {
                if lost.contains(.practitioner) { return nil }
            } else {
                lost.insert(.department)
            }
        }
        if !departmentsOut.isEmpty, departmentsOut.contains(department) { return nil }
        let campus = slot.pointee.session.campus
        if !wish.campus.anyOf.isEmpty, !wish.campus.anyOf.contains(campus) { lost.insert(.campus) }
        if !wish.campus.noneOf.isEmpty, wish.campus.noneOf.contains(campus) { return nil }
        if asksTraits, let trait = traits[practitioner] {
            if wish.title.noneOf.contains(trait.title) || wish.sex.noneOf.contains(trait.sex) { return nil }
            if !wish.title.admits(trait.title) { lost.insert(.title) }
            if !wish.sex.admits(trait.sex) { lost.insert(.sex) }
        }
        let day = slot.pointee.session.date.days(since: days.first)
        let minute = slot.pointee.startMinute
        if days.excludes(day: day, minute: minute) { return nil }
        var feeGap = 0
        let fee = slot.pointee.session.feeFen
        if let limit = wish.feeLimitFen, fee > limit {
            lost.insert(.fee)
            feeGap = (fee - limit + 99) / 100
        }
        var assessment = Assessment(
            index: index, state: .free, lost: lost, dayGap: 0, minuteGap: 0, feeGap: feeGap,
            start: day * 1440 + minute, fee: fee)
        judgeTime(&assessment, day: day, minute: minute, half: Self.bit(slot.pointee.session.half))
        assessment.state = state(of: slot)
        return assessment
    }

    /// Who of the patient's visits stands in the way of a slot.
    func clash(with slot: Slot) -> AppointmentID? {
        for visit in situation.visits where visit.slot.session.date == slot.session.date && visit.status.isLive {
            if slot.clashes(with: visit.slot, travelMinutes: situation.travelMinutes) { return visit.id }
        }
        return nil
    }

    /// Why the slot's department does not see the patient.
    func denial(for slot: Slot) -> RuleDenial? {
        guard let patient = situation.patient, let department = restricted[slot.session.department] else { return nil }
        return department.refusal(of: patient, on: slot.session.date)
    }

    /// How unlike the wished doctor's fee a fee is, in fen; tells between stand-ins that are else equally near.
    func unlikeness(_ assessment: Assessment) -> Int {
        guard assessment.lost.contains(.practitioner), let wishedFee else { return 0 }
        return abs(assessment.fee - wishedFee)
    }

    @inline(__always)
    private func state(of slot: UnsafePointer<Slot>) -> Assessment.State {
        switch slot.pointee.status {
        case .open:
            if slot.pointee.free == 0, !situation.held.contains(slot.pointee.id) { return .full }
        case .full:
            guard !situation.held.isEmpty, situation.held.contains(slot.pointee.id) else { return .full }
        case .unreleased: return .unreleased
        case .stopped: return .stopped
        case .past: return .past
        }
        if !refused.isEmpty, refused.contains(slot.pointee.id) { return .refused }
        if !restricted.isEmpty, denial(for: slot.pointee) != nil { return .ineligible }
        if !situation.visits.isEmpty, clash(with: slot.pointee) != nil { return .busy }
        return .free
    }

    /// Finds the alternative of the time wish that the slot comes nearest to.
    @inline(__always)
    private func judgeTime(_ assessment: inout Assessment, day: Int, minute: Int, half: UInt8) {
        var best: (cost: Int, lost: SacrificeSet, dayGap: Int, minuteGap: Int)?
        for position in 0..<hours.count {
            let window = hours[position]
            let dayGap = days.gap(position, day: day)
            var lost: SacrificeSet = dayGap == 0 ? [] : .day
            var minuteGap = 0
            if minute < window.from || minute >= window.to {
                lost.insert(window.halves & half == 0 ? .partOfDay : .time)
                minuteGap = minute < window.from ? window.from - minute : minute - window.to + 1
            }
            if let around = window.around { minuteGap = abs(minute - around) }
            let cost = prices.cost(of: lost, dayGap: dayGap, minuteGap: minuteGap, feeGap: 0)
            if let known = best, known.cost <= cost { continue }
            best = (cost, lost, dayGap, minuteGap)
        }
        if let best {
            assessment.lost.formUnion(best.lost)
            assessment.dayGap = best.dayGap
            assessment.minuteGap = best.minuteGap
        }
        assessment.cost = prices.cost(
            of: assessment.lost, dayGap: assessment.dayGap, minuteGap: assessment.minuteGap,
            feeGap: assessment.feeGap)
    }

    private static func expanded(_ codes: [DepartmentCode], _ catalogue: Catalogue) -> [DepartmentCode] {
        codes.flatMap { code in
            let members = catalogue.members(of: code)
            return members.isEmpty ? [code] : members + [code]
        }
    }

    private static func hours(_ constraint: TimeConstraint) -> Hours {
        let from = constraint.fromMinute ?? 0
        let to = constraint.toMinute ?? 1440
        var halves: UInt8 = 0
        for (half, span) in [(UInt8(1), 0..<720), (2, 720..<1080), (4, 1080..<1440)]
        where from < span.upperBound && to > span.lowerBound {
            halves |= half
        }
        return Hours(from: from, to: to, around: constraint.aroundMinute, halves: halves)
    }

    private static func bit(_ half: ClinicSession.Half) -> UInt8 {
        switch half {
        case .morning: 1
        case .afternoon: 2
        case .evening: 4
        }
    }

    private static func restricted(_ catalogue: Catalogue) -> [DepartmentCode: Department] {
        var restricted: [DepartmentCode: Department] = [:]
        for department in catalogue.departments
        where department.minAge != nil || department.maxAge != nil || department.sex != nil {
            restricted[department.code] = department
        }
        return restricted
    }
}

/// What a wish asks of a doctor beside the name.
struct PractitionerTraits: Sendable {
    var title: PractitionerTitle
    var sex: Sex
    var feeFen: Int
}
