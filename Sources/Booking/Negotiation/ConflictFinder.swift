import CivilCalendar

/// Finds why nothing fits, on the most specific part of the wish that meets any slot at all.
///
/// Asked in this order: is the time over; are there slots that would fit and what is the matter with them; is there
/// such a doctor; is the time within the schedule. What is left is that there is no clinic then.
struct ConflictFinder {
    /// Fitting slots by state; the first seen of each, which is the earliest.
    private var fitting = [Int](repeating: -1, count: 8)
    /// Whether some slot, at whatever time, is what was asked for in everything but time.
    private var isSomebody = false

    /// Takes a slot into account.
    mutating func note(_ assessment: Assessment) {
        if !isSomebody, assessment.lost.subtracting(.when).isEmpty { isSomebody = true }
        if assessment.lost.isEmpty {
            let state = Int(assessment.state.rawValue)
            if fitting[state] < 0 { fitting[state] = assessment.index }
        }
    }

    /// The reason.
    func reason(slots: [Slot], compiled: CompiledWish, catalogue: Catalogue) -> ConflictReason {
        if Self.isOver(compiled.wish.when, now: compiled.situation.now) { return .past }
        if let blocked = blockedReason(slots: slots, compiled: compiled) { return blocked }
        if !isSomebody, !Self.exists(compiled, catalogue) { return .noSuchDoctor }
        let lastDay = compiled.situation.lastDay ?? compiled.days.last
        if Self.liesBeyond(compiled.wish.when, lastDay, compiled.situation.now.date, catalogue.calendar) {
            return .beyondHorizon(lastDay)
        }
        return .offDay
    }

    /// What is the matter with the slots that fit; `nil` when none does.
    private func blockedReason(slots: [Slot], compiled: CompiledWish) -> ConflictReason? {
        func first(_ state: Assessment.State) -> Slot? {
            let index = fitting[Int(state.rawValue)]
            return index < 0 ? nil : slots[index]
        }
        if let slot = first(.ineligible), let denial = compiled.denial(for: slot) { return .rule(denial) }
        if let slot = first(.busy), let visit = compiled.clash(with: slot) { return .patientBusy(visit) }
        if first(.full) != nil || first(.refused) != nil { return .full }
        if first(.unreleased) != nil {
            var instants: [Instant] = []
            slots.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                for index in 0..<buffer.count where base[index].status == .unreleased {
                    if compiled.assess(base + index, at: index)?.lost.isEmpty ?? false {
                        instants.append(base[index].session.releaseAt)
                    }
                }
            }
            if let earliest = instants.min() { return .unreleased(earliest) }
        }
        if first(.stopped) != nil { return .stopped }
        return first(.past) == nil ? nil : .tooLate
    }

    /// Whether every wanted time ended before now.
    private static func isOver(_ when: TimeWish, now: CivilMoment) -> Bool {
        guard !when.anyOf.isEmpty else { return false }
        return when.anyOf.allSatisfy { constraint in
            guard let lastDay = constraint.lastDay else { return false }
            if lastDay != now.date { return lastDay < now.date }
            return constraint.toMinute.map { $0 <= now.minuteOfDay } ?? false
        }
    }

    /// Whether all days that are still wanted lie after the last day of the schedule.
    private static func liesBeyond(
        _ when: TimeWish, _ lastDay: CivilDate, _ today: CivilDate, _ calendar: WorkCalendar
    ) -> Bool {
        guard !when.anyOf.isEmpty else { return false }
        return when.anyOf.allSatisfy { constraint in
            if let first = constraint.firstDay, first > lastDay { return true }
            guard let last = constraint.lastDay, last > lastDay else { return false }
            var day = max(constraint.firstDay ?? today, today)
            while day <= lastDay {
                if constraint.admits(day: day, calendar: calendar) { return false }
                day = day.adding(days: 1)
            }
            return true
        }
    }

    /// Whether the catalogue has a doctor who is all that was asked beside the time.
    private static func exists(_ compiled: CompiledWish, _ catalogue: Catalogue) -> Bool {
        let wish = compiled.wish
        func matches(_ practitioner: Practitioner) -> Bool {
            guard wish.practitioner.admits(practitioner.code), wish.title.admits(practitioner.title),
                wish.sex.admits(practitioner.sex), wish.feeLimitFen.map({ practitioner.feeFen <= $0 }) ?? true
            else { return false }
            return practitioner.departments.contains { code in
                guard compiled.departments.isEmpty || compiled.departments.contains(code),
                    !wish.department.noneOf.contains(code), let department = catalogue.department(code)
                else { return false }
                return wish.campus.isOpen || department.places.keys.contains { wish.campus.admits($0) }
            }
        }
        if wish.practitioner.anyOf.isEmpty { return catalogue.practitioners.contains(where: matches) }
        return wish.practitioner.anyOf.contains { catalogue.practitioner($0).map(matches) ?? false }
    }
}
