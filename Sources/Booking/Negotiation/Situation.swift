import CivilCalendar

/// What a negotiation depends on beside the wish and the slots.
public struct Situation: Sendable {
    /// The hospital's wall clock.
    public var now: CivilMoment
    /// The last day that has a schedule; `nil` takes the last day among the slots.
    public var lastDay: CivilDate?
    /// Who is to be seen, if known; departments that do not see them are not offered.
    public var patient: Patient?
    /// The patient's live appointments; leave out one that is being moved.
    public var visits: [Appointment]
    /// Slots of which the person already holds a place: they count as free even when nothing else is left.
    public var held: Set<SlotID>
    /// Most offers to make, 1 or more: three in a chat, two on the phone.
    public var limit: Int
    /// Minutes a patient needs between visits on two campuses.
    public var travelMinutes: Int

    /// Makes a situation.
    public init(
        now: CivilMoment, lastDay: CivilDate? = nil, patient: Patient? = nil, visits: [Appointment] = [],
        held: Set<SlotID> = [], limit: Int = 3, travelMinutes: Int = 60
    ) {
        self.now = now
        self.lastDay = lastDay
        self.patient = patient
        self.visits = visits
        self.held = held
        self.limit = max(1, limit)
        self.travelMinutes = travelMinutes
    }
}

extension Slot {
    /// Whether a patient who has `visit` cannot also come to this slot: the times overlap, the campuses lie too far
    /// apart for the gap, or both stand in the same clinic session.
    ///
    /// - Parameter travelMinutes: minutes needed between two campuses.
    public func clashes(with visit: Slot, travelMinutes: Int) -> Bool {
        guard session.date == visit.session.date else { return false }
        if session.id == visit.session.id { return true }
        let gap = session.campus == visit.session.campus ? 0 : travelMinutes
        return startMinute < visit.endMinute + gap && visit.startMinute < endMinute + gap
    }
}

extension Department {
    /// Why the department does not see the patient on a day; `nil` when it does, or when what decides is not known.
    ///
    /// Age counts in completed years on the day of the visit.
    public func refusal(of patient: Patient, on day: CivilDate) -> RuleDenial? {
        if let sex, let theirs = patient.sex, theirs != sex {
            return RuleDenial(parameter: "sex", value: sex.rawValue, observed: theirs.rawValue)
        }
        guard let born = patient.birthDate else { return nil }
        let age = born.completedYears(on: day)
        if let minAge, age < minAge {
            return RuleDenial(parameter: "minAge", value: String(minAge), observed: String(age))
        }
        if let maxAge, age > maxAge {
            return RuleDenial(parameter: "maxAge", value: String(maxAge), observed: String(age))
        }
        return nil
    }
}

extension CivilDate {
    /// Completed years from this day of birth to `day`; who is born on 29 February completes a year on 1 March
    /// where there is no 29th.
    public func completedYears(on day: CivilDate) -> Int {
        let born = parts
        let then = day.parts
        let beforeBirthday = (then.month, then.day) < (born.month, born.day)
        return then.year - born.year - (beforeBirthday ? 1 : 0)
    }
}
